package org.subtext.assessment;

import java.util.Objects;
import org.subtext.cohort.SmallestGroups;
import org.subtext.predictions.Aggregation;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.problems.PlanKey;
import org.subtext.problems.RefusedValueException;
import org.subtext.provenance.Seed;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.operating.ThresholdRule;

/**
 * How predictions are assessed; fixed before the numbers are seen and printed with them.
 *
 * @param primaryUnit what one case of the primary AUC is; the patient by default
 * @param level coverage of every interval, 0.95 by default
 * @param replicates draws of the patient-cluster bootstrap, 2,000 by default
 * @param permutations label permutations by patient, 2,000 by default
 * @param alpha level of every test, 0.05 by default
 * @param margin an AUC within one half ± this counts as chance, 0.10 by default; above 0, at most {@value
 *     #WIDEST_MARGIN}
 * @param operatingPoint how the threshold of each class is chosen
 * @param smallestCell counts of patients from 1 to below this are suppressed in anything shareable, 11 by default
 * @param seed of bootstrap and permutations
 * @param aggregation how the scores of a study's or patient's images become one; the mean by default
 */
public record AssessmentPlan(
        Unit primaryUnit,
        double level,
        int replicates,
        int permutations,
        double alpha,
        double margin,
        OperatingPoint operatingPoint,
        int smallestCell,
        long seed,
        Aggregation aggregation) {
    private static final double WIDEST_MARGIN = 0.2;

    /** How the threshold on a class's score is chosen. */
    public enum OperatingPoint {
        /**
         * Highest sensitivity + specificity − 1 (Youden 1950,
         * doi:10.1002/1097-0142(1950)3:1&lt;32::aid-cncr2820030106&gt;3.0.co;2-3).
         */
        YOUDEN,
        /** False positive rate nearest 0.20, as Glocker and others (2023) use. */
        FALSE_POSITIVE_RATE_20;

        private static final double TARGET_FALSE_POSITIVE_RATE = 0.2;

        /** The point this rule chooses on a class's scores. */
        org.subtext.statistics.operating.OperatingPoint on(BinaryScores scores) {
            ThresholdRule rule = switch (this) {
                case YOUDEN -> new ThresholdRule.Youden();
                case FALSE_POSITIVE_RATE_20 -> new ThresholdRule.FalsePositiveRateNearest(TARGET_FALSE_POSITIVE_RATE);
            };
            return org.subtext.statistics.operating.OperatingPoint.chosenBy(rule, scores);
        }
    }

    public AssessmentPlan {
        Objects.requireNonNull(primaryUnit, "primaryUnit");
        Objects.requireNonNull(operatingPoint, "operatingPoint");
        Objects.requireNonNull(aggregation, "aggregation");
        requireShare(PlanKey.ASSESSMENT_LEVEL, level);
        requireShare(PlanKey.ASSESSMENT_ALPHA, alpha);
        if (!(margin > 0 && margin <= WIDEST_MARGIN)) {
            throw new RefusedValueException(
                    PlanKey.ASSESSMENT_MARGIN,
                    "must be above 0 and at most " + WIDEST_MARGIN + ", since an AUC farther from 0.5 is no chance;"
                            + " got " + margin);
        }
        requireHundred(PlanKey.ASSESSMENT_REPLICATES, replicates);
        requireHundred(PlanKey.ASSESSMENT_PERMUTATIONS, permutations);
        if (smallestCell < 0) {
            throw new RefusedValueException(
                    PlanKey.ASSESSMENT_SMALLEST_CELL, "must not be negative, got " + smallestCell);
        }
    }

    /** The defaults above. */
    public static AssessmentPlan ofDefaults(long seed) {
        return new AssessmentPlan(
                Unit.PATIENT,
                0.95,
                2_000,
                2_000,
                0.05,
                0.10,
                OperatingPoint.YOUDEN,
                SmallestGroups.TOLD,
                seed,
                Aggregation.MEAN);
    }

    public AssessmentPlan withMargin(double value) {
        return new AssessmentPlan(
                primaryUnit,
                level,
                replicates,
                permutations,
                alpha,
                value,
                operatingPoint,
                smallestCell,
                seed,
                aggregation);
    }

    /** The same number of bootstrap draws and of permutations. */
    public AssessmentPlan withDraws(int value) {
        return new AssessmentPlan(
                primaryUnit, level, value, value, alpha, margin, operatingPoint, smallestCell, seed, aggregation);
    }

    /** Another smallest count that may be told; 0 tells all. */
    public AssessmentPlan withSmallestCell(int value) {
        return new AssessmentPlan(
                primaryUnit, level, replicates, permutations, alpha, margin, operatingPoint, value, seed, aggregation);
    }

    public AssessmentPlan withAggregation(Aggregation value) {
        return new AssessmentPlan(
                primaryUnit, level, replicates, permutations, alpha, margin, operatingPoint, smallestCell, seed, value);
    }

    /** Where the random draws of one experiment at one unit come from. */
    public record Draws(Seed bootstrap, Seed permutations) {}

    /**
     * The draws of one experiment at one unit. A battery resamples with those of the audit it explains, so that its
     * baseline is the number in the verdict.
     */
    public Draws draws(ExperimentName experiment, Unit unit) {
        Seed own = new Seed(seed).child(experiment.name() + ", " + unit.noun());
        return new Draws(own.child("bootstrap"), own.child("permutations"));
    }

    /** The cases of the primary unit, made of a table at image level. */
    public PredictionTable primaryCases(PredictionTable images) {
        return images.by(primaryUnit, aggregation);
    }

    private static void requireShare(PlanKey key, double value) {
        if (!(value > 0 && value < 1)) {
            throw new RefusedValueException(
                    key, "is a share and must lie in (0, 1), got " + value + "; 95 % is written 0.95");
        }
    }

    private static void requireHundred(PlanKey key, int value) {
        if (value < 100) {
            throw new RefusedValueException(key, "must be at least 100, got " + value);
        }
    }
}
