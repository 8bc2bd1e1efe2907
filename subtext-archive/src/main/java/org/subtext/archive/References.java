package org.subtext.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.subtext.provenance.AtomicFiles;

/**
 * Names studies and instances without their UIDs: HMAC-SHA-256 under a key that is drawn once for a folder and stays
 * there, cut to 64 bits. The same study has the same name in file names, messages and the journal, and nobody without
 * the folder can tell from the name which study it is. Thread-safe.
 */
final class References {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int DIGITS = 16;

    private final SecretKey key;

    private References(SecretKey key) {
        this.key = key;
    }

    /** The references of a folder, whose key is in this file; drawn and written when there is none. */
    static References open(Path file) throws IOException {
        try {
            if (!Files.exists(file)) {
                byte[] drawn = KeyGenerator.getInstance(ALGORITHM).generateKey().getEncoded();
                AtomicFiles.writeString(file, HexFormat.of().formatHex(drawn) + "\n");
            }
            byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
            return new References(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        } catch (IllegalArgumentException e) {
            throw new org.subtext.problems.InvalidInputException(
                    "The file " + file + " does not hold the key that names"
                            + " the files of this folder. Restore it, or use a new folder.");
        }
    }

    /** Sixteen hexadecimal digits that stand for a UID. */
    String of(String uid) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] code = mac.doFinal(uid.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(code).substring(0, DIGITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
