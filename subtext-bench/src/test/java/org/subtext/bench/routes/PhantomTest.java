package org.subtext.bench.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhantomTest {
    @Test
    void thereAreThirtyPhantomsOrMoreAndNoTwoShareASeed() {
        assertThat(Phantom.all(Phantom.FIRST_SEED)).hasSizeGreaterThanOrEqualTo(30);
        assertThat(Phantom.all(Phantom.FIRST_SEED)).extracting(Phantom::seed).doesNotHaveDuplicates();
        assertThat(Phantom.all(Phantom.FIRST_SEED)).extracting(Phantom::name).doesNotHaveDuplicates();
    }

    @Test
    void everyPlanIsAPhantomOfItsOwn() {
        assertThat(Phantom.all(Phantom.FIRST_SEED))
                .extracting(phantom -> phantom.plan().hash())
                .doesNotHaveDuplicates();
    }
}
