package org.subtext.learn.networks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * EfficientNet (Tan and Le 2019, arXiv:1905.11946), table 1, scaled in width and depth by the compound rule.
 */
final class EfficientNet extends Network {
    /** B0 is the base; B2 is wider by 1.1 and deeper by 1.2. */
    enum Scale {
        B0(1.0, 1.0, 0.2),
        B2(1.1, 1.2, 0.3);

        private final double width;
        private final double depth;
        private final double dropout;

        Scale(double width, double depth, double dropout) {
            this.width = width;
            this.depth = depth;
            this.dropout = dropout;
        }

        private int channels(int base) {
            return Channels.multipleOfEight(base * width);
        }

        private int repeats(int base) {
            return (int) Math.ceil(base * depth);
        }
    }

    private record Stage(int expansion, int kernel, int stride, int in, int out, int repeats) {}

    private static final List<Stage> STAGES = List.of(
            new Stage(1, 3, 1, 32, 16, 1),
            new Stage(6, 3, 2, 16, 24, 2),
            new Stage(6, 5, 2, 24, 40, 2),
            new Stage(6, 3, 2, 40, 80, 3),
            new Stage(6, 5, 1, 80, 112, 3),
            new Stage(6, 5, 2, 112, 192, 4),
            new Stage(6, 3, 1, 192, 320, 1));

    private static final String LAST = "features." + (STAGES.size() + 1);

    /** Probability of skipping the last block in training; it grows linearly from 0 at the first. */
    private static final double LAST_DROP = 0.2;

    private final ConvNorm stem;
    private final Map<String, List<InvertedResidual>> stages = new LinkedHashMap<>();
    private final ConvNorm last;
    private final Head head;

    EfficientNet(Layers layers, Scale scale) {
        super(layers);
        int channels = scale.channels(STAGES.get(0).in());
        stem = layers.convNorm("features.0.0", "features.0.1", spec().inputChannels(), channels, Kernel.same(3, 2));
        int total = STAGES.stream().mapToInt(s -> scale.repeats(s.repeats())).sum();
        int built = 0;
        for (int s = 0; s < STAGES.size(); s++) {
            Stage stage = STAGES.get(s);
            String stageName = "features." + (s + 1);
            List<InvertedResidual> blocks = new ArrayList<>();
            int out = scale.channels(stage.out());
            for (int i = 0; i < scale.repeats(stage.repeats()); i++) {
                String name = stageName + "." + i + ".block";
                double drop = LAST_DROP * built++ / total;
                blocks.add(new InvertedResidual(
                        layers,
                        name,
                        new InvertedResidual.Shape(
                                channels,
                                Channels.multipleOfEight(channels * stage.expansion()),
                                out,
                                stage.kernel(),
                                i == 0 ? stage.stride() : 1,
                                Activation.SILU,
                                Math.max(1, channels / 4),
                                Activation.SILU,
                                SqueezeExcitation.Gate.SIGMOID,
                                drop)));
                channels = out;
            }
            stages.put(stageName, blocks);
        }
        int features = 4 * channels;
        last = layers.convNorm(LAST + ".0", LAST + ".1", channels, features, Kernel.pointwise());
        Fill weights = Fill.uniform(1 / Math.sqrt(spec().classes()));
        head = new Head(layers.linear("classifier.1", features, spec().classes(), weights, Fill.ZERO), scale.dropout);
    }

    @Override
    Tensor embed(Tensor images, Pass pass) {
        Tensor x = pass.leaving("features.0", Activation.SILU.apply(stem.apply(images, pass), pass));
        for (Map.Entry<String, List<InvertedResidual>> stage : stages.entrySet()) {
            for (InvertedResidual block : stage.getValue()) {
                x = block.apply(x, pass);
            }
            x = pass.leaving(stage.getKey(), x);
        }
        x = pass.leaving(LAST, Activation.SILU.apply(last.apply(x, pass), pass));
        return torch.adaptive_avg_pool2d(x, 1, 1).flatten(1, -1);
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
