package org.subtext.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.perturbation.contract.Tile;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.testing.Seeds;

class TileTest {
    @Seeds(60)
    void everyPixelBelongsToOneTile(SplittableRandom random) {
        int side = 4 + random.nextInt(40);
        int grid = 2 + random.nextInt(Math.min(side, 8) - 1);
        PixelValues image = TestImages.random(side, 1, random);
        int[] kept = new int[image.values().length];
        for (int index = 0; index < grid * grid; index++) {
            PixelValues only = TestImages.apply(new KeepTile(new Tile(grid, index)), image);
            PixelValues without = TestImages.apply(new RemoveTile(new Tile(grid, index)), image);
            for (int i = 0; i < kept.length; i++) {
                boolean here = only.values()[i] == image.values()[i];
                kept[i] += here ? 1 : 0;
                assertThat(without.values()[i]).isEqualTo(here ? KeepTile.FILL : image.values()[i]);
                assertThat(only.values()[i]).isEqualTo(here ? image.values()[i] : KeepTile.FILL);
            }
        }

        assertThat(kept).containsOnly(1);
    }

    @Test
    void channelsAreTreatedAlike() {
        PixelValues image = TestImages.random(9, 3, new SplittableRandom(1));

        PixelValues centre = TestImages.apply("keep-tile 3 4", image);

        for (int channel = 0; channel < 3; channel++) {
            assertThat(centre.values()[centre.offset(channel)]).isEqualTo(KeepTile.FILL);
            int middle = centre.offset(channel) + 4 * 9 + 4;
            assertThat(centre.values()[middle]).isEqualTo(image.values()[middle]);
        }
    }

    @Test
    void studyLeavesTheLastRowsAndColumnsToNoTile() {
        double[] plane = new double[224 * 224];
        java.util.Arrays.fill(plane, 1);
        for (int index = 0; index < 9; index++) {
            StudyTile.zero(plane, 224, new Tile(3, index));
        }

        assertThat(java.util.Arrays.stream(plane).sum()).isEqualTo(224 * 224 - 222 * 222);
    }

    @Test
    void descriptionCountsFromOne() {
        assertThat(Perturbations.parse("keep-tile 3 5").description()).contains("row 2, column 3 of a 3 × 3 grid");
    }

    @Test
    void tilesThatAreNotThereAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(3, 9)).withMessageContaining("0 to 8");
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(1, 0));
    }
}
