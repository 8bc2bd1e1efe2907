package org.subtext.learn.interior;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.subtext.learn.networks.Pass;

/**
 * Grad-CAM: ReLU(Σ_k w_k A_k) with A_k the channels of the last values that have a place and w_k the mean over the
 * places of the gradient of the class's logit, enlarged bilinearly to the image's size.
 *
 * <p>Of a vision transformer the tokens that enter the last layer, less the class token, are laid out as the grid of
 * patches they came from. The map is that of the image as it is, also where scores are means over it and its mirror
 * image.
 *
 * <p>Source: Selvaraju and others (2017), doi:10.1109/ICCV.2017.74. Checked against captum's {@code LayerGradCam} in
 * {@code AttributionsTest}.
 */
final class GradCam {
    private static final long[] PLACES = {2, 3};
    private static final int SEQUENCE = 3;

    private final Gradients gradients;

    GradCam(Gradients gradients) {
        this.gradients = gradients;
    }

    /** Scaled images {@code (batch, channel, height, width)} and a class each to {@code (batch, height, width)}. */
    Tensor of(Tensor images, Tensor classes) {
        String wanted = gradients.network().lastPlaces();
        AtomicReference<@Nullable Tensor> found = new AtomicReference<>();
        Tensor logits;
        try (Pass pass = Pass.watching((layer, values) -> {
            if (!layer.equals(wanted)) {
                return values;
            }
            Tensor leaf = Gradients.leaf(values);
            found.set(leaf);
            return leaf;
        })) {
            logits = gradients.logits(images, pass);
        }
        Tensor values = Objects.requireNonNull(found.get(), () -> "no layer named " + wanted);
        Tensor gradient = Gradients.of(Gradients.sumOfOwn(logits, classes), values);
        Tensor map = asMap(values.detach());
        Tensor weights = asMap(gradient).mean(PLACES).unsqueeze(2).unsqueeze(3);
        Tensor coarse = map.mul(weights).sum(1).relu().unsqueeze(1);
        return torch.upsample_bilinear2d(coarse, new long[] {images.size(2), images.size(3)}, false)
                .squeeze(1);
    }

    /** {@code (batch, 1 + patch, width)} as {@code (batch, width, row, column)}; maps as they are. */
    private static Tensor asMap(Tensor values) {
        if (values.dim() != SEQUENCE) {
            return values;
        }
        long patches = values.size(1) - 1;
        long side = Math.round(Math.sqrt(patches));
        return values.narrow(1, 1, patches).transpose(1, 2).reshape(values.size(0), values.size(2), side, side);
    }
}
