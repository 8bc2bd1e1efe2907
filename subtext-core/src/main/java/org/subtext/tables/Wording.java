package org.subtext.tables;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When two texts are one value, differently written.
 *
 * <p>Letter case, white space and invisible characters do not count, nor which of Unicode's forms of a letter, a hyphen
 * or an apostrophe was typed, nor a letter of another alphabet that looks like a Latin one within a Latin word, nor the
 * ".0" that some programs write behind a whole number. What differs by more is another value: "F" is not "female", and
 * an i without its dot, or a capital one with a dot, is no other writing of "i".
 */
public final class Wording {
    /** Of Turkish and Azerbaijani: "Whıte" is typed by no keyboard of English. */
    private static final char DOTLESS = 'ı';

    private static final Pattern WHOLE_NUMBER = Pattern.compile("(-?\\d+)\\.0+");
    private static final Pattern PUNCTUATION = Pattern.compile("[-_/,.;:'()&\\s]+");

    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    private static final Pattern HAS_LATIN = Pattern.compile("\\p{IsLatin}");
    private static final Pattern MARKS = Pattern.compile("\\p{Mn}");

    /** In "0-4", "<40" and "HIV-" signs are not punctuation. */
    private static final Pattern MEANS_MORE = Pattern.compile(".*[0-9+<>=%#*≤≥±].*|.*-");

    private Wording() {}

    /** What all writings of a value have in common; for comparing only, never shown. */
    public static String folded(String wording) {
        String text = isAscii(wording) ? wording : ofOneAlphabet(Normalizer.normalize(wording, Normalizer.Form.NFKC));
        String small = small(collapsed(text));
        return small.endsWith("0") && WHOLE_NUMBER.matcher(small).matches()
                ? small.substring(0, small.indexOf('.'))
                : small;
    }

    /**
     * Without case: by way of capitals, so that a sharp s is two and a final sigma is one like the others. A dotless i
     * is a letter of its own, whose capital is that of the i with a dot, and so stays out of it.
     */
    private static String small(String text) {
        int dotless = text.indexOf(DOTLESS);
        return dotless < 0
                ? text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)
                : small(text.substring(0, dotless)) + DOTLESS + small(text.substring(dotless + 1));
    }

    /** The wording as it is shown: single plain spaces between words, nothing unseen. */
    public static String collapsed(String wording) {
        if (isPlain(wording)) {
            return wording;
        }
        StringBuilder text = new StringBuilder(wording.length());
        boolean parted = false;
        for (int i = 0; i < wording.length(); ) {
            int point = wording.codePointAt(i);
            i += Character.charCount(point);
            if (CellText.isSpace(point)) {
                parted = true;
            } else if (!CellText.isUnseen(point)) {
                if (parted && text.length() > 0) {
                    text.append(' ');
                }
                parted = false;
                text.appendCodePoint(usual(point));
            }
        }
        return text.toString();
    }

    /** The wording with what is unseen in it by its number, so that two that look alike are told apart. */
    static String withUnseen(String wording) {
        StringBuilder text = new StringBuilder();
        wording.codePoints().forEach(point -> {
            if (point != ' ' && CellText.isUnseen(point)) {
                text.append(String.format(Locale.ROOT, "<U+%04X>", point));
            } else {
                text.appendCodePoint(point);
            }
        });
        return text.toString();
    }

    /** Words alone, whatever their alphabet, without punctuation, accents and the s of a plural. */
    public static String skeleton(String wording) {
        if (MEANS_MORE.matcher(folded(wording)).matches()) {
            return folded(wording);
        }
        StringBuilder words = new StringBuilder();
        // Before letter case is folded: a capital may look like one of another alphabet, and its small letter not.
        String alike = folded(inLatin(wording));
        String letters = MARKS.matcher(Normalizer.normalize(alike, Normalizer.Form.NFD))
                .replaceAll("")
                .replace(DOTLESS, 'i');
        for (String word : PUNCTUATION.split(letters)) {
            if (word.equals("and") || word.equals("or")) {
                continue;
            }
            boolean isPlural = word.length() > 3 && word.endsWith("s") && !word.endsWith("ss");
            words.append(isPlural ? word.substring(0, word.length() - 1) : word);
        }
        return words.toString();
    }

    /** In a word that has Latin letters, one of another alphabet that looks like a Latin one was typed for it. */
    private static String ofOneAlphabet(String text) {
        Matcher words = WORD.matcher(text);
        return words.replaceAll(word -> HAS_LATIN.matcher(word.group()).find() ? inLatin(word.group()) : word.group());
    }

    private static String inLatin(String text) {
        StringBuilder letters = new StringBuilder(text);
        for (int i = 0; i < letters.length(); i++) {
            letters.setCharAt(i, CellText.latin(letters.charAt(i)));
        }
        return letters.toString();
    }

    /** Hyphens and apostrophes that a word processor puts in the place of those on the keyboard. */
    private static int usual(int point) {
        if (CellText.isHyphen(point)) {
            return '-';
        }
        return switch (point) {
            case 0x2018, 0x2019, 0x201B, 0x02BC, 0x2032, 0xFF07 -> '\'';
            default -> point;
        };
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(letter -> letter < 0x80);
    }

    /** A single space between words is what most cells have, and a table has 400,000 of them. */
    private static boolean isPlain(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < ' ' || letter >= 0x7F || letter == ' ' && before == ' ') {
                return false;
            }
            before = letter;
        }
        return text.isEmpty() || before != ' ';
    }
}
