package org.subtext.perturbation;

import java.util.List;
import java.util.stream.Stream;
import org.subtext.images.PixelLayout;
import org.subtext.perturbation.contract.Numbers;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.contract.PerturbationFamily;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.PlannedPerturbation;
import org.subtext.perturbation.contract.Role;
import org.subtext.perturbation.pixels.LinearResize;
import org.subtext.perturbation.pixels.PixelChange;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;

/**
 * An image of a smaller size: each pixel the mean of the area it covers, then enlarged to its old size linearly between
 * pixels' middles, so that a finished network can take it. A newly trained network is given the really smaller image.
 * Sizes not below the image's own change nothing.
 *
 * @param sidePixels of the smaller image
 */
public record Resolution(int sidePixels) implements PlannedPerturbation {
    static final PerturbationKind KIND = new PerturbationKind(
            "resolution",
            PerturbationFamily.RESOLUTION,
            "side (pixels)",
            1,
            Stream.of(4, 8, 16, 32, 64, 128, 160, 256, 320)
                    .map(side -> "resolution " + side)
                    .toList(),
            Resolution::of);

    public Resolution {
        if (sidePixels < 4 || sidePixels > 4096) {
            throw new IllegalArgumentException("the side must lie between 4 and 4096 pixels, got " + sidePixels);
        }
    }

    private static Resolution of(List<Double> numbers) {
        return new Resolution(Numbers.whole(numbers.get(0), "the side"));
    }

    @Override
    public PerturbationKind kind() {
        return KIND;
    }

    @Override
    public List<Double> numbers() {
        return List.of((double) sidePixels);
    }

    @Override
    public Role role() {
        return new Role.Rung(
                        KIND.parameters(), sidePixels, Role.Harsher.SMALLER, "reduction to %s pixels along an edge")
                .askedFirst();
    }

    @Override
    public String description() {
        return "reduced to " + sidePixels + " × " + sidePixels + " pixels by area means, then enlarged linearly";
    }

    @Override
    public boolean isIdentity(PixelLayout given) {
        return sidePixels >= given.side();
    }

    @Override
    public Perturbation trainedForm(int smallestSide) {
        return new ReducedSize(sidePixels, smallestSide);
    }

    @Override
    public PixelChange on(PixelLayout layout) {
        if (isIdentity(layout)) {
            return (image, row, seed) -> image;
        }
        LinearResize reduce = LinearResize.areaMeans(layout.side(), sidePixels);
        LinearResize enlarge = LinearResize.bilinear(sidePixels, layout.side());
        return (image, row, seed) -> {
            image.changeChannels(offset ->
                    LinearResize.write(enlarge.apply(reduce.apply(image.values(), offset)), image.values(), offset));
            return image;
        };
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        return on(image.layout()).apply(image, row, seed);
    }
}
