package org.subtext.perturbation.contract;

/**
 * A ring of spatial frequencies.
 *
 * @param innerCyclesPerImage where it begins
 * @param outerCyclesPerImage where it ends, beyond its beginning
 */
public record Band(double innerCyclesPerImage, double outerCyclesPerImage) implements Part {
    public Band {
        Radius.checkBand(innerCyclesPerImage, outerCyclesPerImage);
    }
}
