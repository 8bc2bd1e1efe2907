package org.subtext.identities;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.subtext.tables.CellText;

/**
 * One thing that programs change about an id without meaning another one. Steps are taken in this order.
 *
 * <p>Each step returns the very same text where it changes nothing, at the cost of a look at its characters.
 */
public enum SpellingStep {
    INVISIBLE("characters that cannot be seen", Characters::visible),
    ALIKE("full-width, composed or look-alike characters", Characters::plain),
    SPACE("white space", Characters::collapsed),
    MARK("an apostrophe or quotes", SpellingStep::unmarked),
    HYPHEN("the kind of hyphen", Characters::hyphened),
    CASE("letter case", text -> text.toLowerCase(Locale.ROOT)),
    THOUSANDS("marks between thousands", SpellingStep::withoutThousands),
    DECIMAL("a trailing \".0\"", SpellingStep::whole),
    SEPARATOR("separators", SpellingStep::separated),
    ZEROS("leading zeros", SpellingStep::withoutZeros);

    private static final Pattern FORMULA = Pattern.compile("^=\"(.*)\"$");
    private static final Pattern QUOTED = Pattern.compile("^[\"“”„«»](.*)[\"“”„«»]$");
    private static final Pattern THOUSAND_GROUPS = Pattern.compile("\\d{1,3}(,\\d{3})+");
    private static final Pattern WHOLE = Pattern.compile("(\\d+)[.,]0+");

    private final String words;
    private final UnaryOperator<String> step;

    SpellingStep(String words, UnaryOperator<String> step) {
        this.words = words;
        this.step = step;
    }

    /** What differs, within a sentence. */
    String words() {
        return words;
    }

    /** The text without it. */
    public String apply(String text) {
        return step.apply(text);
    }

    /** Without the marks by which spreadsheets keep a number a text: '012, "012", ="012". */
    private static String unmarked(String text) {
        char first = text.isEmpty() ? 'x' : text.charAt(0);
        if (Character.isLetterOrDigit(first)) {
            return text;
        }
        if ("'`´’‘ʼ".indexOf(first) >= 0) {
            return text.substring(1);
        }
        return FORMULA.matcher(QUOTED.matcher(text).replaceFirst("$1")).replaceFirst("$1");
    }

    private static String withoutThousands(String text) {
        return text.indexOf(',') > 0 && THOUSAND_GROUPS.matcher(text).matches() ? text.replace(",", "") : text;
    }

    private static String whole(String text) {
        return text.endsWith("0") && (text.indexOf('.') > 0 || text.indexOf(',') > 0)
                ? WHOLE.matcher(text).replaceFirst("$1")
                : text;
    }

    /** All separators as hyphens, and none between letters and their number: A-12, A 12, A_12 and A12. */
    private static String separated(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean separator = c == '-' || "_ /.:".indexOf(c) >= 0;
            if (separator && out == null) {
                out = new StringBuilder(text.length()).append(text, 0, i);
            }
            if (out != null && !(separator && isBetweenLettersAndNumber(text, i))) {
                out.append(separator ? '-' : c);
            }
        }
        return out == null ? text : out.toString();
    }

    private static boolean isBetweenLettersAndNumber(String text, int i) {
        return i > 0
                && i + 1 < text.length()
                && Character.isLetter(text.charAt(i - 1))
                && Character.isDigit(text.charAt(i + 1));
    }

    /** 007 and P-007-01 as 7 and P-7-1; a part such as 0a1b0c counts as no number, so hashes keep their zeros. */
    private static String withoutZeros(String text) {
        if (text.indexOf('0') < 0) {
            return text;
        }
        if (text.indexOf('-') < 0) {
            return withoutZerosOfPart(text);
        }
        String[] parts = text.split("-", -1);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = withoutZerosOfPart(parts[i]);
        }
        return String.join("-", parts);
    }

    private static String withoutZerosOfPart(String part) {
        int digits = 0;
        while (digits < part.length() && !Character.isDigit(part.charAt(digits))) {
            digits++;
        }
        int end = digits;
        while (end + 1 < part.length() && part.charAt(end) == '0' && Character.isDigit(part.charAt(end + 1))) {
            end++;
        }
        return end == digits || !isNumbered(part, digits) ? part : part.substring(0, digits) + part.substring(end);
    }

    /** Whether a part is letters, a number from {@code digits} on, and one letter at most. */
    private static boolean isNumbered(String part, int digits) {
        for (int i = 0; i < digits; i++) {
            if (!Character.isLetter(part.charAt(i)) && part.charAt(i) != '#') {
                return false;
            }
        }
        int end = digits;
        while (end < part.length() && Character.isDigit(part.charAt(end))) {
            end++;
        }
        return end == part.length() || end + 1 == part.length() && Character.isLetter(part.charAt(end));
    }

    /** Steps that look at single characters. */
    private static final class Characters {
        static String visible(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (!isPlain(text.charAt(i))) {
                    StringBuilder out = new StringBuilder(text.length());
                    text.codePoints()
                            .filter(c -> !CellText.isUnseen(c) || CellText.isSpace(c))
                            .forEach(out::appendCodePoint);
                    return out.length() == text.length() ? text : out.toString();
                }
            }
            return text;
        }

        private static boolean isPlain(char c) {
            return c >= ' ' && c < 0x7f;
        }

        static String plain(String text) {
            if (isAscii(text)) {
                return text;
            }
            StringBuilder out = new StringBuilder(Normalizer.normalize(text, Normalizer.Form.NFKC));
            for (int i = 0; i < out.length(); i++) {
                char c = out.charAt(i);
                int digit = c < 0x80 ? -1 : Character.digit(c, 10);
                out.setCharAt(i, digit >= 0 ? (char) ('0' + digit) : CellText.latin(c));
            }
            return out.toString();
        }

        static String collapsed(String text) {
            int start = 0;
            while (start < text.length() && !CellText.isSpace(text.charAt(start))) {
                start++;
            }
            if (start == text.length()) {
                return text;
            }
            StringBuilder out = new StringBuilder(text.length()).append(text, 0, start);
            for (int i = start; i < text.length(); i++) {
                if (!CellText.isSpace(text.charAt(i))) {
                    boolean parted = CellText.isSpace(text.charAt(i - 1)) && out.length() > 0;
                    out.append(parted ? " " : "").append(text.charAt(i));
                }
            }
            return out.toString();
        }

        static String hyphened(String text) {
            if (isAscii(text)) {
                return text;
            }
            StringBuilder out = new StringBuilder(text);
            for (int i = 0; i < out.length(); i++) {
                if (CellText.isHyphen(out.charAt(i))) {
                    out.setCharAt(i, '-');
                }
            }
            return out.toString();
        }

        private static boolean isAscii(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) >= 0x80) {
                    return false;
                }
            }
            return true;
        }
    }
}
