package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.numbers.core.DD;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.NormalizedGaussianSampler;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.subtext.testing.ReadmeExample;

/** The module's page for strangers says what its example does, on a class path of this module and what it needs. */
class StatisticsReadmeTest {
    @Test
    void printsPartOfTheExampleAndAllOfItsOutput() throws Exception {
        ReadmeExample example = ReadmeExample.named("CompareReaders");

        assertThat(example.source()).containsSequence(example.printedSource());
        // The normal distribution of Apache Commons Statistics and the four jars that it loads.
        assertThat(example.output(
                        BinaryScores.class,
                        NormalDistribution.class,
                        DD.class,
                        Erf.class,
                        NormalizedGaussianSampler.class,
                        UniformRandomProvider.class))
                .isEqualTo(example.printedOutput());
    }
}
