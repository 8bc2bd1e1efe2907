package org.subtext.learn.inference;

import java.nio.FloatBuffer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.recognition.TrainingPlan.PixelScaling;

/**
 * Reads images of a source straight into native memory and scales them. Its memory is reused from batch to batch: use a
 * batch before reading the next. One thread at a time.
 */
public final class PixelReader implements AutoCloseable {
    private static final double[] IMAGENET_MEAN = {0.485, 0.456, 0.406};
    private static final double[] IMAGENET_DEVIATION = {0.229, 0.224, 0.225};
    private static final double IMAGENET_GREY_MEAN = 0.449;
    private static final double IMAGENET_GREY_DEVIATION = 0.226;
    private static final double LEAST_DEVIATION = 1e-3; // keeps an image of one value finite
    private static final long[] ALL_BUT_BATCH = {1, 2, 3};

    private final PixelSource source;
    private final PixelScaling scaling;
    private final int capacity;
    private final Tensor images;
    private final FloatBuffer memory;

    public PixelReader(PixelSource source, PixelScaling scaling, int capacity) {
        PixelLayout layout = source.layout();
        this.source = source;
        this.scaling = scaling;
        this.capacity = capacity;
        this.images = torch.empty(capacity, layout.channels(), layout.side(), layout.side());
        images.retainReference();
        this.memory = images.data_ptr_float()
                .capacity((long) capacity * layout.valuesPerImage())
                .asBuffer();
    }

    /** Rows {@code rows[from]} to {@code rows[to - 1]} as {@code (to - from, channel, height, width)}, scaled. */
    public Tensor read(int[] rows, int from, int to) {
        if (to - from > capacity) {
            throw new IllegalArgumentException("asked for " + (to - from) + " images, room for " + capacity);
        }
        memory.clear();
        for (int i = from; i < to; i++) {
            source.read(rows[i], memory);
        }
        return scaled(images.narrow(0, 0, to - from));
    }

    private Tensor scaled(Tensor x) {
        return switch (scaling) {
            case UNIT -> x;
            case ZERO_TO_255 -> x.mul_(new Scalar(255.0));
            case IMAGENET -> imagenet(x);
            case STANDARDISED_PER_IMAGE -> standardised(x);
        };
    }

    private static Tensor standardised(Tensor x) {
        Tensor mean = x.mean(ALL_BUT_BATCH, true, new ScalarTypeOptional());
        Tensor centred = x.sub_(mean);
        Tensor variance = centred.mul(centred).mean(ALL_BUT_BATCH, true, new ScalarTypeOptional());
        return centred.div_(variance.sqrt().add(new Scalar(LEAST_DEVIATION)));
    }

    private static Tensor imagenet(Tensor x) {
        int channels = (int) x.size(1);
        if (channels == 1) {
            return x.sub_(new Scalar(IMAGENET_GREY_MEAN)).div_(new Scalar(IMAGENET_GREY_DEVIATION));
        }
        for (int c = 0; c < channels; c++) {
            x.select(1, c).sub_(new Scalar(IMAGENET_MEAN[c])).div_(new Scalar(IMAGENET_DEVIATION[c]));
        }
        return x;
    }

    @Override
    public void close() {
        images.close();
    }
}
