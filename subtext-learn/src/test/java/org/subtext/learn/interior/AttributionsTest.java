package org.subtext.learn.interior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.images.Resize;
import org.subtext.learn.ArrayPixels;
import org.subtext.learn.Stripes;
import org.subtext.learn.TorchTrainer;
import org.subtext.learn.engine.Device;
import org.subtext.learn.inference.PixelBatches;
import org.subtext.learn.inference.Scaling;
import org.subtext.learn.networks.Network;
import org.subtext.learn.networks.NetworkSpec;
import org.subtext.learn.networks.Networks;
import org.subtext.learn.networks.ReferenceFill;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Architecture;
import org.subtext.recognition.InspectableRecogniser;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserInterior;
import org.subtext.recognition.RecogniserInterior.Attribution;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPresets;
import tools.jackson.databind.JsonNode;

class AttributionsTest {
    private static final TorchTrainer TRAINER = new TorchTrainer(Device.CPU);
    private static final List<String> CLASSES = List.of("across", "down");
    private static final TrainingPlan PLAN = TrainingPresets.SMALL
            .plan()
            .withExecution(execution -> execution.withPrecision(TrainingPlan.Precision.FLOAT32));

    private static float[][] maps(
            RecogniserInterior interior, Attribution how, PixelSource pixels, int[] rows, int[] classes) {
        float[][] found = new float[rows.length][];
        interior.attribute(how, pixels, rows, classes, (i, map) -> found[i] = map.clone(), Progress.SILENT);
        return found;
    }

    private static float[][] referenceMaps(Architecture architecture, Attribution how) {
        return AttributionReference.with(
                architecture,
                network -> maps(
                        AttributionReference.interior(network),
                        how,
                        AttributionReference.images(),
                        AttributionReference.ROWS,
                        AttributionReference.TARGETS));
    }

    @Test
    void gradCamEqualsCaptums() {
        AttributionReference.assertMaps(
                referenceMaps(Architecture.RESNET18, Attribution.GRAD_CAM),
                AttributionReference.expected(Architecture.RESNET18).path("gradCam"),
                1e-4);
    }

    @Test
    void gradCamOfATransformerIsThatOfItsLastReadTokensOnTheGridOfPatches() {
        AttributionReference.assertMaps(
                referenceMaps(Architecture.VIT_B_16, Attribution.GRAD_CAM),
                AttributionReference.expected(Architecture.VIT_B_16).path("gradCam"),
                1e-3);
    }

    @Test
    void integratedGradientsEqualCaptums() {
        AttributionReference.assertMaps(
                referenceMaps(Architecture.RESNET18, Attribution.INTEGRATED_GRADIENTS),
                AttributionReference.expected(Architecture.RESNET18).path("integratedGradients"),
                3e-3); // float32 here, float64 there: along 32 points some ReLUs of single pixels open earlier or later
    }

    @Test
    void signedIntegratedGradientsAddUpToWhatCaptumsDo() {
        JsonNode expected = AttributionReference.expected(Architecture.RESNET18).path("signedSums");
        float[][] sums = AttributionReference.with(Architecture.RESNET18, network -> {
            try (PointerScope scope = new PointerScope()) {
                Tensor pixels = ReferenceFill.images(2, 3, AttributionReference.SIDE)
                        .mul(new Scalar(0.5))
                        .add(new Scalar(0.5));
                Scaling own = Scaling.of(pixels, TrainingPlan.PixelScaling.IMAGENET);
                Tensor classes = Gradients.indices(AttributionReference.TARGETS, 0, 2, Device.CPU);
                return PixelBatches.toRows(new IntegratedGradients(new Gradients(network, false))
                        .signed(own.apply(pixels), own.black(), classes)
                        .sum(1, 2, 3));
            }
        });
        for (int i = 0; i < 2; i++) {
            double truth = expected.path(i).asDouble();
            assertThat((double) sums[i][0]).isCloseTo(truth, within(1e-3 * Math.abs(truth)));
        }
    }

