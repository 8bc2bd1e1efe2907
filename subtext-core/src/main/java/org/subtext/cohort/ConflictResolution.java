package org.subtext.cohort;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.subtext.tables.ConflictPolicy;

/** One class a patient, out of what the patient's rows record. */
public final class ConflictResolution {
    /** Instead of a class: the policy settles on none. */
    public static final int CONFLICT = -3;

    private final ConflictPolicy policy;
    private final @Nullable DateOrder dates;

    /** @param dates of the rows, for the policy that takes the latest; with none it settles nothing */
    public ConflictResolution(ConflictPolicy policy, @Nullable DateOrder dates) {
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
    public int resolve(List<Integer> rows, int[] labels) {
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
        int latest = -1;
        int label = CONFLICT;
        Set<Integer> undated = new HashSet<>();
        for (int row : rows) {
            if (labels[row] < 0) {
                continue;
            }
            if (dates == null || !dates.has(row)) {
                undated.add(labels[row]);
                continue;
            }
            int order = latest < 0 ? 1 : dates.compare(row, latest);
            if (order > 0) {
                latest = row;
                label = labels[row];
            } else if (order == 0 && label != labels[row]) {
                label = CONFLICT;
            }
        }
        // A row without a date may be later than all others.
        undated.remove(label);
        return undated.isEmpty() ? label : CONFLICT;
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
