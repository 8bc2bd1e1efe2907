package org.subtext.learn.interior;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;
import org.subtext.learn.inference.Autocast;
import org.subtext.learn.networks.Network;
import org.subtext.learn.networks.NetworkSpec;
import org.subtext.learn.networks.Pass;
import org.subtext.recognition.TrainingPlan.Precision;

/** Stage ends of a network and their values, one vector an image. */
final class NetworkLayers {
    private static final long[] PLACES = {2, 3};
    private static final int MAP = 4;
    private static final int SEQUENCE = 3;

    private final Network network;
    private final Precision precision;

    NetworkLayers(Network network, Precision precision) {
        this.network = network;
        this.precision = precision;
    }

    /** Names in the order of the pass with the width of each, as a black image shows them. */
    Map<String, Integer> widths() {
        NetworkSpec spec = network.spec();
        Map<String, Integer> widths = new LinkedHashMap<>();
        try (PointerScope scope = new PointerScope()) {
            Tensor black = torch.zeros(1, spec.inputChannels(), spec.imageSize(), spec.imageSize());
            pass(black.to(network.device().toTorch(), ScalarType.Float), (layer, values) -> {
                widths.put(layer, (int) byImage(values).size(1));
                return values;
            });
        }
        return widths;
    }

    /** Scaled images {@code (batch, channel, height, width)} to {@code (batch, width)} of that layer. */
    Tensor embeddings(Tensor images, String wanted) {
        AtomicReference<@Nullable Tensor> found = new AtomicReference<>();
        pass(images, (layer, values) -> {
            if (layer.equals(wanted)) {
                found.set(byImage(values));
            }
            return values;
        });
        return Objects.requireNonNull(found.get(), () -> "no layer named " + wanted);
    }

    private void pass(Tensor images, Pass.Observer observer) {
        Tensor input = network.isChannelsLast() ? images.contiguous(MemoryFormat.ChannelsLast) : images;
        try (InferenceMode inference = new InferenceMode(true);
                Autocast autocast = Autocast.open(precision, network.device());
                Pass pass = Pass.watching(observer)) {
            network.forward(input, pass);
        }
    }

    /** Mean over the places of a map, over the patches of a sequence without its class token; a vector as it is. */
    private static Tensor byImage(Tensor values) {
        Tensor exact = values.to(ScalarType.Float);
        return switch ((int) exact.dim()) {
            case MAP -> exact.mean(PLACES);
            case SEQUENCE -> exact.narrow(1, 1, exact.size(1) - 1).mean(1);
            default -> exact;
        };
    }
}
