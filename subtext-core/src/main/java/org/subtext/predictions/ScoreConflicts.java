package org.subtext.predictions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.ConflictResolution;
import org.subtext.cohort.DateOrder;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import org.subtext.tables.ConflictPolicy;

/** One class a patient where a score table records several, by the same policies as in a cohort. */
public record ScoreConflicts(ScorePlan plan, ScoreCells cells, Problems problems) {
    private static final int NOBODY = -1;

    /**
     * Settles the classes of all rows, in place.
     *
     * @param labels class of each row, negative where it has none
     * @param patients whose a row is, null where it is nobody's else
     * @return how many patients that were, empty where there were none
     */
    public Optional<Remark> settle(int[] labels, IntFunction<@Nullable String> patients) {
        Coded.Builder<String> known = new Coded.Builder<>();
        int[] patientOf = new int[labels.length];
        for (int row = 0; row < labels.length; row++) {
            String patient = labels[row] < 0 ? null : patients.apply(row);
            patientOf[row] = patient == null ? NOBODY : known.codeOf(patient);
        }
        List<List<Integer>> conflicting = conflicting(labels, patientOf, known.known());
        if (conflicting.isEmpty()) {
            return Optional.empty();
        }
        ConflictPolicy policy = plan.rows().conflicts();
        ConflictResolution resolution = new ConflictResolution(policy, dates(policy));
        long left = 0;
        for (List<Integer> own : conflicting) {
            int label = resolution.resolve(own, labels);
            left += label < 0 ? 1 : 0;
            own.forEach(row -> labels[row] = label);
        }
        if (left == known.known()) {
            problems.add(Sentence.of("Every patient has rows of different values of " + plan.truth()
                            + ", and the policy leaves them out: nobody is left. Choose another: ")
                    .set(Argument.SCORES_CONFLICTS, "mode")
                    .and(", or check ")
                    .and(Argument.SCORES_PATIENT)
                    .and("."));
        }
        return Optional.of(remark(policy, conflicting.size(), left));
    }

    /** The rows of each patient of several classes, in order of their first rows. */
    private static List<List<Integer>> conflicting(int[] labels, int[] patientOf, int patients) {
        int[] first = new int[patients];
        Arrays.fill(first, -1);
        boolean[] isConflicting = new boolean[patients];
        for (int row = 0; row < labels.length; row++) {
            int patient = patientOf[row];
            if (patient != NOBODY) {
                isConflicting[patient] |= first[patient] >= 0 && first[patient] != labels[row];
                first[patient] = labels[row];
            }
        }
        Map<Integer, List<Integer>> rows = new TreeMap<>();
        for (int row = 0; row < labels.length; row++) {
            if (patientOf[row] != NOBODY && isConflicting[patientOf[row]]) {
                rows.computeIfAbsent(patientOf[row], p -> new ArrayList<>(4)).add(row);
            }
        }
        return List.copyOf(rows.values());
    }

    private Remark remark(ConflictPolicy policy, long patients, long left) {
        String several = " more than one recorded value of " + plan.truth();
        String name = policy.name().toLowerCase(Locale.ROOT);
        return new Remark(
                Remark.Code.CONFLICTING_TRUTHS,
                policy == ConflictPolicy.EXCLUDE
                        ? Sentence.EMPTY
                                .counted(
                                        patients,
                                        "patient has" + several + " and is",
                                        "patients have" + several + " and are")
                                .and(" left out (policy: " + name + ").")
                        : Sentence.EMPTY
                                .counted(patients, "patient has", "patients have")
                                .and(several + ": one is taken (policy: " + name + ")")
                                .and(left == 0 ? Sentence.of(".") : unsettled(left)));
    }

    private static Sentence unsettled(long left) {
        return Sentence.of(", but for ")
                .counted(left, "patient, who is", "patients, who are")
                .and(" left out because it settles nothing.");
    }

    private @Nullable DateOrder dates(ConflictPolicy policy) {
        String column = plan.rows().date();
        if (policy != ConflictPolicy.LATEST) {
            return null;
        }
        if (column == null) {
            problems.add(Sentence.of("The latest value needs the column of the dates: ")
                    .set(Argument.SCORES_DATE, "COLUMN")
                    .and("."));
            return null;
        }
        List<@Nullable String> dates = new ArrayList<>(cells.rows());
        for (int row = 0; row < cells.rows(); row++) {
            dates.add(cells.get(column, row));
        }
        return DateOrder.of(dates, column, cells.table()::rowNumber, problems).orElse(null);
    }
}
