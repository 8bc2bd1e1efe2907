package org.subtext.routes.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.PatientInterval;
import org.subtext.assessment.VerdictRule;
import org.subtext.cohort.SmallestGroups;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.provenance.Seed;
import org.subtext.routes.contract.Setting;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.BootstrapDistribution;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;
import org.subtext.statistics.SharedDraws;
import org.subtext.statistics.StepdownMaxT.Hypothesis;
import org.subtext.statistics.Widening;

/**
 * Measures one setting after the other on the same draws of patients, each beside the unchanged images of the same
 * cases.
 *
 * <p>Patients are numbered as in the unchanged predictions, and the draws are those of the audit's own assessment at
 * its primary unit, and AUCs are widened for folds as there, so that the baseline's interval here is the one in the
 * verdict. Of changes against the unchanged images nothing is known of how folds spread them.
 */
public final class Grid {
    private static final double NO_SPREAD = 1e-12;

    private final AssessmentPlan plan;
    private final Widening widening;
    private final UnchangedScores unchanged;
    private final Map<String, Integer> patients = new LinkedHashMap<>();
    private final SharedDraws draws;

    Grid(AssessmentPlan plan, Widening widening, PredictionTable unchanged, List<PredictionTable> settings) {
        this.plan = plan;
        this.widening = widening;
        this.unchanged = new UnchangedScores(unchanged);
        number(plan.primaryCases(unchanged));
        settings.forEach(this::number);
        Seed seed = unchanged.experiments().stream()
                .findFirst()
                .map(experiment -> plan.draws(experiment, plan.primaryUnit()).bootstrap())
                .orElse(new Seed(plan.seed())); // no predictions, so that nothing is drawn
        draws = SharedDraws.of(Math.max(1, patients.size()), plan.replicates(), seed.value());
    }

    private void number(PredictionTable table) {
        table.columns().patients().distinct().forEach(patient -> patients.putIfAbsent(patient, patients.size()));
    }

    /** The unchanged predictions themselves. */
    Measured baseline(Setting setting) {
        return measure(setting, unchanged.table());
    }

    Measured measure(Setting setting, PredictionTable scores) {
        if (scores.size() == 0) {
            return undefined(setting, scores, "no image has a score");
        }
        if (scores.unit() != Unit.IMAGE && scores.unit() != plan.primaryUnit()) {
            return undefined(
                    setting,
                    scores,
                    "its scores are by " + scores.unit().noun() + ", not by "
                            + plan.primaryUnit().noun());
        }
        PredictionTable cases = scores.by(unitOf(scores), plan.aggregation());
        List<BinaryScores> columns = columns(cases);
        Optional<String> missing = missingClass(cases, columns);
        if (missing.isPresent()) {
            return undefined(setting, cases, missing.get());
        }
        return measure(setting, scores, cases, columns);
    }

    private Measured measure(
            Setting setting, PredictionTable scores, PredictionTable cases, List<BinaryScores> columns) {
        Optional<String> obstacle = unchanged.obstacle(scores, setting);
        List<BinaryScores> all = new ArrayList<>(columns);
        if (obstacle.isEmpty()) {
            all.addAll(columns(unchanged.of(scores).by(cases.unit(), plan.aggregation())));
        }
        SharedDraws.OnDraws sample = draws.aucs(all);
        BootstrapDistribution macro = sample.sample().combination(weights(all.size(), columns.size(), false));
        boolean isConstant = isConstant(cases);
        Widening wide = widening(cases);
        boolean isTestable = !sample.draws().isEmpty() && columns.stream().allMatch(Grid::hasEnoughPatients);
        double nullError = nullError(columns);
        double[] macroDraws = sample.aligned(macro, plan.replicates());
        Estimate change = Estimate.undefined(obstacle.orElse(""));
        Optional<Hypothesis> changed = Optional.empty();
        if (obstacle.isEmpty()) {
            BootstrapDistribution difference = sample.sample().combination(weights(all.size(), columns.size(), true));
            change = change(difference);
            changed = isTestable ? Optional.of(noChange(difference, sample, nullError)) : Optional.empty();
        }
        return new Measured(
                setting,
                cases.classes(),
                cases.unit(),
                cases.size(),
                patientCount(cases),
                classPatients(columns),
                isConstant ? exactly(VerdictRule.CHANCE, "every case has the same score") : interval(columns, wide),
                isConstant || isWithinMargin(columns, wide),
                classAucs(columns, isConstant, wide),
                change,
                isTestable && !isConstant
                        ? Optional.of(Hypothesis.ofDraws(
                                        macro.observed().valueOr(VerdictRule.CHANCE),
                                        macroDraws,
                                        VerdictRule.CHANCE,
                                        nullError)
                                .over(wide.factor()))
                        : Optional.empty(),
                changed,
                sample.draws().isEmpty() ? Optional.empty() : Optional.of(macroDraws));
    }

