package org.subtext.statistics.gaps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.StepdownMaxT;
import org.subtext.statistics.draws.Streams;
import org.subtext.statistics.draws.Workers;

/**
 * Tests of differences between two models of the same rows by exchanging the models within patients.
 *
 * <p>Null hypothesis: what a patient's rows were called does not depend on which of the two models called them. Each
 * patient's calls change places or not, all rows of a patient together and the same patients in all rates, groups and
 * findings of a draw. The statistic is the difference over its standard error between patients, p = (1 + #{|t*| ≥
 * |t|})/(1 + B), and {@link StepdownMaxT} corrects over the family: differences of each group's rate, and of each gap
 * to the reference. With one row a patient and one test it is McNemar's exact test, but for the draws.
 *
 * <p>Draw r has a random stream of its own: the same result for any number of threads. O(B·patients) for each rate.
 * Source: McNemar (1947), doi:10.1007/BF02295996; Phipson and Smyth (2010), doi:10.2202/1544-6115.1585. Checked against
 * SciPy in {@code ModelExchangeTest}.
 *
 * @param permutations 2,000 or more where small p matter
 * @param seed any number; equal seeds give equal exchanges
 * @param threads used during a call, at least 1
 */
public record ModelExchange(int permutations, long seed, int threads) {
    private static final double ROUNDING = 1e-12;

    /** Of a difference without spread: below any that rows can make. */
    private static final double SMALLEST_ERROR = 1e-9;

