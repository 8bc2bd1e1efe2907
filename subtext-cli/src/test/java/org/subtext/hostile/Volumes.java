package org.subtext.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.subtext.address.ImageAddress;

/** NIfTI-1, plain and compressed. */
record Volumes(String name, String suffix, boolean isCompressed) implements Format {
    static List<Format> formats() {
        return List.of(new Volumes("NIfTI", ".nii", false), new Volumes("NIfTI gzip", ".nii.gz", true));
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int[] type : new int[][] {{2, 8}, {4, 16}, {16, 32}, {128, 24}}) {
            ByteBuffer file = ByteBuffer.allocate(352 + 9 * 8 * 7 * type[1] / 8).order(ByteOrder.LITTLE_ENDIAN);
            file.putInt(0, 348).putShort(40, (short) 3).putShort(42, (short) 9);
            file.putShort(44, (short) 8).putShort(46, (short) 7);
            file.putShort(70, (short) type[0]).putShort(72, (short) type[1]).putFloat(108, 352);
            for (int axis = 0; axis < 4; axis++) {
                file.putFloat(76 + 4 * axis, 1);
            }
            file.put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
            for (int i = 352; i < file.capacity(); i++) {
                file.put(i, (byte) (i * 7));
            }
            seeds.add(file.array());
        }
        return seeds;
    }

    @Override
    public List<Field> fields(byte[] file) {
        List<Field> fields = new ArrayList<>(List.of(Field.little("size", 0, 4), Field.little("offset", 108, 4)));
        for (int i = 40; i < 56; i += 2) {
            fields.add(Field.little("axis", i, 2));
        }
        for (int i = 68; i < 76; i += 2) {
            fields.add(Field.little("type", i, 2));
        }
        for (int i = 76; i < 348; i += 4) {
            fields.add(Field.little("number", i, 4));
        }
        return fields;
    }

    @Override
    public byte[] finished(byte[] changed) {
        return isCompressed ? gzipped(changed) : changed;
    }

    static byte[] gzipped(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public void read(Path file) {
        Images.read(ImageAddress.parse(Path.of(file + "#1")));
        Images.read(ImageAddress.parse(Path.of(file + "#3s")));
    }
}
