package org.subtext.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.address.ImageAddress;
import org.subtext.progress.Progress;
import org.subtext.volumes.NiftiFile;
import org.subtext.volumes.NiftiVolume;
import org.subtext.volumes.Plane;

/** Slices of a NIfTI volume reach a recogniser as any image file does. */
class VolumeSliceTest {
    @TempDir
    Path folder;

    private Path scan;

    @BeforeEach
    void copy() throws Exception {
        scan = Files.copy(Path.of("src/test/resources/volumes/ct.nii.gz"), folder.resolve("ct.nii.gz"));
    }

    /** PS3.3 section C.11.2.1.2.1, computed here from the volume's values: centre 40, width 400. */
    @Test
    void aSliceIsWindowedAsTheStandardSays() throws Exception {
        NiftiVolume volume = NiftiFile.read(scan);
        double[] values = volume.values(Plane.AXIAL, 2);

        DecodedImage image = decoded("#2@mediastinum");

        assertThat(image.width()).isEqualTo(5);
        assertThat(image.height()).isEqualTo(4);
        assertThat(image.bits()).isEqualTo(16);
        for (int i = 0; i < values.length; i++) {
            double share = (values[i] - 39.5) / 399 + 0.5;
            int expected = (int) Math.floor(Math.min(1, Math.max(0, share)) * 65535 + 0.5);
            assertThat(image.sample(i % 5, i / 5, 0)).isEqualTo(expected);
        }
        assertThat(decoded("#2@40_400").words()).isEqualTo(image.words());
        assertThat(decoded("#2").words()).as("the volume's own range").isNotEqualTo(image.words());
    }

    @Test
    void coloursStayColours() throws Exception {
        Path colours = Path.of("src/test/resources/volumes/rgb.nii");
        DecodedImage image = new ImageDecoder()
                .read(ImageAddress.parse(Path.of(colours + "#1")))
                .decode();

        assertThat(image.channels()).isEqualTo(3);
        assertThat(image.bytes()).isEqualTo(NiftiFile.read(colours).colours(Plane.AXIAL, 1));
    }

    @Test
    void theCacheHoldsSlicesAndTakesThemAgain() throws Exception {
        List<ImageAddress> files =
                List.of(path("#1@lung"), path("#2@lung"), path("#1s@lung"), path("#9"), path("#1@lungs"));
        PixelLayout layout = new PixelLayout(4, 1, Resize.AREA_AVERAGE);
        FloatBuffer cached = FloatBuffer.allocate(3 * layout.valuesPerImage());
        FloatBuffer direct = FloatBuffer.allocate(3 * layout.valuesPerImage());
        DecodedFiles decoded = new DecodedFiles(files, layout);
        for (int again = 0; again < 2; again++) {
            cached.clear();
            direct.clear();
            try (PixelCache cache = PixelCache.build(folder.resolve("cache"), files, layout, 2, Progress.SILENT)) {
                for (int row = 0; row < 3; row++) {
                    cache.read(row, cached);
                    decoded.read(row, direct);
                }
                assertThat(cache.outcome(3))
                        .isInstanceOfSatisfying(
                                Outcome.Unreadable.class,
                                bad -> assertThat(bad.reason()).contains("3 axial slices", "slice 9"));
                assertThat(cache.outcome(4))
                        .isInstanceOfSatisfying(
                                Outcome.Unreadable.class,
                                bad -> assertThat(bad.reason()).contains("unknown window"));
            }
            assertThat(cached.array()).isEqualTo(direct.array());
        }
    }

    /** The volume is made unreadable after its first slice, which only somebody who reads it again would notice. */
    @Test
    void aVolumeIsReadOnceForAllItsSlices() throws Exception {
        PixelLayout layout = new PixelLayout(4, 1, Resize.AREA_AVERAGE);
        List<ImageAddress> files = List.of(path("#1@lung"), path("#2@lung"));
        FloatBuffer expected = FloatBuffer.allocate(layout.valuesPerImage());
        new DecodedFiles(files, layout).read(1, expected);
        DecodedFiles decoded = new DecodedFiles(files, layout);

        decoded.read(0, FloatBuffer.allocate(layout.valuesPerImage()));
        FileTime changed = Files.getLastModifiedTime(scan);
        Files.writeString(scan, "no volume any more");
        Files.setLastModifiedTime(scan, changed);
        FloatBuffer found = FloatBuffer.allocate(layout.valuesPerImage());
        decoded.read(1, found);

        assertThat(found.array()).isEqualTo(expected.array());
    }

    private ImageAddress path(String slice) {
        return ImageAddress.parse(Path.of(scan + slice));
    }

    private DecodedImage decoded(String slice) throws Exception {
        return new ImageDecoder().read(path(slice)).decode();
    }
}
