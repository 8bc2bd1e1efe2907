package org.subtext.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;

/** The receiver as dcmtk's senders see it (Debian: dcmtk 3.6.7; echoscu, storescu). */
@Timeout(120)
class DcmtkSendTest {
    @TempDir
    Path folder;

    @Test
    void echoAndStoreSucceedAndTheSameTwiceIsThereOnce() throws Exception {
        Path out = folder.resolve("out");
        List<String> files = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Path file = folder.resolve(i + ".dcm");
            Files.write(file, TestInstances.file(i / 4, 1, i, "DX"));
            files.add(file.toString());
        }
        try (StorageReceiver receiver =
                StorageReceiver.start(ReceiverPlan.onThisMachine(0, "SUBTEXT", out), Progress.SILENT)) {
            String port = Integer.toString(receiver.port());
            InstalledProgram echo = InstalledProgram.run("dcmtk", "echoscu", "-aec", "SUBTEXT", "127.0.0.1", port);
            assertThat(echo.exit()).as(echo.said()).isZero();
            assertThat(InstalledProgram.run("dcmtk", "echoscu", "-aec", "OTHER", "127.0.0.1", port)
                            .exit())
                    .isNotZero();
            for (String maxPdu : new String[] {"4096", "131072"}) {
                List<String> words =
                        new ArrayList<>(List.of("storescu", "-aec", "SUBTEXT", "-pdu", maxPdu, "127.0.0.1", port));
                words.addAll(files);
                InstalledProgram sent = InstalledProgram.run("dcmtk", words.toArray(String[]::new));
                assertThat(sent.exit()).as(sent.said()).isZero();
            }
            assertThat(receiver.tally().storedInstances()).isEqualTo(20);
            assertThat(receiver.tally().repeatedInstances()).isEqualTo(20);
            assertThat(receiver.tally().brokenAssociations()).isZero();
        }
        List<Path> stored;
        try (Stream<Path> all = Files.walk(out)) {
            stored = all.filter(file -> file.toString().endsWith(".dcm")).toList();
        }
        assertThat(stored).hasSize(20);
        assertThat(stored.stream().map(Path::getParent).distinct())
                .as("a folder a study")
                .hasSize(5);
        // dcmtk's own opinion of a file that was written here.
        assertThat(InstalledProgram.run("dcmtk", "dcmdump", "-q", stored.get(0).toString())
                        .exit())
                .isZero();
        assertThat(pixelHashes(stored))
                .containsExactlyInAnyOrderElementsOf(
                        pixelHashes(files.stream().map(Path::of).toList()));
    }

    /** Of the last 256 bytes, which in these files are all pixels. */
    private static List<String> pixelHashes(List<Path> files) throws Exception {
        List<String> hashes = new ArrayList<>();
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            hashes.add(ContentHash.ofBytes(java.util.Arrays.copyOfRange(bytes, bytes.length - 256, bytes.length))
                    .hex());
        }
        return hashes;
    }
}
