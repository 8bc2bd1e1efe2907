package org.subtext.perturbation;

import java.util.List;
import java.util.function.DoubleSupplier;
import org.subtext.images.PixelLayout;
import org.subtext.perturbation.contract.PerturbationFamily;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.PlannedPerturbation;
import org.subtext.perturbation.pixels.PixelChange;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.perturbation.spectrum.SpectrumParts;
import org.subtext.provenance.Seed;

/**
 * Keeps where things lie and drops how strong each frequency is: every term F of the discrete Fourier transform becomes
 * F / |F|.
 *
 * <p>The zero frequency becomes 0, and so do terms below {@value #NEGLIGIBLE} of the largest, whose phase is rounding.
 * What comes back has the same mean square in every image, 1 / side; it is stretched to a standard deviation of {@value
 * #DEVIATION} about mid-grey, so that neither brightness nor contrast of the image is left. Multiplying an image by a
 * positive number, or adding one, changes nothing. A few values may leave 0 to 1.
 *
 * <p>Source: Oppenheim and Lim (1981), "The importance of phase in signals", doi:10.1109/PROC.1981.12022.
 */
public record PhaseOnly() implements PlannedPerturbation {
    static final double NEGLIGIBLE = 1e-9;
    static final double DEVIATION = 0.2;
    static final double MID_GREY = 0.5;

    static final PerturbationKind KIND = new PerturbationKind(
            "phase-only", PerturbationFamily.FREQUENCY, "", 0, List.of("phase-only"), numbers -> new PhaseOnly());

    @Override
    public PerturbationKind kind() {
        return KIND;
    }

    @Override
    public String description() {
        return "keeps the phase of each spatial frequency (where edges lie), makes all equally strong; mean and"
                + " contrast are the same in every image";
    }

    @Override
    public PixelChange on(PixelLayout layout) {
        SpectrumParts spectrum = new SpectrumParts(layout.side());
        double stretch = DEVIATION * layout.side();
        return (image, row, seed) -> {
            image.changeChannels(
                    offset -> spectrum.change(image.values(), offset, PhaseOnly::normalise, stretch, MID_GREY));
            return image;
        };
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        return on(image.layout()).apply(image, row, seed);
    }

    private static SpectrumParts.Visitor normalise(DoubleSupplier largest) {
        double negligible = NEGLIGIBLE * largest.getAsDouble();
        return (term, k, l) -> {
            double amplitude = term.amplitude();
            boolean dropped = (k == 0 && l == 0) || amplitude <= negligible;
            double scale = dropped ? 0 : 1 / amplitude;
            term.real *= scale;
            term.imaginary *= scale;
        };
    }
}
