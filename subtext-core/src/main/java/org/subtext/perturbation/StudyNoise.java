package org.subtext.perturbation;

import org.subtext.images.PixelLayout;
import org.subtext.provenance.Seed;

/**
 * Noise as the study's code added it: one Gaussian field, the same for every image and channel, on the scale of 0 to 1,
 * nothing clipped (study definition 2.6). A network can learn to subtract it. For comparison with the study only.
 *
 * @param name of the setting it stands in for, with "as coded"
 * @param deviation standard deviation; the study's was 0.1
 */
public record StudyNoise(String name, double deviation) implements Perturbation {
    private static final Seed FIELD = new Seed(2021);

    @Override
    public String description() {
        return "Gaussian noise of standard deviation " + Numbers.text(deviation) + " -- as the study's code did it: the"
                + " same field is added to every image, and nothing is clipped";
    }

    @Override
    public PixelChange on(PixelLayout layout) {
        double[] field = field(layout.side());
        return (image, row, seed) -> {
            image.changeChannels(offset -> {
                for (int i = 0; i < field.length; i++) {
                    image.values()[offset + i] += (float) (deviation * field[i]);
                }
            });
            return image;
        };
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        return on(image.layout()).apply(image, row, seed);
    }

    /** Standard normal values of one plane. The study's own are not on record. */
    static double[] field(int side) {
        var random = FIELD.child("study noise", side).random();
        double[] field = new double[side * side];
        for (int i = 0; i < field.length; i++) {
            field[i] = random.nextGaussian();
        }
        return field;
    }
}
