package org.subtext.harm;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.subtext.statistics.operating.ThresholdRule;

/**
 * From which score on a row counts as called: one threshold for all groups.
 *
 * @param rule by which it is chosen
 * @param at the rate or the score that the rule aims at; null for rules that aim at none
 * @param fixed thresholds from elsewhere, by finding, in the place of the rule
 */
public record OperatingPlan(Rule rule, @Nullable Double at, Map<String, Double> fixed) {
    /** The rules. */
    public enum Rule {
        FALSE_POSITIVE_RATE_NEAREST(true),
        FALSE_POSITIVE_RATE_AT_MOST(true),
        SENSITIVITY_AT_LEAST(true),
        YOUDEN(false),
        MAXIMUM_F1(false),
        FIXED(true);

        private final boolean aims;

        Rule(boolean aims) {
            this.aims = aims;
        }

        /** Whether it needs a number. */
        public boolean aims() {
            return aims;
        }
    }

    public OperatingPlan {
        fixed = Collections.unmodifiableMap(new TreeMap<>(fixed));
        if (rule.aims() == (at == null)) {
            throw new IllegalArgumentException(
                    "the rule " + rule + (rule.aims() ? " needs a number" : " takes no number"));
        }
        rule(rule, at);
        fixed.values().forEach(ThresholdRule.Fixed::new);
    }

    /** A rule for every finding. */
    public static OperatingPlan of(Rule rule, @Nullable Double at) {
        return new OperatingPlan(rule, at, Map.of());
    }

    /** One threshold from elsewhere for every finding. */
    public static OperatingPlan fixedAt(double threshold) {
        return of(Rule.FIXED, threshold);
    }

    public OperatingPlan withFixed(Map<String, Double> thresholds) {
        return new OperatingPlan(rule, at, thresholds);
    }

    /** Whether the threshold of a finding comes from elsewhere, so that no row is needed to choose it on. */
    public boolean isFixed(String finding) {
        return rule == Rule.FIXED || fixed.containsKey(finding);
    }

    /** The rule of a finding. */
    public ThresholdRule of(String finding) {
        Double own = fixed.get(finding);
        return own == null ? rule(rule, at) : new ThresholdRule.Fixed(own);
    }

    private static ThresholdRule rule(Rule rule, @Nullable Double at) {
        double number = at == null ? 0 : at;
        return switch (rule) {
            case FALSE_POSITIVE_RATE_NEAREST -> new ThresholdRule.FalsePositiveRateNearest(number);
            case FALSE_POSITIVE_RATE_AT_MOST -> new ThresholdRule.FalsePositiveRateAtMost(number);
            case SENSITIVITY_AT_LEAST -> new ThresholdRule.SensitivityAtLeast(number);
            case YOUDEN -> new ThresholdRule.Youden();
            case MAXIMUM_F1 -> new ThresholdRule.MaximumF1();
            case FIXED -> new ThresholdRule.Fixed(number);
        };
    }
}
