package org.subtext.bench.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhantomTest {
    @Test
    void thereAreThirtyPhantomsOrMoreAndNoTwoShareASeed() {
        assertThat(Phantom.all()).hasSizeGreaterThanOrEqualTo(30);
        assertThat(Phantom.all()).extracting(Phantom::seed).doesNotHaveDuplicates();
        assertThat(Phantom.all()).extracting(Phantom::name).doesNotHaveDuplicates();
    }

    @Test
    void everyPlanIsAPhantomOfItsOwn() {
        assertThat(Phantom.all()).extracting(phantom -> phantom.plan().hash()).doesNotHaveDuplicates();
    }
}
