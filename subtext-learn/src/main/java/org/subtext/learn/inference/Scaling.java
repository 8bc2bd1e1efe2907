package org.subtext.learn.inference;

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
    private static final long[] ALL_BUT_BATCH = {1, 2, 3};

    /** How these images are scaled; where the scaling looks at the image, its gradient flows through it. */
    public static Scaling of(Tensor images, PixelScaling kind) {
        return of(images, Normalisation.of(kind));
    }

    /** The same of any normalisation. */
    public static Scaling of(Tensor images, Normalisation how) {
        return how.inNumbers(Math.toIntExact(images.size(1)))
                .map(numbers -> new Scaling(filled(images, numbers.mean()), filled(images, numbers.deviation())))
                .orElseGet(() -> ofEach(images));
    }

    private static Scaling ofEach(Tensor images) {
        Tensor mean = images.mean(ALL_BUT_BATCH, true, new ScalarTypeOptional());
        Tensor centred = images.sub(mean);
        Tensor variance = centred.mul(centred).mean(ALL_BUT_BATCH, true, new ScalarTypeOptional());
        return new Scaling(
                mean,
                variance.clamp_min(new Scalar(Normalisation.LEAST_VARIANCE))
                        .sqrt()
                        .add(new Scalar(Normalisation.LEAST_DEVIATION)));
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

    private static Tensor filled(Tensor images, List<Double> values) {
        Tensor tensor = torch.empty(1, values.size(), 1, 1);
        for (int c = 0; c < values.size(); c++) {
            tensor.select(1, c).fill_(new Scalar(values.get(c)));
        }
        return tensor.to(images.device(), images.scalar_type());
    }
}
