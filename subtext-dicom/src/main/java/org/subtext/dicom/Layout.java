package org.subtext.dicom;

import java.io.IOException;

/**
 * How elements are laid out: with or without their representation, in which byte order (PS3.5 sections 7.1 and 7.3).
 */
record Layout(boolean explicit, boolean bigEndian) {
    /** Undefined-length UN is in this layout, whatever surrounds it (PS3.5 section 6.2.2 note 2). */
    static final Layout IMPLICIT_LITTLE = new Layout(false, false);

    private static final int HIGHEST_FIRST_GROUP = 0xFF;

    /** The layout of the element at a place; {@code declared} decides what the bytes leave open. */
    static Layout at(Source source, int at, Layout declared) throws IOException {
        if (source.size() - at < 8) {
            return declared;
        }
        boolean little = isFirstGroup(source.unsigned16(at, false));
        boolean big = isFirstGroup(source.unsigned16(at, true));
        boolean bigEndian = little == big ? declared.bigEndian : big;
        // Letters of no known representation are a newer standard's, unless they are the length of implicit encoding.
        boolean explicit = isExplicit(source, at)
                || declared.explicit && Vr.isLetter(source.unsigned8(at + 4)) && Vr.isLetter(source.unsigned8(at + 5));
        return new Layout(explicit, bigEndian);
    }

    /** Whether two letters of a known representation stand where explicit encoding has them. */
    static boolean isExplicit(Source source, int at) throws IOException {
        return Vr.find(source.unsigned8(at + 4), source.unsigned8(at + 5)).isPresent();
    }

    /** Data sets begin in group 0008, directories in 0004: their numbers are small in the right byte order only. */
    private static boolean isFirstGroup(int group) {
        return group > 0 && group <= HIGHEST_FIRST_GROUP;
    }
}
