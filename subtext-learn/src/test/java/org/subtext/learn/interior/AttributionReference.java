package org.subtext.learn.interior;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Function;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.learn.ArrayPixels;
import org.subtext.learn.networks.Network;
import org.subtext.learn.networks.NetworkSpec;
import org.subtext.learn.networks.Networks;
import org.subtext.learn.networks.ReferenceFill;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Architecture;
import org.subtext.recognition.Inference;
import org.subtext.recognition.RecogniserInterior;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPresets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The networks and images of {@code validation/interior/reference.py}, and what torch 2.x and captum make of them. */
final class AttributionReference {
    static final int SIDE = 64;
    static final int CLASSES = 5;
    static final int[] TARGETS = {1, 3};
    static final int[] ROWS = {0, 1};
    static final TrainingPlan PLAN = TrainingPresets.SMALL
            .plan()
            .withNetwork(network -> network.withArchitecture(Architecture.RESNET18)
                    .withPixelScaling(TrainingPlan.PixelScaling.IMAGENET))
            .withExecution(execution -> execution.withPrecision(TrainingPlan.Precision.FLOAT32))
            .withNetwork(network -> network.withMirroredScoring(false));
    private static final PixelLayout LAYOUT = new PixelLayout(SIDE, 3, Resize.AREA_AVERAGE);

    private AttributionReference() {}

    static JsonNode expected(Architecture architecture) {
        try (InputStream in = AttributionReference.class.getResourceAsStream("reference.json")) {
            return JsonMapper.shared()
                    .readTree(Objects.requireNonNull(in, "reference.json"))
                    .path(architecture.id());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ArrayPixels images() {
        float[] values = new float[ROWS.length * LAYOUT.valuesPerImage()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.5 + 0.5 * Math.sin(0.01 * i));
        }
        return new ArrayPixels(LAYOUT, values);
    }

    /** Work on a network that holds the reference fill. */
    static <T> T with(Architecture architecture, Function<Network, T> work) {
        try (Network network = Networks.create(new NetworkSpec(architecture, 3, CLASSES, SIDE), new Seed(1))) {
            ReferenceFill.fill(network);
            return work.apply(network);
        }
    }

    static RecogniserInterior interior(Network network) {
        return new TorchInterior(network, network, Inference.of(PLAN), LAYOUT);
    }

    /** Sum and sampled values of each map, by the scale of the largest. */
    static void assertMaps(float[][] found, JsonNode expected, double tolerance) {
        double scale = 0;
        for (JsonNode map : expected.path("values")) {
            for (JsonNode value : map) {
                scale = Math.max(scale, Math.abs(value.asDouble()));
            }
        }
        assertThat(scale).as("the reference is no map of zeros").isGreaterThan(0);
        int every = expected.path("every").asInt();
        for (int image = 0; image < found.length; image++) {
            double sum = 0;
            for (float value : found[image]) {
                sum += value;
            }
            JsonNode values = expected.path("values").path(image);
            double truth = expected.path("sums").path(image).asDouble();
            assertThat((sum - truth) / scale / found[image].length).isBetween(-tolerance, tolerance);
            assertThat(values.size()).isEqualTo((found[image].length + every - 1) / every);
            for (int i = 0; i < values.size(); i++) {
                assertThat((found[image][i * every] - values.path(i).asDouble()) / scale)
                        .as("image %s, pixel %s", image, i * every)
                        .isBetween(-tolerance, tolerance);
            }
        }
    }
}
