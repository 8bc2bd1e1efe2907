package org.subtext.images;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.progress.Progress;

/**
 * Images in 64 bits each, by which like ones are found among many without comparing all with all.
 *
 * <p>The 64 lowest coefficients of the cosine transform of an image at {@value #GRID} pixels a side, whose grey values
 * were replaced by their ranks, so that no change of exposure or grey scale says anything; of each the sign against the
 * mean over the cohort, because chest films of different people are all like the mean one. Beside the whole image the
 * same of its inner parts, cropped as somebody may have cropped a copy. One pass over decoded pixels, on all cores.
 */
public final class ImageSketches {
    /** The whole image, and what is left of it: left, top, right and bottom edge as shares of the side. */
    private static final double[][] CROPS = {
        {0, 0, 1, 1},
        {0.02, 0.02, 0.98, 0.98},
        {0.04, 0.04, 0.96, 0.96},
        {0.025, 0, 1, 1},
        {0, 0.025, 1, 1},
        {0, 0, 0.975, 1},
        {0, 0, 1, 0.975}
    };

    /** Of each image. */
    static final int PARTS = CROPS.length;

    private static final int GRID = 32;
    private static final int READ_AT = 64;
    private static final int COEFFICIENTS = Long.SIZE;
    /** Sums of the two frequencies below this make 65 coefficients and the mean. */
    private static final int FREQUENCIES = 11;
    /** From so many images the mean one is known well enough. */
    private static final int MOST_FOR_MEAN = 2000;

    private final PixelSource pixels;
    private final int[] rows;
    private final float[] means;
    /** Of each image, of which an empty one has none. */
    private final long[][] signs;

    private ImageSketches(PixelSource pixels, int[] rows, float[] means, long[][] signs) {
        this.pixels = pixels;
        this.rows = rows;
        this.means = means;
        this.signs = signs;
    }

    /**
     * Sketches of rows of a pixel source.
     *
     * @param rows in this order the images are counted, from 0
     */
    public static ImageSketches of(PixelSource pixels, int[] rows, Progress progress) {
        return of(pixels, rows, null, progress);
    }

    /** Sketches of another cohort, against the mean image of this one, so that both can be compared. */
    public ImageSketches alike(PixelSource otherPixels, int[] otherRows, Progress progress) {
        return of(otherPixels, otherRows, means, progress);
    }

    private static ImageSketches of(PixelSource pixels, int[] rows, float @Nullable [] known, Progress progress) {
        int side = Math.min(GRID, pixels.layout().side());
        float[][] cosines = cosines(side);
        float[] means = known == null ? means(pixels, rows, side, cosines) : known;
        long[][] signs = new long[rows.length][];
        progress.begin("Looking for like images", rows.length, "images");
        IntStream.range(0, rows.length).parallel().forEach(i -> {
            SmallGrey image = read(pixels, rows[i]);
            signs[i] = image.isEmpty()
                    ? new long[0]
                    : Arrays.stream(CROPS)
                            .mapToLong(crop -> signs(transform(image.part(crop, side), side, cosines), means))
                            .toArray();
            progress.advance(1, "");
        });
        progress.end(rows.length + " images");
        return new ImageSketches(pixels, rows.clone(), means, signs);
    }

    /** Some of the images, counted anew. */
    public ImageSketches only(int[] images) {
        return new ImageSketches(
                pixels,
                Arrays.stream(images).map(i -> rows[i]).toArray(),
                means,
                Arrays.stream(images).mapToObj(i -> signs[i]).toArray(long[][]::new));
    }

    public int size() {
        return rows.length;
    }

    /** Whether there is nothing to see in an image of a source. */
    public static boolean isEmpty(PixelSource pixels, int row) {
        return read(pixels, row).isEmpty();
    }

    /** Whether there is nothing to see in an image: all of its pixels, or nearly all, are alike. */
    public boolean isEmpty(int image) {
        return signs[image].length == 0;
    }

    /** Of the whole image first, then of its inner parts; not of an empty one. */
    long[] signs(int image) {
        return signs[image];
    }

    /** The image for close comparison. */
    SmallGrey small(int image) {
        return read(pixels, rows[image]);
    }

    private static SmallGrey read(PixelSource pixels, int row) {
        return SmallGrey.of(pixels, row, Math.min(READ_AT, pixels.layout().side()));
    }

    private static float[] means(PixelSource pixels, int[] rows, int side, float[][] cosines) {
        int count = Math.min(MOST_FOR_MEAN, rows.length);
        float[][] some = new float[count][];
        IntStream.range(0, count).parallel().forEach(i -> {
            SmallGrey image = read(pixels, rows[(int) ((long) i * rows.length / count)]);
            some[i] = image.isEmpty() ? new float[0] : transform(image.part(CROPS[0], side), side, cosines);
        });
        float[] means = new float[COEFFICIENTS];
        int present = 0;
        for (float[] one : some) {
            for (int k = 0; k < one.length; k++) {
                means[k] += one[k];
            }
            present += one.length > 0 ? 1 : 0;
        }
        for (int k = 0; k < means.length; k++) {
            means[k] /= Math.max(1, present);
        }
        return means;
    }

    private static long signs(float[] values, float[] means) {
        long signs = 0;
        for (int k = 0; k < values.length; k++) {
            signs |= values[k] > means[k] ? 1L << k : 0;
        }
        return signs;
    }

    /** Coefficients in order of frequency, dealt out so that every fourth stands beside each other. */
    private static float[] transform(float[] image, int side, float[][] cosines) {
        float[] byRow = new float[side * FREQUENCIES];
        for (int y = 0; y < side; y++) {
            for (int u = 0; u < FREQUENCIES; u++) {
                float[] cosine = cosines[u];
                float sum = 0;
                for (int x = 0; x < side; x++) {
                    sum += image[y * side + x] * cosine[x];
                }
                byRow[u * side + y] = sum;
            }
        }
        float[] coefficients = new float[COEFFICIENTS];
        int k = 0;
        for (int sum = 1; sum < FREQUENCIES; sum++) {
            for (int u = 0; u <= sum && k < COEFFICIENTS; u++) {
                float[] cosine = cosines[sum - u];
                float total = 0;
                for (int y = 0; y < side; y++) {
                    total += byRow[u * side + y] * cosine[y];
                }
                coefficients[k % 4 * (COEFFICIENTS / 4) + k / 4] = total;
                k++;
            }
        }
        return coefficients;
    }

    private static float[][] cosines(int side) {
        float[][] cosines = new float[FREQUENCIES][side];
        for (int u = 0; u < FREQUENCIES; u++) {
            for (int x = 0; x < side; x++) {
                cosines[u][x] = (float) Math.cos(Math.PI * (x + 0.5) * u / side);
            }
        }
        return cosines;
    }
}
