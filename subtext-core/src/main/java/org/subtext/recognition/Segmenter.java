package org.subtext.recognition;

import java.io.IOException;
import java.nio.file.Path;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.progress.Progress;

/**
 * A trained network that marks a region (lung, body, breast) in an image, so that routes can keep it or take it away.
 */
public interface Segmenter extends AutoCloseable {
    /** The pixels it takes. */
    PixelLayout layout();

    /**
     * Marks the region in the given rows, in order.
     *
     * @param receiver gets {@code side * side} probabilities of being inside, row by row, in [0, 1]
     */
    void mark(PixelSource pixels, int[] rows, RecogniserInterior.ValueReceiver receiver, Progress progress);

    /** What it was trained on and how well it overlaps drawn masks, in sentences. */
    String description();

    /** Writes weights and description as one safetensors file, atomically. */
    void save(Path model) throws IOException;

    @Override
    void close();
}
