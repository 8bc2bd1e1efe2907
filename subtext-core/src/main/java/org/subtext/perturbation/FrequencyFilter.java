package org.subtext.perturbation;

import org.subtext.images.PixelLayout;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.contract.PlannedPerturbation;
import org.subtext.perturbation.pixels.PixelChange;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.perturbation.spectrum.FrequencyResponse;
import org.subtext.perturbation.spectrum.RadialFilter;
import org.subtext.provenance.Seed;

/**
 * A perturbation that keeps some spatial frequencies.
 *
 * <p>Frequencies are in cycles per image along each axis; the distance from zero frequency is that of the plane. Pixels
 * go in and come out in units of 0 (black) to 1 (white) without any rescaling: what loses its zero frequency
 * (high-pass, band-pass) has mean 0 and goes below it, so that low-pass and high-pass of one radius add up to the
 * image, and a filter that keeps nothing gives zeros. Each channel is filtered by itself; channels that are equal stay
 * equal.
 */
public interface FrequencyFilter extends PlannedPerturbation {
    /** What passes. */
    FrequencyResponse response();

    /** How many of the side² bins of a plane's discrete Fourier transform are let through whole. */
    default int keptBins(int side) {
        int kept = 0;
        for (long k = -(side / 2); k < (side + 1) / 2; k++) {
            for (long l = -(side / 2); l < (side + 1) / 2; l++) {
                kept += response().at(k * k + l * l) == 1 ? 1 : 0;
            }
        }
        return kept;
    }

    /** Filter of planes of a side. */
    default RadialFilter filter(int side) {
        return new RadialFilter(side, response());
    }

    @Override
    default boolean isIdentity(PixelLayout given) {
        return everyFrequency(given, 1);
    }

    @Override
    default String effect(PixelLayout given) {
        if (isIdentity(given)) {
            return IDENTITY;
        }
        if (everyFrequency(given, 0)) {
            return NOTHING;
        }
        return kind().name() + fingerprint(given);
    }

    @Override
    default PixelChange on(PixelLayout layout) {
        RadialFilter filter = filter(layout.side());
        return (image, row, seed) -> {
            image.changeChannels(offset -> filter.apply(image.values(), offset));
            return image;
        };
    }

    @Override
    default PixelValues apply(PixelValues image, int row, Seed seed) {
        return on(image.layout()).apply(image, row, seed);
    }

    @Override
    default Perturbation studyFaithful() {
        return AsCoded.filter(this);
    }

    private boolean everyFrequency(PixelLayout layout, double share) {
        long half = layout.side() / 2;
        for (long k = 0; k <= half; k++) {
            for (long l = k; l <= half; l++) {
                if (response().at(k * k + l * l) != share) {
                    return false;
                }
            }
        }
        return true;
    }

    private long fingerprint(PixelLayout layout) {
        long half = layout.side() / 2;
        long print = 1;
        for (long k = 0; k <= half; k++) {
            for (long l = k; l <= half; l++) {
                print = 31 * print + Double.hashCode(response().at(k * k + l * l));
            }
        }
        return print;
    }
}
