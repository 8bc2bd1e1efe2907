package org.subtext.cohort;

import java.util.Locale;
import java.util.Set;
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

    private NotRecorded() {}

    /** Whether a cell says nothing. */
    public static boolean is(@Nullable String cell) {
        return cell == null || WORDINGS.contains(collapsed(cell).toLowerCase(Locale.ROOT));
    }

    /** A wording with single spaces, as some sources write two. */
    static String collapsed(String wording) {
        return wording.strip().replaceAll("\\s+", " ");
    }
}
