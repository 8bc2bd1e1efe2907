package org.subtext.learn.inference;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.subtext.recognition.Normalisation;
import org.subtext.recognition.TrainingPlan.PixelScaling;

/**
 * From pixels in [0, 1] to what a network takes: {@code (x − offset) / unit}, with offset and unit of an image or of
 * all.
 *
 * <p>Axes are {@code (batch, channel, height, width)}; offset and unit broadcast to them.
 *
 * @param offset what becomes 0
 * @param unit what becomes 1 above it
 */
public record Scaling(Tensor offset, Tensor unit) {
    private static final double[] IMAGENET_MEAN = {0.485, 0.456, 0.406};
    private static final double[] IMAGENET_DEVIATION = {0.229, 0.224, 0.225};
    private static final double IMAGENET_GREY_MEAN = 0.449;
    private static final double IMAGENET_GREY_DEVIATION = 0.226;
    private static final double LEAST_DEVIATION = 1e-3; // keeps an image of one value finite
    private static final double LEAST_VARIANCE = 1e-12; // keeps the gradient of its root finite
    private static final long[] ALL_BUT_BATCH = {1, 2, 3};

    /** How these images are scaled; where the scaling looks at the image, its gradient flows through it. */
    public static Scaling of(Tensor images, PixelScaling kind) {
        return switch (kind) {
            case UNIT -> constant(images, new double[] {0}, new double[] {1});
            case ZERO_TO_255 -> constant(images, new double[] {0}, new double[] {1 / 255.0});
            case IMAGENET ->
                images.size(1) == 1
                        ? constant(images, new double[] {IMAGENET_GREY_MEAN}, new double[] {IMAGENET_GREY_DEVIATION})
                        : constant(images, IMAGENET_MEAN, IMAGENET_DEVIATION);
            case STANDARDISED_PER_IMAGE -> {
                Tensor mean = images.mean(ALL_BUT_BATCH, true, new ScalarTypeOptional());
                Tensor centred = images.sub(mean);
                Tensor variance = centred.mul(centred).mean(ALL_BUT_BATCH, true, new ScalarTypeOptional());
                yield new Scaling(
                        mean,
                        variance.clamp_min(new Scalar(LEAST_VARIANCE)).sqrt().add(new Scalar(LEAST_DEVIATION)));
            }
        };
    }

    /** How these images are scaled; means and deviations are one a channel, or one for all. */
    public static Scaling of(Tensor images, Normalisation how) {
        return how.kind() == null
                ? constant(images, perChannel(images, how.mean()), perChannel(images, how.deviation()))
                : of(images, how.kind());
    }

    private static double[] perChannel(Tensor images, List<Double> values) {
        double[] each = new double[Math.toIntExact(images.size(1))];
        Arrays.setAll(each, channel -> values.get(values.size() == 1 ? 0 : channel));
        return each;
    }

    /** New tensors. */
    public Tensor apply(Tensor images) {
        return images.sub(offset).div(unit);
    }

    /** Overwrites the images, which spares a copy of each batch. */
    Tensor applyInPlace(Tensor images) {
        return images.sub_(offset).div_(unit);
    }

    /** Back to pixels. */
    public Tensor invert(Tensor scaled) {
        return scaled.mul(unit).add(offset);
    }

    /** What a black image is on this scale. */
    public Tensor black() {
        return offset.neg().div(unit);
    }

    private static Scaling constant(Tensor images, double[] offset, double[] unit) {
        return new Scaling(filled(images, offset), filled(images, unit));
    }

    private static Tensor filled(Tensor images, double[] values) {
        Tensor tensor = torch.empty(1, values.length, 1, 1);
        for (int c = 0; c < values.length; c++) {
            tensor.select(1, c).fill_(new Scalar(values[c]));
        }
        return tensor.to(images.device(), images.scalar_type());
    }
}
