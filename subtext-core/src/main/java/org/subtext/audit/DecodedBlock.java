package org.subtext.audit;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.images.DecodedFiles;
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

    static DecodedBlock of(List<Path> files, PixelLayout layout) {
        DecodedFiles source = new DecodedFiles(files, layout);
        float[][] pixels = new float[files.size()][layout.valuesPerImage()];
        Outcome[] outcomes = new Outcome[files.size()];
        IntStream.range(0, files.size())
                .parallel()
                .forEach(i -> outcomes[i] = source.tryRead(i, FloatBuffer.wrap(pixels[i])));
        return new DecodedBlock(layout, pixels, outcomes);
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
