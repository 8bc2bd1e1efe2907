package org.subtext.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Step-down control of the family-wise error over many tests that share their bootstrap draws.
 *
 * <p>Definition: hypotheses are ordered by their studentised statistics t₍₁₎ ≥ t₍₂₎ ≥ …, and the adjusted p of the r-th
 * is (1 + #{b : max over the r-th and all later ones of t*_b ≥ t₍ᵣ₎})/(1 + B), made monotone. The draws of the null are
 * the bootstrap draws centred at the estimate, t* = (θ* − θ)/se, so that tests which go up and down together cost
 * little more than one, where Holm pays for each. Two-sided tests take absolute values throughout.
 *
 * <p>A draw on which a hypothesis has no value leaves it out of that maximum. O(B·m) after sorting. Source: Romano and
 * Wolf (2005), doi:10.1198/016214504000000539; the p-values as in Romano and Wolf (2016),
 * doi:10.1016/j.spl.2016.02.012. Checked against an independent computation in {@code StepdownMaxTTest}, and its error
 * in simulation.
 */
public final class StepdownMaxT {
    /** A spread below this is the rounding of equal numbers. */
    private static final double NO_SPREAD = 1e-12;

    private StepdownMaxT() {}

    /** Which deviations speak against the hypothesis. */
    public enum Alternative {
        GREATER,
        TWO_SIDED;

        private double extremity(double t) {
            return this == GREATER ? t : Math.abs(t);
        }
    }

    /**
     * One hypothesis.
     *
     * @param statistic studentised
     * @param nullDraws studentised, one a shared draw; NaN where the draw has no value
     */
    @SuppressWarnings("ArrayRecordComponent") // a column of numbers handed over once; nobody compares hypotheses
    public record Hypothesis(double statistic, double[] nullDraws) {
        /**
         * From a bootstrap on shared draws.
         *
         * @param observed the number whose value is tested
         * @param draws the number on each shared draw; NaN where it has none
         * @param reference value under the hypothesis
         * @param smallestError the statistic's standard error is this at least; above zero where draws may not differ
         */
        public static Hypothesis ofDraws(double observed, double[] draws, double reference, double smallestError) {
            double spread = spread(draws);
            double[] nullDraws = new double[draws.length];
            Arrays.setAll(
                    nullDraws,
                    b -> Double.isNaN(draws[b]) ? Double.NaN : spread == 0 ? 0 : (draws[b] - observed) / spread);
            double deviation = observed - reference;
            if (Math.abs(deviation) <= NO_SPREAD) {
                return new Hypothesis(0, nullDraws);
            }
            double error = Math.max(spread, smallestError);
            if (error == 0) {
                throw new IllegalArgumentException(
                        "a number whose draws do not differ needs a smallest error above zero to be tested");
            }
            return new Hypothesis(deviation / error, nullDraws);
        }

        /** The same with its deviation that many times smaller, where the number varies more than its draws. */
        public Hypothesis over(double factor) {
            return new Hypothesis(statistic / factor, nullDraws);
        }

        private static double spread(double[] draws) {
            double[] existing =
                    Arrays.stream(draws).filter(value -> !Double.isNaN(value)).toArray();
            double mean = Arrays.stream(existing).average().orElse(0);
            double squares = Arrays.stream(existing)
                    .map(value -> (value - mean) * (value - mean))
                    .sum();
            double spread = existing.length < 2 ? 0 : Math.sqrt(squares / (existing.length - 1));
            return spread > NO_SPREAD ? spread : 0;
        }
    }

    /**
     * Outcome, in the order of the hypotheses.
     *
     * @param p of each alone
     * @param adjustedP over all; compare with the level of the family
     */
    public record Result(List<Double> p, List<Double> adjustedP) {
        public Result {
            p = List.copyOf(p);
            adjustedP = List.copyOf(adjustedP);
        }
    }

    /** Tests the family; all hypotheses have the same draws. */
    public static Result of(List<Hypothesis> family, Alternative alternative) {
        int count = family.size();
        int replicates = family.isEmpty() ? 0 : family.get(0).nullDraws().length;
        Integer[] leastFirst = Stream.iterate(0, i -> i + 1).limit(count).toArray(Integer[]::new);
        Arrays.sort(
                leastFirst,
                Comparator.comparingDouble(
                        i -> alternative.extremity(family.get(i).statistic())));
        double[] largest = new double[replicates];
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        double[] p = new double[count];
        double[] adjusted = new double[count];
        for (int hypothesis : leastFirst) {
            Hypothesis one = family.get(hypothesis);
            if (one.nullDraws().length != replicates) {
                throw new IllegalArgumentException("hypotheses of one family share their draws");
            }
            double t = alternative.extremity(one.statistic());
            int drawn = 0;
            int reachedAlone = 0;
            int reachedByAny = 0;
            for (int b = 0; b < replicates; b++) {
                double value = alternative.extremity(one.nullDraws()[b]);
                if (!Double.isNaN(value)) {
                    drawn++;
                    reachedAlone += value >= t ? 1 : 0;
                    largest[b] = Math.max(largest[b], value);
                }
                reachedByAny += largest[b] >= t ? 1 : 0;
            }
            p[hypothesis] = (1.0 + reachedAlone) / (1.0 + drawn);
            adjusted[hypothesis] = Math.max(p[hypothesis], (1.0 + reachedByAny) / (1.0 + replicates));
        }
        double running = 0;
        for (int rank = count - 1; rank >= 0; rank--) {
            running = Math.max(running, adjusted[leastFirst[rank]]);
            adjusted[leastFirst[rank]] = running;
        }
        return new Result(boxed(p), boxed(adjusted));
    }

    /** Normal p-values adjusted after Holm: for families with too few draws to tell tails. */
    public static Result holm(List<Hypothesis> family, Alternative alternative) {
        double[] p = family.stream()
                .mapToDouble(one -> alternative == Alternative.GREATER
                        ? Gaussian.cumulative(-one.statistic())
                        : Gaussian.twoSidedP(one.statistic()))
                .toArray();
        return new Result(boxed(p), boxed(Multiplicity.HOLM.adjust(p)));
    }

    private static List<Double> boxed(double[] values) {
        List<Double> boxed = new ArrayList<>(values.length);
        for (double value : values) {
            boxed.add(value);
        }
        return boxed;
    }
}
