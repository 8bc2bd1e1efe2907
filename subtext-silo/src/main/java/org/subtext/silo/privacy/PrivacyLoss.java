package org.subtext.silo.privacy;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What rounds on the same patients have cost together, whatever each one's rate and noise were.
 *
 * <p>Rényi divergences add up, and are converted to an epsilon at the order that gives the least, over all real orders
 * up to {@value #HIGHEST_ORDER}. Source: Mironov (2017), doi:10.1109/CSF.2017.11; the conversion of Canonne, Kamath and
 * Steinke (2020), arXiv:2004.00010, proposition 12: ε = R(α) + ln(1 − 1/α) − ln(δα) / (α − 1). The older conversion, ε
 * = R(α) + ln(1/δ) / (α − 1), gives more and is not offered. Checked against dp-accounting 0.6.0, opacus 1.6.0 and
 * numerical integration in {@code PrivacyLossTest}.
 *
 * @param rounds how many there were of each kind
 */
public record PrivacyLoss(Map<SampledGaussian, Long> rounds) {
    static final double LOWEST_ORDER = 1 + 1e-4;

    static final double HIGHEST_ORDER = 1000;

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final int NARROWINGS = 50;

    public PrivacyLoss {
        rounds = Map.copyOf(rounds);
        if (rounds.values().stream().anyMatch(count -> count < 1)) {
            throw new IllegalArgumentException("at least 1 round of a kind, got " + rounds);
        }
    }

    /** Before the first round. */
    public static PrivacyLoss none() {
        return new PrivacyLoss(Map.of());
    }

    /** With further rounds of a kind, at least one. */
    public PrivacyLoss and(SampledGaussian round, long count) {
        if (count < 1) {
            throw new IllegalArgumentException("at least 1 round, got " + count);
        }
        Map<SampledGaussian, Long> more = new LinkedHashMap<>(rounds);
        more.merge(round, count, Math::addExact);
        return new PrivacyLoss(more);
    }

    /** The Rényi divergence of all rounds together, in nats. */
    public double renyi(double order) {
        return inOrder().entrySet().stream()
                .mapToDouble(entry -> entry.getValue() * entry.getKey().renyi(order))
                .sum();
    }

    /**
     * The least epsilon over real orders.
     *
     * <p>As a function of the order it is a convex one over α − 1, which falls to its least value and rises from it, so
     * that narrowing by the golden section finds it. Any order gives an epsilon that holds, also one beside the best.
     *
     * @param delta in (0, 1); below 1 over the number of patients, or it is worth little
     */
    public PrivacyClaim.Epsilon epsilon(double delta) {
        if (rounds.isEmpty()) {
            return new PrivacyClaim.Epsilon(0, delta, HIGHEST_ORDER);
        }
        double low = Math.log(LOWEST_ORDER - 1);
        double high = Math.log(HIGHEST_ORDER - 1);
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = epsilon(1 + Math.exp(left), delta);
        double atRight = epsilon(1 + Math.exp(right), delta);
        for (int i = 0; i < NARROWINGS; i++) {
            if (atLeft <= atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = epsilon(1 + Math.exp(left), delta);
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = epsilon(1 + Math.exp(right), delta);
            }
        }
        double best = 1 + Math.exp(atLeft <= atRight ? left : right);
        return new PrivacyClaim.Epsilon(Math.max(0, Math.min(atLeft, atRight)), delta, best);
    }

    /** The epsilon that one order gives, which may be below 0, where 0 holds. */
    double epsilon(double order, double delta) {
        if (!(delta > 0 && delta < 1)) {
            throw new IllegalArgumentException("delta lies in (0, 1), got " + delta);
        }
        return renyi(order) + Math.log1p(-1 / order) - (Math.log(delta) + Math.log(order)) / (order - 1);
    }

    /** So that sums do not depend on how a map lays out its keys. */
    private Map<SampledGaussian, Long> inOrder() {
        return rounds.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparingDouble(SampledGaussian::rate).thenComparingDouble(SampledGaussian::noise)))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
    }
}
