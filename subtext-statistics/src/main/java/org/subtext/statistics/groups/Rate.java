package org.subtext.statistics.groups;

import java.util.function.ToDoubleFunction;
import org.subtext.statistics.Estimate;

/**
 * A share of some rows. Without rows to share it is {@link Estimate.Undefined}, never 0.
 *
 * <p>Checked against fairlearn's {@code MetricFrame} in {@code GroupOutcomesTest}.
 */
public enum Rate {
    /** Sensitivity, recall: called among positives. */
    TRUE_POSITIVE("positive", Worse.LOWER, Outcomes::truePositives, Outcomes::positives),
    /** Called among negatives. */
    FALSE_POSITIVE("negative", Worse.HIGHER, Outcomes::falsePositives, Outcomes::negatives),
    /** Missed among positives. */
    FALSE_NEGATIVE("positive", Worse.HIGHER, Outcomes::falseNegatives, Outcomes::positives),
    /** Specificity: not called among negatives. */
    TRUE_NEGATIVE("negative", Worse.LOWER, Outcomes::trueNegatives, Outcomes::negatives),
    /** Positives among the called; depends on the prevalence. */
    POSITIVE_PREDICTIVE_VALUE(
            "row called positive",
            Worse.LOWER,
            Outcomes::truePositives,
            outcomes -> outcomes.truePositives() + outcomes.falsePositives()),
    /** Negatives among those not called; depends on the prevalence. */
    NEGATIVE_PREDICTIVE_VALUE(
            "row called negative",
            Worse.LOWER,
            Outcomes::trueNegatives,
            outcomes -> outcomes.trueNegatives() + outcomes.falseNegatives()),
    /** Called among all. */
    SELECTION("row", Worse.NEITHER, outcomes -> outcomes.truePositives() + outcomes.falsePositives(), Outcomes::rows),
    /** Positives among all: no merit of the score. */
    PREVALENCE("row", Worse.NEITHER, Outcomes::positives, Outcomes::rows);

    /** Which side of a rate serves a group worse. */
    public enum Worse {
        LOWER,
        HIGHER,
        NEITHER
    }

    private final String among;
    private final Worse worse;
    private final ToDoubleFunction<Outcomes> numerator;
    private final ToDoubleFunction<Outcomes> denominator;

    Rate(String among, Worse worse, ToDoubleFunction<Outcomes> numerator, ToDoubleFunction<Outcomes> denominator) {
        this.among = among;
        this.worse = worse;
        this.numerator = numerator;
        this.denominator = denominator;
    }

    public Worse worse() {
        return worse;
    }

    public double numerator(Outcomes outcomes) {
        return numerator.applyAsDouble(outcomes);
    }

    public double denominator(Outcomes outcomes) {
        return denominator.applyAsDouble(outcomes);
    }

    public Estimate of(Outcomes outcomes) {
        double rows = denominator(outcomes);
        return rows == 0 ? Estimate.undefined("no " + among) : new Estimate.Point(numerator(outcomes) / rows);
    }
}
