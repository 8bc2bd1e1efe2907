package org.subtext.routes.perturbed;

import java.nio.FloatBuffer;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;
import org.subtext.sources.phantom.PhantomImage;

/** One phantom chest film of any layout, row 0, for pictures that must show no patient. */
public final class PhantomPixels implements PixelSource {
    private static final int SMALLEST = 32;
    private static final int LARGEST = 1024;
    private static final Seed SEED = new Seed(20220511);

    private final PixelLayout layout;
    private final float[] grey;

    public PhantomPixels(PixelLayout layout) {
        this.layout = layout;
        int side = layout.side();
        // a whole multiple below 32 pixels, so that reducing it is a mean of blocks
        int painted = Math.min(LARGEST, side * ((SMALLEST + side - 1) / side));
        PhantomImage image = PhantomImage.chest(painted, SEED);
        this.grey = Tiles.resized(image.grey(), painted, side);
    }

    @Override
    public PixelLayout layout() {
        return layout;
    }

    public PixelValues image() {
        FloatBuffer values = FloatBuffer.allocate(layout.valuesPerImage());
        read(0, values);
        return new PixelValues(layout, values.array());
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public void read(int row, FloatBuffer target) {
        for (int channel = 0; channel < layout.channels(); channel++) {
            target.put(grey);
        }
    }
}