    /**
     * Completeness (Sundararajan and others 2017, proposition 1), with the scaling and the mirrored scores of small
     * cohorts.
     */
    @Test
    void signedIntegratedGradientsAddUpToTheChangeOfTheLogProbability() {
        try (Network network = Networks.create(new NetworkSpec(Architecture.RESNET18_SMALL, 1, 2, 16), new Seed(3));
                PointerScope scope = new PointerScope()) {
            Gradients gradients = new Gradients(network, true);
            Tensor pixels = ReferenceFill.images(3, 1, 16).abs();
            Scaling own = Scaling.of(pixels, TrainingPlan.PixelScaling.STANDARDISED_PER_IMAGE);
            Tensor images = own.apply(pixels);
            Tensor classes = Gradients.indices(new int[] {0, 1, 1}, 0, 3, Device.CPU);
            float[][] sums = PixelBatches.toRows(new IntegratedGradients(gradients, 256)
                    .signed(images, own.black(), classes)
                    .sum(1, 2, 3));
            Tensor black = own.black().add(torch.zeros_like(images));
            float[][] changes = PixelBatches.toRows(gradients
                    .logProbabilities(images)
                    .sub(gradients.logProbabilities(black))
                    .detach()
                    .gather(1, classes.unsqueeze(1)));
            float largest = Math.max(Math.abs(changes[0][0]), Math.abs(changes[1][0]));
            assertThat(largest).isGreaterThan(0.02f);
            for (int i = 0; i < 3; i++) {
                assertThat(sums[i][0]).isCloseTo(changes[i][0], within(0.02f * largest));
            }
        }
    }

    @Test
    void occlusionIsTheMeanFallOverTheTilesThatHideAPixel() {
        PixelLayout layout = new PixelLayout(16, 1, Resize.AREA_AVERAGE);
        LabelledImages images = Stripes.of(2, 2, 1);
        try (Recogniser network = TRAINER.untrained(PLAN, CLASSES, layout, new Seed(4))) {
            float[][] found = maps(
                    InspectableRecogniser.interiorOf(network),
                    Attribution.OCCLUSION,
                    images.pixels(),
                    new int[] {0, 1},
                    new int[] {0, 1});
            for (int image = 0; image < 2; image++) {
                assertThat(found[image]).containsExactly(expectedFalls(network, images, image), within(1e-5f));
                assertThat(Math.max(max(found[0]), max(found[1]))).isGreaterThan(1e-4f);
            }
        }
    }

    /** The definition by brute force: tiles of 2 × 2, one pixel apart, each with the mean of the pixels next to it. */
    private static float[] expectedFalls(Recogniser network, LabelledImages images, int image) {
        int side = 16;
        float[] original = new float[side * side];
        images.pixels().read(image, FloatBuffer.wrap(original));
        int starts = side - 1;
        float[] values = new float[(starts * starts + 1) * side * side];
        System.arraycopy(original, 0, values, 0, original.length);
        for (int t = 0; t < starts * starts; t++) {
            int offset = (t + 1) * side * side;
            System.arraycopy(original, 0, values, offset, original.length);
            int top = t / starts;
            int left = t % starts;
            float mean = (float) IntStream.range(0, original.length)
                    .filter(i ->
                            i / side >= top - 1 && i / side <= top + 2 && i % side >= left - 1 && i % side <= left + 2)
                    .filter(i -> i / side < top || i / side > top + 1 || i % side < left || i % side > left + 1)
                    .mapToDouble(i -> original[i])
                    .average()
                    .orElseThrow();
            for (int y = top; y < top + 2; y++) {
                Arrays.fill(values, offset + y * side + left, offset + y * side + left + 2, mean);
            }
        }
        float[] scores = scoresOnOneScale(network, original, values, image);
        float[] falls = new float[side * side];
        int[] counts = new int[side * side];
        for (int t = 0; t < starts * starts; t++) {
            for (int y = t / starts; y < t / starts + 2; y++) {
                for (int x = t % starts; x < t % starts + 2; x++) {
                    falls[y * side + x] += scores[0] - scores[t + 1];
                    counts[y * side + x]++;
                }
            }
        }
        for (int i = 0; i < falls.length; i++) {
            falls[i] = Math.max(0, falls[i] / counts[i]);
        }
        return falls;
    }

