package org.subtext.harm.beside;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.calibration.CurveErrors;
import org.subtext.statistics.calibration.ErrorFloor;
import org.subtext.statistics.calibration.Recalibration;
import org.subtext.statistics.casemix.ExactWeights;
import org.subtext.statistics.casemix.LabelNoise;
import org.subtext.statistics.groups.Rate;
import org.subtext.statistics.operating.NetBenefit;

/**
 * What stands beside the gaps, by finding. None of it is in the family of tests: intervals hold one by one.
 *
 * @param findings in the order of the table
 */
public record BesideGaps(List<OfFinding> findings) {
    /** A run that has none. */
    public static final BesideGaps NONE = new BesideGaps(List.of());

    public BesideGaps {
        findings = List.copyOf(findings);
    }

    /** What stands beside one finding; empty in a run that has none. */
    public Optional<OfFinding> of(String title) {
        return findings.stream().filter(one -> one.title().equals(title)).findFirst();
    }

    /**
     * One finding.
     *
     * @param title what tells it from all others
     * @param commonPrevalence share of all judged rows that have the finding
     * @param groups with rows that took part, by name
     * @param gaps that were assessed
     * @param intersections of the groups with each stratum, one for each rate
     */
    public record OfFinding(
            String title,
            Estimate commonPrevalence,
            List<OfGroup> groups,
            List<OfGap> gaps,
            List<Intersections> intersections) {
        public OfFinding {
            groups = List.copyOf(groups);
            gaps = List.copyOf(gaps);
            intersections = List.copyOf(intersections);
        }
    }

    /**
     * One group on the judged rows.
     *
     * @param sensitivityAtOwnRate height of the group's own curve at a false positive rate of 0.20: beside an equal
     *     one, a gap at the common threshold is one of shifted scores and not of blindness
     * @param curve for drawing
     * @param calibration of scores as probabilities
     * @param decisions net benefit by threshold; empty where scores are no probabilities
     * @param predictive values at the operating point; undefined without one
     * @param recalibrated the same scores by one map for all groups
     */
    public record OfGroup(
            String group,
            Estimate sensitivityAtOwnRate,
            ScoreCurve curve,
            Calibrated calibration,
            List<Decision> decisions,
            PredictiveValues predictive,
            Recalibrated recalibrated) {
        public OfGroup {
            decisions = List.copyOf(decisions);
            // runs of earlier versions recalibrated nothing
            recalibrated = Objects.requireNonNullElse(recalibrated, Recalibrated.none("not stored"));
        }
    }

    /**
     * Scores after logistic recalibration, by one map for all groups that was fitted on the patients who choose.
     *
     * @param error expected calibration error over bins of equal width
     * @param floor what it would be of perfect probabilities
     * @param expectedMinusObserved above 0, probabilities are too high on the whole
     * @param decisions net benefit by threshold
     * @param reason why there is none; empty where there is
     */
    public record Recalibrated(
            Estimate error,
            Optional<ErrorFloor> floor,
            Estimate expectedMinusObserved,
            List<Decision> decisions,
            String reason) {
        public Recalibrated {
            decisions = List.copyOf(decisions);
        }

        static Recalibrated none(String reason) {
            Estimate none = Estimate.undefined(reason);
            return new Recalibrated(none, Optional.empty(), none, List.of(), reason);
        }
    }

    /**
     * Whether scores come true as often as they say; everything undefined where they are no probabilities.
     *
     * @param error expected calibration error over bins of equal width
     * @param floor what the error would be of perfect probabilities in as many rows; empty where there is none
     * @param recalibration slope and intercepts
     * @param expectedMinusObserved above 0, probabilities are too high on the whole
     * @param curve by how much scores miss a smooth curve of what came true: ICI, E50, E90, Emax
     */
    public record Calibrated(
            Estimate error,
            Optional<ErrorFloor> floor,
            Recalibration recalibration,
            Estimate expectedMinusObserved,
            Estimate brier,
            CurveErrors curve) {
        public Calibrated {
            curve = Objects.requireNonNullElse(curve, CurveErrors.undefined("not stored", CurveErrors.Curve.ISOTONIC));
        }
    }

    /**
     * Net benefit at one threshold.
     *
     * @param threshold probability from which on one acts
     */
    public record Decision(double threshold, NetBenefit benefit) {}

    /**
     * Predictive values.
     *
     * @param positive at the group's own prevalence
     * @param negative at the group's own prevalence
     * @param positiveAtCommon with the same rates at the prevalence of all judged rows
     * @param negativeAtCommon likewise
     */
    public record PredictiveValues(
            Estimate positive, Estimate negative, Estimate positiveAtCommon, Estimate negativeAtCommon) {}

    /**
     * One gap that was assessed.
     *
     * @param raw as assessed
     * @param rungs what it is once cases are matched, each on a column more; the first matches the label alone
     * @param tippingPoint label error in the worse served group that would explain it
     */
    public record OfGap(
            Rate rate,
            String group,
            String reference,
            Estimate raw,
            List<Rung> rungs,
            LabelNoise.TippingPoint tippingPoint) {
        public OfGap {
            rungs = List.copyOf(rungs);
        }
    }

    /**
     * A gap between groups of one case mix.
     *
     * @param matched columns that are matched within the label; none on the first rung
     * @param gap with a percentile interval by patient
     * @param explained the raw gap less this one, with a paired interval by patient
     * @param share of the raw gap that is explained; undefined where the raw gap may be none
     * @param ofGroup what weighting costs the group
     * @param ofReference what it costs the reference
     * @param fewest patients of either in one cell that some group has; 0 in runs of earlier versions
     * @param fewestOfAll the same of all groups, towards whose cells both are weighed
     */
    public record Rung(
            List<String> matched,
            Estimate gap,
            Estimate explained,
            Estimate share,
            ExactWeights.Cost ofGroup,
            ExactWeights.Cost ofReference,
            int fewest,
            int fewestOfAll) {
        public Rung {
            matched = List.copyOf(matched);
        }
    }

    /**
     * A rate of the intersections of the groups with one column, each drawn towards its own margins.
     *
     * @param column whose values are crossed with the groups
     * @param designEffect how many rows tell as much as one independent one
     * @param cells with rows of the rate, by group and value
     */
    public record Intersections(String column, Rate rate, double designEffect, List<Cell> cells) {
        public Intersections {
            // runs of earlier versions had none
            designEffect = Math.max(1, designEffect);
            cells = List.copyOf(cells);
        }
    }

    /**
     * One intersection.
     *
     * @param hits rows that the rate counts
     * @param rows of the rate
     * @param patients with such a row
     * @param pooled the rate drawn towards its margins, with an interval by patient
     */
    public record Cell(String group, String value, int hits, int rows, int patients, Estimate pooled) {}
}
