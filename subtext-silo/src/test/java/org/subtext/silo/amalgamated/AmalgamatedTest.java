package org.subtext.silo.amalgamated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.Seed;
import org.subtext.silo.masking.FixedPoint;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.DeLong;
import org.subtext.statistics.DifferenceTest;
import org.subtext.statistics.Estimate;
import org.subtext.testing.Seeds;
import org.subtext.testing.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Known answers of {@code silos.json} (NumPy 2.4.6), and phantoms of tables whose truth needs both halves. */
class AmalgamatedTest {
    private static JsonNode block;

    @BeforeAll
    static void read() throws IOException {
        block = JsonMapper.shared()
                .readTree(Files.readString(SharedData.find("reference/silos.json")))
                .get("amalgamated");
    }

    private static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        Arrays.setAll(numbers, i -> array.get(i).asDouble());
        return numbers;
    }

    private static double[][] rows(JsonNode array) {
        double[][] rows = new double[array.size()][];
        Arrays.setAll(rows, i -> numbers(array.get(i)));
        return rows;
    }

    private static boolean[] truth() {
        JsonNode given = block.get("vertical_logistic").get("truth");
        boolean[] truth = new boolean[given.size()];
        for (int row = 0; row < truth.length; row++) {
            truth[row] = given.get(row).asInt() == 1;
        }
        return truth;
    }

    private static double[] joined(double[] one, double[] other) {
        double[] joined = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, joined, one.length, other.length);
        return joined;
    }

    private static double[][] joined(double[][] one, double[][] other) {
        double[][] joined = new double[one.length][];
        Arrays.setAll(joined, row -> joined(one[row], other[row]));
        return joined;
    }

    @Test
    void turnsOfBothSitesEndAtThePooledSolution() {
        JsonNode given = block.get("vertical_logistic");
        double[][] ofA = rows(given.get("a"));
        double[][] ofB = rows(given.get("b"));
        LogisticPart a = new LogisticPart(ofA, true, truth(), 1);
        LogisticPart b = new LogisticPart(ofB, false, truth(), 1);
        assertThat(PartialSums.settle(a, b, 100))
                .isInstanceOfSatisfying(
                        PartialSums.Outcome.Settled.class,
                        settled -> assertThat(settled.sweeps())
                                .isLessThanOrEqualTo(given.get("sweeps").asInt() + 3));
        double[] found = joined(a.coefficients(), b.coefficients());
        assertThat(found).containsExactly(numbers(given.get("pooled")), within(1e-9));
        assertThat(found).containsExactly(numbers(given.get("alternating")), within(1e-9));
        assertThat(LogisticPart.pooled(joined(ofA, ofB), truth(), 1, 100).orElseThrow())
                .containsExactly(numbers(given.get("pooled")), within(1e-9));
    }

    private record Phantom(double[][] a, double[][] b, boolean[] truth) {
        static Phantom of(SplittableRandom random, int patients, double shared) {
            double[][] a = new double[patients][3];
            double[][] b = new double[patients][2];
            boolean[] truth = new boolean[patients];
            for (int row = 0; row < patients; row++) {
                double common = random.nextGaussian();
                for (int column = 0; column < 3; column++) {
                    a[row][column] = random.nextGaussian() + shared * common;
                }
                for (int column = 0; column < 2; column++) {
                    b[row][column] = random.nextGaussian() + shared * common;
                }
                double linear = a[row][0] - 0.7 * a[row][1] + 1.2 * b[row][0] - 0.3;
                truth[row] = random.nextDouble() < 1 / (1 + Math.exp(-linear));
            }
            return new Phantom(a, b, truth);
        }
    }

    @Seeds(20)
    void sumsEqualPooledWhereColumnsDependOnOneAnotherToo(SplittableRandom random) {
        Phantom phantom = Phantom.of(random, 150, random.nextDouble(0, 2));
        double ridge = random.nextDouble(0.1, 5);
        LogisticPart a = new LogisticPart(phantom.a(), true, phantom.truth(), ridge);
        LogisticPart b = new LogisticPart(phantom.b(), false, phantom.truth(), ridge);
        assertThat(PartialSums.settle(a, b, 2000)).isInstanceOf(PartialSums.Outcome.Settled.class);
        assertThat(joined(a.coefficients(), b.coefficients()))
                .containsExactly(
                        LogisticPart.pooled(joined(phantom.a(), phantom.b()), phantom.truth(), ridge, 100)
                                .orElseThrow(),
                        within(1e-9));
    }

    @Test
    void partsThatStillMoveSaySo() {
        Phantom phantom = Phantom.of(new SplittableRandom(4), 100, 2);
        assertThat(PartialSums.settle(
                        new LogisticPart(phantom.a(), true, phantom.truth(), 1),
                        new LogisticPart(phantom.b(), false, phantom.truth(), 1),
                        2))
                .isEqualTo(new PartialSums.Outcome.StillMoving(2));
    }

    private static double auc(double[] scores, boolean[] truth) {
        return ((Estimate.Known) DeLong.wald(BinaryScores.independent(scores, truth), 0.95)).value();
    }

    @Test
    void combinerOfScoresAsGiven() {
        JsonNode given = block.get("stacking");
        double[] ofA = numbers(given.get("score_a"));
        double[] ofB = numbers(given.get("score_b"));
        Stacking stacking = Stacking.fit(ofA, ofB, truth());
        assertThat(new double[] {stacking.intercept(), stacking.ofOne(), stacking.ofOther()})
                .containsExactly(numbers(given.get("weights")), within(1e-9));
        assertThat(auc(ofA, truth())).isCloseTo(given.get("auc_a").asDouble(), within(1e-12));
        assertThat(auc(ofB, truth())).isCloseTo(given.get("auc_b").asDouble(), within(1e-12));
        double[] together = IntStream.range(0, ofA.length)
                .mapToDouble(row -> stacking.logit(ofA[row], ofB[row]))
                .toArray();
        assertThat(auc(together, truth())).isCloseTo(given.get("auc_stacked").asDouble(), within(1e-12));
    }

    private static double[] outOfFold(double[][] columns, boolean[] truth) {
        double[] scores = new double[truth.length];
        for (int fold = 0; fold < 5; fold++) {
            int held = fold;
            int[] others = IntStream.range(0, truth.length)
                    .filter(row -> row % 5 != held)
                    .toArray();
            boolean[] truths = new boolean[others.length];
            double[][] rows = new double[others.length][];
            for (int i = 0; i < others.length; i++) {
                truths[i] = truth[others[i]];
                rows[i] = columns[others[i]];
            }
            double[] weights = LogisticPart.pooled(rows, truths, 1, 100).orElseThrow();
            for (int row = fold; row < truth.length; row += 5) {
                double linear = weights[0];
                for (int column = 0; column < columns[row].length; column++) {
                    linear += weights[column + 1] * columns[row][column];
                }
                scores[row] = 1 / (1 + Math.exp(-linear));
            }
        }
        return scores;
    }

    @Test
    void stackingIsAboveTheBestSingleSiteWhereTheTruthNeedsBoth() {
        int above = 0;
        for (int seed = 0; seed < 10; seed++) {
            Phantom phantom = Phantom.of(new SplittableRandom(7000 + seed), 400, 0);
            double[] ofA = outOfFold(phantom.a(), phantom.truth());
            double[] ofB = outOfFold(phantom.b(), phantom.truth());
            int[] patients = IntStream.range(0, 400).toArray();
            double[] together = Stacking.crossFitted(ofA, ofB, phantom.truth(), patients, 5, new Seed(seed));
            double[] best = auc(ofA, phantom.truth()) > auc(ofB, phantom.truth()) ? ofA : ofB;
            DifferenceTest difference = DeLong.paired(
                    BinaryScores.independent(together, phantom.truth()),
                    BinaryScores.independent(best, phantom.truth()),
                    0.95);
            if (difference.difference() instanceof Estimate.Known known
                    && known.interval().lower() > 0) {
                above++;
            }
        }
        assertThat(above).isGreaterThanOrEqualTo(8);
    }

    @Test
    void foldsKeepPatientsTogether() {
        // two images of each patient; the second one's score is the first one's
        int patients = 40;
        SplittableRandom random = new SplittableRandom(3);
        double[] one = new double[2 * patients];
        double[] other = new double[2 * patients];
        boolean[] truth = new boolean[2 * patients];
        int[] ofRows = new int[2 * patients];
        for (int row = 0; row < one.length; row += 2) {
            one[row] = one[row + 1] = random.nextDouble();
            other[row] = other[row + 1] = random.nextDouble();
            truth[row] = truth[row + 1] = random.nextDouble() < one[row];
            ofRows[row] = ofRows[row + 1] = row / 2;
        }
        double[] logits = Stacking.crossFitted(one, other, truth, ofRows, 8, new Seed(1));
        for (int row = 0; row < logits.length; row += 2) {
            assertThat(logits[row]).isEqualTo(logits[row + 1]);
        }
        assertThat(Stacking.crossFitted(one, other, truth, ofRows, 8, new Seed(1)))
                .isEqualTo(logits);
    }

    @Test
    void whatCannotBeLearntIsRefused() {
        boolean[] onePositive = new boolean[10];
        onePositive[4] = true;
        double[] scores = new double[10];
        Arrays.fill(scores, 0.5);
        int[] patients = IntStream.range(0, 10).toArray();
        assertThatThrownBy(() -> Stacking.crossFitted(scores, scores, onePositive, patients, 5, new Seed(1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("of one class");
        assertThatThrownBy(() -> new LogisticPart(new double[10][1], true, new boolean[10], 1))
                .hasMessageContaining("one class");
        assertThatThrownBy(() -> Stacking.fit(new double[] {0.1, 7}, new double[2], new boolean[] {true, false}))
                .hasMessageContaining("[0, 1]");
    }

    @Test
    void labelsAreTheMeanOfThreeSitesAndNotOfFewer() {
        double[][] logits = {{1, -2}, {0.5, 3}};
        double[][] others = {{-0.25, 4}, {2, 2}};
        long[] sum = new long[5];
        for (long[] one :
                new long[][] {Distillation.masked(logits), Distillation.masked(others), Distillation.masked(others)}) {
            Arrays.setAll(sum, i -> sum[i] + one[i]);
        }
        double[][] mean = Distillation.mean(sum, 2, 2);
        for (int image = 0; image < 2; image++) {
            for (int k = 0; k < 2; k++) {
                assertThat(mean[image][k])
                        .isCloseTo((logits[image][k] + 2 * others[image][k]) / 3, within(2 / FixedPoint.SCALE));
            }
        }
        assertThatThrownBy(() -> Distillation.mean(Distillation.masked(logits), 2, 2))
                .hasMessageContaining("tells of one");
        assertThatThrownBy(() -> Distillation.mean(sum, 3, 2)).hasMessageContaining("3 images");
    }

    @Seeds(20)
    void aStudentsLossHasItsSlopeAndIsLeastAtTheLabels(SplittableRandom random) {
        Distillation distillation = new Distillation(random.nextDouble(1, 6));
        double[][] teachers = new double[3][];
        double[][] student = new double[3][];
        for (int image = 0; image < 3; image++) {
            teachers[image] = random.doubles(4, -3, 3).toArray();
            student[image] = random.doubles(4, -3, 3).toArray();
        }
        Distillation.Loss loss = distillation.loss(student, teachers);
        assertThat(loss.value())
                .isGreaterThan(distillation.loss(teachers, teachers).value());
        double slope = loss.slope()[1][2];
        student[1][2] += 1e-5;
        double after = distillation.loss(student, teachers).value();
        student[1][2] -= 2e-5;
        double before = distillation.loss(student, teachers).value();
        assertThat((after - before) / 2e-5).isCloseTo(slope, within(1e-7));
        for (double[] image : distillation.loss(teachers, teachers).slope()) {
            assertThat(image).containsExactly(new double[image.length], within(1e-15));
        }
    }

    @Test
    void eachRecipeSaysWhatThePartnerLearns() {
        assertThat(Recipe.STACK.needsBothBoards()).isTrue();
        assertThat(Recipe.SUMS.needsBothBoards()).isTrue();
        assertThat(Recipe.DISTIL.needsBothBoards()).isFalse();
        assertThat(Recipe.SUMS.learns()).contains(Recipe.Learns.TRUTH_OF_COMMON, Recipe.Learns.SPAN_OF_COLUMNS);
    }

    /** Why an approval says so: the partner solves for the columns of all from those of a few. */
    @Test
    void turnsGiveTheSpanOfThePartnersColumnsAway() {
        Phantom phantom = Phantom.of(new SplittableRandom(9), 60, 1);
        LogisticPart a = new LogisticPart(phantom.a(), true, phantom.truth(), 1);
        LogisticPart b = new LogisticPart(phantom.b(), false, phantom.truth(), 1);
        double[] first = b.turn(a.turn(b.scores()));
        double[] second = b.turn(a.turn(first));
        // columns of patients 0 and 1 known: a column of patient 2 follows from its two scores
        double determinant = first[0] * second[1] - first[1] * second[0];
        double ofFirst = (phantom.b()[0][0] * second[1] - phantom.b()[1][0] * second[0]) / determinant;
        double ofSecond = (first[0] * phantom.b()[1][0] - first[1] * phantom.b()[0][0]) / determinant;
        assertThat(ofFirst * first[2] + ofSecond * second[2]).isCloseTo(phantom.b()[2][0], within(1e-6));
    }
}
