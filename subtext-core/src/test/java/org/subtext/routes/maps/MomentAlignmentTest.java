package org.subtext.routes.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MomentAlignmentTest {
    private static final int SIDE = 40;

    /** A bright ellipse round (x, y). */
    private static float[] body(double x, double y, double width, double height) {
        float[] image = new float[SIDE * SIDE];
        for (int v = 0; v < SIDE; v++) {
            for (int u = 0; u < SIDE; u++) {
                double distance = Math.pow((u - x) / width, 2) + Math.pow((v - y) / height, 2);
                image[v * SIDE + u] = (float) Math.exp(-distance);
            }
        }
        return image;
    }

    private static double difference(float[] one, float[] other) {
        double largest = 0;
        for (int i = 0; i < one.length; i++) {
            largest = Math.max(largest, Math.abs(one[i] - other[i]));
        }
        return largest;
    }

    @Test
    void bodiesOfDifferentPlaceAndSizeComeToLieOverEachOther() {
        float[] left = body(17, 20, 4, 6);
        float[] right = body(22, 18, 5, 5);
        MomentAlignment alignment = new MomentAlignment(new float[][] {left, right}, SIDE);
        assertThat(difference(left, right)).isGreaterThan(0.6);
        assertThat(difference(alignment.aligned(0, left), alignment.aligned(1, right)))
                .isLessThan(0.04); // bilinear reading between pixels rounds the peaks
    }

    @Test
    void whatLiesOverAnImageMovesWithIt() {
        float[] left = body(15, 20, 5, 5);
        float[] right = body(23, 20, 5, 5);
        float[] mark = new float[SIDE * SIDE];
        mark[20 * SIDE + 15] = 1;
        float[] moved = new MomentAlignment(new float[][] {left, right}, SIDE).aligned(0, mark);
        assertThat(moved[20 * SIDE + 19]).isCloseTo(1f, within(0.05f));
    }

    @Test
    void anImageThatIsLikeTheMeanStaysAsItIs() {
        float[] image = body(20, 19, 5, 6);
        MomentAlignment alignment = new MomentAlignment(new float[][] {image, image}, SIDE);
        assertThat(difference(alignment.aligned(0, image), image)).isLessThan(1e-5);
    }

    @Test
    void aBlackImageIsTakenForAnEvenOne() {
        float[] black = new float[SIDE * SIDE];
        float[] even = new float[SIDE * SIDE];
        Arrays.fill(even, 0.5f);
        MomentAlignment alignment = new MomentAlignment(new float[][] {black, even}, SIDE);
        assertThat(difference(alignment.aligned(0, even), even)).isLessThan(1e-4);
    }
}
