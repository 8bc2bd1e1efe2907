package org.subtext.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes gzipped NIfTI-1 volumes of int16, stored from right to left, from posterior to anterior, from the feet up. */
record NiftiVolumeFile(int columns, int rows, int slices) {
    private static final int HEADER = 352;
    private static final short INT16 = 4;

    /** The value of a voxel. */
    interface Voxels {
        short at(int x, int y, int z);
    }

    Path write(Path file, Voxels voxels) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(HEADER + 2 * columns * rows * slices).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0, 348);
        short[] dimensions = {3, (short) columns, (short) rows, (short) slices, 1, 1, 1, 1};
        for (int i = 0; i < dimensions.length; i++) {
            bytes.putShort(40 + 2 * i, dimensions[i]);
            bytes.putFloat(76 + 4 * i, 1);
        }
        bytes.putShort(70, INT16).putShort(72, (short) 16);
        bytes.putFloat(108, HEADER).putFloat(112, 1);
        bytes.put(344, "n+1\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        bytes.position(HEADER);
        for (int z = 0; z < slices; z++) {
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    bytes.putShort(voxels.at(x, y, z));
                }
            }
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(bytes.array());
        }
        return file;
    }
}
