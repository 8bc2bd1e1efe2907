package org.subtext.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.dicom.codec.CodeStream;
import org.subtext.dicom.codec.FrameShape;
import org.subtext.dicom.codec.PixelDataException;
import org.subtext.dicom.codec.Samples;
import org.subtext.dicom.pixels.DicomPixels;

class WorkerPoolTest {
    /** SHA-256 of the stored samples by gdcm 3.0.21 ({@code gdcmconv --raw}, then {@code gdcmraw}). */
    @ParameterizedTest
    @CsvSource({
        "pydicom/src/pydicom/data/test_files/JPEG2000.dcm,"
                + "0b1224a6dcd0dcebb1ae6966270b620a8aecc3e20d7fe5b01504e574e1814ac6",
        "pydicom/src/pydicom/data/test_files/MR_small_jp2klossless.dcm,"
                + "88617aaa46138fb1b6e2a951e762d962382354d69f47f8c04d4abff2f6a6a63e",
        "pydicom/src/pydicom/data/test_files/693_J2KI.dcm,"
                + "f249f833d5e3cbc361b4ced94aeeb8db7fc7376087b9f395a2ccf2f6f3059268",
        "pydicom-data/data_store/data/US1_J2KI.dcm,"
                + "2138e755d364de8970f327301a0079f199e3cbbc0d4a61991a193819d4e19e80"
    })
    void samplesEqualThoseOfAnotherDecoder(String file, String sha256) throws IOException, NoSuchAlgorithmException {
        DicomPixels pixels = DicomPixels.read(Files.readAllBytes(shared(file)), DicomPixels.DEFAULT_MAX_PIXELS);
        Samples samples = pixels.stored(0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < samples.count(); i++) {
            for (int b = 0; b < pixels.attributes().shape().bitsAllocated(); b += 8) {
                bytes.write(samples.get(i) >> b);
            }
        }

        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray())))
                .isEqualTo(sha256);
    }

    /** The two streams hold one picture, once lossless; so an independent answer to the lossy one is the lossless. */
    @Test
    void htj2kIsDecodedToo() throws IOException {
        long[] lossless = DicomPixels.read(
                        Files.readAllBytes(shared("pydicom-data/data_store/data/HTJ2KLossless_08_RGB.dcm")), 1 << 20)
                .values(0);
        long[] lossy = DicomPixels.read(
                        Files.readAllBytes(shared("pydicom-data/data_store/data/HTJ2K_08_RGB.dcm")), 1 << 20)
                .values(0);

        double sum = 0;
        for (int i = 0; i < lossless.length; i++) {
            sum += Math.abs(lossless[i] - lossy[i]);
        }
        assertThat(lossy).hasSameSizeAs(lossless);
        assertThat(sum / lossless.length).isLessThan(3);
    }

    @Test
    void damagedStreamsAreRefusedAndTheNextOneIsRead() throws IOException {
        byte[] stream = streamOf(shared("pydicom/src/pydicom/data/test_files/MR_small_jp2klossless.dcm"));
        FrameShape shape = new FrameShape(64, 64, 1, 16);
        short[] whole =
                CodeStream.decode(stream, shape, CodeStream.Kind.JPEG_2000).words();
        SplittableRandom random = new SplittableRandom(1);
        int refused = 0;
        for (int i = 0; i < 200; i++) {
            byte[] damaged = stream.clone();
            for (int k = 0; k < 8; k++) {
                damaged[random.nextInt(50, damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                CodeStream.decode(damaged, shape, CodeStream.Kind.JPEG_2000);
            } catch (PixelDataException e) {
                refused++;
            }
        }

        assertThat(refused).isPositive();
        assertThat(CodeStream.decode(stream, shape, CodeStream.Kind.JPEG_2000).words())
                .isEqualTo(whole);
    }

    @Test
    void aWorkerThatTakesTooLongIsGivenUp() throws IOException {
        byte[] stream = streamOf(shared("pydicom/src/pydicom/data/test_files/MR_small_jp2klossless.dcm"));
        WorkerPool pool = new WorkerPool(Duration.ofMillis(1)); // less than a process takes to start

        assertThatThrownBy(() -> pool.decode(stream, new FrameShape(64, 64, 1, 16)))
                .isInstanceOf(PixelDataException.class)
                .hasMessageContaining("given up");
    }

    /** The code stream alone, which starts with FF 4F FF 51. */
    private static byte[] streamOf(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i + 4 < bytes.length; i++) {
            if (bytes[i] == -1 && bytes[i + 1] == 0x4F && bytes[i + 2] == -1 && bytes[i + 3] == 0x51) {
                return java.util.Arrays.copyOfRange(bytes, i, bytes.length);
            }
        }
        throw new IllegalStateException("no code stream in " + file.getFileName());
    }

    private static Path shared(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve("shared/data/dicom").resolve(name);
            if (Files.exists(candidate)) {
                return candidate;
            }
        }
        Assumptions.abort("shared/data/dicom/" + name + " is not on this machine");
        throw new IllegalStateException("unreachable: the line above ends the test");
    }
}
