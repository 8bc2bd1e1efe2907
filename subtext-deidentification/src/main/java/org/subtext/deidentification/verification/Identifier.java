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
}
