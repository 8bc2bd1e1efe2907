package org.subtext.perturbation;

import java.util.SplittableRandom;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;

/** Images for the tests: the closed-form one of the reference vectors, at any side, and random ones. */
final class TestImages {
    private TestImages() {}

    static PixelLayout layout(int side, int channels) {
        return new PixelLayout(side, channels, Resize.ANTIALIASED_BILINEAR);
    }

    /** Grey values 0 to 255 of the reference vectors, as pixels in every channel. */
    static PixelValues closedForm(int side, int channels) {
        PixelValues image = new PixelValues(layout(side, channels), new float[channels * side * side]);
        for (int channel = 0; channel < channels; channel++) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    image.values()[image.offset(channel) + y * side + x] = grey(y, x) / 255f;
                }
            }
        }
        return image;
    }

    static int grey(int y, int x) {
        return (7 * y + 13 * x + 3 * ((y * x) >> 5) + 60 * (((y >> 4) + (x >> 4)) & 1)) % 256;
    }

    static PixelValues random(int side, int channels, SplittableRandom random) {
        PixelValues image = new PixelValues(layout(side, channels), new float[channels * side * side]);
        for (int i = 0; i < image.values().length; i++) {
            image.values()[i] = (float) random.nextDouble();
        }
        return image;
    }

    static PixelValues copy(PixelValues image) {
        return new PixelValues(image.layout(), image.values().clone());
    }

    /** Applies to a copy. */
    static PixelValues apply(Perturbation perturbation, PixelValues image) {
        return perturbation.apply(copy(image), 0, new Seed(0));
    }

    static PixelValues apply(String setting, PixelValues image) {
        return apply(Perturbations.parse(setting), image);
    }

    /**
     * Mean, standard deviation, smallest and largest value, and the values at four points, as reference.py takes them.
     */
    static double[] figures(double[] plane) {
        int side = (int) Math.sqrt(plane.length);
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : plane) {
            sum += value;
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        double mean = sum / plane.length;
        double squares = 0;
        for (double value : plane) {
            squares += (value - mean) * (value - mean);
        }
        double[] figures = {mean, Math.sqrt(squares / plane.length), least, most, 0, 0, 0, 0};
        double[][] points = {{0, 0}, {0.1, 0.9}, {0.5, 0.5}, {0.97, 0.3}};
        for (int i = 0; i < points.length; i++) {
            int y = (int) (points[i][0] * (side - 1));
            int x = (int) (points[i][1] * (side - 1));
            figures[4 + i] = plane[y * side + x];
        }
        return figures;
    }

    static double[] plane(PixelValues image, int channel) {
        double[] plane = new double[image.valuesPerChannel()];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = image.values()[image.offset(channel) + i];
        }
        return plane;
    }
}
