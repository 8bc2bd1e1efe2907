package org.subtext.deidentification.verification;

/**
 * Something of a source file that must not come out.
 *
 * @param kind what it is
 * @param text as it is searched for
 */
record Identifier(Kind kind, String text) {
    /** What an identifier is. */
    enum Kind {
        NAME,
        ID,
        DATE,
        UID,
        /** Any other value that the standard calls identifying, such as a description. */
        TEXT,
        FILE_NAME;

        /** Whether it tells a person or a study by itself. */
        boolean isStrict() {
            return this != TEXT && this != FILE_NAME;
        }
    }

    boolean hasDigit() {
        return text.chars().anyMatch(Character::isDigit);
    }

    /** Whether each character follows the one before it or repeats it, as entries of Huffman tables do: 12345678. */
    boolean countsUp() {
        for (int i = 1; i < text.length(); i++) {
            int step = text.charAt(i) - text.charAt(i - 1);
            if (step < 0 || step > 1) {
                return false;
            }
        }
        return true;
    }
}
