package org.subtext.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.subtext.encoding.NpyFile;
import org.subtext.learn.weights.TensorFile;
import org.subtext.problems.InvalidInputException;

/** Files of tensors: safetensors by header, checkpoints by the pickle in a sound zip, NumPy's arrays. */
record Weights(String name, String suffix, byte[] seed, boolean isText) implements Format {
    static List<Format> formats() {
        String npy = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }   \n";
        return List.of(
                new Weights(
                        "safetensors",
                        ".safetensors",
                        ascii("{\"__metadata__\":{\"classes\":\"[\\\"A\\\",\\\"B\\\"]\"},"
                                + "\"a.weight\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
                                + "\"a.bias\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[24,32]}}"),
                        true),
                new Weights("checkpoint", ".pt", pickle(), false),
                new Weights("NumPy", ".npy", ascii(npy), true));
    }

    /** {"w": a tensor of 2 by 3 and "classes": ["A", "B"]}, with memo, tuples, a long and a list. */
    private static byte[] pickle() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x80, 2, '}', 'q', 0, '(', 'X', 1, 0, 0, 0, 'w', 'q', 1});
        out.writeBytes(ascii("ctorch._utils\n_rebuild_tensor_v2\nq\2((X\7\0\0\0storageq\3"));
        out.writeBytes(
                ascii("ctorch\nFloatStorage\nq\4X\1\0\0\0" + "0q\5X\3\0\0\0cpuq\6K\6tq\7QK\0K\2K\3\u0086q\bK\3K\1"));
        out.writeBytes(new byte[] {(byte) 0x86, 'q', 9, (byte) 0x89});
        out.writeBytes(ascii(
                "ccollections\nOrderedDict\nq\n)Rq\13tq\fRq\rX\7\0\0\0classesq\16]q\17(X\1\0\0\0Aq\20X\1\0\0\0B"));
        out.writeBytes(ascii("q\21eX\5\0\0\0epochq\22"));
        out.writeBytes(new byte[] {(byte) 0x8a, 2, 1, 1, 'X', 1, 0, 0, 0, 'n', 'L', '1', '2', 'L', '\n', 'u', '.'});
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(seed);
    }

    /** Of a pickle every byte is an opcode, a number or a length of one byte; lengths of four stand behind X. */
    @Override
    public List<Field> fields(byte[] file) {
        List<Field> fields = new ArrayList<>();
        for (int at = 0; at < file.length; at++) {
            fields.add(Field.little("byte", at, 1));
            if (file[at] == 'X') {
                fields.add(Field.little("length", at + 1, 4));
            }
        }
        return fields;
    }

    @Override
    public byte[] finished(byte[] changed) {
        return switch (suffix) {
            case ".pt" -> checkpoint(changed);
            case ".npy" ->
                joined(
                        ByteBuffer.allocate(10)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                                .putShort((short) changed.length)
                                .array(),
                        changed,
                        new byte[24]);
            default ->
                joined(
                        ByteBuffer.allocate(8)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putLong(changed.length)
                                .array(),
                        changed,
                        new byte[32]);
        };
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] checkpoint(byte[] pickle) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(pickle);
            zip.putNextEntry(new ZipEntry("archive/data/0"));
            zip.write(new byte[24]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public void read(Path file) throws Exception {
        try {
            if (suffix.equals(".npy")) {
                NpyFile.read(file);
                return;
            }
            try (TensorFile tensors = TensorFile.open(file)) {
                tensors.classNames();
                for (String tensor : tensors.tensors().keySet()) {
                    tensors.read(tensor);
                }
            }
        } catch (InvalidInputException e) {
            Dicom.requireReason(e.getMessage());
        }
    }
}
