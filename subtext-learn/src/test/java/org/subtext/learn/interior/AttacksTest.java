package org.subtext.learn.interior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.subtext.learn.Stripes;
import org.subtext.learn.TorchTrainer;
import org.subtext.learn.engine.Device;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Architecture;
import org.subtext.recognition.InspectableRecogniser;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserInterior.Attack;
import org.subtext.recognition.RecogniserInterior.Attack.Kind;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPresets;
import org.subtext.recognition.TrainingTask;
import tools.jackson.databind.JsonNode;

class AttacksTest {
    private static final TorchTrainer TRAINER = new TorchTrainer(Device.CPU);
    private static final List<String> CLASSES = List.of("across", "down");
    private static final LabelledImages IMAGES = Stripes.of(80, 2, 3);
    private static final int[] LABELS =
            IntStream.range(0, IMAGES.size()).map(IMAGES::label).toArray();
    private static final int VALUES = Stripes.LAYOUT.valuesPerImage();
    private static final TrainingPlan PLAN = TrainingPresets.SMALL
            .plan()
            .withPasses(passes -> passes.withEpochs(4).withBatchSize(16))
            .withExecution(execution -> execution.withPrecision(TrainingPlan.Precision.FLOAT32));

    @TempDir
    static Path folder;

    private static Recogniser recogniser;

    @BeforeAll
    static void train() {
        recogniser = TRAINER.train(
                        new TrainingTask(
                                PLAN,
                                CLASSES,
                                Stripes.of(96, 2, 1),
                                Stripes.none(),
                                new Seed(5),
                                folder.resolve("checkpoint")),
                        Progress.SILENT)
                .recogniser();
    }

    @AfterAll
    static void close() {
        recogniser.close();
    }

    private static float[][] scores(Attack attack) {
        float[][] found = new float[IMAGES.size()][];
        InspectableRecogniser.interiorOf(recogniser)
                .scoreAttacked(
                        attack,
                        IMAGES.pixels(),
                        IMAGES.rows(),
                        LABELS,
                        new Seed(9),
                        (i, s) -> found[i] = s.clone(),
                        Progress.SILENT);
        return found;
    }

    private static float[][] attacked(Attack attack, int[] rows) {
        float[][] found = new float[rows.length][];
        int[] labels = Arrays.stream(rows).map(row -> LABELS[row]).toArray();
        InspectableRecogniser.interiorOf(recogniser)
                .attack(
                        attack,
                        IMAGES.pixels(),
                        rows,
                        labels,
                        new Seed(9),
                        (i, values) -> found[i] = values.clone(),
                        Progress.SILENT);
        return found;
    }

    private static float[] image(int row) {
        float[] values = new float[VALUES];
        IMAGES.pixels().read(row, FloatBuffer.wrap(values));
        return values;
    }

