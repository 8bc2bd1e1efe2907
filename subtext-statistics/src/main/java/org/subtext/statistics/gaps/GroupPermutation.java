package org.subtext.statistics.gaps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.StepdownMaxT;
import org.subtext.statistics.draws.Streams;
import org.subtext.statistics.draws.Workers;

/**
 * Tests of gaps between groups by permutation of the recorded group among patients.
 *
 * <p>Null hypothesis of a rate: what became of its rows does not depend on the group, given the strata. Patients with
 * rows of the rate exchange their groups within strata (site, view where asked); a true positive rate is so permuted
 * among positives. The statistic is the gap over its standard error between patients, which keeps the level where
 * groups differ in size and spread: p = (1 + #{|t*| ≥ |t|})/(1 + B), never zero, or the exact share where there are no
 * more than B ways.
 *
 * <p>Over a family the patients' order is shared between rates, and {@link StepdownMaxT} corrects for the number of
 * gaps. A highest less lowest rate is above 0 for equal groups too: its mean over permutations is the value that chance
 * alone gives, and its p the share of permutations that reach it. A group that shares no stratum with the reference
 * can exchange nothing with it: its gap has no test, and the range neither a p nor an expected value.
 *
 * <p>Permutation r has a random stream of its own: the same result for any number of threads. O(B·patients) for each
 * rate. Sources: Phipson and Smyth (2010), doi:10.2202/1544-6115.1585; Chung and Romano (2013), doi:10.1214/13-AOS1090,
 * for studentising. Checked against all assignments in NumPy in {@code GroupPermutationTest}.
 *
 * @param permutations 2,000 or more where small p matter
 * @param seed any number; equal seeds give equal permutations
 * @param threads used during a call, at least 1
 */
public record GroupPermutation(int permutations, long seed, int threads) {
    private static final double ROUNDING = 1e-12;

