package org.subtext.volumes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.address.ImageAddress;

class NiftiFileTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrongWithAHeaderIsSaid() throws Exception {
        refused(header -> header.putInt(0, 347), "not a NIfTI volume");
        refused(header -> header.put(344, (byte) 'x'), "mark");
        refused(header -> header.putShort(40, (short) 9), "9 dimensions");
        refused(header -> header.putShort(42, (short) -5), "dimension 1 has -5");
        refused(header -> header.putShort(70, (short) 1792), "datatype 1792");
        refused(header -> header.putShort(72, (short) 8), "8 bits a voxel; 16 were expected");
        refused(header -> header.putFloat(108, Float.NaN), "byte NaN");
        refused(header -> header.putFloat(108, 40), "byte 40");
        refused(header -> header.putFloat(280, 0).putFloat(296, 0), "independent directions");
        refused(header -> header.putFloat(112, 2).putFloat(116, Float.NaN), "scl_inter");
    }

    /** A gigabyte claimed by a file of a kilobyte costs neither the memory nor the time. */
    @Test
    void sizesAreBoundedAndTruncationIsSaid() throws Exception {
        Consumer<ByteBuffer> greatest = header ->
                header.putShort(42, (short) 1000).putShort(44, (short) 1000).putShort(46, (short) 500);
        Consumer<ByteBuffer> beyond = header ->
                header.putShort(42, (short) 1000).putShort(44, (short) 1000).putShort(46, (short) 1000);

        refused(greatest, "truncated");
        refused(beyond, "no more than 1073741824 bytes");
        assertThatThrownBy(() -> NiftiFile.read(write("cut.nii", Arrays.copyOf(original(), 380))))
                .isInstanceOf(VolumeException.class)
                .hasMessageContaining("ends after 28 of 120 bytes");
    }

    @Test
    void aCutGzipStreamIsDamaged() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(original());
        }
        byte[] whole = out.toByteArray();

        assertThat(NiftiFile.read(write("whole.nii", whole)).slices(Plane.AXIAL))
                .isEqualTo(3);
        assertThatThrownBy(() -> NiftiFile.read(write("cut.nii.gz", Arrays.copyOf(whole, whole.length / 2))))
                .isInstanceOf(VolumeException.class)
                .hasMessageContaining("gzip");
    }

    @Test
    void aHeaderWithoutItsVoxelsSaysWhatIsMissing() throws Exception {
        Path header = Files.copy(NiftiAgainstNibabelTest.FOLDER.resolve("pair.hdr"), folder.resolve("pair.hdr"));

        assertThatThrownBy(() -> NiftiFile.read(header))
                .isInstanceOf(VolumeException.class)
                .hasMessageContaining(".img");
    }

    @Test
    void pathsNameSlicesPlanesAndWindows() {
        assertThat(VolumeSlices.isSlice(ImageAddress.parse(Path.of("a/scan.nii.gz#17"))))
                .isTrue();
        assertThat(VolumeSlices.isSlice(ImageAddress.parse(Path.of("scan.NII#3c@-600_1500"))))
                .isTrue();
        assertThat(VolumeSlices.isSlice(ImageAddress.parse(Path.of("scan.dcm#3"))))
                .isFalse();
        assertThat(VolumeSlices.isSlice(ImageAddress.parse(Path.of("scan.nii"))))
                .isFalse();
        assertThat(Window.of("-600_1500")).contains(Window.LUNG);
        assertThat(Window.of("40_0")).isEmpty();
    }

    private void refused(Consumer<ByteBuffer> change, String said) throws Exception {
        byte[] file = original();
        change.accept(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
        Path written = write("bad.nii", file);
        assertThatThrownBy(() -> NiftiFile.read(written))
                .isInstanceOf(VolumeException.class)
                .hasMessageContaining(said);
    }

    private static byte[] original() throws Exception {
        return Files.readAllBytes(NiftiAgainstNibabelTest.FOLDER.resolve("i2-le.nii"));
    }

    private Path write(String name, byte[] content) throws Exception {
        return Files.write(folder.resolve(name), content);
    }
}
