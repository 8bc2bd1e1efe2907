package org.subtext.routes.maps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.subtext.images.PixelSource;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.PlannedAuc;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.BootstrapDistribution;
import org.subtext.statistics.BootstrapSample;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.MulticlassScores;

/**
 * Deletion and insertion: the macro AUC of the finished network while cells of each image are hidden behind the mean
 * image, or shown before it, the most important first, beside the same in random order.
 *
 * <p>The area between the curves is positive when the map finds what the network reads; AUC against the recorded class
 * rather than the network's own probability, since a network that reads nothing also obeys its own maps. Areas are by
 * the trapezoid rule over the share of cells from 0 to 1, at whose ends the curves meet. Source: Petsiuk, Das and
 * Saenko (2018), arXiv:1806.07421.
 *
 * @param unchanged macro AUC of the sample
 * @param deletion area by which the AUC falls faster than in random order
 * @param insertion area by which it rises faster
 * @param both mean of the two
 * @param curves a row a share: cells hidden or shown, then AUC for deletion, deletion in random order, insertion, and
 *     insertion in random order
 */
record RemovalCurves(
        Estimate unchanged, Estimate deletion, Estimate insertion, Estimate both, List<List<Double>> curves) {
    private static final double[] SHARES = {0.05, 0.1, 0.2, 0.4, 0.6, 0.8};

    /** Times that the sample is scored. */
    static final int PASSES = 4 * SHARES.length + 1;

    static RemovalCurves of(FinishedAudit audit, ImportanceMaps maps, float[][] unchanged, Progress progress) {
        PatientSample sample = maps.sample();
        Cells cells = Cells.of(maps.side());
        Seed seed = audit.seed().child("order of cells");
        float[] typical = HiddenPlaces.typical(audit.pixels(), audit.rowsOf(sample.positions()));
        int[][] byMap = new int[sample.size()][];
        int[][] random = new int[sample.size()][];
        for (int i = 0; i < sample.size(); i++) {
            byMap[i] = cells.descending(maps.maps()[i], seed.child("ties", sample.positions()[i]));
            random[i] = cells.random(seed.child("random", sample.positions()[i]));
        }
        List<BinaryScores> columns = new ArrayList<>(columns(audit, sample, unchanged));
        for (boolean inserted : new boolean[] {false, true}) {
            for (int[][] order : List.of(byMap, random)) {
                for (double share : SHARES) {
                    int first = (int) Math.round(share * cells.count());
                    PixelSource pixels = hidden(audit, sample, typical, i -> cells.marks(order[i], first, inserted));
                    columns.addAll(columns(audit, sample, sample.scores(audit, pixels, progress)));
                }
            }
        }
        return assessed(audit, PlannedAuc.bootstrap(audit.assessment()).aucs(columns));
    }

    private interface Marks {
        boolean[] of(int image);
    }

    private static PixelSource hidden(FinishedAudit audit, PatientSample sample, float[] typical, Marks marks) {
        Map<Integer, boolean[]> byRow = new HashMap<>();
        for (int i = 0; i < sample.size(); i++) {
            byRow.put(audit.rows()[sample.positions()[i]], marks.of(i));
        }
        return new HiddenPlaces(audit.pixels(), typical, byRow::get);
    }

    /** One column a class. */
    static List<BinaryScores> columns(FinishedAudit audit, PatientSample sample, float[][] scores) {
        int classes = audit.cohort().classNames().size();
        double[][] byClass = new double[classes][scores.length];
        for (int i = 0; i < scores.length; i++) {
            for (int k = 0; k < classes; k++) {
                byClass[k][i] = scores[i][k];
            }
        }
        return MulticlassScores.of(audit.cohort().classNames(), byClass, sample.labels(audit), sample.clusters())
                .oneVersusRest();
    }

    private static RemovalCurves assessed(FinishedAudit audit, BootstrapSample sample) {
        int classes = audit.cohort().classNames().size();
        double[] deletion = new double[sample.size()];
        double[] insertion = new double[sample.size()];
        double[] both = new double[sample.size()];
        List<List<Double>> curves = new ArrayList<>();
        for (int s = 0; s < SHARES.length; s++) {
            double before = s == 0 ? 0 : SHARES[s - 1];
            double after = s == SHARES.length - 1 ? 1 : SHARES[s + 1];
            double weight = (after - before) / 2;
            List<Double> row = new ArrayList<>(List.of(SHARES[s]));
            for (int curve = 0; curve < 4; curve++) {
                int from = classes * (1 + curve * SHARES.length + s);
                row.add(macro(sample, from, classes).observed().valueOr(0));
                double sign = curve == 0 || curve == 3 ? -1 : 1; // fewer of deletion by map, more of insertion by map
                for (int k = 0; k < classes; k++) {
                    (curve < 2 ? deletion : insertion)[from + k] = sign * weight / classes;
                    both[from + k] = sign * weight / classes / 2;
                }
            }
            curves.add(List.copyOf(row));
        }
        return new RemovalCurves(
                PlannedAuc.interval(macro(sample, 0, classes), audit.assessment()),
                PlannedAuc.interval(sample.combination(deletion), audit.assessment()),
                PlannedAuc.interval(sample.combination(insertion), audit.assessment()),
                PlannedAuc.interval(sample.combination(both), audit.assessment()),
                curves);
    }

    static BootstrapDistribution macro(BootstrapSample sample, int from, int classes) {
        double[] weights = new double[sample.size()];
        Arrays.fill(weights, from, from + classes, 1.0 / classes);
        return sample.combination(weights);
    }
}
