package org.subtext.wording;

import java.util.Locale;

/**
 * Text whose control characters are seen and not obeyed: an escape sequence in the name of a class would move the
 * cursor of a terminal or colour a verdict, and an override of direction (Unicode UAX #9) turns what is read around.
 */
public final class VisibleText {
    private VisibleText() {}

    /**
     * The text with every control character, override of direction and separator of lines or paragraphs written as JSON
     * writes it, {@code \}{@code u001b}; line feeds and tabs stay.
     */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isHidden(text.charAt(i))) {
                return shown(text);
            }
        }
        return text;
    }

    /** The same in one line: line feeds and tabs are seen as well, so that nobody's name begins a line of ours. */
    public static String line(String text) {
        return of(text).replace("\n", "\\n").replace("\t", "\\t");
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (isHidden(letter)) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", (int) letter));
            } else {
                shown.append(letter);
            }
        }
        return shown.toString();
    }

    /** Whether it is a control character (C0, DEL, C1) other than line feed and tab, or turns or breaks lines. */
    private static boolean isHidden(char letter) {
        if (letter < 0x7F) {
            return letter < ' ' && letter != '\n' && letter != '\t';
        }
        return letter <= 0x9F
                || letter >= 0x2028 && letter <= 0x202E // separators, embeddings and overrides
                || letter >= 0x2066 && letter <= 0x2069; // isolates
    }
}
