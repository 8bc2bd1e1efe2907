package org.subtext.statistics.draws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DrawStrideTest {
    private static final long PLENTY = 1L << 40;

    @Test
    void allThreadsHaveAsManyBlocksOfNearlyEqualSize() {
        assertThat(DrawBlock.within(1_000, 1, 2_000, PLENTY)).isEqualTo(1_000);
        assertThat(DrawBlock.within(1_000, 2, 2_000, PLENTY)).isEqualTo(1_000);
        assertThat(DrawBlock.within(1_000, 3, 2_000, PLENTY)).isEqualTo(667);
        assertThat(DrawBlock.within(1_000, 2, 5_000, PLENTY)).isEqualTo(834);
        assertThat(DrawBlock.within(1_000, 64, 100, PLENTY)).isEqualTo(2);
    }

    @Test
    void ofManyClustersFewerDrawsLieSideBySide() {
        assertThat(DrawBlock.within(1_000_000, 2, 2_000, 500_000_000)).isEqualTo(500);
        assertThat(DrawBlock.within(2_500_000, 2, 2_000, PLENTY)).isEqualTo(334);
        assertThat(DrawBlock.within(1_000_000, 2, 2_000, 0)).isEqualTo(32);
    }
}
