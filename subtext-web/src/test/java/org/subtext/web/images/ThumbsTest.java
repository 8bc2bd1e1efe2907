package org.subtext.web.images;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.subtext.audit.cases.Recent;
import org.subtext.audit.cases.SeenImage;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;

/** Small pictures: means of what is under them, and no more memory than is allowed. */
class ThumbsTest {
    @Test
    void aPictureHoldsTheMeansOfWhatLiesUnderIt() {
        int side = 128;
        float[] values = new float[side * side];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / side < 64 ? 1 : i % 2 == 0 ? 0 : 0.5f;
        }
        byte[] picture = Thumbs.reduced(new SeenImage(new PixelLayout(side, 1, Resize.AREA_AVERAGE), values));
        assertThat(picture).hasSize(64 * 64);
        assertThat(picture[0] & 0xff).isEqualTo(255);
        assertThat(picture[63 * 64] & 0xff).isEqualTo(64);
    }

    @Test
    void smallImagesAndOnesThatLeaveTheRangeHavePicturesToo() {
        byte[] picture =
                Thumbs.reduced(new SeenImage(new PixelLayout(4, 3, Resize.AREA_AVERAGE), filled(4 * 4 * 3, -3)));
        assertThat(picture).hasSize(64 * 64 * 3).containsOnly((byte) 0);
    }

    private static float[] filled(int length, float value) {
        float[] values = new float[length];
        java.util.Arrays.fill(values, value);
        return values;
    }

    @Test
    void whatIsKeptIsBounded() {
        Recent<Integer, byte[]> kept = new Recent<>(10_000, picture -> picture.length);
        for (int i = 0; i < 1_000; i++) {
            kept.of(i, () -> new byte[300]);
            kept.of(0, () -> new byte[300]);
        }
        assertThat(kept.total()).isLessThanOrEqualTo(10_000).isGreaterThan(9_000);
        assertThat(kept.get(0)).as("asked for all the time").isNotNull();
        assertThat(kept.get(1)).isNull();
    }
}
