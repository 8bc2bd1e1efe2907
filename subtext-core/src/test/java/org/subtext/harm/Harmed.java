package org.subtext.harm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;

/**
 * Tables whose truth is planted: patients of uneven groups a, b and c with one to three images, half with a finding.
 */
final class Harmed {
    private Harmed() {}

    /**
     * A table.
     *
     * @param called chance that an image of a group is called, by group and truth; scores are 1 where it is and 0 where
     *     not
     */
    static FindingTable table(
            int patients, int findings, ToDoubleBiFunction<String, Boolean> called, SplittableRandom random) {
        List<String> ids = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        List<String> views = new ArrayList<>();
        for (int patient = 0; patient < patients; patient++) {
            int images = 1 + random.nextInt(3);
            for (int image = 0; image < images; image++) {
                ids.add("P" + patient);
                groups.add(patient % 10 < 6 ? "a" : patient % 10 < 8 ? "b" : "c");
                views.add(image % 2 == 0 ? "AP" : "PA");
            }
        }
        List<FindingColumn> columns = new ArrayList<>();
        for (int finding = 0; finding < findings; finding++) {
            boolean[] known = new boolean[ids.size()];
            boolean[] present = new boolean[ids.size()];
            double[] scores = new double[ids.size()];
            for (int row = 0; row < known.length; row++) {
                boolean follows = row > 0 && ids.get(row).equals(ids.get(row - 1));
                known[row] = true;
                present[row] = random.nextBoolean();
                boolean repeats = follows && present[row] == present[row - 1] && random.nextInt(4) == 0;
                double chance = called.applyAsDouble(groups.get(row), present[row]);
                scores[row] = repeats ? scores[row - 1] : random.nextDouble() < chance ? 1 : 0;
            }
            columns.add(FindingColumn.of("finding " + finding, known, present, scores));
        }
        return FindingTable.of(ids, Map.of("race", groups, "view", views), columns);
    }
}
