package org.subtext.perturbation;

import java.nio.FloatBuffer;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.provenance.Seed;

/** Images as they are after a perturbation, made at each reading. Training and scoring read it like any other source. */
public final class PerturbedPixels implements PixelSource {
    private final PixelSource source;
    private final Perturbation perturbation;
    private final Seed seed;

    /** @param seed of all images; each row draws from a child of it, so that order and threads do not matter */
    public PerturbedPixels(PixelSource source, Perturbation perturbation, Seed seed) {
        this.source = source;
        this.perturbation = perturbation;
        this.seed = seed;
    }

    @Override
    public PixelLayout layout() {
        return perturbation.layout(source.layout());
    }

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public void read(int row, FloatBuffer target) {
        PixelLayout given = source.layout();
        float[] values = new float[given.valuesPerImage()];
        source.read(row, FloatBuffer.wrap(values));
        PixelValues changed = perturbation.apply(new PixelValues(given, values), row, seed.child("image", row));
        target.put(changed.values());
    }
}
