package org.subtext.silo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.provenance.Seed;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.DeLong;
import org.subtext.statistics.Estimate;

/**
 * One of nine sites sends other changes than it learnt, in each of 20 rounds of a logistic model: what each defence
 * makes of it, as AUC on 2,000 fresh patients, the mean of five seeds. The table of {@code docs/silos-learning.md}.
 */
class PoisonedSiteTest {
    private static final int SITES = 9;
    private static final int COLUMNS = 6;
    private static final int ROUNDS = 20;
    private static final int SEEDS = 5;

    private enum Poison {
        NONE,
        SCALED,
        FLIPPED,
        CONSTANT;

        Weights change(Weights honest) {
            return switch (this) {
                case NONE -> honest;
                case SCALED -> honest.times(-100);
                case FLIPPED -> honest.times(-1);
                case CONSTANT -> honest.map(one -> 2);
            };
        }
    }

    private enum Defence {
        MEAN,
        BOUND_AND_VOTE,
        MEDIAN_OF_GROUPS,
        MEAN_OF_BOUNDED,
        TRIMMED_MEAN,
        MULTI_KRUM;

        Weights change(List<Weights> changes, int round) {
            return switch (this) {
                case MEAN -> Robust.trimmedMean(changes, 0);
                case BOUND_AND_VOTE -> Robust.bounded(Robust.trimmedMean(changes, 0), 0.5);
                case MEDIAN_OF_GROUPS -> {
                    List<String> names = IntStream.range(0, SITES)
                            .mapToObj(Integer::toString)
                            .toList();
                    yield Robust.median(Robust.groups(names, new Seed(round)).stream()
                            .map(group -> Robust.trimmedMean(
                                    group.stream()
                                            .map(Integer::parseInt)
                                            .map(changes::get)
                                            .toList(),
                                    0))
                            .toList());
                }
                case MEAN_OF_BOUNDED -> Robust.meanOfBounded(changes, 0.5);
                case TRIMMED_MEAN -> Robust.trimmedMean(changes, 1);
                case MULTI_KRUM -> Robust.multiKrum(changes, 1, SITES - 3);
            };
        }
    }

    private record Patients(double[][] columns, boolean[] truth) {
        static Patients of(SplittableRandom random, int count) {
            double[] weights = {1, -1, 0.5, 0.5, -0.5, 0};
            double[][] columns = new double[count][];
            boolean[] truth = new boolean[count];
            for (int row = 0; row < count; row++) {
                columns[row] = new double[COLUMNS];
                double linear = 0;
                for (int column = 0; column < COLUMNS; column++) {
                    columns[row][column] = random.nextGaussian();
                    linear += weights[column] * columns[row][column];
                }
                truth[row] = random.nextDouble() < 1 / (1 + Math.exp(-linear));
            }
            return new Patients(columns, truth);
        }

        double[] scores(Weights model) {
            return Arrays.stream(columns).mapToDouble(row -> linear(row, model)).toArray();
        }

        private static double linear(double[] row, Weights model) {
            double linear = 0;
            for (int column = 0; column < COLUMNS; column++) {
                linear += row[column] * model.at(column);
            }
            return linear;
        }

        double auc(Weights model) {
            return ((Estimate.Known) DeLong.wald(BinaryScores.independent(scores(model), truth), 0.95)).value();
        }

        double loss(Weights model) {
            double loss = 0;
            for (int row = 0; row < truth.length; row++) {
                double margin = (truth[row] ? 1 : -1) * linear(columns[row], model);
                loss += margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
            }
            return loss / truth.length;
        }

        Weights change(Weights model) {
            Weights own = model;
            for (int step = 0; step < 5; step++) {
                double[] gradient = new double[COLUMNS];
                for (int row = 0; row < truth.length; row++) {
                    double apart = 1 / (1 + Math.exp(-linear(columns[row], own))) - (truth[row] ? 1 : 0);
                    for (int column = 0; column < COLUMNS; column++) {
                        gradient[column] += apart * columns[row][column] / truth.length;
                    }
                }
                own = own.minus(new Weights(model.layout(), gradient).times(0.3));
            }
            return own.minus(model);
        }
    }

    private static double auc(Poison poison, Defence defence, int seed) {
        SplittableRandom random = new SplittableRandom(100 + seed);
        List<Patients> sites = new ArrayList<>();
        List<Patients> held = new ArrayList<>();
        for (int site = 0; site < SITES; site++) {
            sites.add(Patients.of(random, 100));
            held.add(Patients.of(random, 100));
        }
        Patients fresh = Patients.of(random, 2000);
        Weights model = Weights.zeros(
                new WeightLayout(List.of(new WeightLayout.NamedShape("linear.weight", List.of(1, COLUMNS)))));
        for (int round = 0; round < ROUNDS; round++) {
            List<Weights> changes = new ArrayList<>();
            for (int site = 0; site < SITES; site++) {
                Weights honest = sites.get(site).change(model);
                changes.add(site == 0 ? poison.change(honest) : honest);
            }
            Weights next = model.plus(defence.change(changes, round));
            if (defence != Defence.BOUND_AND_VOTE || !vote(held, model, next).isTakenBack()) {
                model = next;
            }
        }
        return fresh.auc(model);
    }

    private static ModelVote vote(List<Patients> held, Weights before, Weights after) {
        long objections = held.stream()
                .filter(site -> ModelVote.objects(site.loss(before), site.loss(after), 0.02))
                .count();
        return new ModelVote(objections, held.size());
    }

    private static double auc(Poison poison, Defence defence) {
        return IntStream.range(0, SEEDS)
                .mapToDouble(seed -> auc(poison, defence, seed))
                .average()
                .orElseThrow();
    }

    /** In the order of {@link Defence}, as in the document's table. */
    private static double[] table(Poison poison) {
        return switch (poison) {
            case NONE -> new double[] {0.829, 0.829, 0.829, 0.829, 0.829, 0.828};
            case SCALED -> new double[] {0.235, 0.500, 0.824, 0.822, 0.827, 0.827};
            case FLIPPED -> new double[] {0.828, 0.828, 0.828, 0.828, 0.827, 0.827};
            case CONSTANT -> new double[] {0.696, 0.684, 0.826, 0.824, 0.828, 0.827};
        };
    }

    @Test
    void whatEachDefenceMakesOfAPoisonedSite() {
        for (Poison poison : Poison.values()) {
            for (Defence defence : Defence.values()) {
                assertThat(auc(poison, defence))
                        .as("%s, %s", poison, defence)
                        .isCloseTo(table(poison)[defence.ordinal()], within(0.001));
            }
        }
    }

    @Test
    void aThirdOfObjectionsTakesARoundBack() {
        assertThat(new ModelVote(2, 9).isTakenBack()).isFalse();
        assertThat(new ModelVote(3, 9).isTakenBack()).isTrue();
        assertThat(new ModelVote(1, 3).isTakenBack()).isTrue();
        assertThat(ModelVote.objects(1, 1.01, 0.02)).isFalse();
        assertThat(ModelVote.objects(1, 1.03, 0.02)).isTrue();
        assertThat(ModelVote.objects(1, Double.NaN, 0.02)).isTrue();
        assertThatThrownBy(() -> new ModelVote(4, 3)).hasMessageContaining("no vote");
    }
}
