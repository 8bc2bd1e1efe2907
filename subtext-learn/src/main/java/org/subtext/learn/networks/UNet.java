package org.subtext.learn.networks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.subtext.learn.engine.Natives;
import org.subtext.provenance.Seed;

/**
 * A small U-Net: images {@code (batch, channel, height, width)} to logits {@code (batch, 1, height, width)}.
 *
 * <p>Four levels of two 3×3 convolutions with batch norm and ReLU, widths 16 to 128; down by 2×2 maxima, up bilinearly,
 * beside what the way down saw (Ronneberger, Fischer and Brox 2015, doi:10.1007/978-3-319-24574-4_28). Height and width
 * are multiples of 8. Its tensors live until {@link #close}; evaluation passes may run from several threads.
 */
public final class UNet implements AutoCloseable {
    /** Height and width must be a multiple of this: three times halved. */
    public static final int MULTIPLE = 8;

    private static final int[] WIDTHS = {16, 32, 64, 128};
    private static final long[] TWO = {2, 2};
    private static final long[] NO_PADDING = {0, 0};
    private static final long[] NO_DILATION = {1, 1};

    private final int channels;
    private final Entries entries;
    private final List<Block> down = new ArrayList<>();
    private final List<Block> up = new ArrayList<>();
    private final Convolution last;

    private UNet(int channels, Layers layers) {
        this.channels = channels;
        this.entries = layers.entries();
        int in = channels;
        for (int level = 0; level < WIDTHS.length; level++) {
            down.add(Block.of(layers, "down" + level, in, WIDTHS[level]));
            in = WIDTHS[level];
        }
        for (int level = WIDTHS.length - 2; level >= 0; level--) {
            up.add(Block.of(layers, "up" + level, WIDTHS[level + 1] + WIDTHS[level], WIDTHS[level]));
        }
        last = layers.convolutionWithBias("last", WIDTHS[0], 1, Kernel.pointwise());
    }

    /** A new network on the processor, in float32; equal seeds give equal values. */
    public static UNet create(int channels, Seed seed) {
        Natives.load();
        try (PointerScope scope = new PointerScope()) {
            return new UNet(channels, new Layers(seed.child("initialisation")));
        }
    }

    public int channels() {
        return channels;
    }

    /** All tensors by name; not to be closed by the caller. */
    public Map<String, Tensor> state() {
        return entries.state();
    }

    /** The trainable among them, in the same order. */
    public Map<String, Tensor> parameters() {
        return entries.parameters();
    }

    /** Images, standardised, to logits of being inside. */
    public Tensor forward(Tensor images, Pass pass) {
        List<Tensor> seen = new ArrayList<>();
        Tensor x = images;
        for (int level = 0; level < down.size(); level++) {
            if (level > 0) {
                x = torch.max_pool2d(x, TWO, TWO, NO_PADDING, NO_DILATION, false);
            }
            x = down.get(level).apply(x, pass);
            seen.add(x);
        }
        for (int i = 0; i < up.size(); i++) {
            Tensor beside = seen.get(seen.size() - 2 - i);
            Tensor larger = torch.upsample_bilinear2d(x, new long[] {beside.size(2), beside.size(3)}, false);
            x = up.get(i).apply(torch.cat(new TensorVector(larger, beside), 1), pass);
        }
        return last.apply(x);
    }

    @Override
    public void close() {
        entries.close();
    }

    private record Block(ConvNorm first, ConvNorm second) {
        static Block of(Layers layers, String name, int in, int out) {
            return new Block(
                    layers.convNorm(name + ".conv1", name + ".norm1", in, out, Kernel.same(3, 1)),
                    layers.convNorm(name + ".conv2", name + ".norm2", out, out, Kernel.same(3, 1)));
        }

        Tensor apply(Tensor x, Pass pass) {
            return second.apply(first.apply(x, pass).relu_(), pass).relu_();
        }
    }
}
