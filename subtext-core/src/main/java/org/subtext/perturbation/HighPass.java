package org.subtext.perturbation;

/**
 * Keeps the highest frequencies, cut off sharply (ideal filter). The mean grey goes with the low ones.
 *
 * @param radiusCyclesPerImage frequencies at or beyond it are kept
 */
public record HighPass(double radiusCyclesPerImage) implements FrequencyFilter {
    static final PerturbationKind KIND = new PerturbationKind(
            "high-pass",
            "frequency",
            "radius (cycles per image)",
            1,
            Radius.grid("high-pass"),
            numbers -> new HighPass(numbers.get(0)));

    public HighPass {
        Radius.check(radiusCyclesPerImage);
    }

    @Override
    public String name() {
        return "high-pass " + Numbers.text(radiusCyclesPerImage);
    }

    @Override
    public String description() {
        return "keeps what varies at least " + Numbers.text(radiusCyclesPerImage)
                + " times across the image: edges and fine texture; the mean grey becomes 0";
    }

    @Override
    public FrequencyResponse response() {
        return squared -> Radius.within(squared, radiusCyclesPerImage) ? 0 : 1;
    }
}
