package org.subtext.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.dicom.Uid;
import org.subtext.testing.Seeds;
import org.subtext.testing.SharedData;

class InstanceHeaderTest {
    @TempDir
    Path folder;

    private InstanceHeader read(byte[] bytes) throws IOException {
        return InstanceHeader.read(Files.write(folder.resolve("file"), bytes));
    }

    @Test
    void theFourUidsAreRead() throws IOException {
        assertThat(read(TestInstances.file(3, 2, 1, "CT")))
                .isEqualTo(new InstanceHeader(
                        TestInstances.SECONDARY_CAPTURE,
                        TestInstances.study(3),
                        TestInstances.series(3, 2),
                        TestInstances.instance(3, 2, 1)));
    }

    @Test
    void aFileCutWithinItsHeaderIsRefused() {
        byte[] whole = TestInstances.file(3, 2, 1, "CT");
        int pixels = new String(whole, StandardCharsets.ISO_8859_1).indexOf(TestInstances.series(3, 2));
        for (int length = 0; length < pixels; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(ArchiveException.class);
        }
    }

    @Seeds(300)
    void changedBytesAreReadOrRefused(SplittableRandom random) throws IOException {
        byte[] bytes = TestInstances.file(3, 2, 1, "CT");
        for (int i = 0; i < 4; i++) {
            bytes[130 + random.nextInt(bytes.length - 400)] = (byte) random.nextInt(256);
        }
        try {
            assertThat(Uid.isValid(read(bytes).sopInstanceUid())).isTrue();
        } catch (ArchiveException e) {
            assertThat(e.getMessage()).containsAnyOf("what came", "is no valid UID");
        }
    }

    /** Against dcmtk's dcmdump (Debian: dcmtk 3.6.7), on files of all transfer syntaxes. */
    @Test
    void whatDcmdumpReadsIsReadTheSame() throws Exception {
        Path files = SharedData.find("data/dicom");
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/dcmdump")), "dcmdump is not installed");
        int compared = 0;
        try (Stream<Path> all = Files.walk(files)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String[] expected = dcmdump(file);
                if (expected.length != 4 || !Stream.of(expected).allMatch(Uid::isValid)) {
                    continue; // not an image with all four, or not for dcmtk, or anonymised into something else
                }
                InstanceHeader header;
                try {
                    header = InstanceHeader.read(file);
                } catch (ArchiveException e) {
                    assertThat(startsAsPart10(file))
                            .as(file + ": " + e.getMessage())
                            .isFalse();
                    continue;
                }
                assertThat(new String[] {
                            header.sopClassUid(), header.sopInstanceUid(), header.studyUid(), header.seriesUid()
                        })
                        .as(file.toString())
                        .isEqualTo(expected);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    private static boolean startsAsPart10(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return bytes.length > 140 && new String(bytes, 128, 8, StandardCharsets.ISO_8859_1).equals("DICM\2\0\0\0");
    }

    private static String[] dcmdump(Path file) throws Exception {
        Process process = new ProcessBuilder(
                        "/usr/bin/dcmdump",
                        "-q",
                        "-Un",
                        "+p",
                        "+P",
                        "0008,0016",
                        "+P",
                        "0008,0018",
                        "+P",
                        "0020,000d",
                        "+P",
                        "0020,000e",
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        process.waitFor();
        return said.lines()
                .filter(line -> line.matches("\\(\\w{4},\\w{4}\\) UI \\[.*")) // not those within sequences
                .map(line -> line.substring(line.indexOf('[') + 1, line.indexOf(']')))
                .toArray(String[]::new);
    }
}
