package org.subtext.learn.networks;

import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.subtext.learn.engine.Natives;
import org.subtext.provenance.Seed;

/**
 * How a forward pass is made: in evaluation (running statistics, no noise), or in training (batch statistics, dropout
 * and stochastic depth drawn from a generator of its own).
 *
 * <p>Noise is drawn on the processor whatever the device, so that it is the same everywhere. {@link #EVALUATION} may
 * be shared between threads; a training pass belongs to one thread and is closed by its owner.
 */
public final class Pass implements AutoCloseable {
    /** Sees what leaves each stage of a network, and decides what goes on. */
    @FunctionalInterface
    public interface Observer {
        /**
         * The network goes on with what is returned: the same values, or a new leaf of the gradient.
         *
         * @param layer torchvision's name of the module, or {@link Network#EMBEDDING}
         * @param values {@code (batch, channel, height, width)}, {@code (batch, 1 + patch, width)} behind a class
         *     token, or {@code (batch, feature)}; they belong to the caller's scope and are not overwritten later in
         *     the pass
         */
        Tensor leaving(String layer, Tensor values);
    }

    /** Running statistics and no noise; closing it does nothing. */
    public static final Pass EVALUATION = new Pass(null, null, (layer, values) -> values);

    private final @Nullable Generator generator;
    private final @Nullable GeneratorOptional optional;

    private final Observer observer;

    private Pass(@Nullable Generator generator, @Nullable GeneratorOptional optional, Observer observer) {
        this.generator = generator;
        this.optional = optional;
        this.observer = observer;
    }

    /** An evaluation pass that shows the observer what leaves each stage. */
    public static Pass watching(Observer observer) {
        return new Pass(null, null, observer);
    }

    /** A training pass whose noise depends on the seed and on what was drawn before. */
    public static Pass training(Seed seed) {
        Natives.load();
        Generator generator = torch.make_generator_cpu(seed.value()).retainReference();
        return new Pass(generator, new GeneratorOptional(generator).retainReference(), EVALUATION.observer);
    }

    public boolean isTraining() {
        return generator != null;
    }

    /** To be called with what leaves each stage, outside of scopes of the network's own; go on with the result. */
    Tensor leaving(String layer, Tensor values) {
        return observer.leaving(layer, values);
    }

    /** Zeroes single elements with probability {@code rate} and scales the rest by {@code 1 / (1 - rate)}. */
    Tensor dropout(Tensor x, double rate) {
        return isTraining() && rate > 0 ? x.mul(mask(x, x.shape(), 1 - rate)) : x;
    }

    /**
     * Stochastic depth by row: zeroes the whole residual of an image with probability {@code rate} (Huang et al. 2016,
     * "Deep networks with stochastic depth").
     */
    Tensor stochasticDepth(Tensor residual, double rate) {
        if (!isTraining() || rate <= 0) {
            return residual;
        }
        long[] shape = residual.shape();
        for (int axis = 1; axis < shape.length; axis++) {
            shape[axis] = 1;
        }
        return residual.mul(mask(residual, shape, 1 - rate));
    }

    private Tensor mask(Tensor like, long[] shape, double survival) {
        Tensor mask = torch.empty(shape);
        mask.bernoulli_(survival, optional);
        return mask.div_(new Scalar(survival)).to(like.device(), like.scalar_type());
    }

    @Override
    public void close() {
        if (generator != null && optional != null) {
            optional.close();
            generator.close();
        }
    }
}
