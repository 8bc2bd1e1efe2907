package org.subtext.encoding;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.AtomicFiles;

/**
 * NumPy's array files: versions 1.0 and 2.0, little-endian float32 and float64, two axes (row, column) in C order.
 *
 * <p>A header is believed only as far as the length of the file bears it out. Format: NEP 1,
 * https://numpy.org/neps/nep-0001-npy-format.html. Files of NumPy 2 are read in {@code NpyFileTest}.
 */
public final class NpyFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST_HEADER = 10_000;
    private static final int ALIGNMENT = 64;
    private static final Pattern HEADER =
            Pattern.compile("\\s*\\{\\s*'descr'\\s*:\\s*'([^']{1,8})'\\s*,\\s*'fortran_order'\\s*:\\s*(True|False)\\s*,"
                    + "\\s*'shape'\\s*:\\s*\\(([\\d,\\s]*)\\)\\s*,?\\s*\\}\\s*");

    private NpyFile() {}

    /** What a header says: bytes before the data, bytes a value, rows and columns. */
    private record Header(int length, int valueBytes, int rows, int columns) {}

    /** Writes float32 in version 1.0, whole or not at all. */
    public static void write(Path file, float[][] rows) throws IOException {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows.length + ", " + columns + "), }";
        int unpadded = MAGIC.length + 4 + text.length() + 1;
        int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
        byte[] header = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        AtomicFiles.write(file, raw -> {
            OutputStream out = new BufferedOutputStream(raw, 1 << 16);
            out.write(MAGIC);
            out.write(new byte[] {1, 0, (byte) header.length, (byte) (header.length >> 8)});
            out.write(header);
            ByteBuffer line = ByteBuffer.allocate(columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (float[] row : rows) {
                line.clear();
                line.asFloatBuffer().put(row);
                out.write(line.array());
            }
            out.flush();
        });
    }

    /**
     * The rows of a file, as float32.
     *
     * @throws InvalidInputException when it is no such file, or another array than is read here
     */
    public static float[][] read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException("There is no file " + file + ". Give the path of an NPY file.");
        }
        Header header = header(file);
        long rowBytes = (long) header.columns() * header.valueBytes();
        if (rowBytes > Integer.MAX_VALUE) {
            throw refused(file, "a row is longer than 2 GB");
        }
        if (Files.size(file) - header.length() != rowBytes * header.rows()) {
            throw refused(
                    file,
                    "its header says " + header.rows() + " x " + header.columns() + " values of " + header.valueBytes()
                            + " bytes, the file holds " + (Files.size(file) - header.length()) + " bytes of data");
        }
        float[][] rows = new float[header.rows()][header.columns()];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (int row = 0; row < rows.length; ) {
                int block = (int) Math.min(rows.length - row, Math.max(1, (1 << 26) / rowBytes));
                MappedByteBuffer data =
                        channel.map(FileChannel.MapMode.READ_ONLY, header.length() + row * rowBytes, block * rowBytes);
                data.order(ByteOrder.LITTLE_ENDIAN);
                for (int end = row + block; row < end; row++) {
                    fill(rows[row], data, header.valueBytes());
                }
            }
        }
        return rows;
    }

    private static void fill(float[] row, ByteBuffer data, int valueBytes) {
        for (int c = 0; c < row.length; c++) {
            row[c] = valueBytes == Float.BYTES ? data.getFloat() : (float) data.getDouble();
        }
    }

    private static Header header(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            byte[] magic = in.readNBytes(MAGIC.length);
            if (!Arrays.equals(magic, MAGIC)) {
                throw refused(file, "it does not begin as an NPY file");
            }
            int major = in.read();
            int minor = in.read();
            if (major != 1 && major != 2 || minor != 0) {
                throw refused(file, "its version is " + major + "." + minor);
            }
            byte[] size = in.readNBytes(major == 1 ? 2 : 4);
            long length = 0;
            for (int i = size.length - 1; i >= 0; i--) {
                length = length << 8 | size[i] & 0xff;
            }
            if (length > LONGEST_HEADER) {
                throw refused(file, "its header claims " + length + " bytes");
            }
            byte[] text = in.readNBytes((int) length);
            Matcher fields = HEADER.matcher(new String(text, StandardCharsets.US_ASCII));
            if (text.length < length || !fields.matches()) {
                throw refused(file, "its header cannot be understood");
            }
            return header(file, fields, MAGIC.length + 2 + size.length + text.length);
        }
    }

    private static Header header(Path file, Matcher fields, int length) {
        String type = fields.group(1);
        if (!type.equals("<f4") && !type.equals("<f8")) {
            throw refused(file, "its values are of type " + type);
        }
        if (fields.group(2).equals("True")) {
            throw refused(file, "it is in Fortran order (columns first)");
        }
        String[] axes = fields.group(3).replaceAll("\\s", "").split(",");
        if (axes.length != 2 || axes[0].isEmpty()) {
            throw refused(file, "its shape is (" + fields.group(3).strip() + ")");
        }
        try {
            int valueBytes = type.equals("<f4") ? Float.BYTES : Double.BYTES;
            Header header = new Header(length, valueBytes, Integer.parseInt(axes[0]), Integer.parseInt(axes[1]));
            if (header.rows() == 0 || header.columns() == 0) {
                throw refused(file, "it is empty");
            }
            return header;
        } catch (NumberFormatException e) {
            throw refused(file, "its shape is (" + fields.group(3).strip() + ")");
        }
    }

    private static InvalidInputException refused(Path file, String why) {
        return new InvalidInputException("The file " + file + " cannot be read as embeddings: " + why
                + ". Expected NPY version 1.0 or 2.0 with little-endian float32 or float64, (images, coordinates), in C"
                + " order: numpy.save(file, numpy.ascontiguousarray(x, dtype=\"float32\")).");
    }
}
