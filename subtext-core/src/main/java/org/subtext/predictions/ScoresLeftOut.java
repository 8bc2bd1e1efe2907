package org.subtext.predictions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;

/**
 * Images that are left out because a score of theirs is missing, counted by what they are grouped by.
 *
 * <p>Scores that are missing more often in one group than in others may be missing because of what is asked about, and
 * the AUC is then one of other patients than was meant; that is said.
 */
final class ScoresLeftOut {
    /** A group that loses a share larger than others' by this, and twice as large, is said to lose more. */
    private static final double MORE = 0.05;

    private static final int FEW = 5;

    private final Set<String> images = new HashSet<>();
    private final Map<String, Map<String, int[]>> counts = new LinkedHashMap<>();

    /** An image lacks a score. */
    void add(String image) {
        images.add(image);
    }

    boolean holds(String image) {
        return images.contains(image);
    }

    boolean isEmpty() {
        return images.isEmpty();
    }

    /** Counts an image, left out or not, in a group of something: "class", a column. */
    void count(String of, String group, String image) {
        int[] both = counts.computeIfAbsent(of, o -> new LinkedHashMap<>()).computeIfAbsent(group, g -> new int[2]);
        both[0] += holds(image) ? 1 : 0;
        both[1]++;
    }

    /** A class of which nothing is left cannot be assessed. */
    void refuseWholeClasses(String truth, Problems problems) {
        counts.getOrDefault(truth, Map.of()).forEach((name, both) -> {
            if (both[0] == both[1]) {
                problems.add("Class \"" + name + "\" of " + truth + " has " + both[1]
                        + " images, and each lacks a score, so none is left. Score them, or leave the class out by"
                        + " name.");
            }
        });
    }

    /** How many were left out by class, and of which groups more than of others. */
    List<Remark> remarks(String truth) {
        List<Remark> remarks = new ArrayList<>();
        Sentence left = Sentence.EMPTY
                .counted(images.size(), "image lacks a score and is", "images lack a score and are")
                .and(" left out of all scores: ");
        boolean isFirst = true;
        for (Map.Entry<String, int[]> entry :
                counts.getOrDefault(truth, Map.of()).entrySet()) {
            left = left.and((isFirst ? "" : ", ") + entry.getKey() + " ")
                    .counted(entry.getValue()[0], "image", "images")
                    .and(" of ")
                    .counted(entry.getValue()[1], "image", "images");
            isFirst = false;
        }
        remarks.add(new Remark(Remark.Code.MISSING_SCORES, left.and(".")));
        counts.forEach((of, groups) -> uneven(of, groups).ifPresent(remarks::add));
        return remarks;
    }

    private static java.util.Optional<Remark> uneven(String of, Map<String, int[]> groups) {
        int left = groups.values().stream().mapToInt(both -> both[0]).sum();
        int all = groups.values().stream().mapToInt(both -> both[1]).sum();
        return groups.entrySet().stream()
                .filter(entry -> entry.getValue()[0] >= FEW && entry.getValue()[1] < all)
                .filter(entry -> {
                    double share = share(entry.getValue()[0], entry.getValue()[1]);
                    double others = share(left - entry.getValue()[0], all - entry.getValue()[1]);
                    return share >= 2 * others && share - others >= MORE;
                })
                .max(Comparator.comparingDouble(entry -> share(entry.getValue()[0], entry.getValue()[1])))
                .map(entry -> new Remark(
                        Remark.Code.SCORES_MISSING_UNEVENLY,
                        Sentence.of("Scores are missing far more often where " + of + " is " + entry.getKey() + " (")
                                .counted(entry.getValue()[0], "image", "images")
                                .and(" of ")
                                .counted(entry.getValue()[1], "image", "images")
                                .and(") than elsewhere. Where a score is missing because of what the image shows or"
                                        + " whom it is of, the AUC is that of other images than were meant: find"
                                        + " out why they are missing.")));
    }

    private static double share(int part, int all) {
        return all == 0 ? 0 : part / (double) all;
    }
}
