package org.subtext.learn.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.subtext.learn.SharedData;
import org.subtext.recognition.Architecture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every architecture against torchvision 0.26.0 on torch 2.11.0: layout of the state and logits under a reproducible
 * fill, as {@code shared/reference/architectures.json} holds them ({@code python3 peer_torch.py parity} makes it).
 */
class TorchvisionParityTest {
    private static final int CLASSES = 5;
    private static final int BATCH = 2;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RESNET18_SMALL")
    void stateAndLogitsEqualTorchvisions(Architecture architecture) {
        File reference = SharedData.require("reference/architectures.json").toFile();
        JsonNode expected =
                JsonMapper.shared().readTree(reference).path("archs").path(architecture.id());

        try (Network network = Networks.create(architecture, 3, CLASSES, 1);
                PointerScope scope = new PointerScope();
                InferenceMode mode = new InferenceMode(true)) {
            assertThat(layout(network)).isEqualTo(layout(expected.path("state")));
            assertThat(network.parameterCount())
                    .isEqualTo(expected.path("parameters").asLong());

            ReferenceFill.fill(network);
            Tensor logits = network.forward(ReferenceFill.images(BATCH, 3, 224), Pass.EVALUATION);
            assertAgree(logits, expected.path("logits_f64"));
            try (Network folded = network.folded()) {
                assertAgree(
                        folded.forward(ReferenceFill.images(BATCH, 3, 224), Pass.EVALUATION),
                        expected.path("logits_f64"));
            }
        }
    }

    private static void assertAgree(Tensor logits, JsonNode expected) {
        double scale = 0;
        double worst = 0;
        for (int image = 0; image < BATCH; image++) {
            for (int k = 0; k < CLASSES; k++) {
                double truth = expected.path(image).path(k).asDouble();
                double found = logits.select(0, image).select(0, k).item_float();
                scale = Math.max(scale, Math.abs(truth));
                worst = Math.max(worst, Math.abs(found - truth));
            }
        }
        assertThat(worst / scale).as("worst deviation by the logits' scale").isLessThan(1e-4);
    }

    private static List<String> layout(Network network) {
        List<String> lines = new ArrayList<>();
        network.state()
                .forEach((name, tensor) -> lines.add(name + " " + Arrays.toString(tensor.shape()) + " "
                        + (tensor.scalar_type().intern() == ScalarType.Long ? "int64" : "float32")));
        return lines;
    }

    private static List<String> layout(JsonNode state) {
        List<String> lines = new ArrayList<>();
        for (JsonNode entry : state) {
            long[] shape = new long[entry.path(1).size()];
            for (int i = 0; i < shape.length; i++) {
                shape[i] = entry.path(1).path(i).asLong();
            }
            lines.add(entry.path(0).asString() + " " + Arrays.toString(shape) + " "
                    + entry.path(2).asString());
        }
        return lines;
    }
}
