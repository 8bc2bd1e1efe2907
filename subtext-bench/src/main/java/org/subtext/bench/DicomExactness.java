package org.subtext.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.subtext.dicom.codec.Samples;
import org.subtext.dicom.pixels.DicomPixels;
import org.subtext.dicom.pixels.PixelAttributes;

/**
 * Compares stored samples with those that dcmtk and gdcm wrote, file by file; {@code validation/dicom/run.sh} makes the
 * references and calls this.
 *
 * <p>Both write what lies in a file: colour may be by plane, and 4:2:2 native data may be unexpanded. A reference is
 * brought to colour by pixel before it is compared, whichever of the three fits.
 */
public final class DicomExactness {
    private static final String NONE = "none";

    private static final class Row {
        private int files;
        private int exact;
        private int byOne;
        private int differing;
        private int refused;
        private int alone;
    }

    private DicomExactness() {}

    /** @param arguments the folder of references */
    public static void main(String[] arguments) throws IOException {
        Map<String, Row> table = new TreeMap<>();
        List<String> remarks = new ArrayList<>();
        List<Path> folders;
        try (Stream<Path> all = Files.list(Path.of(arguments[0]))) {
            folders = all.filter(Files::isDirectory).sorted().toList();
        }
        for (Path folder : folders) {
            compare(folder, table, remarks);
        }
        System.out.println("| transfer syntax | files | exact | within 1 | differing | read, no reference | refused |");
        System.out.println("|---|---|---|---|---|---|---|");
        Row sum = new Row();
        table.forEach((syntax, row) -> {
            print(syntax, row);
            sum.files += row.files;
            sum.exact += row.exact;
            sum.byOne += row.byOne;
            sum.differing += row.differing;
            sum.refused += row.refused;
            sum.alone += row.alone;
        });
        print("all", sum);
        System.out.println();
        remarks.stream().sorted().forEach(System.out::println);
        System.exit(0);
    }

    private static void print(String syntax, Row row) {
        System.out.printf(
                "| %s | %d | %d | %d | %d | %d | %d |%n",
                syntax, row.files, row.exact, row.byOne, row.differing, row.alone, row.refused);
    }

    private static void compare(Path folder, Map<String, Row> table, List<String> remarks) throws IOException {
        Path file = Path.of(Files.readString(folder.resolve("path")).strip());
        String syntax = Files.readString(folder.resolve("syntax")).strip();
        Row row = table.computeIfAbsent(syntax.isEmpty() ? "not said" : syntax, s -> new Row());
        row.files++;
        String name = String.valueOf(file.getFileName());
        byte[] gdcm = reference(folder.resolve("gdcm.raw"));
        byte[] dcmtk = reference(folder.resolve("dcmtk.raw"));
        byte[] ours;
        PixelAttributes pixels;
        try {
            DicomPixels opened = DicomPixels.read(Files.readAllBytes(file), DicomPixels.DEFAULT_MAX_PIXELS);
            pixels = opened.attributes();
            ours = bytes(opened);
        } catch (IOException e) {
            row.refused++;
            remarks.add(
                    "refused: " + name + " (gdcm " + read(gdcm) + ", dcmtk " + read(dcmtk) + "): " + e.getMessage());
            return;
        }
        String toGdcm = difference(ours, gdcm, pixels);
        String toDcmtk = difference(ours, dcmtk, pixels);
        List<String> both =
                Stream.of(toGdcm, toDcmtk).filter(one -> !one.equals(NONE)).toList();
        if (both.isEmpty()) {
            row.alone++;
            remarks.add("no reference: " + name);
        } else if (both.contains("exact")) {
            row.exact++;
        } else if (both.contains("within 1")) {
            row.byOne++;
        } else {
            row.differing++;
        }
        int surplus = Math.max(gdcm.length, dcmtk.length) - ours.length;
        if (surplus > 1 && pixels.shape().bitsAllocated() > 1) {
            remarks.add("padding: " + name + ": " + surplus + " bytes behind the last frame are left out");
        }
        if (!both.stream().allMatch("exact"::equals)) {
            remarks.add("compared: " + name + ": gdcm " + toGdcm + ", dcmtk " + toDcmtk);
        }
    }

