package org.subtext.learn.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.learn.networks.Network;
import org.subtext.learn.networks.NetworkSpec;
import org.subtext.learn.networks.Networks;
import org.subtext.learn.networks.Pass;
import org.subtext.learn.networks.ReferenceFill;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Architecture;

class WeightImportTest {
    private static final int SIZE = 32;

    @TempDir
    Path folder;

    private static Network network(Architecture architecture, int channels, int classes, long seed) {
        return Networks.create(new NetworkSpec(architecture, channels, classes, SIZE), new Seed(seed));
    }

    private static Network small(int channels, int classes, long seed) {
        return network(Architecture.RESNET18_SMALL, channels, classes, seed);
    }

    private Path exported(Network network) throws IOException {
        Path path = folder.resolve("exported.safetensors");
        WeightExport.write(network, path, Map.of());
        return path;
    }

    /** The exported entries under other names or with other values. */
    private Path rewritten(Network network, UnaryOperator<String> rename) throws IOException {
        List<SafetensorsWriter.Source> sources = new ArrayList<>();
        network.state()
                .forEach((name, tensor) -> sources.add(new SafetensorsWriter.Source(
                        rename.apply(name), HostValues.info(tensor), () -> HostValues.read(tensor))));
        Path path = folder.resolve("rewritten.safetensors");
        SafetensorsWriter.write(path, sources, Map.of());
        return path;
    }

    /** The first logit of the reference image, in all channels the same. */
    private static float logit(Network network) {
        try (PointerScope scope = new PointerScope();
                InferenceMode mode = new InferenceMode(true)) {
            Tensor grey = ReferenceFill.images(1, 1, SIZE);
            Tensor images = grey.expand(1, network.spec().inputChannels(), SIZE, SIZE);
            return network.forward(images, Pass.EVALUATION)
                    .flatten()
                    .select(0, 0)
                    .item_float();
        }
    }

    @Test
    void exportedStateIsImportedBitForBit() throws IOException {
        try (Network from = small(1, 2, 1).toChannelsLast();
                Network to = small(1, 2, 2).toChannelsLast()) {
            from.entry("bn1.num_batches_tracked").fill_(new Scalar(17L));
            ImportReport report = WeightImport.load(exported(from), to);
            assertThat(report.isComplete()).isTrue();
            assertThat(report.lines()).hasSize(1).first().asString().startsWith("Loaded 122 of 122 entries");
            from.state()
                    .forEach((name, tensor) ->
                            assertThat(HostValues.read(to.entry(name))).as(name).isEqualTo(HostValues.read(tensor)));
        }
    }

    @Test
    void colourWeightsOnAGreyNetworkComputeWhatTheyDidOnGreyImages() throws IOException {
        try (Network colour = small(3, 2, 1);
                Network grey = small(1, 2, 2)) {
            ImportReport report = WeightImport.load(exported(colour), grey);
            assertThat(report.notes())
                    .containsExactly("Adapted conv1.weight from 3 channels to 1 by summing over red, green and blue.");
            float expected = logit(colour);
            assertThat(logit(grey)).isCloseTo(expected, within(1e-4f * (1 + Math.abs(expected))));
        }
    }

    @Test
    void headOfAnotherSizeIsLeftOutAloud() throws IOException {
        try (Network five = small(1, 5, 1);
                Network two = small(1, 2, 2)) {
            var before = HostValues.read(two.entry("fc.weight"));
            ImportReport report = WeightImport.load(exported(five), two);
            assertThat(report.loaded()).isEqualTo(120);
            assertThat(report.notes())
                    .singleElement()
                    .asString()
                    .contains("Left out the head", "fc.weight (5×256 in the file, 2×256 here)");
            assertThat(HostValues.read(two.entry("fc.weight"))).isEqualTo(before);
        }
    }

    @Test
    void namesOfTrainingWrappersAreStripped() throws IOException {
        try (Network from = small(1, 2, 1);
                Network to = small(1, 2, 2)) {
            assertThat(WeightImport.load(rewritten(from, name -> "model.module." + name), to)
                            .isComplete())
                    .isTrue();
        }
    }

    @Test
    void oldNamesOfDenseNetAreUnderstood() throws IOException {
        try (Network from = network(Architecture.DENSENET121, 1, 2, 1);
                Network to = network(Architecture.DENSENET121, 1, 2, 2)) {
            Path old = rewritten(from, name -> name.replaceAll("(denselayer\\d+\\.(?:norm|conv))([12])", "$1.$2"));
            assertThat(WeightImport.load(old, to).isComplete()).isTrue();
        }
    }

    @Test
    void missingAndUnexpectedEntriesAreNamed() throws IOException {
        try (Network from = small(1, 2, 1);
                Network to = small(1, 2, 2)) {
            Path other = rewritten(from, name -> name.equals("bn1.bias") ? "bn1.offset" : name);
            assertThat(WeightImport.load(other, to).notes())
                    .containsExactly(
                            "Missing in the file, so left as they were: bn1.bias.",
                            "Unexpected in the file and not used: bn1.offset.");
        }
    }

    @Test
    void fileOfWhichNothingFitsIsRefused() throws IOException {
        try (Network mobile = network(Architecture.MOBILENET_V3_SMALL, 1, 2, 1);
                Network residual = small(1, 2, 2)) {
            Path path = exported(mobile);
            assertThatThrownBy(() -> WeightImport.load(path, residual))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("Nothing in " + path + " fits resnet18_small")
                    .hasMessageContaining("features.0.0.weight")
                    .hasMessageContaining("conv1.weight");
        }
    }

    @Test
    void otherShapesAreRefusedAndTheNetworkStaysAsItWas() throws IOException {
        try (Network full = network(Architecture.RESNET18, 1, 2, 1);
                Network small = small(1, 2, 2)) {
            float before = logit(small);
            Path path = exported(full);
            assertThatThrownBy(() -> WeightImport.load(path, small))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("\"conv1.weight\"")
                    .hasMessageContaining("has the shape 64×1×7×7; resnet18_small needs 32×1×3×3")
                    .hasMessageContaining("more of this kind")
                    .hasMessageContaining("Choose the architecture");
            assertThat(logit(small)).isEqualTo(before);
        }
    }

    @Test
    void weightsThatAreNotFiniteAreRefused() throws IOException {
        try (Network diverged = small(1, 2, 1);
                Network to = small(1, 2, 2)) {
            diverged.entry("fc.bias").detach().fill_(new Scalar(Double.NaN));
            Path path = exported(diverged);
            assertThatThrownBy(() -> WeightImport.load(path, to))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("\"fc.bias\"")
                    .hasMessageContaining("before training diverged");
        }
    }
}
