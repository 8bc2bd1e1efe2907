package org.subtext.learn.networks;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;
import org.subtext.provenance.Seed;

/**
 * Makes the layers of one network, in the order in which torchvision registers them, and fills their parameters.
 *
 * <p>Each parameter draws from a generator seeded by its own name, so that a change of one layer (the head, the first
 * convolution) leaves all others as they were.
 */
final class Layers {
    /** ε of a batch norm and the weight of a new batch in its running statistics; torch's defaults in most papers. */
    record NormSettings(double epsilon, double momentum) {
        static final NormSettings DEFAULT = new NormSettings(1e-5, 0.1);
    }

    private final @Nullable NetworkSpec spec;
    private final Seed seed;
    private final DeviceType memory;
    private final Entries entries = new Entries();
    private final List<ConvNorm> convNorms = new ArrayList<>();
    private Fill convolutionFill = Fill.KAIMING_NORMAL_FAN_OUT;
    private NormSettings normSettings = NormSettings.DEFAULT;

    Layers(NetworkSpec spec, Seed seed) {
        this(spec, seed, DeviceType.CPU);
    }

    private Layers(@Nullable NetworkSpec spec, Seed seed, DeviceType memory) {
        this.spec = spec;
        this.seed = seed;
        this.memory = memory;
    }

    /** Layers whose tensors have a shape and neither memory nor values; nothing can be computed with them. */
    static Layers outline(NetworkSpec spec) {
        return new Layers(spec, new Seed(0), DeviceType.Meta);
    }

    /** For a network that no recogniser is made of. */
    Layers(Seed seed) {
        this(null, seed, DeviceType.CPU);
    }

    NetworkSpec spec() {
        return Objects.requireNonNull(spec, "these layers are no recogniser's");
    }

    Entries entries() {
        return entries;
    }

    List<ConvNorm> convNorms() {
        return convNorms;
    }

    /** Sets how the convolutions made from here on are filled. */
    Layers convolutionsFilledBy(Fill fill) {
        convolutionFill = fill;
        return this;
    }

    /** Sets ε and momentum of the batch norms made from here on. */
    Layers normsWith(NormSettings settings) {
        normSettings = settings;
        return this;
    }

    /** A convolution without bias, as those before a norm are. */
    Convolution convolution(String name, int in, int out, Kernel kernel) {
        Tensor weight = parameter(name + ".weight", convolutionFill, kernel.shape(in, out));
        return new Convolution(weight, new TensorOptional(), kernel, entries);
    }

    Convolution convolutionWithBias(String name, int in, int out, Kernel kernel) {
        Tensor weight = parameter(name + ".weight", convolutionFill, kernel.shape(in, out));
        Tensor bias = parameter(name + ".bias", Fill.ZERO, out);
        return new Convolution(weight, new TensorOptional(bias), kernel, entries);
    }

    BatchNorm batchNorm(String name, int channels) {
        Tensor weight = parameter(name + ".weight", Fill.ONE, channels);
        Tensor bias = parameter(name + ".bias", Fill.ZERO, channels);
        Tensor mean = entries.addBuffer(
                name + ".running_mean", torch.zeros(new long[] {channels}, options(ScalarType.Float)));
        Tensor variance =
                entries.addBuffer(name + ".running_var", torch.ones(new long[] {channels}, options(ScalarType.Float)));
        Tensor batches =
                entries.addBuffer(name + ".num_batches_tracked", torch.zeros(new long[0], options(ScalarType.Long)));
        return new BatchNorm(weight, bias, mean, variance, batches, normSettings, entries);
    }

    /** A convolution and the batch norm that follows it, which can later be folded into one. */
    ConvNorm convNorm(String convolution, String norm, int in, int out, Kernel kernel) {
        return convNorm(convolution(convolution, in, out, kernel), batchNorm(norm, out));
    }

    /** The same of layers that torchvision does not register one after the other. */
    ConvNorm convNorm(Convolution convolution, BatchNorm norm) {
        ConvNorm pair = new ConvNorm(convolution, norm, entries);
        convNorms.add(pair);
        return pair;
    }

    LayerNorm layerNorm(String name, int width) {
        Tensor weight = parameter(name + ".weight", Fill.ONE, width);
        Tensor bias = parameter(name + ".bias", Fill.ZERO, width);
        return new LayerNorm(width, weight, bias, entries);
    }

    Linear linear(String name, int in, int out, Fill weightFill, Fill biasFill) {
        Tensor weight = parameter(name + ".weight", weightFill, out, in);
        Tensor bias = parameter(name + ".bias", biasFill, out);
        return new Linear(name, weight, bias, entries);
    }

    Tensor parameter(String name, Fill fill, long... shape) {
        Tensor tensor = torch.empty(shape, options(ScalarType.Float), new MemoryFormatOptional());
        if (memory != DeviceType.Meta) {
            Generator generator = torch.make_generator_cpu(seed.child(name).value());
            fill.apply(tensor, new GeneratorOptional(generator));
        }
        return entries.addParameter(name, tensor);
    }

    private TensorOptions options(ScalarType type) {
        return new TensorOptions(type).device(new DeviceOptional(new Device(memory)));
    }
}
