package org.subtext.cohort;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.subtext.tables.Column;
import org.subtext.tables.ConflictPolicy;

/** One class a patient, out of what the patient's rows record. */
final class ConflictResolution {
    static final int CONFLICT = -3;

    private final ConflictPolicy policy;
    private final @Nullable Column dates;

    ConflictResolution(ConflictPolicy policy, @Nullable Column dates) {
        this.policy = policy;
        this.dates = dates;
    }

    /**
     * The class of a patient.
     *
     * @param rows the patient's rows, ascending
     * @param labels class of every row of the table, negative where none
     * @return a class, {@link #CONFLICT}, or the largest negative label when no row records a class
     */
    int resolve(List<Integer> rows, int[] labels) {
        Set<Integer> found = new HashSet<>();
        int silent = Integer.MIN_VALUE;
        for (int row : rows) {
            if (labels[row] >= 0) {
                found.add(labels[row]);
            } else {
                silent = Math.max(silent, labels[row]);
            }
        }
        if (found.size() <= 1) {
            return found.isEmpty() ? silent : found.iterator().next();
        }
        return switch (policy) {
            case EXCLUDE -> CONFLICT;
            case FIRST ->
                rows.stream()
                        .map(row -> labels[row])
                        .filter(label -> label >= 0)
                        .findFirst()
                        .orElse(CONFLICT);
            case LATEST -> latest(rows, labels);
            case MODE -> mode(rows, labels);
        };
    }

    private int latest(List<Integer> rows, int[] labels) {
        String latest = "";
        int label = CONFLICT;
        for (int row : rows) {
            String date = dates == null ? null : dates.get(row);
            if (labels[row] < 0 || date == null) {
                continue;
            }
            int order = latest.isEmpty() ? 1 : Dates.compare(date, latest);
            if (order > 0) {
                latest = date;
                label = labels[row];
            } else if (order == 0 && label != labels[row]) {
                label = CONFLICT;
            }
        }
        return label;
    }

    private static int mode(List<Integer> rows, int[] labels) {
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        for (int row : rows) {
            if (labels[row] >= 0) {
                counts.merge(labels[row], 1, Integer::sum);
            }
        }
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        List<Integer> modes = counts.keySet().stream()
                .filter(label -> counts.getOrDefault(label, 0) == most)
                .toList();
        return modes.size() == 1 ? modes.get(0) : CONFLICT;
    }
}
