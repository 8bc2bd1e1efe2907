package org.subtext.web.pages;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subtext.report.charts.Markup;

/**
 * Words of a run that are longer than any word is: a class may be named by ten kilobytes, of which a page would be a
 * hundred screens long. A page shows their beginning and their end; tables that are saved hold all of them, and so does
 * the plan.
 */
public final class LongWords {
    /** More than the hexadecimal digits of a SHA-256, or a pointer into a file. */
    private static final int LONGEST = 120;

    private static final Pattern WORD = Pattern.compile("\\S{" + (LONGEST + 1) + ",}");
    private static final int FIRST = 60;
    private static final int LAST = 20;

    /** A plan can be copied from its page. */
    private static final Set<String> WHOLE = Set.of("pre", "style", "script", "textarea");

    private LongWords() {}

    /** A page with the same done to all that is read or read out. */
    static Markup shortened(Markup page) {
        return page.reworded(LongWords::shortened, WHOLE);
    }

    /** A text whose longest words are cut in their middle. */
    public static String shortened(String text) {
        return text.length() <= LONGEST
                ? text
                : WORD.matcher(text).replaceAll(word -> Matcher.quoteReplacement(shortenedWord(word.group())));
    }

    private static String shortenedWord(String word) {
        int end = word.offsetByCodePoints(0, FIRST);
        int again = word.offsetByCodePoints(word.length(), -LAST);
        return word.substring(0, end) + "…" + word.substring(again);
    }
}
