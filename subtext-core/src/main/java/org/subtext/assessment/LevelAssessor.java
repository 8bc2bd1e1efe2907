package org.subtext.assessment;

import java.util.ArrayList;
import java.util.List;
import org.subtext.folds.FoldCalibration;
import org.subtext.predictions.Aggregation;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.BootstrapDistribution;
import org.subtext.statistics.BootstrapSample;
import org.subtext.statistics.ClassRankings;
import org.subtext.statistics.ClusterBootstrap;
import org.subtext.statistics.ClusterStatistic;
import org.subtext.statistics.Confusion;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.MulticlassAuc;
import org.subtext.statistics.MulticlassScores;
import org.subtext.statistics.PermutationTest;
import org.subtext.statistics.Widening;
import org.subtext.statistics.calibration.Calibration;
import org.subtext.statistics.calibration.Reliability;

/** Every estimate at one level. All bootstrap numbers of a level share their draws of patients. */
final class LevelAssessor {
    private final AssessmentPlan plan;
    private final ClusterBootstrap bootstrap;
    private final PermutationTest permutations;
    private final Widening widening;

    LevelAssessor(AssessmentPlan plan, AssessmentPlan.Draws draws, Widening widening) {
        this.plan = plan;
        this.widening = widening;
        this.bootstrap =
                ClusterBootstrap.of(plan.replicates(), draws.bootstrap().value());
        this.permutations =
                PermutationTest.of(plan.permutations(), draws.permutations().value());
    }

    /** Assesses a table at image level by the unit. */
    LevelAssessment assess(PredictionTable images, Unit unit) {
        PredictionTable table = images.by(unit, plan.aggregation());
        MulticlassScores scores = Columns.of(table);
        Confusion confusion = Confusion.ofHighestScore(scores);
        ClassRankings rankings = ClassRankings.of(scores, ClassAssessor.rates());
        List<List<ClusterStatistic>> lists = MulticlassAuc.statistics(rankings);
        int ofAucs = lists.size();
        lists.add(confusion.statistics());
        for (int k = 0; k < scores.classCount(); k++) {
            lists.add(List.of(rankings.curves(k)));
        }
        List<BootstrapSample> samples = bootstrap.together(lists);
        MulticlassAuc aucs = MulticlassAuc.of(scores, samples.subList(0, ofAucs));
        List<BootstrapSample> curves = samples.subList(ofAucs + 1, samples.size());
        PermutationTest.Result tests =
                permutations.oneVersusRest(scores, VerdictRule.tested(scores)::contains, widening);
        return new LevelAssessment(
                table.unit(),
                table.size(),
                scores.clusterCount(),
                PatientInterval.ofAuc(ofPresent(scores), plan.level(), widening),
                PatientInterval.ofAuc(ofPresent(scores), 1 - 2 * plan.alpha(), widening),
                tests.macroP(),
                tests.adjustedMacroP(),
                otherAucs(images, table, scores, aucs),
                agreement(confusion.resampled(samples.get(ofAucs))),
                calibration(scores),
                confusion.counts(),
                classes(table, scores, aucs, curves, tests),
                pairs(scores),
                new FormerRule.Numbers(
                        PatientInterval.of(aucs.macro(), plan.level()),
                        PatientInterval.of(aucs.macro(), 1 - 2 * plan.alpha()),
                        tests.anyClassP()));
    }

    private NamedEstimate interval(String name, BootstrapDistribution distribution) {
        return new NamedEstimate(name, PatientInterval.of(distribution, plan.level()));
    }

    private NamedEstimate widened(String name, BootstrapDistribution distribution) {
        return new NamedEstimate(name, widening.of(PatientInterval.of(distribution, plan.level())));
    }