    /** Scores of class {@code own} on the scale of the original, by a recogniser that does not scale. */
    private static float[] scoresOnOneScale(Recogniser network, float[] original, float[] values, int own) {
        double mean = IntStream.range(0, original.length)
                .mapToDouble(i -> original[i])
                .average()
                .orElseThrow();
        double deviation = Math.sqrt(IntStream.range(0, original.length)
                        .mapToDouble(i -> (original[i] - mean) * (original[i] - mean))
                        .average()
                        .orElseThrow())
                + 0.001;
        float[] scaled = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = (float) ((values[i] - mean) / deviation);
        }
        PixelLayout layout = new PixelLayout(16, 1, Resize.AREA_AVERAGE);
        int count = values.length / layout.valuesPerImage();
        float[] scores = new float[count];
        try (Recogniser unscaled = TRAINER.untrained(
                PLAN.withNetwork(begun -> begun.withPixelScaling(TrainingPlan.PixelScaling.UNIT)),
                CLASSES,
                layout,
                new Seed(4))) {
            assertThat(unscaled.classes()).isEqualTo(network.classes());
            unscaled.score(
                    new ArrayPixels(layout, scaled),
                    IntStream.range(0, count).toArray(),
                    (i, s) -> scores[i] = s[own],
                    Progress.SILENT);
        }
        return scores;
    }

    private static float max(float[] values) {
        float max = values[0];
        for (float value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    @ParameterizedTest
    @EnumSource
    void everyArchitectureHasMapsOfTheImagesSizeWithoutNegativeValues(Architecture architecture) {
        PixelLayout layout = new PixelLayout(32, 1, Resize.AREA_AVERAGE);
        float[] values = new float[layout.valuesPerImage()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.5 + 0.5 * Math.sin(0.01 * i));
        }
        try (Recogniser network = TRAINER.untrained(
                PLAN.withNetwork(begun -> begun.withArchitecture(architecture)), CLASSES, layout, new Seed(1))) {
            for (Attribution how : List.of(Attribution.GRAD_CAM, Attribution.INTEGRATED_GRADIENTS)) {
                float[][] found = maps(
                        InspectableRecogniser.interiorOf(network),
                        how,
                        new ArrayPixels(layout, values),
                        new int[] {0},
                        new int[] {1});
                for (float[] map : found) {
                    assertThat(map).hasSize(32 * 32);
                    for (float value : map) {
                        assertThat(value).isGreaterThanOrEqualTo(0).isFinite();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void mapsComeInOrderOverSeveralBatchesAndDoNotDependOnTheirCompany(Attribution how) {
        int side = switch (how) {
            case GRAD_CAM -> 32; // its last map is empty below
            case INTEGRATED_GRADIENTS -> 16;
            case OCCLUSION -> 8;
        };
        PixelLayout layout = new PixelLayout(side, 1, Resize.AREA_AVERAGE);
        SplittableRandom random = new SplittableRandom(2);
        float[] values = new float[70 * layout.valuesPerImage()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble() * (i % side) / side;
        }
        ArrayPixels images = new ArrayPixels(layout, values);
        int[] classes = IntStream.range(0, 70).map(i -> i % 2).toArray();
        try (Recogniser network = TRAINER.untrained(PLAN, CLASSES, layout, new Seed(1))) {
            float[][] all = maps(
                    InspectableRecogniser.interiorOf(network),
                    how,
                    images,
                    IntStream.range(0, 70).toArray(),
                    classes);
            float[][] few = maps(InspectableRecogniser.interiorOf(network), how, images, new int[] {68, 4}, new int[] {
                classes[68], classes[4]
            });
            float scale = Math.max(max(all[68]), max(all[4]));
            assertThat(few[0]).containsExactly(all[68], within(1e-3f * scale));
            assertThat(few[1]).containsExactly(all[4], within(1e-3f * scale));
            assertThat(all[68]).isNotEqualTo(all[4]);
            assertThat(maps(
                            InspectableRecogniser.interiorOf(network),
                            how,
                            images,
                            IntStream.range(0, 70).toArray(),
                            classes))
                    .isDeepEqualTo(all);
        }
    }

    @Test
    void aClassIsAskedForEachRow() {
        try (Recogniser network = TRAINER.untrained(PLAN, CLASSES, Stripes.LAYOUT, new Seed(1))) {
            assertThatThrownBy(() -> maps(
                            InspectableRecogniser.interiorOf(network),
                            Attribution.GRAD_CAM,
                            Stripes.of(3, 2, 1).pixels(),
                            new int[] {0, 1},
                            new int[] {0}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 classes for 2 rows");
        }
    }
}
