package org.subtext.audit.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.PatientInterval;
import org.subtext.provenance.Seed;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.BootstrapSample;
import org.subtext.statistics.ClusterBootstrap;
import org.subtext.statistics.ClusteredAuc;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;
import org.subtext.statistics.MulticlassScores;
import org.subtext.statistics.Multiplicity;

/**
 * AUCs of two runs on the same cases, and their differences on shared draws of patients.
 *
 * <p>Intervals are those of {@link PatientInterval}; p-values of a class are Obuchowski's for paired clustered data,
 * which is DeLong's with one case a patient, corrected over classes after Holm. Where both runs gave every case the
 * same scores the difference is 0 and so are both ends of its interval.
 *
 * @param classes one a class, in their order; of two classes whose scores mirror each other both say the same
 * @param mean over classes
 */
record PairedAucs(List<Pair> classes, Pair mean) {
    private static final String SAME = "both runs gave every case the same score";

    /** An AUC in both, first less second, and its p; undefined for a mean. */
    record Pair(Estimate first, Estimate second, Estimate difference, Estimate p) {}

    static PairedAucs of(CommonCases cases, AssessmentPlan plan, long seed) {
        MulticlassScores a = cases.first();
        MulticlassScores b = cases.second();
        int[] present = IntStream.range(0, a.classCount())
                .filter(k -> a.oneVersusRest(k).obstacle().isEmpty())
                .toArray();
        List<BinaryScores> columns = new ArrayList<>();
        IntStream.of(present).forEach(k -> columns.add(a.oneVersusRest(k)));
        IntStream.of(present).forEach(k -> columns.add(b.oneVersusRest(k)));
        BootstrapSample sample = ClusterBootstrap.of(
                        plan.replicates(), new Seed(seed).child("runs compared").value())
                .aucs(columns);
        int classes = present.length;
        List<Pair> pairs = new ArrayList<>();
        for (int k = 0; k < a.classCount(); k++) {
            int place = Arrays.binarySearch(present, k);
            if (place < 0) {
                pairs.add(none(a.oneVersusRest(k).obstacle().orElse("")));
                continue;
            }
            double[] first = new double[2 * classes];
            double[] second = new double[2 * classes];
            first[place] = 1;
            second[classes + place] = 1;
            boolean isSame = areSame(a.oneVersusRest(k), b.oneVersusRest(k));
            pairs.add(pair(sample, first, second, isSame, plan.level()));
        }
        List<Pair> corrected = corrected(pairs, a, b, plan.level());
        if (classes < a.classCount()) {
            return new PairedAucs(corrected, none("a class is recorded in none of the cases in common"));
        }
        double[] first = new double[2 * classes];
        double[] second = new double[2 * classes];
        Arrays.fill(first, 0, classes, 1.0 / classes);
        Arrays.fill(second, classes, 2 * classes, 1.0 / classes);
        boolean areAllSame = IntStream.range(0, classes).allMatch(k -> areSame(a.oneVersusRest(k), b.oneVersusRest(k)));
        return new PairedAucs(corrected, pair(sample, first, second, areAllSame, plan.level()));
    }

    private static Pair none(String reason) {
        Estimate none = Estimate.undefined(reason);
        return new Pair(none, none, none, none);
    }

    private static boolean areSame(BinaryScores a, BinaryScores b) {
        return IntStream.range(0, a.size()).allMatch(row -> a.score(row) == b.score(row));
    }

    private static Pair pair(BootstrapSample sample, double[] first, double[] second, boolean isSame, double level) {
        double[] less = new double[first.length];
        Arrays.setAll(less, i -> first[i] - second[i]);
        Estimate a = PatientInterval.of(sample.combination(first), level);
        Estimate b = PatientInterval.of(sample.combination(second), level);
        Estimate difference = isSame && a.isDefined()
                ? new Estimate.Known(0, new Interval(0, 0, level, SAME))
                : PatientInterval.of(sample.combination(less), level);
        return new Pair(a, b, difference, Estimate.undefined("a mean over classes has none"));
    }

    private static List<Pair> corrected(List<Pair> pairs, MulticlassScores a, MulticlassScores b, double level) {
        List<Estimate> tests = new ArrayList<>();
        for (int k = 0; k < pairs.size(); k++) {
            tests.add(ClusteredAuc.paired(a.oneVersusRest(k), b.oneVersusRest(k), level)
                    .p());
        }
        // of two classes one test stands for both
        int tested = pairs.size() == 2 ? 1 : pairs.size();
        double[] holm = Multiplicity.HOLM.adjust(tests.stream()
                .limit(tested)
                .filter(Estimate::isDefined)
                .mapToDouble(p -> p.valueOr(1))
                .toArray());
        List<Pair> corrected = new ArrayList<>();
        int next = 0;
        for (int k = 0; k < pairs.size(); k++) {
            Estimate p = tests.get(k);
            if (p.isDefined() && k < tested) {
                p = new Estimate.Point(holm[next++]);
            }
            corrected.add(new Pair(
                    pairs.get(k).first(), pairs.get(k).second(), pairs.get(k).difference(), p));
        }
        return corrected;
    }
}
