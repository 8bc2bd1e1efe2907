package org.subtext.audit.inputs;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.subtext.cohort.Cohort;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problem;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;

/**
 * Patients who are assessed and whom a network may have learnt from: patient ids that an external cohort has in common
 * with the audited one, or an audited cohort with those that a given network was trained on.
 *
 * <p>Two hospitals both count from 1, so short numbers may be equal and mean different people: they are remarked. Long
 * numbers, UIDs and names do not repeat by chance: they are refused, unless the plan says that both cohorts gave their
 * ids on their own (ADR 25).
 */
public final class SharedPatients {
    /** A count of up to six digits, perhaps behind a word that any table might use. */
    private static final Pattern OWN_NUMBERING = Pattern.compile(
            "(?i)(?:[a-z]{1,2}|pat|patient|subj|subject|sub|case|person|id|pid|number)?[ _.-]*0*[0-9]{1,6}(?:\\.0)?");

    private static final int SHOWN = 5;

    private SharedPatients() {}

    /**
     * What is to be said of ids of an external cohort that are ids of the audited one.
     *
     * @param name of the external cohort
     * @param ownIds whether the plan says that equal ids of both are different people
     * @throws InvalidInputException where they must be the same people
     */
    public static List<Remark> remarks(Cohort audited, Cohort other, String name, boolean ownIds) {
        Set<String> shared = new TreeSet<>(other.patients().keySet());
        shared.retainAll(audited.patients().keySet());
        if (ownIds || shared.isEmpty()) {
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
                            .and(" of external cohort " + name
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

    /**
     * What is to be said of patients of a cohort whom a given network learnt from.
     *
     * @param samePictures whether pictures that the network's run has read are pictures of the cohort
     * @throws InvalidInputException where they must be the same people: nobody is tested whom a network was trained on
     */
    public static List<Remark> ofNetwork(Cohort audited, TrainedOn network, BooleanSupplier samePictures) {
        List<String> shared = audited.patients().keySet().stream()
                .filter(network.patients()::contains)
                .toList();
        if (shared.isEmpty()) {
            return List.of();
        }
        boolean telling =
                shared.stream().anyMatch(id -> !OWN_NUMBERING.matcher(id).matches());
        if (!telling && !samePictures.getAsBoolean()) {
            return List.of(new Remark(
                    Remark.Code.EQUAL_PATIENT_IDS,
                    Sentence.EMPTY
                            .counted(shared.size(), "patient", "patients")
                            .and(" have the id of a patient whom the given network was trained on; numbers so short are"
                                    + " taken for each cohort's own.")));
        }
        Set<String> trained = Set.copyOf(shared);
        List<String> rows = audited.images().stream()
                .filter(image -> trained.contains(image.patient()))
                .map(image -> String.valueOf(audited.rowNumber(image)))
                .toList();
        throw new InvalidInputException("The given network was trained on " + shared.size() + " of "
                + audited.patients().size() + " patients of the cohort (rows "
                + String.join(", ", rows.subList(0, Math.min(SHOWN, rows.size())))
                + (rows.size() > SHOWN ? ", ..." : "") + "), as " + TrainedOn.SPLIT
                + " of the run that trained it says. Nobody is tested whom a network was trained on. Take the rows of"
                + " its patients out of the table (those whose part there is not test), or audit another cohort.");
    }
}
