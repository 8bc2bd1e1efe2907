package org.subtext.looks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.provenance.KeyedHash;
import org.subtext.testing.Seeds;

class PatientSketchTest {
    @Seeds(50)
    void smallSetsAreComparedExactly(SplittableRandom random) {
        int shared = random.nextInt(1, 300);
        int only = random.nextInt(0, 300);
        KeyedHash salt = KeyedHash.ofHex(KeyedHash.newKey());
        PatientSketch ours = PatientSketch.of(patients(0, shared + only), salt);
        PatientSketch theirs = PatientSketch.of(patients(only, shared + only + random.nextInt(0, 400)), salt);

        assertThat(ours.shareIn(theirs)).hasValue(shared / (double) (shared + only));
        assertThat(ours.isSame(theirs)).isEqualTo(ours.equals(theirs));
    }

    /** Within five standard errors of a share among the {@value PatientSketch#KEPT} patients that are compared. */
    @Seeds(10)
    void shareOfLargeSetsIsEstimated(SplittableRandom random) {
        int size = 20_000;
        double share = random.nextDouble(0.1, 0.9);
        int shift = (int) (size * (1 - share));
        KeyedHash salt = KeyedHash.ofHex(KeyedHash.newKey());
        PatientSketch ours = PatientSketch.of(patients(0, size), salt);
        PatientSketch theirs = PatientSketch.of(patients(shift, shift + size), salt);

        double error = Math.sqrt(share * (1 - share) / PatientSketch.KEPT);
        assertThat(ours.shareIn(theirs).orElseThrow()).isBetween(share - 5 * error, share + 5 * error);
    }

    @Seeds(10)
    void aPartOfAMuchLargerSetIsFoundInIt(SplittableRandom random) {
        KeyedHash salt = KeyedHash.ofHex(KeyedHash.newKey());
        int first = random.nextInt(20_000);
        PatientSketch part = PatientSketch.of(patients(first, first + 1_000), salt);
        PatientSketch all = PatientSketch.of(patients(0, 30_000), salt);

        assertThat(part.shareIn(all)).hasValue(1);
        assertThat(all.shareIn(part).orElseThrow()).isBetween(0.001, 0.1);
    }

    @Test
    void anotherSaltTellsNothing() {
        PatientSketch one = PatientSketch.of(patients(0, 500), KeyedHash.ofHex(KeyedHash.newKey()));
        PatientSketch other = PatientSketch.of(patients(0, 500), KeyedHash.ofHex(KeyedHash.newKey()));

        assertThat(one.isSame(other)).isFalse();
        assertThat(one.shareIn(other)).hasValue(0);
    }

    @Test
    void whatIsNoSketchIsRefused() {
        PatientSketch sketch = PatientSketch.of(patients(0, 3), KeyedHash.ofHex(KeyedHash.newKey()));

        assertThatThrownBy(() -> new PatientSketch(4, sketch.hash(), sketch.smallest()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Set<String> patients(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "p" + i).collect(Collectors.toSet());
    }
}
