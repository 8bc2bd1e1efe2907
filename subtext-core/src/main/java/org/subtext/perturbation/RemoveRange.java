package org.subtext.perturbation;

import java.util.List;
import org.subtext.perturbation.contract.GreyRange;
import org.subtext.perturbation.contract.PerturbationFamily;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.PlannedPerturbation;
import org.subtext.perturbation.contract.Role;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;

/**
 * Takes the differences within a range of grey values away: every value inside becomes its middle, all others stay.
 * Where the range lies in the image stays visible, as a flat area.
 */
record RemoveRange(GreyRange range) implements PlannedPerturbation {
    static final PerturbationKind KIND = new PerturbationKind(
                    "remove-range",
                    PerturbationFamily.INTENSITY,
                    "lowest and highest grey value made flat (0 black to 1 white)",
                    2,
                    GreyRange.fifthsAndPairs("remove-range"),
                    numbers -> new RemoveRange(new GreyRange(numbers.get(0), numbers.get(1))))
            .trainedFor();

    @Override
    public PerturbationKind kind() {
        return KIND;
    }

    @Override
    public List<Double> numbers() {
        return List.of(range.low(), range.high());
    }

    @Override
    public Role role() {
        return new Role.Removes(range);
    }

    @Override
    public String description() {
        return "grey values from " + range.words() + " all become their middle; all others stay";
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        float[] values = image.values();
        float low = (float) range.low();
        float high = (float) range.high();
        float middle = (low + high) / 2;
        for (int i = 0; i < values.length; i++) {
            values[i] = low <= values[i] && values[i] <= high ? middle : values[i];
        }
        return image;
    }
}
