package org.subtext.learn.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Architecture;

class NetworkTest {
    private static final int SIZE = 64;
    private static final int CLASSES = 3;

    private static Network grey(Architecture architecture, long seed) {
        return Networks.create(new NetworkSpec(architecture, 1, CLASSES, SIZE), new Seed(seed));
    }

    private static Network small(long seed) {
        return grey(Architecture.RESNET18_SMALL, seed);
    }

    private static float[] logits(Network network, int batch) {
        try (PointerScope scope = new PointerScope();
                InferenceMode mode = new InferenceMode(true)) {
            return floats(network.forward(ReferenceFill.images(batch, 1, SIZE), Pass.EVALUATION));
        }
    }

    private static float[] floats(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.numel())];
        new FloatPointer(tensor.detach().contiguous().data_ptr()).get(values);
        return values;
    }

    private static float[] state(Network network, String name) {
        try (PointerScope scope = new PointerScope()) {
            return floats(network.entry(name));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyParameterReceivesAGradientInATrainingPass(Architecture architecture) {
        try (Network network = grey(architecture, 1);
                Pass pass = Pass.training(new Seed(2));
                PointerScope scope = new PointerScope()) {
            // A new head may be zero (ViT), and then nothing behind it receives a gradient.
            ReferenceFill.fill(network);
            Tensor logits = network.forward(ReferenceFill.images(4, 1, SIZE), pass);
            assertThat(logits.shape()).containsExactly(4, CLASSES);
            torch.cross_entropy(logits, torch.zeros(new long[] {4}).to(torch.ScalarType.Long))
                    .backward();
            network.parameters().forEach((name, tensor) -> {
                assertThat(tensor.grad().defined()).as(name).isTrue();
                assertThat(torch.isfinite(tensor.grad()).all().item_bool())
                        .as(name)
                        .isTrue();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void newNetworkGivesFiniteLogits(Architecture architecture) {
        try (Network network = grey(architecture, 1)) {
            for (float logit : logits(network, 2)) {
                assertThat(logit).isFinite();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void smallestImageIsTakenInTrainingAndScoring(Architecture architecture) {
        int side = architecture.smallestSide();
        try (Network network = Networks.create(new NetworkSpec(architecture, 1, CLASSES, side), new Seed(1));
                Pass pass = Pass.training(new Seed(2));
                PointerScope scope = new PointerScope()) {
            for (float logit : floats(network.forward(ReferenceFill.images(4, 1, side), pass))) {
                assertThat(logit).isFinite();
            }
            for (float logit : floats(network.forward(ReferenceFill.images(2, 1, side), Pass.EVALUATION))) {
                assertThat(logit).isFinite();
            }
        }
    }

    @Test
    void equalSeedsGiveEqualNetworksAndOthersDoNot() {
        try (Network first = small(1);
                Network same = small(1);
                Network other = small(2)) {
            assertThat(logits(first, 2)).containsExactly(logits(same, 2));
            assertThat(logits(first, 2)).isNotEqualTo(logits(other, 2));
        }
    }

    @Test
    void numberOfClassesChangesNothingButTheHead() {
        try (Network three = small(1);
                Network five = Networks.create(three.spec().withClasses(5), new Seed(1))) {
            assertThat(state(five, "layer4.1.conv2.weight")).isEqualTo(state(three, "layer4.1.conv2.weight"));
        }
    }

    /** He et al.: standard deviation √(2 / (64 · 3 · 3)) for a 3×3 convolution with 64 outputs; 36,864 values. */
    @Test
    void convolutionsOfAResNetStartWithKaimingsDeviation() {
        try (Network network = grey(Architecture.RESNET18, 1)) {
            double squares = 0;
            float[] values = state(network, "layer1.0.conv1.weight");
            for (float value : values) {
                squares += (double) value * value;
            }
            double expected = Math.sqrt(2.0 / (64 * 9));
            assertThat(Math.sqrt(squares / values.length)).isCloseTo(expected, within(0.02 * expected));
        }
    }

    @Test
    void trainingPassMovesRunningStatisticsAndEvaluationDoesNot() {
        try (Network network = small(1);
                Pass pass = Pass.training(new Seed(1));
                PointerScope scope = new PointerScope()) {
            logits(network, 2);
            assertThat(network.entry("bn1.num_batches_tracked").item_long()).isZero();
            float[] before = state(network, "bn1.running_mean");
            network.forward(ReferenceFill.images(2, 1, SIZE), pass);
            assertThat(network.entry("bn1.num_batches_tracked").item_long()).isEqualTo(1);
            assertThat(state(network, "bn1.running_mean")).isNotEqualTo(before);
        }
    }

    @Test
    void noiseOfATrainingPassDependsOnItsSeed() {
        try (Network network = small(1)) {
            assertThat(trainingLogits(network, 5)).containsExactly(trainingLogits(network, 5));
            assertThat(trainingLogits(network, 5)).isNotEqualTo(trainingLogits(network, 6));
        }
    }

    private static float[] trainingLogits(Network network, long seed) {
        try (Pass pass = Pass.training(new Seed(seed));
                PointerScope scope = new PointerScope()) {
            return floats(network.forward(ReferenceFill.images(4, 1, SIZE), pass));
        }
    }

    @Test
    void dropoutKeepsTheMean() {
        try (Pass pass = Pass.training(new Seed(3));
                PointerScope scope = new PointerScope()) {
            float[] kept = floats(pass.dropout(torch.ones(100_000), 0.3));
            double mean = 0;
            for (float value : kept) {
                assertThat(value == 0 || Math.abs(value - 1 / 0.7f) < 1e-6).isTrue();
                mean += value / kept.length;
            }
            assertThat(mean).isCloseTo(1, within(0.01)); // standard error 0.002
        }
    }

    @Test
    void stochasticDepthDropsWholeImages() {
        try (Pass pass = Pass.training(new Seed(3));
                PointerScope scope = new PointerScope()) {
            Tensor dropped = pass.stochasticDepth(torch.ones(200, 2, 3, 3), 0.5);
            float[] sums = floats(dropped.sum(new long[] {1, 2, 3}, false, new ScalarTypeOptional()));
            assertThat(sums).containsOnly(0f, 36f);
        }
    }

    @Test
    void copyIsEqualAndIndependent() {
        try (Network network = small(1).toChannelsLast();
                Network copy = network.copy()) {
            float[] before = logits(network, 2);
            assertThat(copy.isChannelsLast()).isTrue();
            assertThat(logits(copy, 2)).containsExactly(before);
            copy.entry("fc.bias").detach().fill_(new Scalar(7.0));
            assertThat(logits(network, 2)).containsExactly(before);
        }
    }

    @Test
    void newHeadKeepsTheRest() {
        try (Network network = small(1);
                Network other = network.withClasses(7, new Seed(4))) {
            assertThat(other.spec().classes()).isEqualTo(7);
            assertThat(state(other, "conv1.weight")).containsExactly(state(network, "conv1.weight"));
            assertThat(logits(other, 2)).hasSize(14);
        }
    }

    @Test
    void headOfTheFeaturesIsTheForwardPass() {
        try (Network network = small(1);
                PointerScope scope = new PointerScope();
                InferenceMode mode = new InferenceMode(true)) {
            Tensor features = network.features(ReferenceFill.images(2, 1, SIZE), Pass.EVALUATION);
            assertThat(features.shape()).containsExactly(2, 256);
            assertThat(floats(network.classify(features, Pass.EVALUATION))).containsExactly(logits(network, 2));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RESNET18_SMALL", "DENSENET121", "MOBILENET_V3_SMALL", "EFFICIENTNET_B0"})
    void foldedNetworkGivesTheSameLogits(Architecture architecture) {
        try (Network network = grey(architecture, 1)) {
            ReferenceFill.fill(network);
            try (Network folded = network.folded()) {
                float[] expected = logits(network, 2);
                float[] found = logits(folded, 2);
                for (int i = 0; i < expected.length; i++) {
                    assertThat(found[i]).isCloseTo(expected[i], within(1e-4f * (1 + Math.abs(expected[i]))));
                }
            }
        }
    }

    @Test
    void foldedNetworkIsNeitherTrainedNorStored() {
        try (Network network = small(1);
                Network folded = network.folded();
                Pass pass = Pass.training(new Seed(1));
                PointerScope scope = new PointerScope()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> folded.forward(ReferenceFill.images(2, 1, SIZE), pass))
                    .withMessageContaining("folded");
            assertThatIllegalStateException().isThrownBy(folded::state).withMessageContaining("folded");
        }
    }

    @Test
    void closingANetworkFreesItsTensors() {
        Network network = small(1);
        Tensor weight = network.entry("conv1.weight");
        assertThat(Pointer.isNull(weight)).isFalse();
        network.close();
        assertThat(weight.isNull()).isTrue();
    }

    @Test
    void visionTransformerTakesTheSizeItWasMadeForAndSaysSo() {
        assertThatThrownBy(() -> new NetworkSpec(Architecture.VIT_B_16, 1, 2, 100))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Use an image size of 96 or 112");
        try (Network network = Networks.create(new NetworkSpec(Architecture.VIT_B_16, 1, 2, 48), new Seed(1));
                PointerScope scope = new PointerScope()) {
            assertThat(network.entry("encoder.pos_embedding").shape()).containsExactly(1, 10, 768);
            assertThatThrownBy(() -> network.forward(ReferenceFill.images(1, 1, SIZE), Pass.EVALUATION))
                    .hasMessageContaining("48 × 48")
                    .hasMessageContaining("64 × 64");
        }
    }

    @Test
    void onlyGreyAndColourImagesAreTaken() {
        assertThatThrownBy(() -> new NetworkSpec(Architecture.RESNET18, 2, 2, 224))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1 channel (grey) or 3 (colour)");
    }
}
