package org.subtext.tables;

/** Which characters of a text show nothing, and a cell without those around it. */
public final class CellText {
    private static final String LOOK_ALIKE = "АВЕКМНОРСТХІЈЅасеорсхуіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο";
    private static final String LATIN = "ABEKMHOPCTXIJSaceopcxyijsABEZHIKMNOPTYXo";

    private CellText() {}

    /**
     * Without white space of any kind (no-break and ideographic spaces included), zero-width and other invisible
     * characters at either end, as text pasted from a page or a spreadsheet has them. Within the text all stays.
     */
    public static String trimmed(String cell) {
        int end = cell.length();
        // Nearly every cell begins and ends in a visible ASCII character, and a table has millions of cells.
        if (end == 0 || isPlain(cell.charAt(0)) && isPlain(cell.charAt(end - 1))) {
            return cell;
        }
        int start = 0;
        while (start < end && isUnseen(cell.codePointAt(start))) {
            start += Character.charCount(cell.codePointAt(start));
        }
        while (start < end && isUnseen(cell.codePointBefore(end))) {
            end -= Character.charCount(cell.codePointBefore(end));
        }
        return cell.substring(start, end);
    }

    private static boolean isPlain(char letter) {
        return letter > ' ' && letter < 0x7F;
    }

    /** White space, or what shows nothing of its own: format and control characters, fillers, selectors of variants. */
    public static boolean isUnseen(int point) {
        if (point < 0x7F) {
            return point <= ' ';
        }
        return switch (Character.getType(point)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT -> true;
            default ->
                point >= 0xFE00 && point <= 0xFE0F // selectors of variants
                        || point == 0x034F // combining grapheme joiner
                        || point == 0x115F // fillers of Hangul, and an empty Braille cell
                        || point == 0x1160
                        || point == 0x3164
                        || point == 0xFFA0
                        || point == 0x2800;
        };
    }

    /** Whether it parts words: unseen, and as wide as a space. */
    public static boolean isSpace(int point) {
        return point >= 0x09 && point <= 0x0D
                || point == 0x85
                || Character.isSpaceChar(point)
                || point >= 0x1C && point <= 0x1F;
    }

    /** The Latin letter that a Cyrillic or Greek one looks like; the letter itself where it looks like none. */
    public static char latin(char letter) {
        int at = letter < 0x80 ? -1 : LOOK_ALIKE.indexOf(letter);
        return at < 0 ? letter : LATIN.charAt(at);
    }

    /** Whether it is a hyphen, a dash or a minus sign of any kind. */
    public static boolean isHyphen(int point) {
        return point == '-'
                || point > 0x7F
                        && (Character.getType(point) == Character.DASH_PUNCTUATION
                                || point == 0x2212 // minus sign
                                || point == 0x2043); // hyphen bullet
    }
}
