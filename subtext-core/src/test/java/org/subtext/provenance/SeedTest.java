package org.subtext.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.testing.Seeds;

class SeedTest {
    /** Splits, folds and passes of stored runs hang on this order: swaps from the top down on the seed's own stream. */
    @Seeds
    void anOrderIsThatOfSwapsFromTheTopDownForNumbersAndForAnythingElse(SplittableRandom random) {
        Seed seed = new Seed(random.nextLong());
        List<Integer> expected = new ArrayList<>(
                IntStream.range(0, 1 + random.nextInt(50)).boxed().toList());
        int[] values = expected.stream().mapToInt(one -> one).toArray();
        List<Integer> list = List.copyOf(expected);
        SplittableRandom own = seed.random();
        for (int i = expected.size() - 1; i > 0; i--) {
            Collections.swap(expected, i, own.nextInt(i + 1));
        }

        assertThat(seed.shuffled(list)).isEqualTo(expected);
        assertThat(seed.shuffled(values))
                .containsExactly(expected.stream().mapToInt(one -> one).toArray());
        assertThat(values).isSorted();
    }

    @Test
    void ofNothingNothingIsLeft() {
        assertThat(new Seed(1).shuffled(new int[0])).isEmpty();
        assertThat(new Seed(1).shuffled(List.of())).isEmpty();
    }
}
