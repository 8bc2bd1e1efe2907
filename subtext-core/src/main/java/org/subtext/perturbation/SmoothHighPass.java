package org.subtext.perturbation;

/**
 * Keeps the highest frequencies with a soft edge, so that nothing rings: see {@link Butterworth}.
 *
 * @param radiusCyclesPerImage frequencies at or beyond it are kept, those at it by one half
 */
public record SmoothHighPass(double radiusCyclesPerImage) implements FrequencyFilter {
    static final PerturbationKind KIND = new PerturbationKind(
                    "smooth-high-pass",
                    "frequency",
                    "radius (cycles per image)",
                    1,
                    Radius.grid("smooth-high-pass"),
                    numbers -> new SmoothHighPass(numbers.get(0)))
            .trainedFor();

    public SmoothHighPass {
        Radius.check(radiusCyclesPerImage);
    }

    @Override
    public String name() {
        return "smooth-high-pass " + Numbers.text(radiusCyclesPerImage);
    }

    @Override
    public String description() {
        return "fades out what varies less than " + Numbers.text(radiusCyclesPerImage)
                + " times across the image, without ringing (Butterworth, order 2); the mean grey becomes 0";
    }

    @Override
    public FrequencyResponse response() {
        return squared -> 1 - Butterworth.lowPass(squared, radiusCyclesPerImage);
    }
}
