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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.learn.networks.Network;
import org.subtext.learn.networks.NetworkSpec;
import org.subtext.learn.networks.Networks;
import org.subtext.learn.networks.Pass;
import org.subtext.learn.networks.ReferenceFill;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Architecture;
import org.subtext.recognition.LoadedWeights;
import org.subtext.recognition.WeightsAddress;

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
    private Path rewritten(Network network, UnaryOperator<String> rename, String... further) throws IOException {
        List<SafetensorsWriter.Source> sources = new ArrayList<>();
        for (String name : further) {
            Tensor more = network.entry("bn1.weight");
            sources.add(new SafetensorsWriter.Source(name, HostValues.info(more), () -> HostValues.read(more)));
        }
        network.state()
                .forEach((name, tensor) -> sources.add(new SafetensorsWriter.Source(
                        rename.apply(name), HostValues.info(tensor), () -> HostValues.read(tensor))));
        Path path = folder.resolve("rewritten.safetensors");
        SafetensorsWriter.write(path, sources, Map.of());
        return path;
    }

    private static LoadedWeights finished(Path path, Network network) throws IOException {
        return WeightImport.load(WeightsAddress.of(path), network, ImportRules.FINISHED);
    }

    private static LoadedWeights started(Path path, Network network) throws IOException {
        return WeightImport.load(WeightsAddress.parse(path.toString()), network, ImportRules.START);
    }

    /** The entries of several networks in one file, each behind a prefix. */
    private Path together(Map<String, Network> networks) throws IOException {
        List<SafetensorsWriter.Source> sources = new ArrayList<>();
        networks.forEach((prefix, network) -> network.state()
                .forEach((name, tensor) -> sources.add(new SafetensorsWriter.Source(
                        prefix + name, HostValues.info(tensor), () -> HostValues.read(tensor)))));
        Path path = folder.resolve("together.safetensors");
        SafetensorsWriter.write(path, sources, Map.of());
        return path;
    }

    private static boolean haveEqualBodies(Network one, Network other) {
        return HostValues.read(one.entry("layer4.1.conv2.weight"))
                .equals(HostValues.read(other.entry("layer4.1.conv2.weight")));
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
            LoadedWeights report = finished(exported(from), to);
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
            LoadedWeights report = finished(exported(colour), grey);
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
            LoadedWeights report = started(exported(five), two);
            assertThat(report.loaded()).isEqualTo(120);
            assertThat(report.notes())
                    .singleElement()
                    .asString()
                    .contains("Left out the head", "fc.weight (5×256 in the file, 2×256 here)");
            assertThat(HostValues.read(two.entry("fc.weight"))).isEqualTo(before);
        }
    }

    @Test
    void headOfTheSameSizeIsTakenOnlyWhereItsClassesAreKnownToBeTheSame() throws IOException {
        try (Network from = small(1, 2, 1);
                Network to = small(1, 2, 2)) {
            var before = HostValues.read(to.entry("fc.weight"));
            assertThat(started(exported(from), to).notes())
                    .containsExactly("Left out the head, which starts anew: the file does not say that its classes are"
                            + " these.");
            assertThat(HostValues.read(to.entry("fc.weight"))).isEqualTo(before);
            LoadedWeights known =
                    WeightImport.load(WeightsAddress.of(exported(from)), to, ImportRules.START.withHeadOfSameClasses());
            assertThat(known.isComplete()).isTrue();
            assertThat(HostValues.read(to.entry("fc.weight"))).isEqualTo(HostValues.read(from.entry("fc.weight")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "module.",
                "model.module.",
                "backbone.",
                "encoder.",
                "_orig_mod.",
                "net.",
                "state_dict.model.",
                "my.own."
            })
    void whateverStandsBeforeAllNamesIsTakenOffAndSaid(String prefix) throws IOException {
        try (Network from = small(1, 2, 1);
                Network to = small(1, 2, 2)) {
            LoadedWeights report = finished(rewritten(from, name -> prefix + name), to);
            assertThat(report.loaded()).isEqualTo(122);
            assertThat(report.notes()).containsExactly("Took the names behind \"" + prefix + "\".");
            assertThat(haveEqualBodies(from, to)).isTrue();
        }
    }

    @Test
    void entriesBesideThePrefixAreCountedAndNotUsed() throws IOException {
        try (Network from = small(1, 2, 1);
                Network to = small(1, 2, 2)) {
            LoadedWeights report = finished(
                    rewritten(
                            from, name -> name.startsWith("fc.") ? "head.classify." + name.substring(3) : "b." + name),
                    to);
            assertThat(report.loaded()).isEqualTo(122);
            assertThat(report.notes())
                    .containsExactly("Took the names behind \"b.\".", "Took the head from \"head.classify.weight\".");
            assertThat(HostValues.read(to.entry("fc.weight"))).isEqualTo(HostValues.read(from.entry("fc.weight")));
        }
    }

    /** What normalises before the linear layer is a part of the head: without it, the scores would be others. */
    @ParameterizedTest
    @CsvSource({
        "fc.1., fc.0.weight",
        "fc.1., fc.0.running_mean",
        "1., 2.weight",
        "head.out., head.norm.weight",
        "net.head.out., net.head.norm.weight",
        "classifier.linear., classifier.temperature"
    })
    void oneOfSeveralLayersIsNoHead(String linear, String other) throws IOException {
        try (Network from = small(1, 2, 1);
                Network to = small(1, 2, 2)) {
            UnaryOperator<String> rename = name -> name.startsWith("fc.") ? linear + name.substring(3) : "net." + name;
            WeightsAddress without = WeightsAddress.of(rewritten(from, rename));
            assertThat(NetworkInFile.of(without, null, SIZE).classes()).isEqualTo(2);

            Path path = rewritten(from, rename, other);
            assertThat(NetworkInFile.of(WeightsAddress.of(path), null, SIZE).classes())
                    .isZero();
            assertThat(started(path, to).notes()).contains("The file holds no head of one layer, which starts anew.");
            assertThatThrownBy(() -> finished(path, to)).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void ofMomentumContrastTheTrainedEncoderIsTakenAndSaid() throws IOException {
        try (Network trained = small(1, 2, 1);
                Network slow = small(1, 2, 3);
                Network to = small(1, 2, 2)) {
            Path both = together(Map.of("module.encoder_k.", slow, "module.encoder_q.", trained));
            assertThat(started(both, to).notes())
                    .contains(
                            "Took encoder_q, which was trained, and not its slow copy encoder_k.",
                            "Took the names behind \"module.encoder_q.\".");
            assertThat(haveEqualBodies(trained, to)).isTrue();
            assertThat(started(Path.of(both + "#encoder_k"), to).notes())
                    .contains("Took the names behind \"module.encoder_k.\".");
            assertThat(haveEqualBodies(slow, to)).isTrue();
        }
    }

    @Test
    void severalNetworksInOneFileAreRefusedUntilOneIsNamed() throws IOException {
        try (Network student = small(1, 2, 1);
                Network teacher = small(1, 2, 3);
                Network to = small(1, 2, 2)) {
            Path both = together(Map.of("student.backbone.", student, "teacher.backbone.", teacher));
            assertThatThrownBy(() -> started(both, to))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("holds 2 networks that fit resnet18_small")
                    .hasMessageContaining("together.safetensors#student.backbone")
                    .hasMessageContaining("together.safetensors#teacher.backbone");
            started(Path.of(both + "#teacher"), to);
            assertThat(haveEqualBodies(teacher, to)).isTrue();
            started(Path.of(both + "#student.backbone"), to);
            assertThat(haveEqualBodies(student, to)).isTrue();
        }
    }

    @Test
    void oneNetworkStoredTwiceIsNoChoice() throws IOException {
        try (Network from = small(1, 2, 1);
                Network to = small(1, 2, 2)) {
            started(together(Map.of("backbone.", from, "model.0.", from)), to);
            assertThat(haveEqualBodies(from, to)).isTrue();
        }
    }

    @Test
    void childrenOfAResNetByTheirNumberAreUnderstood() throws IOException {
        try (Network from = small(1, 2, 1);
                Network to = small(1, 2, 2)) {
            Map<String, String> numbers = Map.of(
                    "conv1", "0", "bn1", "1", "layer1", "4", "layer2", "5", "layer3", "6", "layer4", "7", "fc", "9");
            Path path = rewritten(
                    from,
                    name -> "encoder." + numbers.get(name.substring(0, name.indexOf('.')))
                            + name.substring(name.indexOf('.')));
            assertThat(started(path, to).notes()).contains("Read the names as the numbers of a ResNet's children.");
            assertThat(haveEqualBodies(from, to)).isTrue();
        }
    }

    @Test
    void otherNamesOfDenseNetAreUnderstood() throws IOException {
        try (Network from = network(Architecture.DENSENET121, 1, 2, 1);
                Network to = network(Architecture.DENSENET121, 1, 2, 2)) {
            Path old = rewritten(from, name -> name.replaceAll("(denselayer\\d+\\.(?:norm|conv))([12])", "$1.$2"));
            assertThat(finished(old, to).isComplete()).isTrue();
            Path monai = rewritten(
                    from,
                    name -> name.replaceAll("(denselayer\\d+)\\.", "$1.layers.")
                            .replace("classifier.", "class_layers.out."));
            LoadedWeights report = finished(monai, to);
            assertThat(report.loaded()).isEqualTo(727);
            assertThat(report.notes()).containsExactly("Read the names as MONAI's.");
            Path features = rewritten(from, name -> name.replace("features.", "backbone."));
            assertThat(started(features, to).notes())
                    .contains("Read the names as those of the network's features alone.");
        }
    }

    @Test
    void weightsThatHardlyFitAreRefusedWithCountsUnlessAPartIsAskedFor() throws IOException {
        try (Network from = small(1, 2, 1);
                Network to = small(1, 2, 2)) {
            Path other = rewritten(
                    from, name -> name.startsWith("bn1.") ? name : name.replaceAll("^(layer\\d\\.\\d)", "$1.layers"));
            assertThatThrownBy(() -> started(other, to))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("8 of 122 entries of resnet18_small fit in " + other)
                    .hasMessageContaining(
                            "\"layer1.0.layers.conv1.weight\" in the file looks like layer1.0.conv1.weight")
                    .hasMessageContaining("another library's")
                    .hasMessageContaining("training.network.weights_fit");
            LoadedWeights part = WeightImport.load(WeightsAddress.of(other), to, ImportRules.START.withPart(true));
            assertThat(part.loaded()).isEqualTo(6);
            assertThat(part.total()).isEqualTo(122);
            assertThat(part.notes()).anyMatch(note -> note.startsWith("Missing in the file, so left as they were:"));
        }
    }

    @Test
    void oneMissingEntryIsRefusedButCountersMayLack() throws IOException {
        try (Network from = small(1, 2, 1);
                Network to = small(1, 2, 2)) {
            Path other = rewritten(from, name -> name.equals("bn1.running_var") ? "bn1.offset" : name);
            assertThatThrownBy(() -> started(other, to))
                    .hasMessageContaining("Missing: bn1.running_var.")
                    .hasMessageContaining("no place for bn1.offset");
            Path old = rewritten(from, name -> name.replace("num_batches_tracked", "steps.num_batches_tracked"));
            assertThat(finished(old, to).notes())
                    .containsExactly("The file lacks counters of batch norms, on which no score depends.");
        }
    }

    @Test
    void depthsOfOneFamilyAreToldApart() throws IOException {
        try (Network shallow = network(Architecture.RESNET18, 1, 2, 1);
                Network deep = network(Architecture.RESNET34, 1, 2, 2)) {
            Path eighteen = exported(shallow);
            assertThatThrownBy(() -> started(eighteen, deep))
                    .hasMessageContaining("122 of 218 entries of resnet34 fit")
                    .hasMessageContaining("They are weights of resnet18");
            Path thirtyFour = exported(deep);
            assertThatThrownBy(() -> started(thirtyFour, shallow))
                    .hasMessageContaining("122 of 122 entries of resnet18 fit")
                    .hasMessageContaining("no place for layer1.2.conv1.weight")
                    .hasMessageContaining("They are weights of resnet34");
        }
    }

    @Test
    void fileOfWhichNothingFitsIsRefused() throws IOException {
        try (Network mobile = network(Architecture.MOBILENET_V3_SMALL, 1, 2, 1);
                Network residual = small(1, 2, 2)) {
            Path path = exported(mobile);
            assertThatThrownBy(() -> started(path, residual))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("Nothing in " + path + " fits resnet18_small")
                    .hasMessageContaining("They are weights of mobilenet_v3_small")
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
            assertThatThrownBy(() -> started(path, small))
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
            assertThatThrownBy(() -> finished(path, to))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("\"fc.bias\"")
                    .hasMessageContaining("before training diverged");
        }
    }
}