    private static String read(byte[] reference) {
        return reference.length == 0 ? "reads none" : "reads it";
    }

    private static byte[] reference(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    /** All frames in cells of Bits Allocated, little-endian; bits packed. */
    private static byte[] bytes(DicomPixels opened) throws IOException {
        PixelAttributes pixels = opened.attributes();
        int size = pixels.shape().bitsAllocated() / 8;
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int packed = 0;
        int bits = 0;
        for (int frame = 0; frame < pixels.frames(); frame++) {
            Samples samples = opened.stored(frame);
            for (int i = 0; i < samples.count(); i++) {
                int sample = samples.get(i);
                for (int b = 0; b < size; b++) {
                    all.write(sample >> 8 * b);
                }
                if (size == 0) {
                    packed |= sample << bits++;
                    if (bits == 8) {
                        all.write(packed);
                        packed = 0;
                        bits = 0;
                    }
                }
            }
        }
        if (bits > 0) {
            all.write(packed);
        }
        return all.toByteArray();
    }

    private static String difference(byte[] ours, byte[] reference, PixelAttributes pixels) {
        if (reference.length == 0) {
            return NONE;
        }
        if (pixels.shape().bitsAllocated() == 1 && reference.length >= 8 * ours.length - 7) {
            byte[] unpacked = new byte[(reference.length + 7) / 8];
            for (int i = 0; i < reference.length; i++) {
                unpacked[i >> 3] |= (byte) ((reference[i] & 1) << (i & 7));
            }
            return direct(ours, Arrays.copyOf(unpacked, ours.length), 1);
        }
        int size = Math.max(1, pixels.shape().bitsAllocated() / 8);
        String best = direct(ours, reference, size);
        if (best.equals("exact") || pixels.shape().samplesPerPixel() != 3) {
            return best;
        }
        if (reference.length < ours.length) {
            return direct(ours, expanded(reference, ours.length), size);
        }
        String byPixel = direct(ours, byPixel(reference, ours.length, size, pixels), size);
        return byPixel.equals("exact") ? byPixel : best;
    }

    private static String direct(byte[] ours, byte[] reference, int size) {
        if (reference.length < ours.length) {
            return reference.length + " bytes for " + ours.length;
        }
        long largest = 0;
        int count = 0;
        for (int i = 0; i + size <= ours.length; i += size) {
            long a = 0;
            long b = 0;
            for (int k = 0; k < size; k++) {
                a |= (ours[i + k] & 0xFFL) << 8 * k;
                b |= (reference[i + k] & 0xFFL) << 8 * k;
            }
            if (a != b) {
                count++;
                largest = Math.max(largest, Math.abs(a - b));
            }
        }
        return count == 0 ? "exact" : largest == 1 ? "within 1" : count + " samples differ, by up to " + largest;
    }

    private static byte[] byPixel(byte[] planes, int length, int size, PixelAttributes pixels) {
        byte[] interleaved = new byte[length];
        int count = pixels.shape().pixels();
        for (int frame = 0; frame < pixels.frames(); frame++) {
            int start = frame * count * 3 * size;
            for (int c = 0; c < 3; c++) {
                for (int i = 0; i < count; i++) {
                    System.arraycopy(
                            planes, start + (c * count + i) * size, interleaved, start + (3 * i + c) * size, size);
                }
            }
        }
        return interleaved;
    }

    private static byte[] expanded(byte[] halved, int length) {
        byte[] whole = new byte[length];
        for (int at = 0, to = 0; to + 6 <= length && at + 4 <= halved.length; at += 4) {
            for (int i = 0; i < 2; i++) {
                whole[to++] = halved[at + i];
                whole[to++] = halved[at + 2];
                whole[to++] = halved[at + 3];
            }
        }
        return whole;
    }
}