    private List<NamedEstimate> otherAucs(
            PredictionTable images, PredictionTable cases, MulticlassScores scores, MulticlassAuc aucs) {
        List<NamedEstimate> others = new ArrayList<>();
        if (!widening.equals(Widening.NONE)) {
            others.add(new NamedEstimate(
                    "mean AUC of " + FoldCalibration.RECOGNISERS,
                    PatientInterval.ofAuc(ofPresent(scores), plan.level())));
        }
        others.add(widened("micro AUC", aucs.micro()));
        others.add(widened(LevelAssessment.PREVALENCE_WEIGHTED, aucs.prevalenceWeighted()));
        others.add(widened("Hand–Till AUC", aucs.handTill()));
        if (cases.size() < images.size()) {
            for (Aggregation other : Aggregation.values()) {
                if (other != plan.aggregation()) {
                    others.add(new NamedEstimate(
                            "AUC by " + other.title() + " of images", macro(images, cases.unit(), other)));
                }
            }
        }
        return others;
    }

    /** The macro AUC had the images' scores been made one in another way. */
    private Estimate macro(PredictionTable images, Unit unit, Aggregation aggregation) {
        if (aggregation.needsProbabilities() && !images.areProbabilities()) {
            return Estimate.undefined("scores outside 0 to 1 are no probabilities");
        }
        return PatientInterval.ofAuc(ofPresent(Columns.of(images.by(unit, aggregation))), plan.level(), widening);
    }

    private static List<BinaryScores> ofPresent(MulticlassScores scores) {
        return scores.oneVersusRest(scores.present());
    }

    private List<NamedEstimate> agreement(Confusion.Resampled resampled) {
        List<NamedEstimate> estimates = new ArrayList<>();
        for (Confusion.Measure measure : Confusion.Measure.values()) {
            estimates.add(interval(measure.title(), resampled.of(measure)));
        }
        return estimates;
    }

    /** Of the highest score as the probability that its class is the recorded one. */
    private List<NamedEstimate> calibration(MulticlassScores scores) {
        double[] confidence = new double[scores.size()];
        boolean[] right = new boolean[scores.size()];
        int[] patients = new int[scores.size()];
        for (int row = 0; row < confidence.length; row++) {
            int highest = scores.highest(row);
            confidence[row] = scores.score(highest, row);
            right[row] = scores.truth(row) == highest;
            patients[row] = scores.cluster(row);
        }
        Calibration calibration = Calibration.of(BinaryScores.of(confidence, right, patients));
        return List.of(
                new NamedEstimate(
                        "expected calibration error, 15 bins of equal width",
                        calibration.expectedError(Reliability.Binning.EQUAL_WIDTH, Calibration.USUAL_BINS)),
                new NamedEstimate(
                        "expected calibration error, 15 bins of equal mass",
                        calibration.expectedError(Reliability.Binning.EQUAL_MASS, Calibration.USUAL_BINS)));
    }

    /** Of two classes the pair is all there is. */
    private List<PairAssessment> pairs(MulticlassScores scores) {
        List<PairAssessment> pairs = new ArrayList<>();
        for (int first = 0; first < scores.classCount() && scores.classCount() > 2; first++) {
            for (int second = first + 1; second < scores.classCount(); second++) {
                List<BinaryScores> either = List.of(scores.pair(first, second), scores.pair(second, first));
                pairs.add(new PairAssessment(
                        scores.classes().get(first),
                        scores.classes().get(second),
                        PatientInterval.ofAuc(either, plan.level(), widening)));
            }
        }
        return pairs;
    }

    private List<ClassAssessment> classes(
            PredictionTable table,
            MulticlassScores scores,
            MulticlassAuc aucs,
            List<BootstrapSample> curves,
            PermutationTest.Result tests) {
        ClassAssessor assessor = new ClassAssessor(plan, widening);
        List<ClassAssessment> classes = new ArrayList<>();
        for (int k = 0; k < scores.classCount(); k++) {
            classes.add(assessor.assess(
                    table.classes().get(k),
                    scores.oneVersusRest(k),
                    aucs.byClass().get(k),
                    curves.get(k),
                    new ClassAssessor.PValues(
                            tests.p().get(k),
                            tests.adjustedP().get(k),
                            tests.adjustedBelowP().get(k))));
        }
        return classes;
    }
}
