package org.subtext.perturbation;

/**
 * Keeps the lowest frequencies with a soft edge, so that nothing rings: see {@link Butterworth}.
 *
 * @param radiusCyclesPerImage frequencies at or beyond it are weakened, those at it to one half
 */
public record SmoothLowPass(double radiusCyclesPerImage) implements FrequencyFilter {
    static final PerturbationKind KIND = new PerturbationKind(
                    "smooth-low-pass",
                    "frequency",
                    "radius (cycles per image)",
                    1,
                    Radius.grid("smooth-low-pass"),
                    numbers -> new SmoothLowPass(numbers.get(0)))
            .trainedFor();

    public SmoothLowPass {
        Radius.check(radiusCyclesPerImage);
    }

    @Override
    public String name() {
        return "smooth-low-pass " + Numbers.text(radiusCyclesPerImage);
    }

    @Override
    public String description() {
        return "fades out what varies more than " + Numbers.text(radiusCyclesPerImage)
                + " times across the image, without ringing (Butterworth, order 2)";
    }

    @Override
    public FrequencyResponse response() {
        return squared -> Butterworth.lowPass(squared, radiusCyclesPerImage);
    }
}
