package org.subtext.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.subtext.testing.SharedData;

/**
 * Damaged files end in a {@link DicomException} or are read; nothing else happens, in bounded time and memory. Half a
 * million of them in a heap of 256 MiB: {@code mvn -pl subtext-core test -Pslow -Dtest=DicomFuzzTest}.
 */
class DicomFuzzTest {
    private static final long SEED = 20261126;
    private static final long SLOWEST_NANOS = 5_000_000_000L;

    /** Small files first: damage to a header is what the reader can stumble over, and pixels only dilute it. */
    private static final long LARGEST_SEED_FILE = 150_000;

    private static final long[] LENGTHS = {0, 1, 7, 8, 0xFFFE, 0xFFFF, 0x7FFFFFFF, 0x80000000L, 0xFFFFFFFEL, 0xFFFFFFFFL
    };
    private static final int[] TAGS = {0xFFFEE000, 0xFFFEE00D, 0xFFFEE0DD, 0x7FE00010, 0x00080005, 0x00020010, 0};

    @Test
    void someDamagedFilesOfOurOwn() throws Exception {
        DicomBytes item = DicomBytes.explicitLittle().text(0x00080100, "SH", "R-1020");
        byte[] explicit = DicomBytes.file(
                "1.2.840.10008.1.2.1",
                DicomBytes.explicitLittle()
                        .text(0x00080005, "CS", "\\ISO 2022 IR 87")
                        .text(0x00080060, "CS", "DX")
                        .header(0x00540220, "SQ", DicomBytes.UNDEFINED)
                        .item(DicomBytes.UNDEFINED)
                        .raw(item.bytes())
                        .itemEnd()
                        .sequenceEnd()
                        .header(0x7FE00010, "OB", DicomBytes.UNDEFINED)
                        .item(0)
                        .item(4)
                        .raw(new byte[4])
                        .sequenceEnd());
        byte[] implicit = DicomBytes.file(
                "1.2.840.10008.1.2",
                DicomBytes.implicitLittle()
                        .text(0x00080060, "CS", "DX")
                        .header(0x00091001, "", 16)
                        .item(8)
                        .number(0x00280010, 0)
                        .value(0x7FE00010, "OW", new byte[8]));
        fuzz(List.of(explicit, implicit), 4_000);
    }

    @Test
    void someDamagedFilesOfOthers() throws Exception {
        fuzz(seeds(), 2_000);
    }

    @Test
    @Tag("slow")
    void manyDamagedFilesOfOthers() throws Exception {
        SharedData.find("data/dicom");
        // A process of its own, as its heap is part of the claim.
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DicomFuzzTest.class.getName())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }

    /** The many, without a limit of time but that of each file. */
    public static void main(String[] arguments) throws IOException {
        fuzz(seeds(), 500_000);
    }

    /** Claims of a hostile file cost nothing: each of these is a few bytes that promise gigabytes. */
    @Test
    void promisesAreNotBelieved() {
        for (long length : new long[] {0x7FFFFFFFL, 0x80000000L, 0xFFFFFFFEL}) {
            byte[] file = DicomBytes.file(
                    "1.2.840.10008.1.2.1", DicomBytes.explicitLittle().header(0x7FE00010, "OB", length));
            assertThatExceptionOfType(DicomException.class)
                    .isThrownBy(() -> DicomFile.read(file, ReadLimits.defaults()))
                    .withMessageContaining("(7FE0,0010)");
        }
    }

    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SharedData.find("data/dicom"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (Files.size(file) <= LARGEST_SEED_FILE && DicomContent.isDicom(file)) {
                    seeds.add(Files.readAllBytes(file));
                }
            }
        }
        assertThat(seeds).hasSizeGreaterThan(50);
        return seeds;
    }

    private static void fuzz(List<byte[]> seeds, int files) throws IOException {
        int refused = 0;
        long slowest = 0;
        for (int i = 0; i < files; i++) {
            byte[] damaged = damaged(seeds, new SplittableRandom(SEED + i));
            long start = System.nanoTime();
            try {
                readAll(damaged);
            } catch (DicomException e) {
                assertThat(e.getMessage()).isNotEmpty();
                refused++;
            } catch (RuntimeException | Error e) {
                fail("damaged file " + i + " of " + SEED, e);
            }
            slowest = Math.max(slowest, System.nanoTime() - start);
        }
        assertThat(refused).isBetween(files / 20, files - files / 20);
        assertThat(slowest).isLessThan(SLOWEST_NANOS);
        Path figures = Files.createDirectories(Path.of("target/figures"));
        Files.writeString(
                figures.resolve("dicom-fuzz-" + files + ".txt"),
                String.format(
                        Locale.ROOT,
                        "%d damaged files of %d seeds: %d refused, %d read, slowest %.1f ms, heap %d MiB%n",
                        files,
                        seeds.size(),
                        refused,
                        files - refused,
                        slowest / 1e6,
                        Runtime.getRuntime().maxMemory() >> 20));
    }

    /** Reads a file and asks for all that is in it, as a program would. */
    private static void readAll(byte[] content) throws IOException {
        DicomContent.isDicom(content);
        DicomFile file = DicomFile.read(content, ReadLimits.defaults());
        visit(file.meta());
        visit(file.dataSet());
        file.pixelData();
        DicomFile.readHeader(content, ReadLimits.defaults());
        DicomWriter.write(file, new ByteArrayOutputStream());
    }

    private static void visit(DataSet dataSet) {
        for (Element element : dataSet) {
            dataSet.strings(element.tag());
            dataSet.decimal(element.tag());
            dataSet.integer(element.tag());
            element.items().forEach(DicomFuzzTest::visit);
        }
    }

    private static byte[] damaged(List<byte[]> seeds, SplittableRandom random) {
        byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes && bytes.length > 16; i++) {
            // Two in three changes hit the header.
            int reach = random.nextInt(3) < 2 ? Math.min(bytes.length, 3000) : bytes.length;
            int at = random.nextInt(reach - 8);
            switch (random.nextInt(8)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = Arrays.copyOf(bytes, at + 8);
                case 3 -> put(bytes, at, LENGTHS[random.nextInt(LENGTHS.length)]);
                case 4 -> tag(bytes, at, TAGS[random.nextInt(TAGS.length)]);
                case 5 -> bytes = spliced(bytes, at, seeds.get(random.nextInt(seeds.size())), random);
                case 6 -> bytes = without(bytes, at, 1 + random.nextInt(Math.min(64, bytes.length - at)));
                default -> repeat(bytes, at, random.nextInt(1, 64));
            }
        }
        return bytes;
    }

    private static void put(byte[] bytes, int at, long length) {
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (length >>> 8 * i);
        }
    }

    private static void tag(byte[] bytes, int at, int tag) {
        put(bytes, at, (tag >>> 16) | ((long) tag & 0xFFFF) << 16);
    }

    private static byte[] spliced(byte[] bytes, int at, byte[] other, SplittableRandom random) {
        int from = random.nextInt(other.length);
        int length = Math.min(other.length - from, 1 + random.nextInt(4096));
        byte[] joined = Arrays.copyOf(bytes, at + length);
        System.arraycopy(other, from, joined, at, length);
        return joined;
    }

    private static byte[] without(byte[] bytes, int at, int length) {
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
        System.arraycopy(bytes, at + length, shorter, at, bytes.length - at - length);
        return shorter;
    }

    private static void repeat(byte[] bytes, int at, int length) {
        int copied = Math.min(length, bytes.length - at);
        int from = Math.max(0, at - copied);
        System.arraycopy(bytes, from, bytes, at, Math.min(copied, bytes.length - at));
    }
}
