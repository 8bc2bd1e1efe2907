package org.subtext.volumes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Volumes written by nibabel 5.4.2, and the digests of what it reads from them: validation/volumes/make_nifti.py. */
class NiftiAgainstNibabelTest {
    static final Path FOLDER = Path.of("src/test/resources/volumes");

    @TestFactory
    List<DynamicTest> everySliceOfEveryVolumeIsNibabels() throws Exception {
        List<DynamicTest> tests = Files.readAllLines(FOLDER.resolve("expected.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t"))
                .map(fields -> DynamicTest.dynamicTest(fields[0] + " " + fields[1], () -> check(fields)))
                .toList();
        assertThat(tests).hasSize(183);
        return tests;
    }

    private static void check(String[] expected) throws Exception {
        Plane plane = Plane.valueOf(expected[1].toUpperCase(java.util.Locale.ROOT));
        NiftiVolume volume = NiftiFile.read(FOLDER.resolve(expected[0]));

        assertThat(volume.slices(plane)).isEqualTo(Integer.parseInt(expected[2]));
        assertThat(volume.width(plane)).isEqualTo(Integer.parseInt(expected[3]));
        assertThat(volume.height(plane)).isEqualTo(Integer.parseInt(expected[4]));
        assertThat(volume.positionMm(plane, 1)).isCloseTo(Double.parseDouble(expected[5]), within(1e-9));
        assertThat(volume.positionMm(plane, volume.slices(plane)))
                .isCloseTo(Double.parseDouble(expected[6]), within(1e-9));
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int slice = 1; slice <= volume.slices(plane); slice++) {
            digest.update(volume.isColour() ? volume.colours(plane, slice) : bytes(volume.values(plane, slice)));
        }
        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(expected[7]);
    }

    private static byte[] bytes(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return bytes.array();
    }
}