    /** Where a class is missing the others still have their AUC. */
    private Measured undefined(Setting setting, PredictionTable cases, String reason) {
        List<BinaryScores> columns = columns(cases);
        List<Estimate> classAucs = new ArrayList<>();
        for (BinaryScores column : columns) {
            boolean isRanked = column.positives() > 0 && column.negatives() > 0;
            classAucs.add(isRanked ? interval(List.of(column), widening(cases)) : Estimate.undefined(reason));
        }
        Estimate none = Estimate.undefined(reason);
        return new Measured(
                setting,
                cases.classes(),
                cases.unit(),
                cases.size(),
                patientCount(cases),
                classPatients(columns),
                none,
                false,
                classAucs,
                none,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The primary unit; the image where one patient's images differ in what is asked for. */
    private Unit unitOf(PredictionTable scores) {
        if (scores.unit() != Unit.IMAGE) {
            return scores.unit();
        }
        int[] truths = scores.truths();
        int[] owners = scores.patients();
        int[] ofPatient = new int[truths.length];
        Arrays.fill(ofPatient, -1);
        for (int row = 0; row < truths.length; row++) {
            int first = ofPatient[owners[row]];
            if (first >= 0 && first != truths[row]) {
                return Unit.IMAGE;
            }
            ofPatient[owners[row]] = truths[row];
        }
        return plan.primaryUnit();
    }

    private List<BinaryScores> columns(PredictionTable cases) {
        int[] truths = cases.truths();
        int[] ofCode = cases.columns().patients().values().stream()
                .mapToInt(patient -> patients.getOrDefault(patient, -1))
                .toArray();
        int[] ordinals = IntStream.range(0, cases.size())
                .map(row -> ofCode[cases.columns().patients().code(row)])
                .toArray();
        List<BinaryScores> columns = new ArrayList<>();
        for (int k = 0; k < cases.classes().size(); k++) {
            boolean[] labels = new boolean[truths.length];
            for (int row = 0; row < labels.length; row++) {
                labels[row] = truths[row] == k;
            }
            columns.add(BinaryScores.of(cases.scores(k), labels, ordinals, draws.clusterCount()));
        }
        return columns;
    }

    private List<Estimate> classAucs(List<BinaryScores> columns, boolean isConstant, Widening wide) {
        List<Estimate> aucs = new ArrayList<>();
        for (int k = 0; k < columns.size(); k++) {
            aucs.add(
                    isConstant
                            ? exactly(VerdictRule.CHANCE, "every case has the same score")
                            : interval(List.of(columns.get(k)), wide));
        }
        return aucs;
    }

    private Hypothesis noChange(BootstrapDistribution difference, SharedDraws.OnDraws sample, double nullError) {
        boolean isSpread = difference.standardError().valueOr(0) > NO_SPREAD;
        return Hypothesis.ofDraws(
                difference.observed().valueOr(0),
                sample.aligned(difference, plan.replicates()),
                0,
                isSpread ? 0 : Math.sqrt(2) * nullError);
    }

    private Estimate change(BootstrapDistribution difference) {
        Estimate estimate = PatientInterval.of(difference, plan.level());
        boolean isAlike = difference.replicates().length > 0 && estimate instanceof Estimate.Point;
        return isAlike ? exactly(estimate.valueOr(0), "the same on every draw") : estimate;
    }

    /** None where one fold was scored: nobody in it taught a recogniser that assesses another one in it. */
    private Widening widening(PredictionTable cases) {
        return cases.columns().runs().distinct().size() > 1 ? widening : Widening.NONE;
    }

    private Estimate interval(List<BinaryScores> columns, Widening wide) {
        return PatientInterval.ofAuc(columns, plan.level(), wide);
    }

    private Estimate exactly(double value, String method) {
        return new Estimate.Known(value, new Interval(value, value, plan.level(), method));
    }

    private boolean isWithinMargin(List<BinaryScores> columns, Widening wide) {
        return PatientInterval.ofAuc(columns, 1 - 2 * plan.alpha(), wide) instanceof Estimate.Known known
                && known.interval().liesWithin(VerdictRule.CHANCE - plan.margin(), VerdictRule.CHANCE + plan.margin());
    }

    /**
     * The standard error of the macro AUC if scores had nothing to do with the classes and cases were independent:
     * variance (m + n + 1)/(12mn) of one column (Mann and Whitney 1947, doi:10.1214/aoms/1177730491). Draws near
     * perfect separation vary less than that, and would make a p-value too small.
     */
    private static double nullError(List<BinaryScores> columns) {
        double mean = columns.stream()
                .mapToDouble(column -> (column.size() + 1) / (12.0 * column.positives() * column.negatives()))
                .average()
                .orElseThrow();
        // The AUCs of two classes are one number; those of more are taken for independent, which is the smaller error.
        return Math.sqrt(columns.size() == 2 ? mean : mean / columns.size());
    }

    /** 1/K on the setting's columns, and −1/K on those of the unchanged images where the difference is wanted. */
    private static double[] weights(int size, int classes, boolean isDifference) {
        double[] weights = new double[size];
        Arrays.fill(weights, 0, classes, 1.0 / classes);
        if (isDifference) {
            Arrays.fill(weights, classes, size, -1.0 / classes);
        }
        return weights;
    }

    private static Optional<String> missingClass(PredictionTable cases, List<BinaryScores> columns) {
        for (int k = 0; k < columns.size(); k++) {
            if (columns.get(k).positives() == 0) {
                return Optional.of("no " + cases.unit().noun() + " is recorded as "
                        + cases.classes().get(k));
            }
        }
        return Optional.empty();
    }

    private static boolean hasEnoughPatients(BinaryScores column) {
        return column.clustersWith(true) >= SmallestGroups.TESTED
                && column.clustersWith(false) >= SmallestGroups.TESTED;
    }

    private static boolean isConstant(PredictionTable cases) {
        for (int k = 0; k < cases.classes().size(); k++) {
            for (int row = 1; row < cases.size(); row++) {
                if (Double.compare(cases.score(k, row), cases.score(k, 0)) != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<Integer> classPatients(List<BinaryScores> columns) {
        return columns.stream().map(column -> column.clustersWith(true)).toList();
    }

    private static int patientCount(PredictionTable cases) {
        return cases.patientCount();
    }
}
