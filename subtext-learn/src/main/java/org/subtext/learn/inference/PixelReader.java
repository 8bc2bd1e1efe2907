package org.subtext.learn.inference;

import java.nio.FloatBuffer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.recognition.Normalisation;

/**
 * Reads images of a source straight into native memory and scales them. Its memory is reused from batch to batch: use a
 * batch before reading the next. One thread at a time.
 */
public final class PixelReader implements AutoCloseable {
    private final PixelSource source;
    private final Normalisation scaling;
    private final int capacity;
    private final Tensor images;
    private final FloatBuffer memory;

    public PixelReader(PixelSource source, Normalisation scaling, int capacity) {
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
        Tensor batch = images.narrow(0, 0, to - from);
        return scaling.equals(Normalisation.UNIT)
                ? batch
                : Scaling.of(batch, scaling).applyInPlace(batch);
    }

    @Override
    public void close() {
        images.close();
    }
}
