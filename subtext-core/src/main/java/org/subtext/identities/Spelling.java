package org.subtext.identities;

import java.util.Set;

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
