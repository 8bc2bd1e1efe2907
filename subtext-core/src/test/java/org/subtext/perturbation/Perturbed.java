package org.subtext.perturbation;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.images.Resize;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;

/** Small images for tests of perturbations. */
public final class Perturbed {
    private Perturbed() {}

    public static PixelLayout grey(int side) {
        return new PixelLayout(side, 1, Resize.AREA_AVERAGE);
    }

    static PixelLayout colour(int side) {
        return new PixelLayout(side, 3, Resize.AREA_AVERAGE);
    }

    /** The closed-form image of validation/perturbations/intensity_reference.py. */
    public static float[] formula(int side, int shift) {
        float[] values = new float[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int grey = 7 * y + 13 * x + 3 * ((y * x) >> 5) + 60 * (((y >> 4) + (x >> 4)) & 1) + shift;
                values[y * side + x] = (grey & 255) / 255f;
            }
        }
        return values;
    }

    public static PixelValues random(SplittableRandom random, PixelLayout layout) {
        float[] values = new float[layout.valuesPerImage()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(65536) / 65535f;
        }
        return new PixelValues(layout, values);
    }

    static float[] apply(Perturbation perturbation, float[] grey) {
        PixelLayout layout = grey((int) Math.sqrt(grey.length));
        return perturbation
                .apply(new PixelValues(layout, grey.clone()), 0, new Seed(1))
                .values();
    }

    /** Images in memory as a source. */
    public static PixelSource source(List<float[]> images, PixelLayout layout) {
        return new PixelSource() {
            @Override
            public PixelLayout layout() {
                return layout;
            }

            @Override
            public int size() {
                return images.size();
            }

            @Override
            public void read(int row, FloatBuffer target) {
                target.put(images.get(row));
            }
        };
    }
}
