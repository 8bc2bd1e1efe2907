package org.subtext.audit;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.subtext.cohort.Cohort;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problem;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;

/**
 * Patient ids that an external cohort has in common with the audited one.
 *
 * <p>Two hospitals both count from 1, so short numbers may be equal and mean different people: they are remarked. Long
 * numbers, UIDs and names do not repeat by chance: they are refused, unless the plan says that both cohorts gave their
 * ids on their own (ADR 25).
 */
final class SharedPatients {
    /** A count of up to six digits, perhaps behind a word that any table might use. */
    private static final Pattern OWN_NUMBERING = Pattern.compile(
            "(?i)(?:[a-z]{1,2}|pat|patient|subj|subject|sub|case|person|id|pid|number)?[ _.-]*0*[0-9]{1,6}(?:\\.0)?");

    private SharedPatients() {}

    /**
     * What is to be said of equal ids.
     *
     * @throws InvalidInputException where they must be the same people
     */
    static List<Remark> remarks(Cohort audited, Cohort other, ExternalPlan external) {
        Set<String> shared = new TreeSet<>(other.patients().keySet());
        shared.retainAll(audited.patients().keySet());
        if (external.ownIds() || shared.isEmpty()) {
            return List.of();
        }
        List<String> telling = shared.stream()
                .filter(id -> !OWN_NUMBERING.matcher(id).matches())
                .toList();
        if (telling.isEmpty()) {
            return List.of(new Remark(
                    Remark.Code.EQUAL_PATIENT_IDS,
                    Sentence.EMPTY
                            .counted(shared.size(), "patient", "patients")
                            .and(" of external cohort " + external.name()
                                    + " have the id of a patient of the audited cohort; numbers so short are taken for"
                                    + " each cohort's own.")));
        }
        int position = other.patients().getOrDefault(telling.get(0), List.of(0)).get(0);
        throw new InvalidInputException(List.of(new Problem(
                List.of(Sentence.of(telling.size() + " of " + other.patients().size()
                        + " patients have the id of a patient of the audited cohort (row "
                        + other.rowNumber(other.images().get(position))
                        + " is of one), so they cannot show how a recogniser does elsewhere.")),
                0,
                Sentence.of("Expected other patients. Take these rows out of the table; if both cohorts gave their ids"
                                + " on their own, write ")
                        .set(PlanKey.EXTERNAL_OWN_IDS, "true")
                        .and(" beside the cohort's name in the plan."))));
    }
}
