package org.subtext.perturbation.pixels;

import org.subtext.images.PixelLayout;

/**
 * Units of images as the study's networks took them: {@code z = (g/255 - mean) / deviation}, by channel, with the means
 * and standard deviations of ImageNet (study definition 2.2). Float results, as the study's were.
 *
 * <p>An image of one channel is taken for the first of three, red: (0.485, 0.229).
 */
public final class ImageNetUnits {
    private static final double[] MEAN = {0.485, 0.456, 0.406};
    private static final double[] DEVIATION = {0.229, 0.224, 0.225};

    private ImageNetUnits() {}

    /** From a pixel, 0 to 1. */
    public static float fromPixel(float pixel, int channel) {
        return (float) ((pixel - MEAN[channel]) / DEVIATION[channel]);
    }

    /** Back to a pixel; values that were changed need not lie between 0 and 1. */
    public static float toPixel(double normalised, int channel) {
        return (float) toExactPixel(normalised, channel);
    }

    /** The pixel value that a normalised value stands for, 0 to 1: 0.6 is 0.6224, 0.5904 and 0.541. */
    public static double toExactPixel(double normalised, int channel) {
        return MEAN[channel] + DEVIATION[channel] * normalised;
    }

    /** One channel of an image. */
    public static double[] plane(PixelValues image, int channel) {
        double[] plane = new double[image.valuesPerChannel()];
        int from = image.offset(channel);
        for (int i = 0; i < plane.length; i++) {
            plane[i] = fromPixel(image.values()[from + i], channel);
        }
        return plane;
    }

    /** All channels of an image. */
    public static double[][] planes(PixelValues image) {
        double[][] planes = new double[image.channels()][];
        for (int channel = 0; channel < planes.length; channel++) {
            planes[channel] = plane(image, channel);
        }
        return planes;
    }

    /** An image of normalised planes, one a channel. */
    public static PixelValues image(PixelLayout layout, double[][] planes) {
        float[] values = new float[layout.valuesPerImage()];
        PixelValues image = new PixelValues(layout, values);
        for (int channel = 0; channel < planes.length; channel++) {
            int to = image.offset(channel);
            for (int i = 0; i < planes[channel].length; i++) {
                values[to + i] = toPixel(planes[channel][i], channel);
            }
        }
        return image;
    }
}
