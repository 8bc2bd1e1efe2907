package org.subtext.learn.networks;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.subtext.learn.engine.Device;
import org.subtext.provenance.Seed;
import org.subtext.recognition.TrainingPlan.Precision;

/**
 * A network: named tensors and a forward pass from images to logits.
 *
 * <p>Its tensors live until {@link #close}; what a forward pass makes belongs to the caller's {@code PointerScope}, one
 * a step. Evaluation passes may run from several threads at once; anything that writes (a training pass, a move, a
 * load) belongs to one thread.
 */
public abstract class Network implements AutoCloseable {
    /** The layer that the head reads, as an observer of a pass is told. */
    public static final String EMBEDDING = "embedding";

    private final NetworkSpec spec;
    private final Entries entries;
    private final List<ConvNorm> convNorms;
    private Device device = Device.CPU;
    private boolean channelsLast;
    private boolean folded;

    Network(Layers layers) {
        spec = layers.spec();
        entries = layers.entries();
        convNorms = layers.convNorms();
    }

    /** Images {@code (batch, channel, height, width)} to the embedding before the head, {@code (batch, feature)}. */
    abstract Tensor embed(Tensor images, Pass pass);

    abstract Head head();

    /**
     * The deepest layer whose values still have a place in the image and reach the logits: the last feature map, or the
     * sequence that enters the last encoder layer, of whose output only the class token is read.
     */
    public abstract String lastPlaces();

    public final NetworkSpec spec() {
        return spec;
    }

    public final Device device() {
        return device;
    }

    /** Images {@code (batch, channel, height, width)}, standardised, to logits {@code (batch, class)}. */
    public final Tensor forward(Tensor images, Pass pass) {
        return classify(features(images, pass), pass);
    }

    /**
     * Images {@code (batch, channel, height, width)} to the embedding that the head reads, {@code (batch, feature)}.
     */
    public final Tensor features(Tensor images, Pass pass) {
        if (folded && pass.isTraining()) {
            throw new IllegalStateException("a folded network has no batch norm left to train");
        }
        return pass.leaving(EMBEDDING, embed(images, pass));
    }

    /** The head alone: an embedding {@code (batch, feature)} to logits {@code (batch, class)}. */
    public final Tensor classify(Tensor features, Pass pass) {
        return head().apply(features, pass);
    }

    /** All tensors by torchvision's names in the order of its state dict; not to be closed by the caller. */
    public final Map<String, Tensor> state() {
        if (folded) {
            throw new IllegalStateException("a folded network is for inference; store the network it was folded from");
        }
        return entries.state();
    }

    /** The tensor of that name, which must exist. */
    public final Tensor entry(String name) {
        return Objects.requireNonNull(state().get(name), () -> "no entry named " + name);
    }

    /** The trainable among them, in the same order. */
    public final Map<String, Tensor> parameters() {
        return entries.parameters();
    }

    /** The parameters as optimisers take them; the caller's scope owns the vector. */
    public final TensorVector parameterVector() {
        return new TensorVector(entries.parameters().values().toArray(Tensor[]::new));
    }

    /** Number of trainable values. */
    public final long parameterCount() {
        return entries.parameters().values().stream().mapToLong(Tensor::numel).sum();
    }

    /** The entries of the head, whose size depends on the number of classes: its weight, then its bias. */
    public final Set<String> headEntries() {
        String name = head().linear().name() + ".";
        return entries.parameters().keySet().stream()
                .filter(entry -> entry.startsWith(name))
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet));
    }

    /** The weight {@code (out, channel, height, width)} that reads the image, whose size depends on the channels. */
    public final String firstConvolution() {
        return entries.parameters().entrySet().stream()
                .filter(entry -> entry.getValue().dim() == 4)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** Lays the convolutions' weights out with channels last, which suits bfloat16 and most convolutions. */
    public final Network toChannelsLast() {
        replaceTensors(t -> t.dim() == 4 ? t.contiguous(MemoryFormat.ChannelsLast) : t);
        channelsLast = true;
        return this;
    }

    /** Whether images should come with channels last, too. */
    public final boolean isChannelsLast() {
        return channelsLast;
    }

    /** Moves all tensors; optimisers made before stay with the same parameters. */
    public final Network to(Device target) {
        target.requireAvailable();
        replaceTensors(t -> t.to(target.toTorch(), t.scalar_type()));
        device = target;
        return this;
    }

    private void replaceTensors(UnaryOperator<Tensor> change) {
        if (folded) {
            throw new IllegalStateException("move or lay out a network before folding it");
        }
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            for (Tensor tensor : entries.state().values()) {
                tensor.set_data(change.apply(tensor.detach()));
            }
        }
    }

    /** An independent network of equal values, device and layout: a replica for another worker, or a snapshot. */
    public final Network copy() {
        Network copy = Networks.create(spec, new Seed(0));
        if (channelsLast) {
            copy.toChannelsLast();
        }
        if (!device.equals(Device.CPU)) {
            copy.to(device);
        }
        copy.copyStateFrom(this);
        return copy;
    }

    /** Takes over all values of a network of the same spec, in place and across devices. */
    public final void copyStateFrom(Network other) {
        if (!spec.equals(other.spec)) {
            throw new IllegalArgumentException("cannot copy the state of " + other.spec + " to " + spec);
        }
        copyEntries(other, this, Set.of());
    }

    private static void copyEntries(Network from, Network to, Set<String> except) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            to.state().forEach((name, tensor) -> {
                if (!except.contains(name)) {
                    tensor.copy_(from.entry(name));
                }
            });
        }
    }

    /** A copy with a new head for another number of classes, drawn from the seed; everything else is taken over. */
    public final Network withClasses(int classes, Seed seed) {
        Network other = Networks.create(spec.withClasses(classes), seed);
        copyEntries(this, other, headEntries());
        if (channelsLast) {
            other.toChannelsLast();
        }
        return device.equals(Device.CPU) ? other : other.to(device);
    }

    /**
     * A copy for inference whose batch norms are folded into the convolutions before them: fewer operations, the same
     * logits up to rounding.
     */
    public final Network folded() {
        return folded(Precision.FLOAT32);
    }

    /**
     * The same; with bfloat16 the folded weights are stored so, which spares autocast converting them at every pass.
     */
    public final Network folded(Precision precision) {
        ScalarType type = precision == Precision.BFLOAT16 ? ScalarType.BFloat16 : ScalarType.Float;
        Network copy = copy();
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            copy.convNorms.forEach(pair -> pair.fold(type));
        }
        copy.folded = true;
        return copy;
    }

    @Override
    public final void close() {
        entries.close();
    }
}
