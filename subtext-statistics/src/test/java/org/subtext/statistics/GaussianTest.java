package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaussianTest {
    /** SciPy 1.17.1: (norm.logsf(z) + log 2) / log 10, validation/statistics/reference.py. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1.5, -0.874146725950835",
        "8, -14.905112555353176",
        "29, -184.18180245305138",
        "31, -210.26837093653998",
        "77.6096, -1309.9201691591059"
    })
    void tailsFarBeyondTheSmallestDoubleKeepTheirLogarithm(double z, double expected) {
        assertThat(Gaussian.log10TwoSidedP(z)).isCloseTo(expected, within(1e-9));
        assertThat(Gaussian.log10TwoSidedP(-z)).isEqualTo(Gaussian.log10TwoSidedP(z));
    }
}
