package org.subtext.learn.interior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.learn.ArrayPixels;
import org.subtext.learn.Stripes;
import org.subtext.learn.TorchTrainer;
import org.subtext.learn.engine.Device;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Architecture;
import org.subtext.recognition.InspectableRecogniser;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserInterior;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPresets;

class EmbeddingsTest {
    private static final TorchTrainer TRAINER = new TorchTrainer(Device.CPU);
    private static final List<String> CLASSES = List.of("across", "down");
    private static final PixelLayout LAYOUT = new PixelLayout(32, 1, Resize.AREA_AVERAGE);
    private static final TrainingPlan PLAN = TrainingPresets.SMALL
            .plan()
            .withExecution(execution -> execution.withPrecision(TrainingPlan.Precision.FLOAT32));

    private static float[][] embedded(RecogniserInterior interior, LabelledImages images, String layer) {
        float[][] found = new float[images.size()][];
        interior.embed(
                images.pixels(), images.rows(), layer, (i, values) -> found[i] = values.clone(), Progress.SILENT);
        return found;
    }

    private static ArrayPixels ramp() {
        float[] values = new float[2 * LAYOUT.valuesPerImage()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.5 + 0.5 * Math.sin(0.01 * i));
        }
        return new ArrayPixels(LAYOUT, values);
    }

    @ParameterizedTest
    @EnumSource
    void everyLayerHasAVectorOfItsWidthAndTheLastIsTheEmbedding(Architecture architecture) {
        try (Recogniser network = TRAINER.untrained(
                PLAN.withNetwork(begun -> begun.withArchitecture(architecture)), CLASSES, LAYOUT, new Seed(1))) {
            RecogniserInterior interior = InspectableRecogniser.interiorOf(network);
            List<String> layers = interior.layers();
            assertThat(layers).hasSizeGreaterThan(4).doesNotHaveDuplicates().endsWith("embedding");
            for (String layer : List.of(layers.get(0), layers.get(layers.size() - 2), "embedding")) {
                interior.embed(
                        ramp(),
                        new int[] {0, 1},
                        layer,
                        (i, values) -> assertThat(values)
                                .hasSize(interior.width(layer))
                                .satisfies(v -> assertThat(
                                                IntStream.range(0, v.length).allMatch(k -> Float.isFinite(v[k])))
                                        .isTrue()),
                        Progress.SILENT);
            }
        }
    }

    @Test
    void layersBearTorchvisionsNames() {
        try (Recogniser network = TRAINER.untrained(
                PLAN.withNetwork(begun -> begun.withArchitecture(Architecture.RESNET18)),
                CLASSES,
                LAYOUT,
                new Seed(1))) {
            assertThat(InspectableRecogniser.interiorOf(network).layers())
                    .containsExactly("maxpool", "layer1", "layer2", "layer3", "layer4", "embedding");
            assertThat(InspectableRecogniser.interiorOf(network).width("layer2"))
                    .isEqualTo(128);
        }
    }

    @Test
    void theLastMapsMeanIsWhatAResidualNetworksHeadReads() {
        LabelledImages images = Stripes.of(5, 2, 1);
        try (Recogniser network = TRAINER.untrained(PLAN, CLASSES, Stripes.LAYOUT, new Seed(1))) {
            float[][] last = embedded(InspectableRecogniser.interiorOf(network), images, "layer4");
            float[][] read = embedded(InspectableRecogniser.interiorOf(network), images, "embedding");
            for (int i = 0; i < last.length; i++) {
                assertThat(last[i]).containsExactly(read[i], within(1e-5f));
            }
        }
    }

    @Test
    void vectorsComeInOrderOverSeveralBatches() {
        LabelledImages images = Stripes.of(150, 2, 1);
        try (Recogniser network = TRAINER.untrained(PLAN, CLASSES, Stripes.LAYOUT, new Seed(1))) {
            float[][] all = embedded(InspectableRecogniser.interiorOf(network), images, "layer2");
            InspectableRecogniser.interiorOf(network)
                    .embed(
                            images.pixels(),
                            new int[] {149, 3},
                            "layer2",
                            (i, values) -> assertThat(values).containsExactly(all[i == 0 ? 149 : 3], within(1e-4f)),
                            Progress.SILENT);
        }
    }

    @Test
    void untrainedNetworksOfEqualSeedsAreEqualAndOthersAreNot() {
        LabelledImages images = Stripes.of(3, 2, 1);
        try (Recogniser one = TRAINER.untrained(PLAN, CLASSES, Stripes.LAYOUT, new Seed(1));
                Recogniser same = TRAINER.untrained(PLAN, CLASSES, Stripes.LAYOUT, new Seed(1));
                Recogniser other = TRAINER.untrained(PLAN, CLASSES, Stripes.LAYOUT, new Seed(2))) {
            float[][] expected = embedded(InspectableRecogniser.interiorOf(one), images, "embedding");
            assertThat(embedded(InspectableRecogniser.interiorOf(same), images, "embedding"))
                    .isDeepEqualTo(expected);
            assertThat(embedded(InspectableRecogniser.interiorOf(other), images, "embedding")[0])
                    .isNotEqualTo(expected[0]);
        }
    }

    @Test
    void anUnknownLayerIsRefusedWithThoseThereAre() {
        try (Recogniser network = TRAINER.untrained(PLAN, CLASSES, Stripes.LAYOUT, new Seed(1))) {
            assertThatThrownBy(() -> InspectableRecogniser.interiorOf(network).width("layer9"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("layer9")
                    .hasMessageContaining("maxpool, layer1");
        }
    }
}
