package org.subtext.audit;

import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.subtext.audit.Sifting.Unfit;
import org.subtext.images.DecodedFiles;
import org.subtext.images.ImageSketches;
import org.subtext.images.Outcome;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;

/** Some images decoded on all cores into memory, each with what became of it. */
final class DecodedBlock implements PixelSource {
    private static final int BYTES = 64 << 20;
    private static final int MOST = 512;
    private static final int FEWEST = 8;

    private final PixelLayout layout;
    private final float[][] pixels;
    private final Outcome[] outcomes;

    private DecodedBlock(PixelLayout layout, float[][] pixels, Outcome[] outcomes) {
        this.layout = layout;
        this.pixels = pixels;
        this.outcomes = outcomes;
    }

    /** How many images of a layout make a block of some tens of megabytes. */
    static int size(PixelLayout layout) {
        return Math.max(FEWEST, Math.min(MOST, BYTES / (layout.valuesPerImage() * Float.BYTES)));
    }

    /**
     * Some of the files of a source.
     *
     * @param source the same for all blocks, so that a volume is not read again for each
     */
    static DecodedBlock of(DecodedFiles source, int from, int to) {
        float[][] pixels = new float[to - from][source.layout().valuesPerImage()];
        Outcome[] outcomes = new Outcome[to - from];
        // Row after row, not each thread a part of its own: so all are at one volume at a time.
        AtomicInteger next = new AtomicInteger();
        IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .parallel()
                .forEach(thread -> {
                    for (int i = next.getAndIncrement(); i < outcomes.length; i = next.getAndIncrement()) {
                        outcomes[i] = source.tryRead(from + i, FloatBuffer.wrap(pixels[i]));
                    }
                });
        DecodedBlock block = new DecodedBlock(source.layout(), pixels, outcomes);
        IntStream.range(0, outcomes.length)
                .parallel()
                .filter(i -> outcomes[i] instanceof Outcome.Decoded && ImageSketches.isEmpty(block, i))
                .forEach(i -> outcomes[i] =
                        new Outcome.Unreadable("there is nothing to see: " + Unfit.NOTHING_TO_SEE.reason()));
        return block;
    }

    Outcome outcome(int row) {
        return outcomes[row];
    }

    /** Rows that hold an image. */
    int[] readable() {
        return IntStream.range(0, outcomes.length)
                .filter(i -> outcomes[i] instanceof Outcome.Decoded)
                .toArray();
    }

    @Override
    public PixelLayout layout() {
        return layout;
    }

    @Override
    public int size() {
        return pixels.length;
    }

    @Override
    public void read(int row, FloatBuffer target) {
        target.put(pixels[row]);
    }
}
