package org.subtext.identities;

import java.text.Normalizer;
import java.util.Set;
import java.util.regex.Pattern;

/** What stays of an id when everything is taken away that programs change about ids without meaning another one. */
public final class Spelling {
    /** Letters before a number that only say "patient": {@code patient00012} and 12 may be one person. */
    private static final Set<String> PERSON = Set.of(
            "",
            "#",
            "p",
            "pt",
            "pat",
            "patient",
            "patientid",
            "sub",
            "subj",
            "subject",
            "subjectid",
            "id",
            "pid",
            "mrn",
            "case",
            "person");

    private static final Pattern MARKS = Pattern.compile("\\p{Mn}");

    private Spelling() {}

    /**
     * An id without leading zeros, a trailing ".0", case, apostrophes, invisible characters and the like: 00012, 12.0
     * and '12 are all "12". Ids that differ by more keep differing: A-12 and B-12, 1-12 and 11-2.
     */
    public static String folded(String id) {
        String text = id;
        for (SpellingStep step : SpellingStep.values()) {
            text = step.apply(text);
        }
        return text;
    }

    /** The number alone of a folded id that is one behind a word for a patient: patient00012, P-12 and 12 are "12". */
    public static String bare(String id) {
        String folded = folded(id);
        int start = startOfNumber(folded);
        return start < 0 ? folded : folded.substring(start);
    }

    /** A folded id without accents, plus signs and a copy's number: Müller is Muller, A+12 is A12, P1_1 is P1. */
    static String nearly(String folded) {
        String text = folded.indexOf('+') < 0 ? folded : folded.replace("+", "");
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                text = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                        .replaceAll("");
                break;
            }
        }
        int end = text.length() - 2;
        return end > 0 && text.charAt(end) == '-' && Character.isDigit(text.charAt(end + 1))
                ? text.substring(0, end)
                : text;
    }

    /** In what two ids differ that fold to the same: "leading zeros", or "spelling" where it is more than one thing. */
    static String difference(String one, String other) {
        for (SpellingStep step : SpellingStep.values()) {
            if (step.apply(one).equals(step.apply(other))) {
                return step.words();
            }
        }
        return "spelling";
    }

    /**
     * Where the number of a folded id begins that consists of a number and, before it, nothing or a word for a patient;
     * -1 for any other id.
     */
    static int startOfNumber(String folded) {
        int digits = folded.length();
        while (digits > 0 && Character.isDigit(folded.charAt(digits - 1))) {
            digits--;
        }
        boolean numbered = digits < folded.length() && (digits == 0 || PERSON.contains(folded.substring(0, digits)));
        return numbered ? digits : -1;
    }
}
