package org.subtext.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.archive.ArchiveException.Kind;
import org.subtext.testing.Seeds;

class MultipartReaderTest {
    private static final String BOUNDARY = "b0unDary";

    /** Hands out one to three bytes at a time, so that every boundary is split somewhere. */
    private static InputStream trickle(byte[] bytes, SplittableRandom random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1 + random.nextInt(3)));
            }
        };
    }

    private static MultipartReader reader(String body) throws IOException {
        return new MultipartReader(
                new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)), BOUNDARY, 1000);
    }

    private static String copy(MultipartReader parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.copyTo(out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static void assertFails(String body, Kind kind) {
        assertThatThrownBy(() -> {
                    MultipartReader parts = reader(body);
                    while (parts.next()) {
                        copy(parts);
                    }
                })
                .isInstanceOfSatisfying(
                        ArchiveException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Seeds(100)
    void whatWasWrittenComesBackHoweverItIsCut(SplittableRandom random) throws IOException {
        List<byte[]> written = new ArrayList<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("a preamble\r\n".getBytes(StandardCharsets.US_ASCII));
        for (int part = 0; part < 4; part++) {
            // Few different bytes, all of them of the boundary, so that near misses are frequent.
            byte[] content = new byte[random.nextInt(400)];
            for (int i = 0; i < content.length; i++) {
                content[i] = (byte) "\r\n--b0u".charAt(random.nextInt(7));
            }
            written.add(content);
            body.writeBytes(("--" + BOUNDARY + " \r\nContent-Type: application/dicom\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(content);
            body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        body.writeBytes(("--" + BOUNDARY + "--\r\nafterwards").getBytes(StandardCharsets.US_ASCII));

        MultipartReader parts = new MultipartReader(trickle(body.toByteArray(), random), BOUNDARY, 1000);
        for (byte[] content : written) {
            assertThat(parts.next()).isTrue();
            assertThat(parts.headers()).containsEntry("Content-TYPE", "application/dicom");
            if (random.nextInt(4) > 0) { // a part that nobody reads is skipped
                assertThat(copy(parts)).isEqualTo(new String(content, StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(parts.next()).isFalse();
        assertThat(parts.next()).isFalse();
    }

    @Test
    void contentThatBeginsLikeTheBoundaryIsContent() throws IOException {
        MultipartReader parts = reader("--b0unDary\r\n\r\nx\r\n--b0unDaryX\r\ny\r\n--b0unDary--");
        assertThat(parts.next()).isTrue();
        assertThat(copy(parts)).isEqualTo("x\r\n--b0unDaryX\r\ny");
        assertThat(parts.next()).isFalse();
    }

    @Test
    void aPartWithoutHeadersAndAnEmptyPartAreParts() throws IOException {
        MultipartReader parts = reader("--b0unDary\r\n\r\n\r\n--b0unDary\r\n\r\nz\r\n--b0unDary--");
        assertThat(parts.next()).isTrue();
        assertThat(copy(parts)).isEmpty();
        assertThat(parts.next()).isTrue();
        assertThat(copy(parts)).isEqualTo("z");
        assertThat(parts.next()).isFalse();
    }

    @Test
    void everyPrefixOfABodyIsIncomplete() {
        String body = "--b0unDary\r\nA: b\r\n\r\nx\r\n--b0unDary--";
        for (int length = 0; length < body.length(); length++) {
            assertFails(body.substring(0, length), Kind.INCOMPLETE);
        }
    }

    @Test
    void sizesAreBounded() {
        assertFails("--b0unDary\r\n\r\n" + "x".repeat(1001) + "\r\n--b0unDary--", Kind.TOO_LARGE);
        assertFails("--b0unDary\r\nA: " + "x".repeat(MultipartReader.HEADER_BYTES) + "\r\n\r\n", Kind.TOO_LARGE);
        assertFails("--b0unDary\r\n" + "A: b\r\n".repeat(MultipartReader.HEADER_LINES + 1) + "\r\n", Kind.TOO_LARGE);
        assertFails("x".repeat(1 << 20), Kind.TOO_LARGE);
    }

    @Test
    void aBoundaryIsNeitherEmptyNorLong() {
        assertThatThrownBy(() -> new MultipartReader(InputStream.nullInputStream(), "", 1))
                .isInstanceOf(ArchiveException.class);
        assertThatThrownBy(() -> new MultipartReader(InputStream.nullInputStream(), "x".repeat(71), 1))
                .isInstanceOf(ArchiveException.class);
    }

    @Test
    void contentTypesAreReadWithAndWithoutQuotes() {
        ContentType quoted =
                ContentType.parse("Multipart/Related; type=\"application/dicom\"; boundary=\"a;b\\\"c\"; start=x");
        assertThat(quoted.type()).isEqualTo("multipart/related");
        assertThat(quoted.parameter("boundary")).contains("a;b\"c");
        assertThat(quoted.parameter("start")).contains("x");
        assertThat(ContentType.parse("text/html").parameter("boundary")).isEmpty();
    }
}
