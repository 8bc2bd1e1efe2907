package org.subtext.learn.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.learn.ArrayPixels;
import org.subtext.learn.Stripes;
import org.subtext.provenance.Seed;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.TrainingPlan.Sampling;

class PassOrderTest {
    private static final Seed SEED = new Seed(3);

    @Test
    void everyImageComesOnceAPassInAnotherOrderEachPass() {
        PassOrder order = new PassOrder(Stripes.of(60, 2, 1), Sampling.EVERY_IMAGE, SEED);
        assertThat(Arrays.stream(order.ofPass(1)).sorted())
                .containsExactlyElementsOf(IntStream.range(0, 60).boxed().toList());
        assertThat(order.ofPass(1)).isEqualTo(order.ofPass(1)).isNotEqualTo(order.ofPass(2));
    }

    @Test
    void aPatientWithNineImagesIsDrawnThreeTimesAsOftenAsOneWithOne() {
        int[] patients = new int[100]; // patient 0 has the first nine images, all others one each
        for (int i = 9; i < 100; i++) {
            patients[i] = i;
        }
        LabelledImages images = new LabelledImages(
                new ArrayPixels(Stripes.LAYOUT, new float[0]),
                IntStream.range(0, 100).toArray(),
                new int[100],
                patients);
        PassOrder order = new PassOrder(images, Sampling.PATIENT_BALANCED, SEED);
        long ofFirst = IntStream.rangeClosed(1, 1000)
                .flatMap(pass -> Arrays.stream(order.ofPass(pass)))
                .filter(i -> i < 9)
                .count();
        // 3 of 94 shares of 100,000 draws: 3,191, standard deviation 56
        assertThat(ofFirst).isBetween(2_950L, 3_450L);
    }
}
