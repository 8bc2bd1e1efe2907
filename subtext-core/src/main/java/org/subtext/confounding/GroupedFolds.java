package org.subtext.confounding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.subtext.provenance.Seed;

/**
 * Folds in which every patient is whole and classes are spread as evenly as patients allow.
 *
 * <p>Patients of each class (that of their first row) are shuffled and dealt in turn, each class beginning where the
 * one before ended.
 */
public final class GroupedFolds {
    private GroupedFolds() {}

    /**
     * Rows of a part to learn from and of a part to predict.
     *
     * @param training indices of rows
     * @param test indices of rows
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, read only
    public record Fold(int[] training, int[] test) {}

    /** @param count folds, at least 2; fewer come back where there are fewer patients */
    public static List<Fold> of(int[] labels, int[] groups, int count, Seed seed) {
        if (count < 2) {
            throw new IllegalArgumentException("cross-validation needs two folds or more, got " + count);
        }
        Map<Integer, Integer> foldOfGroup = dealt(labels, groups, count, seed);
        int[] foldOfRow = Arrays.stream(groups)
                .map(group -> foldOfGroup.getOrDefault(group, 0))
                .toArray();
        List<Fold> folds = new ArrayList<>();
        for (int fold = 0; fold < Math.min(count, foldOfGroup.size()); fold++) {
            int current = fold;
            folds.add(new Fold(
                    IntStream.range(0, groups.length)
                            .filter(row -> foldOfRow[row] != current)
                            .toArray(),
                    IntStream.range(0, groups.length)
                            .filter(row -> foldOfRow[row] == current)
                            .toArray()));
        }
        return folds;
    }

    private static Map<Integer, Integer> dealt(int[] labels, int[] groups, int count, Seed seed) {
        Map<Integer, List<Integer>> groupsOfClass = new LinkedHashMap<>();
        Map<Integer, Integer> fold = new LinkedHashMap<>();
        for (int row = 0; row < groups.length; row++) {
            if (fold.putIfAbsent(groups[row], 0) == null) {
                groupsOfClass
                        .computeIfAbsent(labels[row], label -> new ArrayList<>())
                        .add(groups[row]);
            }
        }
        int next = 0;
        for (int label : groupsOfClass.keySet().stream().sorted().toList()) {
            List<Integer> own = groupsOfClass.getOrDefault(label, List.of());
            for (int group : seed.child("folds", label).shuffled(own)) {
                fold.put(group, next++ % count);
            }
        }
        return fold;
    }
}
