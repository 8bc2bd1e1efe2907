package org.subtext.learn.networks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Residual networks (He et al. 2016, doi:10.1109/CVPR.2016.90), table 1; the stride of a bottleneck sits in its 3×3
 * convolution, as in torchvision.
 */
final class ResNet extends Network {
    private static final long[] NO_DILATION = {1, 1};

    /** How many blocks each of the four stages has, of which kind, and how wide the first stage is. */
    enum Depth {
        RESNET18(false, 2, 2, 2, 2),
        RESNET34(false, 3, 4, 6, 3),
        RESNET50(true, 3, 4, 6, 3);

        private final boolean bottleneck;
        private final int[] blocks;

        Depth(boolean bottleneck, int... blocks) {
            this.bottleneck = bottleneck;
            this.blocks = blocks;
        }
    }

    /**
     * What comes before the stages.
     *
     * @param width channels of the stem and of the first stage
     * @param pool window of the max-pool, which has stride 2
     * @param dropout before the head
     */
    record Stem(int width, Kernel kernel, int pool, double dropout) {
        /** 7×7 with stride 2, for images of 128 pixels and more. */
        static final Stem PUBLISHED = new Stem(64, Kernel.same(7, 2), 3, 0);

        /** 3×3 with stride 1 at half width, so that small images keep detail; ours. */
        static final Stem SMALL_IMAGES = new Stem(32, Kernel.same(3, 1), 2, 0.3);
    }

    private final Stem stemSettings;
    private final ConvNorm stem;
    private final Map<String, List<Block>> stages = new LinkedHashMap<>();
    private final Head head;

    ResNet(Layers layers, Depth depth, Stem stemSettings) {
        super(layers);
        this.stemSettings = stemSettings;
        int width = stemSettings.width();
        stem = layers.convNorm("conv1", "bn1", spec().inputChannels(), width, stemSettings.kernel());
        int channels = width;
        for (int stage = 0; stage < depth.blocks.length; stage++) {
            int stageWidth = width << stage;
            String stageName = "layer" + (stage + 1);
            List<Block> blocks = new ArrayList<>();
            for (int i = 0; i < depth.blocks[stage]; i++) {
                int stride = stage > 0 && i == 0 ? 2 : 1;
                String name = stageName + "." + i;
                Block block = depth.bottleneck
                        ? bottleneck(layers, name, channels, stageWidth, stride)
                        : basic(layers, name, channels, stageWidth, stride);
                blocks.add(block);
                channels = block.channels();
            }
            stages.put(stageName, blocks);
        }
        Linear fc = layers.linear(
                "fc", channels, spec().classes(), Fill.LINEAR_DEFAULT, Fill.uniform(1 / Math.sqrt(channels)));
        head = new Head(fc, stemSettings.dropout());
    }

    @Override
    Tensor embed(Tensor images, Pass pass) {
        Tensor x = stem.apply(images, pass).relu_();
        int pool = stemSettings.pool();
        int padding = (pool - 1) / 2;
        x = torch.max_pool2d(
                x, new long[] {pool, pool}, new long[] {2, 2}, new long[] {padding, padding}, NO_DILATION, false);
        x = pass.leaving("maxpool", x);
        for (Map.Entry<String, List<Block>> stage : stages.entrySet()) {
            for (Block block : stage.getValue()) {
                Tensor input = x;
                x = Scoped.result(() -> block.apply(input, pass));
            }
            x = pass.leaving(stage.getKey(), x);
        }
        return torch.adaptive_avg_pool2d(x, 1, 1).flatten(1, -1);
    }

    @Override
    Head head() {
        return head;
    }

    @Override
    public String lastPlaces() {
        return "layer4";
    }

    /** Two 3×3 convolutions round a shortcut. */
    private static Block basic(Layers layers, String name, int in, int width, int stride) {
        ConvNorm first = layers.convNorm(name + ".conv1", name + ".bn1", in, width, Kernel.same(3, stride));
        ConvNorm second = layers.convNorm(name + ".conv2", name + ".bn2", width, width, Kernel.same(3, 1));
        return new Block(List.of(first, second), shortcut(layers, name, in, width, stride), width);
    }

    /** 1×1 down, 3×3, 1×1 up to four times the width. */
    private static Block bottleneck(Layers layers, String name, int in, int width, int stride) {
        int out = 4 * width;
        ConvNorm reduce = layers.convNorm(name + ".conv1", name + ".bn1", in, width, Kernel.pointwise());
        ConvNorm spatial = layers.convNorm(name + ".conv2", name + ".bn2", width, width, Kernel.same(3, stride));
        ConvNorm expand = layers.convNorm(name + ".conv3", name + ".bn3", width, out, Kernel.pointwise());
        return new Block(List.of(reduce, spatial, expand), shortcut(layers, name, in, out, stride), out);
    }

    /** The identity, or a 1×1 projection where the shape changes. */
    private static @Nullable ConvNorm shortcut(Layers layers, String name, int in, int out, int stride) {
        if (stride == 1 && in == out) {
            return null;
        }
        return layers.convNorm(name + ".downsample.0", name + ".downsample.1", in, out, Kernel.same(1, stride));
    }

    /** A residual block; ReLU follows every convolution but the last, and the sum. */
    private record Block(
            List<ConvNorm> convolutions, @Nullable ConvNorm projection, int channels) {
        Tensor apply(Tensor x, Pass pass) {
            int last = convolutions.size() - 1;
            Tensor y = x;
            for (int i = 0; i < last; i++) {
                y = convolutions.get(i).apply(y, pass).relu_();
            }
            y = convolutions.get(last).apply(y, pass);
            Tensor shortcut = projection == null ? x : projection.apply(x, pass);
            return y.add_(shortcut).relu_();
        }
    }
}
