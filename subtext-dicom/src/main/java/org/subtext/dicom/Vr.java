package org.subtext.dicom;

import java.util.Optional;

/** Value representations of PS3.5 section 6.2, with how their length and their numbers are stored. */
public enum Vr {
    AE(Kind.TEXT),
    AS(Kind.TEXT),
    AT(Kind.BINARY, 2, false),
    CS(Kind.TEXT),
    DA(Kind.TEXT),
    DS(Kind.TEXT),
    DT(Kind.TEXT),
    FD(Kind.BINARY, 8, false),
    FL(Kind.BINARY, 4, false),
    IS(Kind.TEXT),
    LO(Kind.ENCODED_TEXT),
    LT(Kind.PARAGRAPH),
    OB(Kind.BINARY, 1, true),
    OD(Kind.BINARY, 8, true),
    OF(Kind.BINARY, 4, true),
    OL(Kind.BINARY, 4, true),
    OV(Kind.BINARY, 8, true),
    OW(Kind.BINARY, 2, true),
    PN(Kind.ENCODED_TEXT),
    SH(Kind.ENCODED_TEXT),
    SL(Kind.BINARY, 4, false),
    SQ(Kind.ITEMS, 1, true),
    SS(Kind.BINARY, 2, false),
    ST(Kind.PARAGRAPH),
    SV(Kind.BINARY, 8, true),
    TM(Kind.TEXT),
    UC(Kind.ENCODED_TEXT, 1, true),
    UI(Kind.TEXT),
    UL(Kind.BINARY, 4, false),
    UN(Kind.BINARY, 1, true),
    UR(Kind.TEXT, 1, true),
    US(Kind.BINARY, 2, false),
    UT(Kind.PARAGRAPH, 1, true),
    UV(Kind.BINARY, 8, true);

    /** What a value is made of. */
    enum Kind {
        /** Text of the default repertoire. */
        TEXT,
        /** Text in the data set's Specific Character Set (PS3.5 section 6.1.2.2); a backslash parts values. */
        ENCODED_TEXT,
        /** Text in the data set's Specific Character Set in which a backslash is a character. */
        PARAGRAPH,
        BINARY,
        ITEMS
    }

    private static final Vr[] BY_LETTERS = new Vr[26 * 26];

    static {
        for (Vr vr : values()) {
            BY_LETTERS[(vr.name().charAt(0) - 'A') * 26 + vr.name().charAt(1) - 'A'] = vr;
        }
    }

    private final Kind kind;
    private final int unitBytes;
    private final boolean longLength;

    Vr(Kind kind) {
        this(kind, 1, false);
    }

    Vr(Kind kind, int unitBytes, boolean longLength) {
        this.kind = kind;
        this.unitBytes = unitBytes;
        this.longLength = longLength;
    }

    /** The representation of these two letters, if the standard has one. */
    static Optional<Vr> find(int first, int second) {
        return isLetter(first) && isLetter(second)
                ? Optional.ofNullable(BY_LETTERS[(first - 'A') * 26 + second - 'A'])
                : Optional.empty();
    }

    static boolean isLetter(int character) {
        return character >= 'A' && character <= 'Z';
    }

    Kind kind() {
        return kind;
    }

    /** Whether the value is text of any kind. */
    public boolean isText() {
        return kind == Kind.TEXT || kind == Kind.ENCODED_TEXT || kind == Kind.PARAGRAPH;
    }

    /** Whether a backslash parts values (PS3.5 section 6.4). */
    public boolean hasManyValues() {
        return kind != Kind.PARAGRAPH && this != UR;
    }

    /** Bytes that byte order exchanges: 2 for US, 8 for FD, 1 for text and raw bytes (PS3.5 section 7.3). */
    public int unitBytes() {
        return unitBytes;
    }

    /** Whether explicit encoding spends 4 bytes on the length, not 2 (PS3.5 section 7.1.2). */
    public boolean hasLongLength() {
        return longLength;
    }

    /** The byte that makes an odd length even: NUL for UIDs and bytes, a space for other text (PS3.5 section 6.2). */
    byte padding() {
        return isText() && this != UI ? (byte) ' ' : 0;
    }
}
