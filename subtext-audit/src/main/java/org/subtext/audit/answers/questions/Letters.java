package org.subtext.audit.answers.questions;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Letters as they are compared: without case and accents. */
final class Letters {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}]+|[?.;,!]");
    private static final Pattern CANNOT = Pattern.compile("(?i)\\bcan['’]t\\b");
    private static final Pattern NOT = Pattern.compile("(?i)(\\p{L})n['’]t\\b");

    private static final Pattern SIGNS = Pattern.compile("[<>‹›=+≥≤]");
    private static final Pattern DASH = Pattern.compile("[\\p{Pd}−]");
    private static final Pattern BLANK = Pattern.compile("\\s+");

    private Letters() {}

    /** A word of a text: as it stands there, and folded. */
    record Word(String written, String folded) {
        boolean isPause() {
            return !Character.isLetterOrDigit(written.codePointAt(0));
        }
    }

    static String folded(String text) {
        String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
        return MARKS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT).replace("ß", "ss");
    }

    /** The words of a text; "isn't" is "is not", and pauses stand between them where they are asked for. */
    static List<Word> words(String text, boolean withPauses) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        composed = NOT.matcher(CANNOT.matcher(composed).replaceAll("can not")).replaceAll("$1 not");
        List<Word> words = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(composed);
        while (matcher.find()) {
            Word word = new Word(matcher.group(), folded(matcher.group()));
            if (withPauses || !word.isPause()) {
                words.add(word);
            }
        }
        return words;
    }

    /** The words of a phrase, folded, with blanks between. */
    static String phrase(String text) {
        return String.join(" ", words(text, false).stream().map(Word::folded).toList());
    }

    /** Whether signs tell a name from others, as in "<60" and "≥60", or it has no letters at all. */
    static boolean isOfSigns(String label) {
        return SIGNS.matcher(label).find() || label.codePoints().noneMatch(Character::isLetter);
    }

    /** A text with its signs, but without blanks, case, and the kinds of dashes and angles. */
    static String exact(String text) {
        return DASH.matcher(BLANK.matcher(folded(text)).replaceAll(""))
                .replaceAll("-")
                .replace('<', '‹')
                .replace('>', '›');
    }

    /** Whether one letter added, left out, changed, or exchanged with its neighbour makes one word the other. */
    static boolean isOneSlip(String one, String other) {
        int common = 0;
        int shorter = Math.min(one.length(), other.length());
        while (common < shorter && one.charAt(common) == other.charAt(common)) {
            common++;
        }
        String a = one.substring(common);
        String b = other.substring(common);
        if (a.isEmpty() || b.isEmpty()) {
            return a.length() + b.length() == 1;
        }
        boolean isExchanged = a.length() == b.length()
                && a.length() >= 2
                && a.charAt(0) == b.charAt(1)
                && a.charAt(1) == b.charAt(0)
                && a.substring(2).equals(b.substring(2));
        return isExchanged
                || a.substring(1).equals(b.substring(1))
                || a.substring(1).equals(b)
                || a.equals(b.substring(1));
    }
}
