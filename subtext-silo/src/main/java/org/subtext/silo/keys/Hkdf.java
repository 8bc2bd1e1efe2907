package org.subtext.silo.keys;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 for one key of 32 bytes (RFC 5869; one round of its expansion). */
final class Hkdf {
    private static final String HMAC = "HmacSHA256";

    private Hkdf() {}

    static byte[] key(byte[] salt, byte[] secret, byte[] info) throws GeneralSecurityException {
        byte[] extracted = hmac(salt, secret);
        byte[] expand = new byte[info.length + 1];
        System.arraycopy(info, 0, expand, 0, info.length);
        expand[info.length] = 1;
        return hmac(extracted, expand);
    }

    private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(key, HMAC));
        return mac.doFinal(message);
    }
}
