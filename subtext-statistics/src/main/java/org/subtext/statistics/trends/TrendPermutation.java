package org.subtext.statistics.trends;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.statistics.StepdownMaxT;
import org.subtext.statistics.draws.Streams;
import org.subtext.statistics.draws.Workers;

/**
 * Tests whether rates rise or fall along a number by exchanging the numbers among patients.
 *
 * <p>Null hypothesis of a rate: what became of a patient's rows does not depend on the patient's number, the mean
 * over their rows. The statistic is the score of a straight line, Σ(v − v̄)e over √Σ(v − v̄)²e² over patients, where e
 * are the calls of a patient less the rate times their rows; p = (1 + #{|t*| ≥ |t|})/(1 + B). All members exchange
 * along one random order of patients, and {@link StepdownMaxT} corrects over them. Draw r has a random stream of its
 * own: the same result for any number of threads. O(B·patients) a member. Source: Phipson and Smyth (2010),
 * doi:10.2202/1544-6115.1585; Chung and Romano (2013), doi:10.1214/13-AOS1090. Checked against NumPy in {@code
 * RateTrendTest}.
 *
 * @param permutations 2,000 or more where small p matter
 * @param seed any number
 * @param threads used during a call, at least 1
 */
public record TrendPermutation(int permutations, long seed, int threads) {
    private static final double ROUNDING = 1e-12;

    public TrendPermutation {
        if (permutations < 1 || threads < 1) {
            throw new IllegalArgumentException("permutations and threads must be at least 1");
        }
    }

    /** A rate along a number, by patients who have rows of it; the order of patients is shared between members. */
    public static final class Member {
        private final int[] patients;
        private final double[] numbers;
        private final double[] residuals;
        private final int patientCount;

        private Member(int[] patients, double[] numbers, double[] residuals, int patientCount) {
            this.patients = patients;
            this.numbers = numbers;
            this.residuals = residuals;
            this.patientCount = patientCount;
        }

        /**
         * From rows.
         *
         * @param patients of the rows, below {@code patientCount}
         */
        public static Member of(double[] values, boolean[] called, int[] patients, int patientCount) {
            double[] sums = new double[patientCount];
            double[] rows = new double[patientCount];
            double[] calls = new double[patientCount];
            double all = 0;
            for (int row = 0; row < values.length; row++) {
                sums[patients[row]] += values[row];
                rows[patients[row]]++;
                calls[patients[row]] += called[row] ? 1 : 0;
                all += called[row] ? 1 : 0;
            }
            double rate = values.length == 0 ? 0 : all / values.length;
            int[] with = IntStream.range(0, patientCount)
                    .filter(patient -> rows[patient] > 0)
                    .toArray();
            double mean = Arrays.stream(with)
                    .mapToDouble(patient -> sums[patient] / rows[patient])
                    .average()
                    .orElse(0);
            return new Member(
                    with,
                    Arrays.stream(with)
                            .mapToDouble(patient -> sums[patient] / rows[patient] - mean)
                            .toArray(),
                    Arrays.stream(with)
                            .mapToDouble(patient -> calls[patient] - rate * rows[patient])
                            .toArray(),
                    patientCount);
        }

        /** @param numbersInTurn the number of each patient who takes part */
        private double statistic(double[] numbersInTurn) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < residuals.length; i++) {
                double product = numbersInTurn[i] * residuals[i];
                sum += product;
                squares += product * product;
            }
            return squares == 0 ? 0 : sum / Math.sqrt(squares);
        }

        /** Numbers are given out in turn along the order. */
        private double along(int[] placeInOrder) {
            long[] keyed = new long[patients.length];
            for (int i = 0; i < keyed.length; i++) {
                keyed[i] = (long) placeInOrder[patients[i]] << 32 | i;
            }
            Arrays.sort(keyed);
            double[] given = new double[keyed.length];
            for (int i = 0; i < keyed.length; i++) {
                given[(int) keyed[i]] = numbers[i];
            }
            return statistic(given);
        }
    }

    /** Alone and over the family, in its order. */
    public StepdownMaxT.Result test(List<Member> family) {
        Testing testing = new Testing();
        testing.add(family);
        return testing.result();
    }

    /** A family that is handed over part by part, whose members need not be kept. */
    public Testing begin() {
        return new Testing();
    }

    /** The parts so far: 8 bytes a member and permutation. */
    public final class Testing {
        private final List<StepdownMaxT.Hypothesis> hypotheses = new ArrayList<>();
        private int patients = -1;

        private Testing() {}

        /** Permutes further members, along the same orders of patients as all before. */
        public void add(List<Member> part) {
            for (Member member : part) {
                if (patients >= 0 && member.patientCount != patients) {
                    throw new IllegalArgumentException("members of one family number the same patients");
                }
                patients = member.patientCount;
            }
            if (part.isEmpty()) {
                return;
            }
            double[][] draws = new double[part.size()][permutations];
            int all = patients;
            Workers.forEach(permutations, threads, () -> {
                int[] place = new int[all];
                return draw -> {
                    shuffle(place, draw);
                    for (int member = 0; member < part.size(); member++) {
                        draws[member][draw] = part.get(member).along(place);
                    }
                };
            });
            for (int member = 0; member < part.size(); member++) {
                double observed = part.get(member).statistic(part.get(member).numbers);
                hypotheses.add(new StepdownMaxT.Hypothesis(
                        Math.signum(observed) * Math.max(0, Math.abs(observed) - ROUNDING), draws[member]));
            }
        }

        /** What became of all parts, in their order. */
        public StepdownMaxT.Result result() {
            return StepdownMaxT.of(hypotheses, StepdownMaxT.Alternative.TWO_SIDED);
        }
    }

    private void shuffle(int[] place, int draw) {
        Arrays.setAll(place, i -> i);
        var random = Streams.of(seed, draw);
        for (int i = place.length - 1; i > 0; i--) {
            int other = Streams.below(random, i + 1);
            int kept = place[i];
            place[i] = place[other];
            place[other] = kept;
        }
    }
}
