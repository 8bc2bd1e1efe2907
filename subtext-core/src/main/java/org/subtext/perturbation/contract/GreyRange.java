package org.subtext.perturbation.contract;

import java.util.List;
import java.util.stream.Stream;
import org.subtext.wording.Digits;

/**
 * A range of grey values, 0 black to 1 white.
 *
 * @param low below {@code high}
 */
public record GreyRange(double low, double high) implements Part {
    private static final List<String> FIFTHS = List.of("0 0.2", "0.2 0.4", "0.4 0.6", "0.6 0.8", "0.8 1");
    private static final List<String> PAIRS = List.of("0 0.4", "0.2 0.6", "0.4 0.8", "0.6 1");

    public GreyRange {
        if (!(0 <= low && low < high && high <= 1)) {
            throw new IllegalArgumentException("a range of grey values satisfies 0 <= low < high <= 1");
        }
    }

    /**
     * Fifths, and pairs of neighbouring fifths, as settings of a kind. What spreads over two fifths survives the loss
     * of either, so that fifths alone would never be found to be missed.
     */
    public static List<String> fifthsAndPairs(String kind) {
        return Stream.concat(FIFTHS.stream(), PAIRS.stream())
                .map(range -> kind + " " + range)
                .toList();
    }

    public String words() {
        return Digits.exact(low) + " to " + Digits.exact(high) + " of white";
    }
}
