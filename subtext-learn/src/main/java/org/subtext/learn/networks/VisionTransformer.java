package org.subtext.learn.networks;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * ViT-B/16 (Dosovitskiy et al. 2021, arXiv:2010.11929): the image as a sequence of 16 × 16 patches behind a class
 * token, twelve encoder layers, the class token's last state as embedding.
 */
final class VisionTransformer extends Network {
    /** Height and width of a patch in pixels. */
    static final int PATCH = 16;

    private static final int WIDTH = 768;
    private static final int MLP_WIDTH = 3072;
    private static final int HEADS = 12;
    private static final int LAYERS = 12;

    private final Tensor classToken;
    private final Convolution patches;
    private final Tensor positions;
    private final List<EncoderLayer> encoder = new ArrayList<>();
    private final LayerNorm last;
    private final Head head;

    VisionTransformer(Layers layers) {
        super(layers);
        int channels = spec().inputChannels();
        classToken = layers.parameter("class_token", Fill.ZERO, 1, 1, WIDTH);
        layers.convolutionsFilledBy(Fill.truncatedNormal(Math.sqrt(1.0 / (channels * PATCH * PATCH))));
        patches = layers.convolutionWithBias("conv_proj", channels, WIDTH, Kernel.patches(PATCH));
        int side = spec().imageSize() / PATCH;
        positions = layers.parameter("encoder.pos_embedding", Fill.normal(0.02), 1, side * side + 1, WIDTH);
        for (int i = 0; i < LAYERS; i++) {
            encoder.add(new EncoderLayer(layers, name(i)));
        }
        last = layers.layerNorm("encoder.ln", WIDTH);
        head = new Head(layers.linear("heads.head", WIDTH, spec().classes(), Fill.ZERO, Fill.ZERO), 0);
    }

    private static String name(int layer) {
        return "encoder.layers.encoder_layer_" + layer;
    }

    @Override
    Tensor embed(Tensor images, Pass pass) {
        int size = spec().imageSize();
        if (images.size(2) != size || images.size(3) != size) {
            throw new IllegalArgumentException("this vit_b_16 was made for images of " + size + " × " + size
                    + " pixels and was given " + images.size(2) + " × " + images.size(3));
        }
        Tensor sequence = patches.apply(images).flatten(2, -1).permute(0, 2, 1);
        Tensor token = classToken.expand(images.size(0), -1, -1).to(sequence.scalar_type());
        Tensor x = torch.cat(new TensorVector(token, sequence), 1).add(positions);
        for (int i = 0; i < encoder.size(); i++) {
            x = pass.leaving(name(i), encoder.get(i).apply(x));
        }
        return last.apply(x.select(1, 0));
    }

    @Override
    Head head() {
        return head;
    }

    @Override
    public String lastPlaces() {
        return name(LAYERS - 2);
    }

    /** Self-attention, then a two-layer network on each patch, each round a shortcut and behind a layer norm. */
    private static final class EncoderLayer {
        private final LayerNorm attentionNorm;
        private final Linear queryKeyValue;
        private final Linear attentionOut;
        private final LayerNorm mlpNorm;
        private final Linear widen;
        private final Linear narrow;

        EncoderLayer(Layers layers, String name) {
            attentionNorm = layers.layerNorm(name + ".ln_1", WIDTH);
            String attention = name + ".self_attention";
            queryKeyValue = new Linear(
                    attention,
                    layers.parameter(attention + ".in_proj_weight", Fill.XAVIER_UNIFORM, 3 * WIDTH, WIDTH),
                    layers.parameter(attention + ".in_proj_bias", Fill.ZERO, 3 * WIDTH),
                    layers.entries());
            attentionOut = layers.linear(attention + ".out_proj", WIDTH, WIDTH, Fill.LINEAR_DEFAULT, Fill.ZERO);
            mlpNorm = layers.layerNorm(name + ".ln_2", WIDTH);
            widen = layers.linear(name + ".mlp.0", WIDTH, MLP_WIDTH, Fill.XAVIER_UNIFORM, Fill.normal(1e-6));
            narrow = layers.linear(name + ".mlp.3", MLP_WIDTH, WIDTH, Fill.XAVIER_UNIFORM, Fill.normal(1e-6));
        }

        /** {@code (batch, patch, width)} to the same. */
        Tensor apply(Tensor x) {
            Tensor attended = attend(attentionNorm.apply(x)).add(x);
            return narrow.apply(torch.gelu(widen.apply(mlpNorm.apply(attended))))
                    .add(attended);
        }

        private Tensor attend(Tensor x) {
            long batch = x.size(0);
            long length = x.size(1);
            Tensor heads = queryKeyValue
                    .apply(x)
                    .view(batch, length, 3, HEADS, WIDTH / HEADS)
                    .permute(2, 0, 3, 1, 4);
            Tensor mixed =
                    torch.scaled_dot_product_attention(heads.select(0, 0), heads.select(0, 1), heads.select(0, 2));
            return attentionOut.apply(mixed.transpose(1, 2).reshape(batch, length, WIDTH));
        }
    }
}
