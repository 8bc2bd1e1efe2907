package org.subtext.perturbation;

import org.subtext.images.PixelLayout;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.pixels.LinearResize;
import org.subtext.perturbation.pixels.PixelChange;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;

/**
 * A really smaller image, each pixel the mean of the area it covers; where a network cannot take so small a one, its
 * pixels are repeated up to the smallest size that it takes.
 *
 * @param sidePixels of the smaller image; not below the image's own it changes nothing
 * @param smallestSide that the network takes
 */
public record ReducedSize(int sidePixels, int smallestSide) implements Perturbation {
    @Override
    public String name() {
        return "resolution " + sidePixels;
    }

    @Override
    public String description() {
        String repeated = sidePixels < smallestSide
                ? ", each repeated to fill " + smallestSide + " × " + smallestSide
                        + ", the smallest image that the network takes"
                : "";
        return "reduced to " + sidePixels + " × " + sidePixels + " pixels by area means" + repeated;
    }

    @Override
    public PixelLayout layout(PixelLayout given) {
        return isIdentity(given)
                ? given
                : new PixelLayout(Math.max(sidePixels, smallestSide), given.channels(), given.resize());
    }

    @Override
    public boolean isIdentity(PixelLayout given) {
        return sidePixels >= given.side();
    }

    @Override
    public PixelChange on(PixelLayout layout) {
        if (isIdentity(layout)) {
            return (image, row, seed) -> image;
        }
        PixelLayout smaller = layout(layout);
        LinearResize reduce = LinearResize.areaMeans(layout.side(), sidePixels);
        return (image, row, seed) -> {
            PixelValues result = new PixelValues(smaller, new float[smaller.valuesPerImage()]);
            for (int channel = 0; channel < layout.channels(); channel++) {
                repeat(reduce.apply(image.values(), image.offset(channel)), result, channel);
            }
            return result;
        };
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        return on(image.layout()).apply(image, row, seed);
    }

    /** Nearest pixel. */
    private void repeat(float[][] small, PixelValues result, int channel) {
        int side = result.side();
        int to = result.offset(channel);
        for (int y = 0; y < side; y++) {
            float[] line = small[y * sidePixels / side];
            for (int x = 0; x < side; x++) {
                result.values()[to++] = line[x * sidePixels / side];
            }
        }
    }
}
