package org.subtext.deidentification.lettering;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.subtext.dicom.pixels.DisplayImage;

/** Grey values of 0 to 1, row by row, to draw on. */
@SuppressWarnings("ArrayRecordComponent") // pixels, never compared
record FloatImage(int width, int height, float[] values) {
    Grey grey() {
        return Grey.of(width, height, values);
    }

    /** Turned by a quarter to the left, so that what was upright runs upwards. */
    FloatImage turnedLeft() {
        float[] turned = new float[values.length];
        for (int y = 0; y < width; y++) {
            for (int x = 0; x < height; x++) {
                turned[y * height + x] = values[x * width + width - 1 - y];
            }
        }
        return new FloatImage(height, width, turned);
    }

    static FloatImage of(DisplayImage shown) {
        float[] values = new float[shown.width() * shown.height()];
        for (int i = 0; i < values.length; i++) {
            values[i] = shown.colour()
                    ? ((shown.rgb()[3 * i] & 0xFF) + (shown.rgb()[3 * i + 1] & 0xFF) + (shown.rgb()[3 * i + 2] & 0xFF))
                            / 765f
                    : (shown.grey()[i] & 0xFFFF) / 65535f;
        }
        return new FloatImage(shown.width(), shown.height(), values);
    }

    /** A body of soft edges with ribs, a spine and noise before black. */
    static FloatImage phantom(SplittableRandom random, int width, int height) {
        float[] values = new float[width * height];
        double ribs = random.nextDouble(9, 16);
        double slope = random.nextDouble(0.1, 0.5);
        double noise = random.nextDouble(0.01, 0.05);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double u = 2.0 * x / width - 1;
                double v = 2.0 * y / height - 1;
                double body = 1 / (1 + Math.exp(12 * (Math.hypot(u / 0.8, v / 0.95) - 1)));
                double rib = 0.1 * Math.max(0, Math.sin(ribs * (v + slope * u * u) * Math.PI));
                double spine = 0.3 * Math.exp(-50 * u * u);
                values[y * width + x] = (float) (body * (0.35 + rib + spine) + noise * random.nextGaussian());
            }
        }
        return new FloatImage(width, height, values);
    }

    /** A picture file, the mean of its channels. */
    static FloatImage read(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        int bands = Math.min(3, image.getRaster().getNumBands());
        float most = (1 << image.getSampleModel().getSampleSize(0)) - 1;
        float[] values = new float[image.getWidth() * image.getHeight()];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int sum = 0;
                for (int band = 0; band < bands; band++) {
                    sum += image.getRaster().getSample(x, y, band);
                }
                values[y * image.getWidth() + x] = sum / (bands * most);
            }
        }
        return new FloatImage(image.getWidth(), image.getHeight(), values);
    }
}
