package org.subtext.perturbation;

import java.util.List;
import org.subtext.images.PixelLayout;
import org.subtext.perturbation.contract.PerturbationFamily;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.PlannedPerturbation;
import org.subtext.perturbation.pixels.PixelChange;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.perturbation.spectrum.SpectrumParts;
import org.subtext.provenance.Seed;

/**
 * Keeps how strong each frequency is and drops where things lie: every term of the discrete Fourier transform keeps its
 * amplitude and takes its phase from one field of white noise, the same for all images of a size.
 *
 * <p>With phases of zero, the other choice in use, all of an image gathers in one bright point, which no network can be
 * given; phases that were drawn anew for every image would add noise to what the amplitudes say. The mean becomes
 * mid-grey in every image; the contrast is the image's own, since it is part of the amplitudes. Moving an image around
 * its edges changes nothing.
 *
 * <p>Source: Oppenheim and Lim (1981), "The importance of phase in signals", doi:10.1109/PROC.1981.12022.
 */
public record AmplitudeOnly() implements PlannedPerturbation {
    /** The phases belong to the definition, not to a run: results of two runs can be compared. */
    private static final Seed PHASES = new Seed(1981);

    static final PerturbationKind KIND = new PerturbationKind(
            "amplitude-only",
            PerturbationFamily.FREQUENCY,
            "",
            0,
            List.of("amplitude-only"),
            numbers -> new AmplitudeOnly());

    @Override
    public PerturbationKind kind() {
        return KIND;
    }

    @Override
    public String description() {
        return "keeps the strength of each spatial frequency (texture, contrast), takes the phases from one fixed noise"
                + " field, so that no shape is left; mean grey is the same in every image";
    }

    @Override
    public PixelChange on(PixelLayout layout) {
        SpectrumParts spectrum = new SpectrumParts(layout.side());
        Phases phases = Phases.of(spectrum, layout.side());
        SpectrumParts.Visitor exchange = (term, k, l) -> {
            double amplitude = k == 0 && l == 0 ? 0 : term.amplitude();
            int at = phases.index(k, l);
            term.real = amplitude * phases.cosine()[at];
            term.imaginary = amplitude * phases.sine()[at];
        };
        return (image, row, seed) -> {
            image.changeChannels(
                    offset -> spectrum.change(image.values(), offset, largest -> exchange, 1, PhaseOnly.MID_GREY));
            return image;
        };
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        return on(image.layout()).apply(image, row, seed);
    }

    /** The phases of a field of noise. */
    @SuppressWarnings("ArrayRecordComponent") // private, never compared
    private record Phases(int half, double[] cosine, double[] sine) {
        static Phases of(SpectrumParts spectrum, int side) {
            double[] noise = PHASES.child("amplitude-only", side)
                    .random()
                    .doubles((long) side * side, -1, 1)
                    .toArray();
            int half = side / 2;
            int count = (half + 1) * (2 * half + 1);
            Phases phases = new Phases(half, new double[count], new double[count]);
            spectrum.read(noise, (term, k, l) -> {
                phases.cosine[phases.index(k, l)] = term.real / term.amplitude();
                phases.sine[phases.index(k, l)] = term.imaginary / term.amplitude();
            });
            return phases;
        }

        int index(int k, int l) {
            return k * (2 * half + 1) + half + l;
        }
    }
}
