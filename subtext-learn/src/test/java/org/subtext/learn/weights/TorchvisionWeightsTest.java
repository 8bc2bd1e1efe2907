package org.subtext.learn.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.subtext.learn.networks.Network;
import org.subtext.learn.networks.NetworkSpec;
import org.subtext.learn.networks.Networks;
import org.subtext.learn.networks.Pass;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Architecture;
import org.subtext.recognition.LoadedWeights;
import org.subtext.recognition.WeightsAddress;

/** The Java half of {@code validation/weights/cross_check.sh}, which needs Python; skipped without it. */
@EnabledIfEnvironmentVariable(
        named = "SUBTEXT_WEIGHTS_CHECK",
        matches = ".+",
        disabledReason = "run by validation/weights/cross_check.sh, which makes the files in Python")
class TorchvisionWeightsTest {
    private static final int SIZE = 64;
    private static final int BATCH = 2;
    private static final int CLASSES = 4;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RESNET18_SMALL")
    void importedWeightsGiveTorchvisionsLogits(Architecture architecture) throws IOException {
        Path folder = Path.of(System.getenv("SUBTEXT_WEIGHTS_CHECK"));
        float[] truth = floats(folder.resolve(architecture.id() + ".logits.f32"));
        NetworkSpec spec = new NetworkSpec(architecture, 3, CLASSES, SIZE);
        for (String extension : new String[] {".pth", ".safetensors"}) {
            try (Network network = Networks.create(spec, new Seed(1))) {
                LoadedWeights report = WeightImport.load(
                        WeightsAddress.of(folder.resolve(architecture.id() + extension)),
                        network,
                        ImportRules.FINISHED);
                assertThat(report.isComplete()).as(report.lines().toString()).isTrue();
                double deviation = deviation(network, floats(folder.resolve("images.f32")), truth);
                String line = String.format(
                        Locale.ROOT,
                        "Subtext from torchvision's %-12s  %-20s %d of %d entries, deviation %.1e%n",
                        extension,
                        architecture.id(),
                        report.loaded(),
                        report.total(),
                        deviation);
                Files.writeString(
                        folder.resolve("java.txt"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                assertThat(deviation).isLessThan(1e-5);
                WeightExport.write(network, folder.resolve(architecture.id() + ".exported.safetensors"), Map.of());
            }
        }
    }

    /** Largest deviation of a logit by the largest logit. */
    private static double deviation(Network network, float[] images, float[] truth) {
        try (PointerScope scope = new PointerScope();
                InferenceMode mode = new InferenceMode(true)) {
            Tensor input = torch.empty(BATCH, 3, SIZE, SIZE);
            new FloatPointer(input.data_ptr()).put(images);
            float[] logits = new float[BATCH * CLASSES];
            new FloatPointer(network.forward(input, Pass.EVALUATION).data_ptr()).get(logits);
            double worst = 0;
            double scale = 0;
            for (int i = 0; i < logits.length; i++) {
                worst = Math.max(worst, Math.abs(logits[i] - truth[i]));
                scale = Math.max(scale, Math.abs(truth[i]));
            }
            return worst / scale;
        }
    }

    private static float[] floats(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.capacity() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }
}
