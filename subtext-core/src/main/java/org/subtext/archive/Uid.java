package org.subtext.archive;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.subtext.archive.ArchiveException.Kind;
import org.subtext.provenance.ContentHash;

/** DICOM unique identifiers (PS3.5 section 9): checked before they become part of an address or a file. */
final class Uid {
    /** Leading zeros of a component are not allowed by the standard and occur all the same. */
    private static final Pattern FORM = Pattern.compile("[0-9]+(\\.[0-9]+)*");

    private static final int LONGEST = 64;
    private static final int UUID_DIGITS = 32;

    private Uid() {}

    static boolean isValid(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }

    /** The text itself, without padding. */
    static String checked(String text, String what) throws ArchiveException {
        String trimmed = text.replaceAll("[\\s\\x00]+$", "");
        if (!isValid(trimmed)) {
            throw new ArchiveException(Kind.WRONG_CONTENT, "the " + what + " is no valid UID");
        }
        return trimmed;
    }

    /** A UID that depends on a text only, derived from a UUID (PS3.5 section B.2; RFC 9562 version 8). */
    static String of(String text) {
        BigInteger bits = new BigInteger(ContentHash.ofText(text).hex().substring(0, UUID_DIGITS), 16);
        for (int clear : new int[] {76, 77, 78, 79, 62, 63}) {
            bits = bits.clearBit(clear);
        }
        return "2.25." + bits.setBit(79).setBit(63);
    }
}
