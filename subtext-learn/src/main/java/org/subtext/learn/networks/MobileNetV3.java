package org.subtext.learn.networks;

import static org.subtext.learn.networks.Activation.HARDSWISH;
import static org.subtext.learn.networks.Activation.RELU;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** MobileNetV3-small (Howard et al. 2019, doi:10.1109/ICCV.2019.00140), table 2. */
final class MobileNetV3 extends Network {
    private record Row(int kernel, int expanded, int out, boolean squeeze, Activation activation, int stride) {}

    private static final int STEM = 16;
    private static final int EMBEDDING = 1024;
    private static final double DROPOUT = 0.2;

    private static final List<Row> TABLE = List.of(
            new Row(3, 16, 16, true, RELU, 2),
            new Row(3, 72, 24, false, RELU, 2),
            new Row(3, 88, 24, false, RELU, 1),
            new Row(5, 96, 40, true, HARDSWISH, 2),
            new Row(5, 240, 40, true, HARDSWISH, 1),
            new Row(5, 240, 40, true, HARDSWISH, 1),
            new Row(5, 120, 48, true, HARDSWISH, 1),
            new Row(5, 144, 48, true, HARDSWISH, 1),
            new Row(5, 288, 96, true, HARDSWISH, 2),
            new Row(5, 576, 96, true, HARDSWISH, 1),
            new Row(5, 576, 96, true, HARDSWISH, 1));

    private static final String LAST = "features." + (TABLE.size() + 1);

    private final ConvNorm stem;
    private final List<InvertedResidual> blocks = new ArrayList<>();
    private final ConvNorm last;
    private final Linear embedding;
    private final Head head;

    MobileNetV3(Layers layers) {
        super(layers.normsWith(new Layers.NormSettings(1e-3, 0.01)));
        stem = layers.convNorm("features.0.0", "features.0.1", spec().inputChannels(), STEM, Kernel.same(3, 2));
        int channels = STEM;
        for (Row row : TABLE) {
            String name = "features." + (blocks.size() + 1) + ".block";
            int squeezed = row.squeeze() ? Channels.multipleOfEight(row.expanded() / 4) : 0;
            blocks.add(new InvertedResidual(
                    layers,
                    name,
                    new InvertedResidual.Shape(
                            channels,
                            row.expanded(),
                            row.out(),
                            row.kernel(),
                            row.stride(),
                            row.activation(),
                            squeezed,
                            RELU,
                            SqueezeExcitation.Gate.HARD_SIGMOID,
                            0)));
            channels = row.out();
        }
        int width = 6 * channels;
        last = layers.convNorm(LAST + ".0", LAST + ".1", channels, width, Kernel.pointwise());
        embedding = layers.linear("classifier.0", width, EMBEDDING, Fill.normal(0.01), Fill.ZERO);
        head = new Head(
                layers.linear("classifier.3", EMBEDDING, spec().classes(), Fill.normal(0.01), Fill.ZERO), DROPOUT);
    }

    @Override
    Tensor embed(Tensor images, Pass pass) {
        Tensor x = pass.leaving("features.0", HARDSWISH.apply(stem.apply(images, pass), pass));
        for (int i = 0; i < blocks.size(); i++) {
            x = pass.leaving("features." + (i + 1), blocks.get(i).apply(x, pass));
        }
        x = pass.leaving(LAST, HARDSWISH.apply(last.apply(x, pass), pass));
        Tensor means = torch.adaptive_avg_pool2d(x, 1, 1).flatten(1, -1);
        return HARDSWISH.apply(embedding.apply(means), pass);
    }

    @Override
    Head head() {
        return head;
    }

    @Override
    public String lastPlaces() {
        return LAST;
    }
}
