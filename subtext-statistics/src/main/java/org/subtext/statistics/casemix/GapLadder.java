package org.subtext.statistics.casemix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.subtext.statistics.ClusterStatistic;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.TotalsStatistic;
import org.subtext.statistics.draws.ClusterCounts;
import org.subtext.statistics.groups.GroupOutcomes;
import org.subtext.statistics.groups.Grouping;
import org.subtext.statistics.groups.Outcomes;
import org.subtext.statistics.groups.Rate;

/**
 * A gap between two groups before and after their cases are matched, rung by rung.
 *
 * <p>Rung 0 is the gap as it is, rung 1 matches the label, and each further rung one column more within it, by {@link
 * ExactWeights} of the two groups. On draws of patients the weights are made anew from the cells of each draw, so that
 * what matching explains varies as it would in other patients; no copies of images are drawn. Immutable.
 */
public final class GapLadder {
    /** Categories of a cell: the group called and not, the reference called and not, all others. */
    private static final int KINDS = 5;

    private final boolean[] truths;
    private final boolean[] calls;
    private final Grouping groups;

    /** From the label on; the last is the finest. */
    private final List<Grouping> cells;

    /** {@code [rung − 1][finest cell]}: the cell that holds it. */
    private final int[][] coarser;

    private GapLadder(boolean[] truths, boolean[] calls, Grouping groups, List<Grouping> cells) {
        this.truths = truths;
        this.calls = calls;
        this.groups = groups;
        this.cells = cells;
        Grouping finest = cells.get(cells.size() - 1);
        coarser = new int[cells.size()][finest.count()];
        for (int rung = 0; rung < coarser.length; rung++) {
            for (int row = 0; row < truths.length; row++) {
                coarser[rung][finest.of(row)] = cells.get(rung).of(row);
            }
        }
    }

    /**
     * Of called rows.
     *
     * @param columns matched one after the other within the label; may be none
     */
    public static GapLadder of(boolean[] truths, boolean[] calls, Grouping groups, List<Grouping> columns) {
        if (calls.length != truths.length || groups.rows() != truths.length) {
            throw new IllegalArgumentException("truths, calls and groups have one entry a row");
        }
        int[] labels = IntStream.range(0, truths.length)
                .map(row -> truths[row] ? 1 : 0)
                .toArray();
        List<Grouping> cells = new ArrayList<>(List.of(Grouping.of(List.of("absent", "present"), labels)));
        for (Grouping column : columns) {
            cells.add(cells.get(cells.size() - 1).and(column));
        }
        return new GapLadder(truths.clone(), calls.clone(), groups, List.copyOf(cells));
    }

    /** Rungs, the gap as it is among them. */
    public int rungs() {
        return cells.size() + 1;
    }

    /** The weights of a rung from 1 on. */
    public ExactWeights weights(int rung, String group, String reference) {
        return ExactWeights.of(groups, cells.get(rung - 1), List.of(group, reference));
    }

    /**
     * The fewest patients that one of some groups has in a cell of a rung; 0 where one has none in a cell that others
     * have.
     *
     * @param rung from 1 on
     * @param patients ordinals of the rows' patients
     */
    public int fewestPatients(int rung, List<String> names, int[] patients) {
        Grouping matched = cells.get(rung - 1);
        List<List<Set<Integer>>> held = IntStream.range(0, groups.count())
                .mapToObj(group -> IntStream.range(0, matched.count())
                        .<Set<Integer>>mapToObj(cell -> new HashSet<>())
                        .toList())
                .toList();
        for (int row = 0; row < truths.length; row++) {
            held.get(groups.of(row)).get(matched.of(row)).add(patients[row]);
        }
        return names.stream()
                .flatMap(name -> held.get(groups.ordinal(name)).stream())
                .mapToInt(Set::size)
                .min()
                .orElse(0);
    }

    /** A group less the reference; undefined where the two share no cell that the rate is computed in. */
    public Estimate gap(int rung, Rate rate, String group, String reference) {
        GroupOutcomes outcomes = rung == 0
                ? GroupOutcomes.of(truths, calls, groups)
                : GroupOutcomes.weighted(
                        truths, calls, groups, weights(rung, group, reference).ofRows());
        return outcomes.minus(rate, group, reference);
    }

    /** A rate at a rung. */
    public record Place(Rate rate, int rung) {}

    /**
     * The gaps on draws of patients.
     *
     * @param places where the gap is defined, in the order of the numbers
     * @param patients ordinals of the rows' patients, below {@code patientCount}
     */
    public ClusterStatistic statistic(
            List<Place> places, String group, String reference, int[] patients, int patientCount) {
        Grouping finest = cells.get(cells.size() - 1);
        int one = groups.ordinal(group);
        int other = groups.ordinal(reference);
        int[] categories = new int[truths.length];
        for (int row = 0; row < categories.length; row++) {
            int of = groups.of(row);
            int kind = of == one ? 0 : of == other ? 2 : KINDS - 1;
            categories[row] = finest.of(row) * KINDS + kind + (kind < KINDS - 1 && !calls[row] ? 1 : 0);
        }
        ClusterCounts counts = ClusterCounts.of(patients, categories, patientCount, finest.count() * KINDS);
        return new TotalsStatistic(
                counts, places.size(), (totals, into, offset) -> evaluate(places, totals, into, offset));
    }

    private boolean evaluate(List<Place> places, double[] totals, double[] into, int offset) {
        double[][][] outcomes = new double[rungs()][][];
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            if (outcomes[place.rung()] == null) {
                outcomes[place.rung()] = outcomes(totals, place.rung());
            }
            Estimate one = place.rate().of(read(outcomes[place.rung()][0]));
            Estimate other = place.rate().of(read(outcomes[place.rung()][1]));
            if (!one.isDefined() || !other.isDefined()) {
                return false;
            }
            into[offset + i] = one.valueOr(0) - other.valueOr(0);
        }
        return true;
    }

    private static Outcomes read(double[] counts) {
        return new Outcomes(counts[0], counts[2], counts[1], counts[3]);
    }

    /** Hits, misses, false alarms and the rest of the group and of the reference, weighted as the rung does. */
    private double[][] outcomes(double[] totals, int rung) {
        int[] cellOf = coarser[Math.max(0, rung - 1)];
        double[][] counts = new double[cells.get(Math.max(0, rung - 1)).count()][KINDS];
        boolean[] present = new boolean[counts.length];
        for (int fine = 0; fine < cellOf.length; fine++) {
            present[cellOf[fine]] = coarser[0][fine] == 1;
            for (int kind = 0; kind < KINDS; kind++) {
                counts[cellOf[fine]][kind] += totals[fine * KINDS + kind];
            }
        }
        double[][] outcomes = new double[2][4];
        for (int cell = 0; cell < counts.length; cell++) {
            double target = Arrays.stream(counts[cell]).sum();
            double one = counts[cell][0] + counts[cell][1];
            double other = counts[cell][2] + counts[cell][3];
            boolean isShared = one > 0 && other > 0;
            for (int side = 0; side < 2; side++) {
                double rows = side == 0 ? one : other;
                double weight = rung == 0 ? 1 : isShared ? target / rows : 0;
                int first = present[cell] ? 0 : 2;
                outcomes[side][first] += weight * counts[cell][2 * side];
                outcomes[side][first + 1] += weight * counts[cell][2 * side + 1];
            }
        }
        return outcomes;
    }
}
