package org.subtext.audit.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.subtext.harm.FindingColumn;
import org.subtext.harm.FindingTable;

/**
 * Judged images that two runs of harm share, in the order of their ids, with what each run called.
 *
 * <p>As a table whose findings have two models, the second run before the first: how they differ is the first less the
 * second then. Scores are 1 of what is called and 0 of what is not.
 *
 * @param findings titles, by which both runs name them
 * @param patients in common
 * @param ofFirst judged patients of the first run alone
 * @param ofSecond likewise of the second
 * @param otherTruth common images with another truth of some finding in the other run
 * @param otherGroup common images of another group in the other run
 */
record CommonImages(
        FindingTable table,
        List<String> findings,
        int patients,
        int ofFirst,
        int ofSecond,
        int otherTruth,
        int otherGroup) {
    /** Models of the table. */
    static final String FIRST = "first";

    static final String SECOND = "second";

    private static final String NEXT = "\u0000";

    /** A run has a name twice: nothing says which of two images is meant. */
    static final class RepeatedImageException extends Exception {
        private static final long serialVersionUID = 1;
    }

    /**
     * Finds them.
     *
     * @param titles of findings that both runs have
     * @param byImage whether an image is known by its name beside its patient
     */
    static CommonImages of(StoredHarm first, StoredHarm second, List<String> titles, String attribute, boolean byImage)
            throws RepeatedImageException {
        Map<String, Integer> inFirst = rows(first, byImage);
        Map<String, Integer> inSecond = rows(second, byImage);
        Set<String> ofFirst = patients(first, inFirst);
        Set<String> ofSecond = patients(second, inSecond);
        inFirst.keySet().retainAll(inSecond.keySet());
        List<int[]> rows = new ArrayList<>();
        inFirst.forEach((key, row) -> rows.add(new int[] {row, inSecond.getOrDefault(key, 0)}));
        List<String> people = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        int otherGroup = 0;
        for (int[] pair : rows) {
            people.add(first.read().patients().get(pair[0]));
            groups.add(first.read().groups().get(pair[0]));
            boolean isSame = HarmComparison.isOneGroup(
                    first.read().groups().get(pair[0]), second.read().groups().get(pair[1]));
            otherGroup += isSame ? 0 : 1;
        }
        List<FindingColumn> columns = new ArrayList<>();
        int otherTruth = 0;
        for (String title : titles) {
            int one = first.place(title).orElseThrow();
            int other = second.place(title).orElseThrow();
            otherTruth += otherTruths(first, one, second, other, rows);
            columns.add(column(title, second, other, rows, 1, first, one).by(SECOND));
            columns.add(column(title, first, one, rows, 0, second, other).by(FIRST));
        }
        Set<String> common = new LinkedHashSet<>(people);
        ofFirst.removeAll(common);
        ofSecond.removeAll(common);
        return new CommonImages(
                FindingTable.of(people, Map.of(attribute, groups), columns),
                titles,
                common.size(),
                ofFirst.size(),
                ofSecond.size(),
                otherTruth,
                otherGroup);
    }

    private static Map<String, Integer> rows(StoredHarm run, boolean byImage) throws RepeatedImageException {
        Map<String, Integer> rows = new TreeMap<>();
        for (int row = 0; row < run.read().table().rows(); row++) {
            if (run.read().roles().isJudged(row)) {
                String key = run.read().patients().get(row)
                        + (byImage ? NEXT + run.read().images().get(row) : "");
                if (rows.put(key, row) != null) {
                    throw new RepeatedImageException();
                }
            }
        }
        return rows;
    }

    private static Set<String> patients(StoredHarm run, Map<String, Integer> rows) {
        Set<String> patients = new LinkedHashSet<>();
        rows.values().forEach(row -> patients.add(run.read().patients().get(row)));
        return patients;
    }

    private static FindingColumn column(
            String title, StoredHarm run, int finding, List<int[]> rows, int side, StoredHarm other, int otherFinding) {
        boolean[] known = new boolean[rows.size()];
        boolean[] present = new boolean[known.length];
        double[] calls = new double[known.length];
        FindingColumn column = run.read().table().findings().get(finding);
        FindingColumn beside = other.read().table().findings().get(otherFinding);
        for (int i = 0; i < known.length; i++) {
            int row = rows.get(i)[side];
            known[i] = column.takesPart(row) && beside.takesPart(rows.get(i)[1 - side]);
            present[i] = column.isPresent(row);
            calls[i] = known[i] && run.calls(finding, row) ? 1 : 0;
        }
        return FindingColumn.of(title, known, present, calls);
    }

    private static int otherTruths(StoredHarm first, int one, StoredHarm second, int other, List<int[]> rows) {
        FindingColumn a = first.read().table().findings().get(one);
        FindingColumn b = second.read().table().findings().get(other);
        return (int) rows.stream()
                .filter(pair -> a.isKnown(pair[0]) && b.isKnown(pair[1]))
                .filter(pair -> a.isPresent(pair[0]) != b.isPresent(pair[1]))
                .count();
    }
}
