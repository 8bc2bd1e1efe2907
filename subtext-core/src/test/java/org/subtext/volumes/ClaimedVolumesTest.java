package org.subtext.volumes;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Volumes whose header claims more than the file holds. */
class ClaimedVolumesTest {
    @TempDir
    Path folder;

    @Test
    void aPlainFileIsAskedForItsLengthBeforeAnythingIsAllocated() throws IOException {
        Path file = folder.resolve("claims.nii");
        Files.write(file, header(1000, 1000, 1000));

        assertThatExceptionOfType(VolumeException.class)
                .isThrownBy(() -> NiftiFile.read(file))
                .withMessageContaining("that ends after 48 of 1000000000 bytes; truncated");
    }

    @Test
    void aCompressedFileIsAskedWhatItsBytesCanBecome() throws IOException {
        Path file = folder.resolve("claims.nii.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(header(1000, 1000, 1000));
        }

        assertThatExceptionOfType(VolumeException.class)
                .isThrownBy(() -> NiftiFile.read(file))
                .withMessageContaining("compressed bytes cannot hold");
    }

    /** NIfTI-1 of bytes, with 48 of its voxels. */
    private static byte[] header(int columns, int rows, int slices) {
        ByteBuffer header = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0, 348).putShort(40, (short) 3);
        header.putShort(42, (short) columns).putShort(44, (short) rows).putShort(46, (short) slices);
        header.putShort(70, (short) 2).putShort(72, (short) 8).putFloat(108, 352);
        for (int axis = 1; axis <= 3; axis++) {
            header.putFloat(76 + 4 * axis, 1);
        }
        header.put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
        return header.array();
    }
}
