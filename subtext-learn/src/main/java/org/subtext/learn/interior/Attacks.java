package org.subtext.learn.interior;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.subtext.learn.inference.Scaling;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Normalisation;
import org.subtext.recognition.RecogniserInterior.Attack;

/**
 * Attacked images: the input moved so that the loss of the recorded class rises, or moved as far without a direction.
 *
 * <p>The loss is the cross-entropy of what scoring gives, its gradient that of the float32 network, through the scaling
 * where that looks at the image. PGD starts at the image itself. The study's forms work on the network's scale instead
 * of pixels, clamp to [0, 1] there, and take what the network misreads as it is; an ε of 0 is not clamped.
 */
final class Attacks {
    /** Length of a step of projected gradient descent in units of ε / steps. */
    private static final double STRIDE = 2.5;

    private final Gradients gradients;
    private final Normalisation scaling;

    Attacks(Gradients gradients, Normalisation scaling) {
        this.gradients = gradients;
        this.scaling = scaling;
    }

    static boolean isOfTheStudy(Attack.Kind kind) {
        return switch (kind) {
            case FGSM, PGD, RANDOM_SIGN, GAUSSIAN, CLAMP_ONLY -> false;
            case STUDY_FGSM, STUDY_GAUSSIAN, STUDY_CLAMP_ONLY -> true;
        };
    }

    /**
     * Attacked images as the network takes them.
     *
     * @param pixels {@code (batch, channel, height, width)} in [0, 1]
     * @param labels recorded class of each
     * @param rows of the images, which choose the random control of each
     */
    Tensor scaled(Attack attack, Tensor pixels, Tensor labels, int[] rows, Seed seed) {
        return isOfTheStudy(attack.kind())
                ? onScale(attack, Scaling.of(pixels, scaling).apply(pixels), labels, rows, seed)
                : scale(pixels(attack, pixels, labels, rows, seed));
    }

    /** The same as pixels; the study's forms return to the scale of the image they began from. */
    Tensor pixels(Attack attack, Tensor pixels, Tensor labels, int[] rows, Seed seed) {
        Scalar epsilon = new Scalar(attack.epsilon());
        return switch (attack.kind()) {
            case FGSM -> clamped(pixels.add(direction(pixels, labels).mul(epsilon)));
            case PGD -> descended(attack, pixels, labels);
            case RANDOM_SIGN ->
                clamped(pixels.add(drawn(pixels, rows, seed, Attacks::sign).mul(epsilon)));
            case GAUSSIAN ->
                clamped(pixels.add(drawn(pixels, rows, seed, SplittableRandom::nextGaussian)
                        .mul(epsilon)));
            case CLAMP_ONLY -> clamped(pixels);
            case STUDY_FGSM, STUDY_GAUSSIAN, STUDY_CLAMP_ONLY -> {
                Scaling own = Scaling.of(pixels, scaling);
                yield own.invert(onScale(attack, own.apply(pixels), labels, rows, seed));
            }
        };
    }

    private Tensor onScale(Attack attack, Tensor images, Tensor labels, int[] rows, Seed seed) {
        if (attack.kind() == Attack.Kind.STUDY_CLAMP_ONLY) {
            return clamped(images);
        }
        if (attack.epsilon() == 0) {
            return images;
        }
        Scalar epsilon = new Scalar(attack.epsilon());
        if (attack.kind() == Attack.Kind.STUDY_GAUSSIAN) {
            return clamped(images.add(
                    drawn(images, rows, seed, SplittableRandom::nextGaussian).mul(epsilon)));
        }
        Tensor leaf = Gradients.leaf(images);
        Tensor byClass = gradients.logProbabilities(leaf);
        Tensor step =
                Gradients.of(Gradients.sumOfOwn(byClass, labels).neg(), leaf).sign();
        Tensor misread = byClass.argmax(new LongOptional(1), false).ne(labels).view(-1, 1, 1, 1);
        return torch.where(misread, images, clamped(images.add(step.mul(epsilon))));
    }

    private Tensor descended(Attack attack, Tensor pixels, Tensor labels) {
        Tensor attacked = pixels.clone();
        Tensor low = pixels.sub(new Scalar(attack.epsilon()));
        Tensor high = pixels.add(new Scalar(attack.epsilon()));
        Scalar stride = new Scalar(STRIDE * attack.epsilon() / attack.steps());
        for (int step = 0; step < attack.steps(); step++) {
            try (PointerScope scope = new PointerScope()) {
                Tensor moved = attacked.add(direction(attacked, labels).mul(stride));
                attacked.copy_(clamped(moved.maximum(low).minimum(high)));
            }
        }
        return attacked;
    }

    /** Sign of the loss's gradient with respect to the pixels. */
    private Tensor direction(Tensor pixels, Tensor labels) {
        Tensor leaf = Gradients.leaf(pixels);
        Tensor loss = Gradients.sumOfOwn(gradients.logProbabilities(scale(leaf)), labels)
                .neg();
        return Gradients.of(loss, leaf).sign();
    }

    private Tensor scale(Tensor pixels) {
        return Scaling.of(pixels, scaling).apply(pixels);
    }

    private static Tensor clamped(Tensor values) {
        return values.clamp(new ScalarOptional(new Scalar(0)), new ScalarOptional(new Scalar(1)));
    }

    private static double sign(SplittableRandom random) {
        return random.nextBoolean() ? 1 : -1;
    }

    /** Numbers in the shape of the images; those of an image depend on seed and row only. */
    private static Tensor drawn(Tensor like, int[] rows, Seed seed, ToDoubleFunction<SplittableRandom> draw) {
        Tensor numbers = torch.empty(like.shape());
        int width = (int) (like.numel() / rows.length);
        float[] one = new float[width];
        var target = numbers.data_ptr_float().capacity(like.numel()).asBuffer();
        for (int row : rows) {
            SplittableRandom random = seed.child("image", row).random();
            for (int i = 0; i < width; i++) {
                one[i] = (float) draw.applyAsDouble(random);
            }
            target.put(one);
        }
        return numbers.to(like.device(), like.scalar_type());
    }
}
