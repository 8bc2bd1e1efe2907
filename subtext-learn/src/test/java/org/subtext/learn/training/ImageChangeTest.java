package org.subtext.learn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.subtext.recognition.Augmentation;

class ImageChangeTest {
    @Test
    void noAugmentationIsTheIdentity() {
        ImageChange change = ImageChange.draw(Augmentation.NONE, new SplittableRandom(1));
        assertThat(change.affine()).containsExactly(new float[] {1, 0, 0, 0, 1, 0}, within(0f));
        assertThat(change.brightness()).isEqualTo(1);
    }

    @RepeatedTest(50)
    void aRotationKeepsLengths(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        float[] a = ImageChange.draw(new Augmentation(180, 0, false, 0, true, 0, 0, 0), random)
                .affine();
        assertThat((double) a[0] * a[0] + a[3] * a[3]).isCloseTo(1, within(1e-5));
        assertThat((double) a[0] * a[1] + a[3] * a[4]).isCloseTo(0, within(1e-5));
    }

    @RepeatedTest(50)
    void aCropStaysInsideTheImage(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        float[] a = ImageChange.draw(new Augmentation(0, 0, false, 0, false, 0.4, 0, 0), random)
                .affine();
        assertThat(a[0]).isBetween(0.6f, 1f);
        assertThat(Math.abs(a[2]) + a[0]).isLessThanOrEqualTo(1.00001f);
        assertThat(Math.abs(a[5]) + a[4]).isLessThanOrEqualTo(1.00001f);
    }

    @RepeatedTest(50)
    void oneZoomServesBothAxesUnlessTheyAreIndependent(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        float[] a = ImageChange.draw(new Augmentation(0, 0.3, false, 0, false, 0, 0, 0), random)
                .affine();
        assertThat(a[0]).isEqualTo(a[4]).isBetween(0.7f, 1.3f);
        float[] b = ImageChange.draw(new Augmentation(0, 0.3, true, 0, false, 0, 0, 0), random)
                .affine();
        assertThat(b[0]).isNotEqualTo(b[4]);
    }
}
