package org.subtext.learn.interior;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Integrated gradients of a class's log-probability along the straight line from a baseline: (x − b) times the mean
 * gradient over 32 midpoints of the line.
 *
 * <p>The line lies on the network's scale: image and baseline share offset and unit of the image, since an image that
 * is standardised by itself would look the same all along a line of pixels. Completeness: the signed values add up to
 * the log-probability of the image less that of the baseline, up to the error of the midpoint rule.
 *
 * <p>Source: Sundararajan, Taly and Yan (2017), arXiv:1703.01365. Checked against captum's {@code IntegratedGradients}
 * ({@code riemann_middle}) in {@code AttributionsTest}.
 */
final class IntegratedGradients {
    static final int STEPS = 32;

    private final Gradients gradients;
    private final int steps;

    IntegratedGradients(Gradients gradients) {
        this(gradients, STEPS);
    }

    IntegratedGradients(Gradients gradients, int steps) {
        this.gradients = gradients;
        this.steps = steps;
    }

    /** Signed values in the shape of the scaled images, which the baseline broadcasts to. */
    Tensor signed(Tensor images, Tensor baseline, Tensor classes) {
        Tensor way = images.sub(baseline);
        Tensor sum = torch.zeros_like(images);
        for (int step = 0; step < steps; step++) {
            try (PointerScope scope = new PointerScope()) {
                Tensor point = Gradients.leaf(baseline.add(way.mul(new Scalar((step + 0.5) / steps))));
                Tensor own = Gradients.sumOfOwn(gradients.logProbabilities(point), classes);
                sum.add_(Gradients.of(own, point));
            }
        }
        return sum.mul(way).div(new Scalar((double) steps));
    }

    /** {@code (batch, height, width)}: absolute value of the sum over channels. */
    Tensor of(Tensor images, Tensor baseline, Tensor classes) {
        return signed(images, baseline, classes).sum(1).abs();
    }
}
