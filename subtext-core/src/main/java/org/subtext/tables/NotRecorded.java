package org.subtext.tables;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The wordings by which tables say that nothing was recorded. */
public final class NotRecorded {
    /** In lower case, with single spaces. */
    public static final Set<String> WORDINGS = Set.of(
            "",
            "-",
            "--",
            "?",
            "na",
            "n/a",
            "nan",
            "null",
            "missing",
            "unknown",
            "unspecified",
            "unavailable",
            "not available",
            "not known",
            "not recorded",
            "not reported",
            "not specified",
            "not stated",
            "unable to obtain",
            "unknown/not specified",
            "unknown, unavailable or unreported",
            "patient declined to answer",
            "declined to answer",
            "declined",
            "prefer not to say",
            "refused",
            "patient refused");

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private NotRecorded() {}

    /** Whether a cell says nothing. */
    public static boolean is(@Nullable String cell) {
        return cell == null || WORDINGS.contains(collapsed(cell).toLowerCase(Locale.ROOT));
    }

    /** A wording with single spaces, as some sources write two. */
    public static String collapsed(String wording) {
        boolean plain = true;
        for (int i = 0; i < wording.length() && plain; i++) {
            // A single space between words is what most cells have, and a table has 400,000 of them.
            boolean single = wording.charAt(i) == ' '
                    && i > 0
                    && i + 1 < wording.length()
                    && !Character.isWhitespace(wording.charAt(i + 1));
            plain = single || !Character.isWhitespace(wording.charAt(i));
        }
        return plain ? wording : SPACES.matcher(wording.strip()).replaceAll(" ");
    }
}