    public ModelExchange {
        if (permutations < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "permutations and threads must be at least 1, got " + permutations + " and " + threads);
        }
    }

    /**
     * One rate of a family.
     *
     * @param reference the group that the others' gaps are to
     */
    public record Member(PairedShares shares, String reference) {}

    /**
     * The test of one difference.
     *
     * @param p two-sided, of this difference by itself
     * @param adjustedP over the family
     */
    public record Test(Estimate p, Estimate adjustedP) {}

    /**
     * What became of one rate.
     *
     * @param rates by group: the difference of its rate
     * @param gaps by group but the reference: the difference of its gap
     */
    public record Result(Map<String, Test> rates, Map<String, Test> gaps) {
        public Result {
            rates = Collections.unmodifiableMap(new TreeMap<>(rates));
            gaps = Collections.unmodifiableMap(new TreeMap<>(gaps));
        }
    }

    /** Tests all differences of a family, in its order; all members are of the same patients. */
    public PermutedFamily<Result> test(List<Member> family) {
        Testing testing = new Testing();
        testing.add(family);
        return testing.family();
    }

    /** A family that is handed over part by part, whose rates need not be kept. */
    public Testing begin() {
        return new Testing();
    }

    /** The parts so far: 8 bytes a difference and draw. */
    public final class Testing {
        private final List<StepdownMaxT.Hypothesis> hypotheses = new ArrayList<>();
        private final List<Tested> tested = new ArrayList<>();
        private int patients = -1;

        private Testing() {}

        /** Exchanges the models of further rates, in the same patients as in all before. */
        public void add(List<Member> part) {
            List<Paired> pairs = new ArrayList<>();
            for (Member member : part) {
                int own = member.shares().first().patientCount();
                if (patients >= 0 && own != patients) {
                    throw new IllegalArgumentException("rates of one family have the same patients");
                }
                patients = own;
                pairs.add(Paired.of(member.shares(), member.reference()));
            }
            if (part.isEmpty()) {
                return;
            }
            double[][][] draws = draws(pairs, patients);
            for (int member = 0; member < pairs.size(); member++) {
                Paired pair = pairs.get(member);
                double[] observed = pair.statistics(new boolean[patients]);
                for (int place = 0; place < observed.length; place++) {
                    int index = member;
                    int column = place;
                    double[] ofDraws = Arrays.stream(draws)
                            .mapToDouble(draw -> draw[index][column])
                            .toArray();
                    hypotheses.add(new StepdownMaxT.Hypothesis(towardsZero(observed[place]), ofDraws));
                }
                tested.add(new Tested(pair.shares.names(), pair.groups, pair.reference));
            }
        }

        /** What became of all parts, in their order. */
        public PermutedFamily<Result> family() {
            StepdownMaxT.Result adjusted = StepdownMaxT.of(hypotheses, StepdownMaxT.Alternative.TWO_SIDED);
            List<Result> results = new ArrayList<>();
            int next = 0;
            for (Tested one : tested) {
                results.add(one.result(adjusted, next));
                next += one.size();
            }
            return PermutedFamily.of(results, hypotheses, permutations);
        }
    }

    private double[][][] draws(List<Paired> pairs, int patients) {
        double[][][] draws = new double[permutations][pairs.size()][];
        Workers.forEach(permutations, threads, () -> {
            boolean[] isExchanged = new boolean[patients];
            return draw -> {
                SplittableRandom random = Streams.of(seed, draw);
                for (int patient = 0; patient < patients; patient++) {
                    isExchanged[patient] = random.nextBoolean();
                }
                for (int member = 0; member < pairs.size(); member++) {
                    draws[draw][member] = pairs.get(member).statistics(isExchanged);
                }
            };
        });
        return draws;
    }

    private static double towardsZero(double statistic) {
        return Math.signum(statistic) * Math.max(0, Math.abs(statistic) - ROUNDING * Math.max(1, Math.abs(statistic)));
    }

    /** One rate by both models: the studentised difference of each group that both have it in, then of each gap. */
    static final class Paired {
        private final PairedShares shares;
        private final String reference;
        private final List<String> groups;

        /** Where the reference stands among the groups; −1 where it lacks the rate. */
        private final int own;

        /** {@code [group][entry]}: the patient, and hits and rows by the first and the second model. */
        private final int[][] patients;

        private final double[][][] counts;

        private Paired(PairedShares shares, String reference) {
            this.shares = shares;
            this.reference = reference;
            groups = shares.names().stream()
                    .filter(group -> shares.difference(group).difference().isDefined())
                    .toList();
            own = groups.indexOf(reference);
            patients = new int[groups.size()][];
            counts = new double[groups.size()][4][];
            for (int g = 0; g < groups.size(); g++) {
                int ordinal = shares.first().ordinal(groups.get(g));
                double[][] all = {
                    shares.first().hitsOf(ordinal),
                    shares.first().rowsOf(ordinal),
                    shares.second().hitsOf(ordinal),
                    shares.second().rowsOf(ordinal)
                };
                int[] with = IntStream.range(0, all[1].length)
                        .filter(patient -> all[1][patient] + all[3][patient] > 0)
                        .toArray();
                patients[g] = with;
                for (int k = 0; k < 4; k++) {
                    double[] column = all[k];
                    counts[g][k] = Arrays.stream(with)
                            .mapToDouble(patient -> column[patient])
                            .toArray();
                }
            }
        }

        static Paired of(PairedShares shares, String reference) {
            return new Paired(shares, reference);
        }

        int size() {
            return groups.size() + (own < 0 ? 0 : groups.size() - 1);
        }

        /** Through patients with rows in both groups; 0 where there are none. */
        double correlation(String group) {
            int g = groups.indexOf(group);
            boolean[] none = new boolean[shares.first().patientCount()];
            Difference one = difference(g, none);
            Difference other = difference(own, none);
            double both = Math.sqrt(one.variance * other.variance);
            return both == 0 ? 0 : Math.max(-1, Math.min(1, covariance(g, one, other) / both));
        }

        double[] statistics(boolean[] isExchanged) {
            Difference[] differences = new Difference[groups.size()];
            double[] statistics = new double[size()];
            for (int g = 0; g < differences.length; g++) {
                differences[g] = difference(g, isExchanged);
                statistics[g] = differences[g].value / error(differences[g].variance);
            }
            int next = differences.length;
            for (int g = 0; own >= 0 && g < differences.length; g++) {
                if (g != own) {
                    Difference one = differences[g];
                    Difference other = differences[own];
                    double variance = one.variance + other.variance - 2 * covariance(g, one, other);
                    statistics[next++] = (one.value - other.value) / error(variance);
                }
            }
            return statistics;
        }

        private static double error(double variance) {
            return Math.max(SMALLEST_ERROR, Math.sqrt(Math.max(0, variance)));
        }

        /** Of patients in both groups; both lists ascend. */
        private double covariance(int g, Difference one, Difference other) {
            double sum = 0;
            int j = 0;
            for (int i = 0; i < patients[g].length; i++) {
                while (j < patients[own].length && patients[own][j] < patients[g][i]) {
                    j++;
                }
                if (j < patients[own].length && patients[own][j] == patients[g][i]) {
                    sum += one.influences[i] * other.influences[j];
                }
            }
            return sum;
        }

        private Difference difference(int g, boolean[] isExchanged) {
            double[] sums = new double[4];
            for (int i = 0; i < patients[g].length; i++) {
                int turn = isExchanged[patients[g][i]] ? 2 : 0;
                for (int k = 0; k < 4; k++) {
                    sums[k] += counts[g][k ^ turn][i];
                }
            }
            double[] influences = new double[patients[g].length];
            if (sums[1] == 0 || sums[3] == 0) {
                return new Difference(0, 0, influences);
            }
            double first = sums[0] / sums[1];
            double second = sums[2] / sums[3];
            double squares = 0;
            for (int i = 0; i < influences.length; i++) {
                int turn = isExchanged[patients[g][i]] ? 2 : 0;
                influences[i] = (counts[g][2 ^ turn][i] - second * counts[g][3 ^ turn][i]) / sums[3]
                        - (counts[g][turn][i] - first * counts[g][1 ^ turn][i]) / sums[1];
                squares += influences[i] * influences[i];
            }
            double all = influences.length;
            return new Difference(second - first, all < 2 ? 0 : all / (all - 1) * squares, influences);
        }

        private record Difference(
                double value,
                double variance,
                @SuppressWarnings("ArrayRecordComponent") double[] influences) {}
    }

    /**
     * What was tested of one rate.
     *
     * @param names of all groups
     * @param groups that both models have it in
     */
    private record Tested(List<String> names, List<String> groups, String reference) {
        private boolean hasReference() {
            return groups.contains(reference);
        }

        int size() {
            return groups.size() + (hasReference() ? groups.size() - 1 : 0);
        }

        Result result(StepdownMaxT.Result tests, int first) {
            Map<String, Test> rates = new TreeMap<>();
            Map<String, Test> gaps = new TreeMap<>();
            int next = first + groups.size();
            for (String group : names) {
                int g = groups.indexOf(group);
                Estimate none = Estimate.undefined("a model has no row of the rate in " + group);
                rates.put(group, g < 0 ? new Test(none, none) : test(tests, first + g));
                if (!group.equals(reference)) {
                    gaps.put(group, g < 0 || !hasReference() ? new Test(none, none) : test(tests, next++));
                }
            }
            return new Result(rates, gaps);
        }

        private static Test test(StepdownMaxT.Result tests, int place) {
            return new Test(
                    new Estimate.Point(tests.p().get(place)),
                    new Estimate.Point(tests.adjustedP().get(place)));
        }
    }
}
