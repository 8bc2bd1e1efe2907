package org.subtext.sources.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PathLengthsTest {
    @Test
    void theChordsOfAnEllipsoidAddUpToItsVolume() {
        PathLengths paths = new PathLengths(512);
        paths.addEllipsoid(paths.soft, 1, 17, 6, 4, 5, 0.7, 1);
        double volume = 4.0 / 3 * Math.PI * 6 * 4 * 5;
        assertThat(sum(paths.soft) * paths.pitch * paths.pitch).isCloseTo(volume, within(0.002 * volume));
    }

    @Test
    void theChordsOfAStraightTubeAddUpToItsVolumeHoweverItIsCut() {
        PathLengths paths = new PathLengths(512);
        paths.addTube(paths.bone, new double[][] {{-8, 20}, {0, 20}, {8, 20}}, 1, 1, 0, 1);
        double volume = Math.PI * 16 + 4.0 / 3 * Math.PI; // a cylinder with a half ball at either end
        assertThat(sum(paths.bone) * paths.pitch * paths.pitch).isCloseTo(volume, within(0.01 * volume));
    }

    @Test
    void aWideBlurKeepsTheMeanAndSpreadsAPoint() {
        float[] point = new float[64 * 64];
        point[32 * 64 + 32] = 1;
        float[] spread = Blur.gaussian(point, 64, 3);
        assertThat(sum(spread)).isCloseTo(1, within(1e-4));
        // Peak of a two-dimensional Gaussian, 1/(2πσ²).
        assertThat((double) spread[32 * 64 + 32]).isCloseTo(1 / (2 * Math.PI * 9), within(2e-4));
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }
}