    public GroupPermutation {
        if (permutations < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "permutations and threads must be at least 1, got " + permutations + " and " + threads);
        }
    }

    /**
     * One rate of a family.
     *
     * @param reference the group that the others are compared with
     * @param strata by patient; equal numbers may exchange their groups
     */
    @SuppressWarnings("ArrayRecordComponent") // a column handed over once; nobody compares members
    public record Member(GroupShares shares, String reference, int[] strata) {
        /** All patients may exchange their groups. */
        public static Member of(GroupShares shares, String reference) {
            return new Member(shares, reference, new int[shares.patientCount()]);
        }
    }

    /**
     * What became of one rate.
     *
     * @param gaps by group but the reference, in the order of names
     * @param range highest less lowest rate over groups that have it
     * @param expectedRange its mean where groups are exchanged: what chance alone gives
     * @param rangeP share of permutations that reach the range
     */
    public record Result(Map<String, Gap> gaps, Estimate range, Estimate expectedRange, Estimate rangeP) {
        public Result {
            gaps = Collections.unmodifiableMap(new TreeMap<>(gaps));
        }

        /**
         * The test of one group against the reference.
         *
         * @throws IllegalArgumentException for the reference itself or an unknown group
         */
        public Gap gap(String group) {
            Gap gap = gaps.get(group);
            if (gap == null) {
                throw new IllegalArgumentException("no gap of " + group + " was tested");
            }
            return gap;
        }
    }

    /**
     * The test of one gap.
     *
     * @param p two-sided, of this gap by itself
     * @param adjustedP over all gaps of the family
     * @param isExact whether p comes from all ways to exchange the groups
     */
    public record Gap(Estimate p, Estimate adjustedP, boolean isExact) {}

    /**
     * Tests all gaps of a family, in its order.
     *
     * @param family rates of the same patients
     */
    public PermutedFamily<Result> test(List<Member> family) {
        Testing testing = new Testing();
        testing.add(family);
        return testing.family();
    }

    /** A family that is handed over part by part, whose rates need not be kept. */
    public Testing begin() {
        return new Testing();
    }

    /** The parts so far: 8 bytes a gap and permutation. */
    public final class Testing {
        private final List<StepdownMaxT.Hypothesis> hypotheses = new ArrayList<>();
        private final List<Counted> counted = new ArrayList<>();
        private int patients = -1;

        private Testing() {}

        /**
         * Permutes further rates, along the same orders of patients as all before.
         *
         * @param part rates of the same patients as those before
         */
        public void add(List<Member> part) {
            for (Member member : part) {
                int own = member.shares().patientCount();
                if (patients >= 0 && own != patients) {
                    throw new IllegalArgumentException("rates of one family have the same patients");
                }
                patients = own;
            }
            if (part.isEmpty()) {
                return;
            }
            List<Tested> tested = part.stream().map(Tested::new).toList();
            double[][][] statistics = new double[permutations][tested.size()][];
            int all = patients;
            Workers.forEach(permutations, threads, () -> {
                int[] order = new int[all];
                return permutation -> {
                    shuffle(order, Streams.of(seed, permutation));
                    for (int member = 0; member < tested.size(); member++) {
                        statistics[permutation][member] = tested.get(member).along(order);
                    }
                };
            });
            for (int member = 0; member < tested.size(); member++) {
                hypotheses.addAll(tested.get(member).hypotheses(statistics, member));
                counted.add(tested.get(member).counted(statistics, member, permutations));
            }
        }

        /** What became of all parts, in their order. */
        public PermutedFamily<Result> family() {
            StepdownMaxT.Result adjusted = StepdownMaxT.of(hypotheses, StepdownMaxT.Alternative.TWO_SIDED);
            List<Result> results = new ArrayList<>();
            int next = 0;
            for (Counted one : counted) {
                results.add(one.adjusted(adjusted, next));
                next += one.tested().size();
            }
            return PermutedFamily.of(results, hypotheses, permutations);
        }
    }

    /**
     * What became of one rate by itself.
     *
     * @param alone with adjusted p that are not adjusted yet
     * @param tested groups whose gaps are in the family, in its order
     */
    private record Counted(Result alone, List<String> tested) {
        Result adjusted(StepdownMaxT.Result tests, int first) {
            TreeMap<String, Gap> gaps = new TreeMap<>(alone.gaps());
            for (int i = 0; i < tested.size(); i++) {
                Gap gap = alone.gap(tested.get(i));
                double adjusted = Math.max(gap.p().valueOr(0), tests.adjustedP().get(first + i));
                gaps.put(tested.get(i), new Gap(gap.p(), new Estimate.Point(adjusted), gap.isExact()));
            }
            return new Result(gaps, alone.range(), alone.expectedRange(), alone.rangeP());
        }
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        Arrays.setAll(order, i -> i);
        for (int i = order.length - 1; i > 0; i--) {
            int other = Streams.below(random, i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
    }

    /** A member with its statistics: the studentised gap of each group that has one, then the range. */
    private static final class Tested {
        private final Member member;
        private final ExchangedGroups exchange;
        private final int reference;
        private final int[] groups;
        private final boolean isWhole;
        private final Optional<String> obstacle;
        private final double[] observed;

        Tested(Member member) {
            this.member = member;
            exchange = new ExchangedGroups(member.shares(), member.strata());
            reference = member.shares().ordinal(member.reference());
            int[] others = IntStream.range(0, member.shares().names().size())
                    .filter(group -> group != reference && exchange.has(group))
                    .toArray();
            int[] exchanging = Arrays.stream(others)
                    .filter(group -> exchange.canExchange(group, reference))
                    .toArray();
            isWhole = exchanging.length == others.length;
            obstacle = exchange.obstacle()
                    .or(() -> exchange.has(reference)
                            ? Optional.empty()
                            : Optional.of("no rows of the rate in " + member.reference()))
                    .or(() -> others.length > 0 ? Optional.empty() : Optional.of("no other group has the rate"));
            groups = obstacle.isPresent() ? new int[0] : exchanging;
            observed = statistics(exchange.observed());
        }

        private double[] statistics(ExchangedGroups.Totals totals) {
            double[] statistics = new double[groups.length + 1];
            for (int i = 0; i < groups.length; i++) {
                statistics[i] = totals.studentised(groups[i], reference);
            }
            statistics[groups.length] = totals.range();
            return statistics;
        }

        double[] along(int[] order) {
            return obstacle.isPresent() ? observed : statistics(exchange.along(order));
        }

        List<StepdownMaxT.Hypothesis> hypotheses(double[][][] statistics, int index) {
            List<StepdownMaxT.Hypothesis> hypotheses = new ArrayList<>();
            for (int i = 0; i < groups.length; i++) {
                int column = i;
                double[] draws = Arrays.stream(statistics)
                        .mapToDouble(draw -> draw[index][column])
                        .toArray();
                // The same exchange of groups must not be told from the observed one by rounding.
                hypotheses.add(new StepdownMaxT.Hypothesis(towardsZero(observed[i]), draws));
            }
            return hypotheses;
        }

        private static double towardsZero(double statistic) {
            return Math.signum(statistic) * Math.max(0, Math.abs(statistic) - ROUNDING);
        }

        Counted counted(double[][][] statistics, int index, int permutations) {
            TreeMap<String, Gap> gaps = new TreeMap<>();
            List<String> names = member.shares().names();
            for (int group = 0; group < names.size(); group++) {
                if (group != reference) {
                    Estimate none = Estimate.undefined(obstacle.orElse(reason(group)));
                    gaps.put(names.get(group), new Gap(none, none, false));
                }
            }
            if (obstacle.isPresent()) {
                Estimate none = Estimate.undefined(obstacle.get());
                return new Counted(new Result(gaps, none, none, none), List.of());
            }
            boolean isExact = groups.length > 0 && exchange.ways() <= permutations;
            double[] p = new double[groups.length + 1];
            double[] mean = new double[1];
            if (isExact) {
                exchange.forEachWay(way -> count(statistics(way), p, mean));
                Arrays.setAll(p, i -> p[i] / exchange.ways());
                mean[0] /= exchange.ways();
            } else {
                Arrays.stream(statistics).forEach(draw -> count(draw[index], p, mean));
                Arrays.setAll(p, i -> (1 + p[i]) / (1 + permutations));
                mean[0] /= permutations;
            }
            for (int i = 0; i < groups.length; i++) {
                Estimate ofGap = new Estimate.Point(p[i]);
                gaps.put(names.get(groups[i]), new Gap(ofGap, ofGap, isExact));
            }
            Estimate none = Estimate.undefined("some groups share no stratum with " + member.reference());
            Result alone = new Result(
                    gaps,
                    new Estimate.Point(observed[groups.length]),
                    isWhole ? new Estimate.Point(mean[0]) : none,
                    isWhole ? new Estimate.Point(p[groups.length]) : none);
            return new Counted(alone, Arrays.stream(groups).mapToObj(names::get).toList());
        }

        private String reason(int group) {
            String name = member.shares().names().get(group);
            return exchange.has(group)
                    ? name + " and " + member.reference() + " share no stratum, so that patients cannot exchange them"
                    : "no rows of the rate in " + name;
        }

        private void count(double[] draw, double[] reached, double[] sumOfRanges) {
            for (int i = 0; i < groups.length; i++) {
                reached[i] += Math.abs(draw[i]) >= Math.abs(observed[i]) - ROUNDING ? 1 : 0;
            }
            reached[groups.length] += draw[groups.length] >= observed[groups.length] - ROUNDING ? 1 : 0;
            sumOfRanges[0] += draw[groups.length];
        }
    }
}
