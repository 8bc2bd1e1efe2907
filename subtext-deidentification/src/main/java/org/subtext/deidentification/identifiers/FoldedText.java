package org.subtext.deidentification.identifiers;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text as it is compared: without case, accents, width and invisible characters, katakana as hiragana, digits of any
 * script as ours, and taken apart into letters and numbers.
 *
 * @param tokens runs of letters or of digits; a capital after a small letter begins a new one
 * @param bare all of them without what stood between
 */
record FoldedText(List<Token> tokens, String bare) {
    /**
     * @param number whether it is digits, else letters
     * @param gap characters between it and the one before
     */
    record Token(String text, boolean number, int gap) {}

    private static final Pattern UNSEEN = Pattern.compile("[\\p{M}\\p{Cf}]+");
    private static final Pattern SPELT_OUT = Pattern.compile("[äöüøåÄÖÜØÅ]");
    private static final Map<String, String> AS_TWO = Map.of(
            "ä", "ae", "ö", "oe", "ü", "ue", "ø", "oe", "å", "aa", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue", "Ø", "Oe", "Å",
            "Aa");
    private static final Map<String, String> LETTERS = Map.of(
            "ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "đ", "d", "ð", "d", "þ", "th", "ł", "l", "ı", "i", "ς", "σ");
    private static final int KATAKANA = 0x30A1;
    private static final int LAST_KATAKANA = 0x30F6;
    private static final int TO_HIRAGANA = 0x60;

    FoldedText {
        tokens = List.copyOf(tokens);
    }

    /** The text, and once more with ä as ae and the like where it has such letters. */
    static List<FoldedText> readings(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        FoldedText plain = of(composed);
        if (!SPELT_OUT.matcher(composed).find()) {
            return List.of(plain);
        }
        return List.of(plain, of(SPELT_OUT.matcher(composed).replaceAll(letter -> AS_TWO.get(letter.group()))));
    }

    private static FoldedText of(String text) {
        String bare =
                UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        // Composed again: the syllables of Hangul come apart otherwise.
        String seen = Normalizer.normalize(bare, Normalizer.Form.NFC);
        List<Token> tokens = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        boolean number = false;
        int gap = 0;
        int before = ' ';
        for (int i = 0; i < seen.length(); ) {
            int character = seen.codePointAt(i);
            i += Character.charCount(character);
            boolean digit = Character.isDigit(character);
            boolean counts = digit || Character.isLetter(character);
            boolean goesOn = counts
                    && !run.isEmpty()
                    && digit == number
                    && !(Character.isUpperCase(character) && Character.isLowerCase(before));
            if (!goesOn && !run.isEmpty()) {
                tokens.add(new Token(run.toString(), number, gap));
                run.setLength(0);
                gap = 0;
            }
            if (counts) {
                number = digit;
                run.append(digit ? Character.toString('0' + Character.digit(character, 10)) : letter(character));
            } else {
                gap++;
            }
            before = character;
        }
        if (!run.isEmpty()) {
            tokens.add(new Token(run.toString(), number, gap));
        }
        StringBuilder all = new StringBuilder();
        tokens.forEach(token -> all.append(token.text()));
        return new FoldedText(tokens, all.toString());
    }

    private static String letter(int character) {
        if (character >= KATAKANA && character <= LAST_KATAKANA) {
            return Character.toString(character - TO_HIRAGANA);
        }
        String small = Character.toString(character).toLowerCase(Locale.ROOT);
        return LETTERS.getOrDefault(small, small);
    }

    /** The words of the text as spaces and punctuation part it. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        for (Token token : tokens) {
            if (token.gap() == 0 && !words.isEmpty()) {
                words.set(words.size() - 1, words.get(words.size() - 1) + token.text());
            } else {
                words.add(token.text());
            }
        }
        return words;
    }

    /** Its digits alone, wherever they stand. */
    String digits() {
        StringBuilder digits = new StringBuilder();
        tokens.stream().filter(Token::number).forEach(token -> digits.append(token.text()));
        return digits.toString();
    }

    /** Whether one of these stands in the text from the start of a token to the end of one. */
    boolean hasRun(Set<String> wanted, int longest) {
        for (int from = 0; from < tokens.size(); from++) {
            StringBuilder run = new StringBuilder();
            for (int to = from; to < tokens.size() && run.length() < longest; to++) {
                run.append(tokens.get(to).text());
                if (wanted.contains(run.toString())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether one of these is what numbers in a row are together, but for leading zeros: 12 345 or 99-88-77. */
    boolean hasNumber(Set<String> wanted, int longest) {
        for (int from = 0; from < tokens.size(); from++) {
            StringBuilder run = new StringBuilder();
            for (int to = from; to < tokens.size() && tokens.get(to).number() && run.length() < longest; to++) {
                run.append(tokens.get(to).text());
                if (wanted.contains(IdNumbers.significant(run.toString()))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether letters of a script without spaces between words: Chinese, Japanese, Korean. */
    static boolean isDense(String word) {
        Character.UnicodeScript script = Character.UnicodeScript.of(word.codePointAt(0));
        return script == Character.UnicodeScript.HAN
                || script == Character.UnicodeScript.HIRAGANA
                || script == Character.UnicodeScript.KATAKANA
                || script == Character.UnicodeScript.HANGUL;
    }
}
