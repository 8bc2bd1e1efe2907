package org.subtext.perturbation.contract;

import java.nio.FloatBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.perturbation.pixels.PixelChange;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;

/**
 * Images as they are after a perturbation, made at each reading. Training and scoring read it like any other source.
 * Keeps one image's memory for each thread that has read at the same time.
 */
public final class PerturbedPixels implements PixelSource {
    private final PixelSource source;
    private final PixelLayout given;
    private final PixelLayout layout;
    private final PixelChange change;
    private final Seed seed;
    private final Queue<float[]> idle = new ConcurrentLinkedQueue<>();

    /** @param seed of all images; each row draws from a child of it, so that order and threads do not matter */
    public PerturbedPixels(PixelSource source, Perturbation perturbation, Seed seed) {
        this.source = source;
        this.given = source.layout();
        this.layout = perturbation.layout(given);
        this.change = perturbation.on(given);
        this.seed = seed;
    }

    @Override
    public PixelLayout layout() {
        return layout;
    }

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public void read(int row, FloatBuffer target) {
        float[] borrowed = idle.poll();
        float[] values = borrowed == null ? new float[given.valuesPerImage()] : borrowed;
        source.read(row, FloatBuffer.wrap(values));
        PixelValues changed = change.apply(new PixelValues(given, values), row, seed.child("image", row));
        target.put(changed.values());
        idle.add(values);
    }
}