    private static double meanOfOwn(float[][] scores) {
        return IntStream.range(0, scores.length)
                .mapToDouble(i -> scores[i][LABELS[i]])
                .average()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(names = {"FGSM", "PGD", "STUDY_FGSM", "STUDY_CLAMP_ONLY"})
    void scoresUnderAttackEqualPyTorchs(Kind kind) {
        String name = switch (kind) {
            case FGSM -> "fgsm";
            case PGD -> "pgd";
            case STUDY_FGSM -> "studyFgsm";
            default -> "studyClampOnly";
        };
        JsonNode expected = AttributionReference.expected(Architecture.RESNET18).path(name);
        Attack attack = new Attack(kind, kind == Kind.STUDY_FGSM ? 0.1 : 4.0 / 255, kind == Kind.PGD ? 5 : 1);
        float[][] found = new float[2][];
        AttributionReference.with(Architecture.RESNET18, network -> {
            AttributionReference.interior(network)
                    .scoreAttacked(
                            attack,
                            AttributionReference.images(),
                            AttributionReference.ROWS,
                            AttributionReference.TARGETS,
                            new Seed(1),
                            (i, s) -> found[i] = s.clone(),
                            Progress.SILENT);
            return found;
        });
        for (int i = 0; i < 2; i++) {
            for (int k = 0; k < AttributionReference.CLASSES; k++) {
                double truth = expected.path(i).path(k).asDouble();
                assertThat((double) found[i][k]).isCloseTo(truth, within(2e-3));
            }
        }
    }

    @Test
    void attacksWithADirectionHurtMoreThanNoiseOfTheirSize() {
        double unchanged = meanOfOwn(scores(new Attack(Kind.CLAMP_ONLY, 0, 1)));
        double random = meanOfOwn(scores(new Attack(Kind.RANDOM_SIGN, 0.03, 1)));
        double fgsm = meanOfOwn(scores(new Attack(Kind.FGSM, 0.03, 1)));
        double pgd = meanOfOwn(scores(new Attack(Kind.PGD, 0.03, 7)));
        assertThat(unchanged).isGreaterThan(0.8);
        assertThat(random).isCloseTo(unchanged, within(0.1));
        assertThat(fgsm).isLessThan(random - 0.1);
        assertThat(pgd).isLessThanOrEqualTo(fgsm + 0.01);
    }

    @Test
    void clampingPixelsAloneChangesNothing() {
        float[][] clamped = scores(new Attack(Kind.CLAMP_ONLY, 0, 1));
        recogniser.score(
                IMAGES.pixels(),
                IMAGES.rows(),
                (i, s) -> assertThat(clamped[i]).containsExactly(s, within(1e-5f)),
                Progress.SILENT);
    }

    @ParameterizedTest
    @EnumSource(names = {"FGSM", "PGD", "RANDOM_SIGN"})
    void nothingMovesFartherThanEpsilonAndMostMovesAsFar(Kind kind) {
        double epsilon = 0.02;
        float[][] found = attacked(new Attack(kind, epsilon, kind == Kind.PGD ? 7 : 1), IMAGES.rows());
        int full = 0;
        for (int row = 0; row < found.length; row++) {
            float[] before = image(row);
            for (int p = 0; p < VALUES; p++) {
                double moved = Math.abs(found[row][p] - before[p]);
                assertThat(moved).isLessThanOrEqualTo(epsilon + 1e-6);
                assertThat(found[row][p]).isBetween(0f, 1f);
                full += moved > epsilon - 1e-6 ? 1 : 0;
            }
        }
        assertThat(full).isGreaterThan(found.length * VALUES / 2);
    }

    @Test
    void randomSignsAreEvenAndBelongToTheRow() {
        Attack attack = new Attack(Kind.RANDOM_SIGN, 0.02, 1);
        float[][] all = attacked(attack, IMAGES.rows());
        float[][] few = attacked(attack, new int[] {77, 4});
        assertThat(few[0]).isEqualTo(all[77]);
        assertThat(few[1]).isEqualTo(all[4]);
        int up = 0;
        for (int row = 0; row < all.length; row++) {
            float[] before = image(row);
            for (int p = 0; p < VALUES; p++) {
                up += all[row][p] > before[p] ? 1 : 0;
            }
        }
        double n = all.length * (double) VALUES;
        assertThat(up / n).isCloseTo(0.5, within(4 * 0.5 / Math.sqrt(n)));
    }

    @Test
    void gaussianNoiseHasTheSizeOfEpsilon() {
        float[][] found = attacked(new Attack(Kind.GAUSSIAN, 0.02, 1), IMAGES.rows());
        double squares = 0;
        for (int row = 0; row < found.length; row++) {
            float[] before = image(row);
            for (int p = 0; p < VALUES; p++) {
                squares += Math.pow(found[row][p] - before[p], 2);
            }
        }
        assertThat(Math.sqrt(squares / found.length / VALUES)).isCloseTo(0.02, within(0.0005));
    }

    @Test
    void theStudysFormsClampOnTheNetworksScaleButNotAtEpsilonZero() {
        float[][] unattacked = attacked(new Attack(Kind.STUDY_FGSM, 0, 1), IMAGES.rows());
        float[][] clamped = attacked(new Attack(Kind.STUDY_CLAMP_ONLY, 0, 1), IMAGES.rows());
        for (int row = 0; row < IMAGES.size(); row++) {
            float[] before = image(row);
            assertThat(unattacked[row]).containsExactly(before, within(1e-5f));
            double mean = IntStream.range(0, VALUES)
                    .mapToDouble(p -> before[p])
                    .average()
                    .orElseThrow();
            for (int p = 0; p < VALUES; p++) {
                assertThat((double) clamped[row][p]).isGreaterThan(mean - 1e-5);
            }
        }
    }

    @Test
    void theStudysAttackLeavesMisreadImagesAlone() {
        int[] wrong = Arrays.stream(LABELS).map(label -> 1 - label).toArray();
        float[][] found = new float[IMAGES.size()][];
        InspectableRecogniser.interiorOf(recogniser)
                .attack(
                        new Attack(Kind.STUDY_FGSM, 0.3, 1),
                        IMAGES.pixels(),
                        IMAGES.rows(),
                        wrong,
                        new Seed(9),
                        (i, values) -> found[i] = values.clone(),
                        Progress.SILENT);
        int alone = 0;
        for (int row = 0; row < found.length; row++) {
            float[] before = image(row);
            float[] after = found[row];
            boolean same = IntStream.range(0, VALUES).allMatch(p -> Math.abs(before[p] - after[p]) < 1e-5);
            alone += same ? 1 : 0;
        }
        assertThat(alone).isGreaterThan((int) (0.9 * IMAGES.size())); // the network reads nearly all of them well
        float[][] changed = attacked(new Attack(Kind.STUDY_FGSM, 0.3, 1), new int[] {0, 1});
        assertThat(changed[0]).isNotEqualTo(found[0]);
    }
}
