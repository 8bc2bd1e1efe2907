package org.subtext.report.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.assessment.ClassAssessment;
import org.subtext.assessment.ClassAssessment.HistogramBin;
import org.subtext.assessment.ClassAssessment.ReliabilityBin;
import org.subtext.assessment.ClassAssessment.RocPoint;
import org.subtext.statistics.Estimate;

/**
 * The curves of one class as they may be drawn. A coordinate is a count over a known number, to the last digit; so what
 * a drawing shows is made of no fewer than k cases wherever it would tell of fewer.
 *
 * <p>Bins of scores are joined with their neighbours until each holds none or at least k of the class and of the
 * others; a ROC curve next to an operating point with 1 to k − 1 cases in a corner is drawn in steps of at least k
 * cases. Where nothing is small the curves are as they were.
 *
 * @param roc the curve; empty where fewer than two steps are left
 * @param reliability bins of the calibration
 * @param histogram shares a bin, those of joined bins spread evenly; empty where a single bin is left
 * @param isRocCoarse whether the curve was coarsened
 * @param areBinsJoined whether bins were joined
 */
public record DrawnScores(
        List<RocPoint> roc,
        List<ReliabilityBin> reliability,
        List<HistogramBin> histogram,
        boolean isRocCoarse,
        boolean areBinsJoined) {
    /** Bins of both kinds have edges in common at every fifth of the scores' range from 0 to 1. */
    private static final int COMMON = 5;

    public DrawnScores {
        roc = List.copyOf(roc);
        reliability = List.copyOf(reliability);
        histogram = List.copyOf(histogram);
    }

    /**
     * The curves of a class whose numbers of cases are told.
     *
     * @param smallest k; 0 or 1 leaves all as it is
     * @param isReadingHidden whether the table of readings against recorded classes hides something that lies on the
     *     curve
     * @param cuts where the score is cut elsewhere: no edge of a bin lies so near that fewer are between
     */
    public static DrawnScores of(
            ClassAssessment one, int smallest, boolean isReadingHidden, List<OperatingCounts.Cut> cuts) {
        boolean coarse = !one.roc().isEmpty() && (isReadingHidden || hasSmallCorner(one, smallest));
        Bins bins = new Bins(one, smallest, cuts);
        return new DrawnScores(
                coarse ? steps(one, smallest) : one.roc(),
                bins.reliability(),
                bins.histogram(),
                coarse,
                bins.areJoined());
    }

    private static boolean hasSmallCorner(ClassAssessment one, int smallest) {
        return isSmallShare(one.sensitivity(), one.positives(), smallest)
                || isSmallShare(one.specificity(), one.negatives(), smallest);
    }

    private static boolean isSmallShare(Estimate share, int of, int smallest) {
        if (!share.isDefined()) {
            return false;
        }
        int events = (int) Math.round(share.valueOr(0) * of);
        return isSmall(events, smallest) || isSmall(of - events, smallest);
    }

    private static boolean isSmall(int count, int smallest) {
        return count > 0 && count < smallest;
    }

    /** Both axes in as many equal steps as leave at least k cases in each. */
    private static List<RocPoint> steps(ClassAssessment one, int smallest) {
        int up = one.positives() / smallest;
        int along = one.negatives() / smallest;
        List<RocPoint> points = new ArrayList<>();
        if (up < 2 || along < 2) {
            return points;
        }
        double next = 0;
        for (RocPoint point : one.roc()) {
            if (point.falsePositiveRate() >= next - 1e-9 || point.falsePositiveRate() >= 1) {
                points.add(new RocPoint(
                        step(point.falsePositiveRate(), along),
                        step(point.sensitivity(), up),
                        step(point.lower(), up),
                        step(point.upper(), up)));
                next += 1.0 / along;
            }
        }
        return points;
    }

    /** Which of equal steps a share lies in, as a share from 0 to 1: the first and last stand for the ends. */
    private static double step(double share, int steps) {
        int step = Math.min(steps - 1, (int) Math.floor(share * steps + 1e-9));
        return step / (steps - 1.0);
    }

    /** The bins of the distribution and of the calibration, joined alike where their edges allow. */
    private static final class Bins {
        private final ClassAssessment one;
        private final int smallest;
        private final List<OperatingCounts.Cut> cuts;
        private final int[][] scores;
        private final int[][] calibration;
        private final boolean joined;

        Bins(ClassAssessment one, int smallest, List<OperatingCounts.Cut> cuts) {
            this.one = one;
            this.smallest = smallest;
            this.cuts = smallest > 1 ? cuts : List.of();
            scores = one.histogram().stream()
                    .map(bin -> new int[] {
                        (int) Math.round(bin.positiveShare() * one.positives()),
                        (int) Math.round(bin.negativeShare() * one.negatives())
                    })
                    .toArray(int[][]::new);
            calibration = one.reliability().stream()
                    .map(bin -> {
                        int positives = (int) Math.round(bin.observedShare() * bin.cases());
                        return new int[] {positives, bin.cases() - positives};
                    })
                    .toArray(int[][]::new);
            joined = !areLargeOrEmpty(scores, smallest)
                    || !areLargeOrEmpty(calibration, smallest)
                    || isAnyEdgeNearACut(scores)
                    || isAnyEdgeNearACut(calibration);
        }

        boolean areJoined() {
            return joined;
        }

        List<HistogramBin> histogram() {
            if (!joined || scores.length == 0) {
                return one.histogram();
            }
            List<HistogramBin> drawn = new ArrayList<>();
            List<int[]> runs = runs(scores, unit(scores.length));
            if (runs.size() < 2) {
                return List.of();
            }
            for (int[] run : runs) {
                double positives = 0;
                double negatives = 0;
                for (int bin = run[0]; bin < run[1]; bin++) {
                    positives += one.histogram().get(bin).positiveShare();
                    negatives += one.histogram().get(bin).negativeShare();
                }
                int width = run[1] - run[0];
                for (int bin = run[0]; bin < run[1]; bin++) {
                    HistogramBin was = one.histogram().get(bin);
                    drawn.add(new HistogramBin(was.from(), was.to(), positives / width, negatives / width));
                }
            }
            return drawn;
        }

        List<ReliabilityBin> reliability() {
            if (!joined || calibration.length == 0) {
                return one.reliability();
            }
            if (!haveCommonEdges()) {
                return runs(calibration, 1).stream()
                        .map(run -> joined(one.reliability().subList(run[0], run[1])))
                        .toList();
            }
            int fifth = unit(scores.length);
            List<ReliabilityBin> drawn = new ArrayList<>();
            for (int[] run : runs(scores, fifth)) {
                List<ReliabilityBin> within = one.reliability().stream()
                        .filter(bin -> bin.cases() > 0
                                && fifth(bin.meanScore()) >= run[0] / fifth
                                && fifth(bin.meanScore()) < run[1] / fifth)
                        .toList();
                if (!within.isEmpty()) {
                    drawn.add(joined(within));
                }
            }
            return drawn;
        }

        private static int fifth(double score) {
            return Math.min(COMMON - 1, (int) (score * COMMON));
        }

        private static ReliabilityBin joined(List<ReliabilityBin> bins) {
            int cases = bins.stream().mapToInt(ReliabilityBin::cases).sum();
            double all = Math.max(1, cases);
            return new ReliabilityBin(
                    bins.stream()
                                    .mapToDouble(bin -> bin.meanScore() * bin.cases())
                                    .sum()
                            / all,
                    bins.stream()
                                    .mapToDouble(bin -> bin.observedShare() * bin.cases())
                                    .sum()
                            / all,
                    cases);
        }

        private boolean haveCommonEdges() {
            return scores.length > 0
                    && scores.length % COMMON == 0
                    && one.histogram().get(0).from() == 0
                    && one.histogram().get(scores.length - 1).to() == 1;
        }

        private int unit(int bins) {
            return haveCommonEdges() ? bins / COMMON : 1;
        }

        /**
         * Runs of bins, from and to, of which each holds none or k of either kind; as many as go from left to right.
         */
        private List<int[]> runs(int[][] bins, int unit) {
            List<int[]> runs = new ArrayList<>();
            int from = 0;
            for (int to = unit; to <= bins.length; to += unit) {
                if (isLargeOrEmpty(sum(bins, from, to), smallest) && !isNearACut(bins, to)) {
                    runs.add(new int[] {from, to});
                    from = to;
                }
            }
            while (from < bins.length) {
                if (runs.isEmpty()) {
                    return List.of(new int[] {0, bins.length});
                }
                int[] last = runs.remove(runs.size() - 1);
                from = last[0];
                if (isLargeOrEmpty(sum(bins, from, bins.length), smallest)) {
                    runs.add(new int[] {from, bins.length});
                    from = bins.length;
                }
            }
            return runs;
        }

        private boolean isAnyEdgeNearACut(int[][] bins) {
            return IntStream.range(1, bins.length).anyMatch(edge -> isNearACut(bins, edge));
        }

        /** Whether so few lie between an edge of bins and a cut that is told of elsewhere. */
        private boolean isNearACut(int[][] bins, int edge) {
            if (edge == bins.length) {
                return false;
            }
            int[] below = sum(bins, 0, edge);
            return cuts.stream()
                    .anyMatch(cut -> cut.below() >= 0 && isSmall(Math.abs(below[0] - cut.below()), smallest)
                            || cut.othersBelow() >= 0 && isSmall(Math.abs(below[1] - cut.othersBelow()), smallest));
        }

        private static int[] sum(int[][] bins, int from, int to) {
            return new int[] {
                IntStream.range(from, to).map(bin -> bins[bin][0]).sum(),
                IntStream.range(from, to).map(bin -> bins[bin][1]).sum()
            };
        }

        private static boolean areLargeOrEmpty(int[][] bins, int smallest) {
            for (int[] bin : bins) {
                if (!isLargeOrEmpty(bin, smallest)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isLargeOrEmpty(int[] bin, int smallest) {
            return !isSmall(bin[0], smallest) && !isSmall(bin[1], smallest);
        }
    }
}
