package org.subtext.identities;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subtext.tables.NotRecorded;
import org.subtext.tables.Wording;

/** Cells of an id column that name nobody. */
final class NoId {
    /** What programs write in the place of an id, beside the words for nothing that any column may hold. */
    private static final Set<String> WORDS = Set.of(
            "void",
            "no id",
            "noid",
            "no patient id",
            "anonymous",
            "anonymised",
            "anonymized",
            "anon",
            "deidentified",
            "de-identified",
            "removed",
            "hidden");

    /** Numbers and letters that somebody types where a field must not stay empty. */
    private static final Pattern STAND_IN =
            Pattern.compile("-?0+|-1|-9+|9{3,}|1{4,}|12345+6*7*8*9*0?|x{2,}|z{3,}|test");

    private NoId() {}

    /** Whether a cell says that there is no id: empty, NA, None, unknown, #N/A. */
    static boolean is(@Nullable String cell) {
        if (cell == null) {
            return true;
        }
        // Nearly every id has a digit; of the words for nothing only errors of spreadsheets do, with their sign.
        if (hasDigit(cell) && cell.indexOf('#') < 0) {
            return false;
        }
        String text = worded(cell);
        return NotRecorded.is(text) || WORDS.contains(text);
    }

    /** Whether an id may be one, but is also what people type for want of one: 0, -1, 999, xxx. */
    static boolean maybe(String id) {
        return STAND_IN.matcher(worded(id)).matches();
    }

    private static boolean hasDigit(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                return true;
            }
        }
        return false;
    }

    /** As any value is folded, and without look-alike letters and the marks by which a number is kept a text. */
    private static String worded(String cell) {
        return Wording.folded(SpellingStep.MARK.apply(SpellingStep.ALIKE.apply(cell)));
    }
}
