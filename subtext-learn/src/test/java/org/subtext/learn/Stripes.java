package org.subtext.learn;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.recognition.LabelledImages;

/**
 * Small noisy images of two or three classes that a small network tells apart within a few passes: stripes across,
 * stripes down, no stripes.
 */
public final class Stripes {
    public static final PixelLayout LAYOUT = new PixelLayout(16, 1, Resize.AREA_AVERAGE);

    private Stripes() {}

    /** {@code count} images of as many classes as asked for, three a patient, labels in turn. */
    public static LabelledImages of(int count, int classes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count * LAYOUT.valuesPerImage()];
        int[] labels = IntStream.range(0, count).map(i -> i % classes).toArray();
        for (int i = 0; i < values.length; i++) {
            int pixel = i % LAYOUT.valuesPerImage();
            int along = labels[i / LAYOUT.valuesPerImage()] == 0 ? pixel / LAYOUT.side() : pixel % LAYOUT.side();
            boolean bright = labels[i / LAYOUT.valuesPerImage()] < 2 && along / 2 % 2 == 0;
            values[i] = (float) ((bright ? 0.6 : 0.4) + 0.3 * (random.nextDouble() - 0.5));
        }
        return new LabelledImages(
                new ArrayPixels(LAYOUT, values),
                IntStream.range(0, count).toArray(),
                labels,
                IntStream.range(0, count).map(i -> i / 3).toArray());
    }

    public static LabelledImages none() {
        return new LabelledImages(new ArrayPixels(LAYOUT, new float[0]), new int[0], new int[0], new int[0]);
    }
}
