package org.subtext.silo.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.subtext.silo.masking.ShamirTest.assertRefused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.primitives.Randomness;
import org.subtext.testing.Seeds;

class RosterTest {
    private static final Purpose PURPOSE = new Purpose(ContentHash.ofText("plan"), ContentHash.ofText("model"), 1, 1);

    private static MaskingKeys keys() {
        return MaskingSecrets.drawn(Randomness.ofTheSystem()).keys();
    }

    @Test
    void thresholds() {
        assertThat(List.of(3, 4, 5, 7, 10, 50)).map(Quorum::threshold).containsExactly(3, 3, 4, 5, 7, 34);
        assertRefused(Refusal.TOO_FEW, () -> Quorum.threshold(2));
        assertRefused(Refusal.TOO_FEW, () -> Quorum.threshold(0));
    }

    @Test
    void nobodyStandsTwiceAndNoKeyDoes() {
        MaskingKeys shared = keys();
        assertRefused(
                Refusal.SITE_TWICE,
                () -> Roster.of(
                        PURPOSE,
                        List.of(
                                new Roster.Entry("a", keys()),
                                new Roster.Entry("b", keys()),
                                new Roster.Entry("a", keys()))));
        assertRefused(
                Refusal.KEY_TWICE,
                () -> Roster.of(
                        PURPOSE,
                        List.of(
                                new Roster.Entry("a", shared),
                                new Roster.Entry("b", keys()),
                                new Roster.Entry("c", new MaskingKeys(keys().sealing(), shared.sealing())))));
        assertRefused(
                Refusal.KEY_TWICE,
                () -> Roster.of(
                        PURPOSE,
                        List.of(
                                new Roster.Entry("a", new MaskingKeys(shared.sealing(), shared.sealing())),
                                new Roster.Entry("b", keys()),
                                new Roster.Entry("c", keys()))));
    }

    @Test
    void anotherSpellingOfAKeyIsRefused() {
        byte[] topBit = keys().sealing();
        topBit[31] |= (byte) 0x80;
        assertRefused(Refusal.BAD_KEY, () -> new MaskingKeys(topBit, keys().masking()));
        assertRefused(Refusal.BAD_KEY, () -> new MaskingKeys(new byte[31], keys().masking()));
    }

    @Test
    void aKeyOfSmallOrderIsRefused() {
        byte[] one = new byte[32];
        one[0] = 1;
        assertRefused(Refusal.BAD_KEY, () -> new MaskingKeys(keys().sealing(), one));
        assertRefused(Refusal.BAD_KEY, () -> new MaskingKeys(new byte[32], keys().masking()));
    }

    @Test
    void theThresholdIsThatOfTheSize() {
        List<Roster.Entry> entries =
                List.of(new Roster.Entry("a", keys()), new Roster.Entry("b", keys()), new Roster.Entry("c", keys()));
        assertRefused(Refusal.BAD_THRESHOLD, () -> new Roster(PURPOSE, 2, entries));
        assertThat(new Roster(PURPOSE, 3, entries).position("c")).hasValue(3);
        assertThat(new Roster(PURPOSE, 3, entries).position("d")).isEmpty();
    }

    @Test
    void anySingleChangeIsAnotherHash() {
        List<Roster.Entry> entries =
                List.of(new Roster.Entry("a", keys()), new Roster.Entry("b", keys()), new Roster.Entry("c", keys()));
        List<ContentHash> hashes = new ArrayList<>();
        hashes.add(Roster.of(PURPOSE, entries).hash());
        hashes.add(Roster.of(new Purpose(ContentHash.ofText("x"), PURPOSE.model(), 1, 1), entries)
                .hash());
        hashes.add(Roster.of(new Purpose(PURPOSE.plan(), ContentHash.ofText("x"), 1, 1), entries)
                .hash());
        hashes.add(Roster.of(new Purpose(PURPOSE.plan(), PURPOSE.model(), 2, 1), entries)
                .hash());
        hashes.add(Roster.of(new Purpose(PURPOSE.plan(), PURPOSE.model(), 1, 2), entries)
                .hash());
        hashes.add(Roster.of(
                        PURPOSE,
                        List.of(
                                entries.get(0),
                                entries.get(1),
                                new Roster.Entry("d", entries.get(2).keys())))
                .hash());
        hashes.add(Roster.of(PURPOSE, List.of(entries.get(0), entries.get(1), new Roster.Entry("c", keys())))
                .hash());
        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void numbersThatCouldOverflowAreRefused() {
        assertRefused(Refusal.OUT_OF_RANGE, () -> FixedPoint.checkRange(new long[] {Long.MIN_VALUE}, 3));
        assertRefused(Refusal.OUT_OF_RANGE, () -> FixedPoint.checkRange(new long[] {0, Long.MAX_VALUE / 3 + 1}, 3));
        FixedPoint.checkRange(new long[] {Long.MAX_VALUE / 3, -(Long.MAX_VALUE / 3)}, 3);
        assertRefused(Refusal.OUT_OF_RANGE, () -> FixedPoint.encode(3, new double[] {Double.NaN}));
        assertRefused(Refusal.OUT_OF_RANGE, () -> FixedPoint.encode(3, new double[] {Double.NEGATIVE_INFINITY}));
        assertThatThrownBy(() -> FixedPoint.encode(-1, new double[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FixedPoint.mean(new long[] {0, 5})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void halvesAreRoundedUp() {
        double half = 0.5 / FixedPoint.SCALE;
        assertThat(FixedPoint.encode(1, new double[] {half, -half, 3 * half, -3 * half, Math.nextDown(half)}))
                .containsExactly(1, 1, 0, 2, -1, 0);
    }

    /** Any stretch of a mask is the same as that part of the whole. */
    @Seeds(20)
    void masksAreMadeInStretches(SplittableRandom random) {
        byte[] key = Randomness.ofTheSystem().bytes(32);
        long[] whole = new long[20_000];
        MaskStream stream = new MaskStream();
        stream.add(key, 0, whole, whole.length);
        int from = 8 * random.nextInt(1000);
        int count = 1 + random.nextInt(10_000);
        long[] part = new long[count];
        stream.add(key, from, part, count);
        assertThat(part).containsExactly(Arrays.copyOfRange(whole, from, from + count));
        stream.subtract(key, from, part, count);
        assertThat(part).containsOnly(0);
        assertThatThrownBy(() -> stream.add(key, 1, part, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
