package org.subtext.perturbation;

import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.provenance.Seed;

/**
 * Blur as the study's code did it: a Gaussian over the whole array of images, which mixes each image with those of the patients
 * that stand before and after it (study definition 2.6). For comparison with the study only.
 *
 * <p>As SciPy's {@code gaussian_filter}: weights exp(-d² / 2σ²) to d = ⌊4 σ + 1/2⌋, adding up to 1; beyond an end the array is
 * mirrored with its last value repeated ("reflect"). Axes are (image, height, width); a channel is blurred by itself, as
 * the study's only one was. The order of images is that of the pixel source; without one, an image stands alone.
 *
 * @param name of the setting it stands in for, with "as coded"
 * @param sigma of the Gaussian, in pixels and in images; the study's was 2
 * @param neighbours where the images before and after are read; null before {@link #prepared}
 */
public record StudyBlur(String name, double sigma, @Nullable PixelSource neighbours) implements Perturbation {
    private static final double TRUNCATE = 4.0;

    public StudyBlur(String name, double sigma) {
        this(name, sigma, null);
    }

    @Override
    public String description() {
        return "Gaussian blur of " + Numbers.text(sigma)
                + " pixels -- as the study's code did it: the blur runs over the"
                + " order of the images too, so that each is mixed with those of neighbouring patients";
    }

    @Override
    public Perturbation prepared(PixelSource pixels, int[] trainingRows) {
        return new StudyBlur(name, sigma, pixels);
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        double[] weights = weights(sigma);
        int side = image.side();
        double[] mixed = acrossImages(image, row, weights);
        double[] line = new double[side];
        for (int channel = 0; channel < image.channels(); channel++) {
            for (int i = 0; i < side; i++) {
                blur(mixed, image.offset(channel) + i, side, side, weights, line);
            }
            for (int i = 0; i < side; i++) {
                blur(mixed, image.offset(channel) + i * side, 1, side, weights, line);
            }
        }
        for (int i = 0; i < mixed.length; i++) {
            image.values()[i] = (float) mixed[i];
        }
        return image;
    }

    private double[] acrossImages(PixelValues image, int row, double[] weights) {
        double[] mixed = new double[image.values().length];
        PixelLayout layout = image.layout();
        int radius = weights.length / 2;
        int count = neighbours == null ? 1 : neighbours.size();
        float[] other = new float[mixed.length];
        for (int step = -radius; step <= radius; step++) {
            int at = reflected((neighbours == null ? 0 : row) + step, count);
            if (neighbours == null || at == row) {
                add(image.values(), weights[step + radius], mixed);
            } else {
                if (!neighbours.layout().equals(layout)) {
                    throw new IllegalStateException("images of " + layout + " among others of " + neighbours.layout());
                }
                neighbours.read(at, FloatBuffer.wrap(other));
                add(other, weights[step + radius], mixed);
            }
        }
        return mixed;
    }

    private static void add(float[] values, double weight, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * values[i];
        }
    }

    private static void blur(double[] values, int from, int step, int count, double[] weights, double[] line) {
        int radius = weights.length / 2;
        for (int i = 0; i < count; i++) {
            double sum = 0;
            for (int j = 0; j < weights.length; j++) {
                sum += weights[j] * values[from + step * reflected(i + j - radius, count)];
            }
            line[i] = sum;
        }
        for (int i = 0; i < count; i++) {
            values[from + step * i] = line[i];
        }
    }

    /** From any index to one within: … 1 0 | 0 1 … n-1 | n-1 n-2 … */
    static int reflected(int index, int count) {
        int at = Math.floorMod(index, 2 * count);
        return at < count ? at : 2 * count - 1 - at;
    }

    static double[] weights(double sigma) {
        int radius = (int) (TRUNCATE * sigma + 0.5);
        double[] weights = new double[2 * radius + 1];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double distance = i - radius;
            weights[i] = Math.exp(-0.5 * distance * distance / (sigma * sigma));
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }
}
