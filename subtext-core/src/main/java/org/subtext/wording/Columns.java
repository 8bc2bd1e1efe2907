package org.subtext.wording;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of so many letters, for a terminal. */
public final class Columns {
    private Columns() {}

    /**
     * Lines that end between words; a word that is longer than a line has one of its own.
     *
     * @param indent before all lines but the first
     * @param columns letters of a line, the indent among them
     */
    public static List<String> wrapped(String text, String indent, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > columns) {
                lines.add(line.toString());
                line = new StringBuilder(indent + word);
            } else {
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    /** As much of a text as fits, with an ellipsis where it does not. */
    public static String fitted(String text, int columns) {
        return text.length() <= columns ? text : text.substring(0, columns - 1) + "…";
    }
}
