package org.subtext.perturbation.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.perturbation.MaskedRegion;
import org.subtext.perturbation.Perturbed;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;
import org.subtext.testing.Seeds;

class MaskTest {
    private static final int SIDE = 24;

    @Seeds(50)
    void growingEqualsTheDefinition(SplittableRandom random) {
        boolean[] pixels = random(random, 0.05);
        int radius = random.nextInt(4);
        boolean[] grown = Regions.dilated(pixels, SIDE, radius);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                boolean near = false;
                for (int v = Math.max(0, y - radius); v <= Math.min(SIDE - 1, y + radius); v++) {
                    for (int u = Math.max(0, x - radius); u <= Math.min(SIDE - 1, x + radius); u++) {
                        near |= pixels[v * SIDE + u];
                    }
                }
                assertThat(grown[y * SIDE + x]).isEqualTo(near);
            }
        }
    }

    @Seeds(20)
    void closingKeepsWhatWasThere(SplittableRandom random) {
        boolean[] pixels = random(random, 0.4);
        boolean[] closed = Regions.closed(pixels, SIDE, 1);
        for (int i = 0; i < pixels.length; i++) {
            assertThat(!pixels[i] || closed[i]).isTrue();
        }
    }

    @Test
    void aRingIsFilledAndItsHullIsTheSquare() {
        boolean[] ring = new boolean[SIDE * SIDE];
        for (int y = 4; y < 12; y++) {
            for (int x = 6; x < 14; x++) {
                ring[y * SIDE + x] = y == 4 || y == 11 || x == 6 || x == 13;
            }
        }
        assertThat(Regions.count(Regions.filled(ring, SIDE))).isEqualTo(64);
        assertThat(Regions.hullArea(Regions.largest(ring, SIDE), SIDE)).isEqualTo(64);
    }

    @Test
    void theLargestOfTwoComponentsIsTaken() {
        boolean[] two = new boolean[SIDE * SIDE];
        two[0] = true;
        two[1] = true;
        two[SIDE + 2] = true; // touches the others by a corner only
        assertThat(Regions.largest(two, SIDE)).containsExactly(0, 1);
        assertThat(Regions.largest(new boolean[SIDE * SIDE], SIDE)).isEmpty();
    }

    @Test
    void theHullOfATriangleIsItsOwnArea() {
        boolean[] corner = new boolean[SIDE * SIDE];
        for (int y = 0; y < 10; y++) {
            for (int x = 0; x <= y; x++) {
                corner[y * SIDE + x] = true;
            }
        }
        // stairs of 55 pixels; their corners span (0,0)-(1,0)-(10,9)-(10,10)-(0,10)
        assertThat(Regions.hullArea(Regions.largest(corner, SIDE), SIDE)).isEqualTo(59.5);
    }

    @Test
    void otsuPartsThreeGreysInTheMiddleBetweenThem() {
        float[] values = new float[300];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 3 == 0 ? 0.1f : i % 3 == 1 ? 0.5f : 0.9f;
        }
        double[] thresholds = OtsuThresholds.of(values, 3);
        assertThat(thresholds[0]).isGreaterThan(0.1).isLessThanOrEqualTo(0.5);
        assertThat(thresholds[1]).isGreaterThan(0.5).isLessThanOrEqualTo(0.9);
    }

    @Test
    void insideOutsideAndShapeShowWhatTheySay() {
        boolean[] left = new boolean[SIDE * SIDE];
        for (int i = 0; i < left.length; i++) {
            left[i] = i % SIDE < SIDE / 2;
        }
        Mask mask = Mask.of(SIDE, left);
        float[] image = Perturbed.formula(SIDE, 0);
        float[] training = new float[image.length];
        Arrays.fill(training, 0.3f);
        for (MaskedRegion.Part part : MaskedRegion.Part.values()) {
            float[] changed = MaskedRegion.of("left half", part, row -> mask)
                    .prepared(Perturbed.source(List.of(training), Perturbed.grey(SIDE)), new int[] {0})
                    .apply(new PixelValues(Perturbed.grey(SIDE), image.clone()), 0, new Seed(1))
                    .values();
            int farLeft = 10 * SIDE + 3;
            int margin = 10 * SIDE + SIDE / 2 + 1; // within 24/16 = 2 pixels of the mask
            int farRight = 10 * SIDE + SIDE - 3;
            float hidden = 0.3f;
            switch (part) {
                case INSIDE -> expect(changed, farLeft, image[farLeft], farRight, hidden, margin, hidden);
                case OUTSIDE -> expect(changed, farLeft, hidden, farRight, image[farRight], margin, image[margin]);
                case OUTSIDE_INFLATED -> expect(changed, farLeft, hidden, farRight, image[farRight], margin, hidden);
                case SHAPE -> expect(changed, farLeft, 1, farRight, 0, margin, 0);
            }
        }
    }

    @Test
    void theStudyHidesInBlack() {
        Mask mask = Mask.of(4, new boolean[] {
            true, false, false, false, false, false, false, false, false, false, false, false, false, false, false,
            false
        });
        float[] grey = new float[16];
        Arrays.fill(grey, 0.7f);
        float[] changed = MaskedRegion.of("corner", MaskedRegion.Part.OUTSIDE, row -> mask)
                .studyFaithful()
                .prepared(Perturbed.source(List.of(grey), Perturbed.grey(4)), new int[] {0})
                .apply(new PixelValues(Perturbed.grey(4), grey.clone()), 0, new Seed(1))
                .values();
        assertThat(changed[0]).isZero();
        assertThat(changed[5]).isEqualTo(0.7f);
    }

    @Test
    void diceIsTwiceTheOverlapOverTheSum() {
        boolean[] first = new boolean[16];
        boolean[] second = new boolean[16];
        Arrays.fill(first, 0, 8, true);
        Arrays.fill(second, 4, 8, true);
        assertThat(Mask.of(4, first).dice(Mask.of(4, second))).isEqualTo(2.0 * 4 / 12);
    }

    private static void expect(
            float[] changed, int left, float ofLeft, int right, float ofRight, int margin, float ofMargin) {
        assertThat(changed[left]).isCloseTo(ofLeft, within(1e-6f));
        assertThat(changed[right]).isCloseTo(ofRight, within(1e-6f));
        assertThat(changed[margin]).isCloseTo(ofMargin, within(1e-6f));
    }

    private static boolean[] random(SplittableRandom random, double share) {
        boolean[] pixels = new boolean[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextDouble() < share;
        }
        return pixels;
    }
}
