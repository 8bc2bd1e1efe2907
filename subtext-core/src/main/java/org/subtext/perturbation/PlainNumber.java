package org.subtext.perturbation;

import java.math.BigDecimal;

/** Numbers as a plan writes them: 0.6 and 10, not 10.0 or 1E1. */
final class PlainNumber {
    private PlainNumber() {}

    static String of(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
