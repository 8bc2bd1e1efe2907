package org.subtext.learn.networks;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * DenseNet-121 (Huang et al. 2017, doi:10.1109/CVPR.2017.243), table 1: each layer reads everything before it in its
 * block and adds 32 channels; a transition halves channels and size.
 */
final class DenseNet extends Network {
    private static final int GROWTH = 32;
    private static final int BOTTLENECK = 4 * GROWTH;
    private static final int STEM = 64;
    private static final int[] BLOCKS = {6, 12, 24, 16};
    private static final long[] NO_DILATION = {1, 1};
    private static final String LAST = "features.norm5"; // and the ReLU behind it, which torchvision gives no name

    private final ConvNorm stem;
    private final List<List<DenseLayer>> blocks = new ArrayList<>();
    private final List<Transition> transitions = new ArrayList<>();
    private final BatchNorm last;
    private final Head head;

    DenseNet(Layers layers) {
        super(layers.convolutionsFilledBy(Fill.KAIMING_NORMAL_FAN_IN));
        stem = layers.convNorm("features.conv0", "features.norm0", spec().inputChannels(), STEM, Kernel.same(7, 2));
        int channels = STEM;
        for (int b = 0; b < BLOCKS.length; b++) {
            List<DenseLayer> block = new ArrayList<>();
            for (int i = 0; i < BLOCKS[b]; i++) {
                block.add(denseLayer(layers, "features.denseblock" + (b + 1) + ".denselayer" + (i + 1), channels));
                channels += GROWTH;
            }
            blocks.add(block);
            if (b < BLOCKS.length - 1) {
                transitions.add(transition(layers, "features.transition" + (b + 1), channels));
                channels /= 2;
            }
        }
        last = layers.batchNorm(LAST, channels);
        head = new Head(layers.linear("classifier", channels, spec().classes(), Fill.LINEAR_DEFAULT, Fill.ZERO), 0);
    }

    private static DenseLayer denseLayer(Layers layers, String name, int in) {
        BatchNorm norm = layers.batchNorm(name + ".norm1", in);
        ConvNorm reduce = layers.convNorm(name + ".conv1", name + ".norm2", in, BOTTLENECK, Kernel.pointwise());
        return new DenseLayer(norm, reduce, layers.convolution(name + ".conv2", BOTTLENECK, GROWTH, Kernel.same(3, 1)));
    }

    private static Transition transition(Layers layers, String name, int in) {
        BatchNorm norm = layers.batchNorm(name + ".norm", in);
        return new Transition(norm, layers.convolution(name + ".conv", in, in / 2, Kernel.pointwise()));
    }

    @Override
    Tensor embed(Tensor images, Pass pass) {
        Tensor x = stem.apply(images, pass).relu_();
        x = torch.max_pool2d(x, new long[] {3, 3}, new long[] {2, 2}, new long[] {1, 1}, NO_DILATION, false);
        x = pass.leaving("features.pool0", x);
        for (int b = 0; b < blocks.size(); b++) {
            List<DenseLayer> block = blocks.get(b);
            Tensor before = x;
            x = pass.leaving("features.denseblock" + (b + 1), Scoped.result(() -> dense(block, before, pass)));
            if (b < transitions.size()) {
                x = transitions.get(b).apply(x, pass);
            }
        }
        x = pass.leaving(LAST, last.apply(x, pass).relu_());
        return torch.adaptive_avg_pool2d(x, 1, 1).flatten(1, -1);
    }

    /** The block's input and each layer's new channels, side by side. */
    private static Tensor dense(List<DenseLayer> block, Tensor input, Pass pass) {
        TensorVector maps = new TensorVector(input);
        Tensor all = input;
        for (DenseLayer layer : block) {
            Tensor seen = all;
            maps.push_back(Scoped.result(() -> layer.apply(seen, pass)));
            all = torch.cat(maps, 1);
        }
        return all;
    }

    @Override
    Head head() {
        return head;
    }

    @Override
    public String lastPlaces() {
        return LAST;
    }

    /** Norm, ReLU, 1×1, norm, ReLU, 3×3: the second norm follows a convolution and can be folded, the first cannot. */
    private record DenseLayer(BatchNorm norm, ConvNorm reduce, Convolution grow) {
        Tensor apply(Tensor x, Pass pass) {
            Tensor narrow = reduce.apply(norm.apply(x, pass).relu_(), pass).relu_();
            return grow.apply(narrow);
        }
    }

    private record Transition(BatchNorm norm, Convolution reduce) {
        Tensor apply(Tensor x, Pass pass) {
            return torch.avg_pool2d(reduce.apply(norm.apply(x, pass).relu_()), 2, 2);
        }
    }
}
