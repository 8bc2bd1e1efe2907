package org.subtext.perturbation;

import java.math.BigDecimal;
import java.util.List;

/**
 * A range of grey values, 0 black to 1 white.
 *
 * @param low below {@code high}
 */
record GreyRange(double low, double high) {
    private static final List<String> FIFTHS = List.of("0 0.2", "0.2 0.4", "0.4 0.6", "0.6 0.8", "0.8 1");

    GreyRange {
        if (!(0 <= low && low < high && high <= 1)) {
            throw new IllegalArgumentException("a range of grey values satisfies 0 <= low < high <= 1");
        }
    }

    /** Five ranges of equal width, as settings of a kind. */
    static List<String> fifths(String kind) {
        return FIFTHS.stream().map(range -> kind + " " + range).toList();
    }

    /** As a plan writes it: "0.2 0.4". */
    String numbers() {
        return plain(low) + " " + plain(high);
    }

    String words() {
        return plain(low) + " to " + plain(high) + " of white";
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
