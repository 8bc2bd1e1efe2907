package org.subtext.dicom;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** DICOM unique identifiers (PS3.5 section 9): how they look, and how one is made from something else. */
public final class Uid {
    /** Leading zeros of a component are not allowed by the standard and occur all the same. */
    private static final Pattern FORM = Pattern.compile("[0-9]+(\\.[0-9]+)*");

    private static final int LONGEST = 64;
    private static final int UUID_BYTES = 16;

    private Uid() {}

    public static boolean isValid(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }

    /** A UID that depends on a text only, by its SHA-256. */
    public static String ofText(String text) {
        try {
            return ofHash(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * A UID under 2.25, where the standard has UIDs of UUIDs (PS3.5 section B.2): a UUID of version 8 (RFC 9562) whose
     * other 122 bits are the hash's. At most 44 characters.
     *
     * @param hash 16 bytes at least, of which the first 16 count
     */
    public static String ofHash(byte[] hash) {
        if (hash.length < UUID_BYTES) {
            throw new IllegalArgumentException("a UID is made of 16 bytes at least, got " + hash.length);
        }
        byte[] bits = Arrays.copyOf(hash, UUID_BYTES);
        bits[6] = (byte) (bits[6] & 0x0F | 0x80);
        bits[8] = (byte) (bits[8] & 0x3F | 0x80);
        return "2.25." + new BigInteger(1, bits);
    }
}
