package org.subtext.learn.networks;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** ConvNeXt-tiny (Liu et al. 2022, doi:10.1109/CVPR52688.2022.01167), table 9. */
final class ConvNeXt extends Network {
    private static final int[] WIDTHS = {96, 192, 384, 768};
    private static final int[] BLOCKS = {3, 3, 9, 3};
    private static final int TOTAL_BLOCKS = 18;

    /** Probability of skipping the last block in training; it grows linearly from 0 at the first. */
    private static final double LAST_DROP = 0.1;

    /** Initial factor of each residual, so that a new network is close to the identity. */
    private static final double LAYER_SCALE = 1e-6;

    private static final Fill FILL = Fill.truncatedNormal(0.02);

    private final Convolution stem;
    private final LayerNorm stemNorm;
    private final List<List<Block>> stages = new ArrayList<>();
    private final List<Downsampling> downsamplings = new ArrayList<>();
    private final LayerNorm last;
    private final Head head;

    ConvNeXt(Layers layers) {
        super(layers.convolutionsFilledBy(FILL));
        stem = layers.convolutionWithBias("features.0.0", spec().inputChannels(), WIDTHS[0], Kernel.patches(4));
        stemNorm = layers.layerNorm("features.0.1", WIDTHS[0]);
        int built = 0;
        for (int s = 0; s < WIDTHS.length; s++) {
            if (s > 0) {
                downsamplings.add(new Downsampling(layers, "features." + 2 * s, WIDTHS[s - 1], WIDTHS[s]));
            }
            List<Block> stage = new ArrayList<>();
            for (int i = 0; i < BLOCKS[s]; i++) {
                double drop = LAST_DROP * built++ / (TOTAL_BLOCKS - 1);
                stage.add(new Block(layers, "features." + (2 * s + 1) + "." + i, WIDTHS[s], drop));
            }
            stages.add(stage);
        }
        int width = WIDTHS[WIDTHS.length - 1];
        last = layers.layerNorm("classifier.0", width);
        head = new Head(layers.linear("classifier.2", width, spec().classes(), FILL, Fill.ZERO), 0);
    }

    @Override
    Tensor embed(Tensor images, Pass pass) {
        Tensor x = pass.leaving("features.0", stemNorm.applyToChannels(stem.apply(images)));
        for (int s = 0; s < stages.size(); s++) {
            if (s > 0) {
                x = downsamplings.get(s - 1).apply(x);
            }
            for (Block block : stages.get(s)) {
                x = block.apply(x, pass);
            }
            x = pass.leaving("features." + (2 * s + 1), x);
        }
        return last.apply(torch.adaptive_avg_pool2d(x, 1, 1).flatten(1, -1));
    }

    @Override
    Head head() {
        return head;
    }

    @Override
    public String lastPlaces() {
        return "features." + (2 * stages.size() - 1);
    }

    /** Halves height and width. */
    private static final class Downsampling {
        private final LayerNorm norm;
        private final Convolution reduce;

        Downsampling(Layers layers, String name, int in, int out) {
            norm = layers.layerNorm(name + ".0", in);
            reduce = layers.convolutionWithBias(name + ".1", in, out, Kernel.patches(2));
        }

        Tensor apply(Tensor x) {
            return reduce.apply(norm.applyToChannels(x));
        }
    }

    /** Depthwise 7×7, then a two-layer network on each pixel's channels, four times as wide inside. */
    private static final class Block {
        private final Tensor layerScale;
        private final Convolution spatial;
        private final LayerNorm norm;
        private final Linear widen;
        private final Linear narrow;
        private final double drop;

        Block(Layers layers, String name, int width, double drop) {
            layerScale = layers.parameter(name + ".layer_scale", Fill.constant(LAYER_SCALE), width, 1, 1);
            spatial = layers.convolutionWithBias(name + ".block.0", width, width, Kernel.depthwise(7, 1, width));
            norm = layers.layerNorm(name + ".block.2", width);
            widen = layers.linear(name + ".block.3", width, 4 * width, FILL, Fill.ZERO);
            narrow = layers.linear(name + ".block.5", 4 * width, width, FILL, Fill.ZERO);
            this.drop = drop;
        }

        Tensor apply(Tensor x, Pass pass) {
            Tensor pixels = norm.apply(spatial.apply(x).permute(0, 2, 3, 1));
            Tensor y = narrow.apply(torch.gelu(widen.apply(pixels))).permute(0, 3, 1, 2);
            return pass.stochasticDepth(y.mul(layerScale), drop).add_(x);
        }
    }
}
