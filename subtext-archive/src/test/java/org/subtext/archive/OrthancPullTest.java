package org.subtext.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;

/** Pulling from Orthanc (Debian: orthanc 1.10.1, orthanc-dicomweb 1.7). */
class OrthancPullTest {
    private static final int STUDIES = 500;

    @TempDir
    Path folder;

    /** What a pull in its own process does; see {@link #aKilledPullContinuesWithoutLossOrRepetition}. */
    static final class OwnProcess {
        private OwnProcess() {}

        public static void main(String[] arguments) throws IOException {
            pull(ArchiveAddress.parse(arguments[0]), Path.of(arguments[1]), StudyQuery.ALL);
        }
    }

    private static PullSummary pull(ArchiveAddress address, Path out, StudyQuery query) throws IOException {
        PullPlan.Peer peer =
                new PullPlan.Peer(address, new Credentials.None(), null, ArchiveLimits.STANDARD.withRetries(1));
        return new Pull(new PullPlan(peer, query, out, 4), Progress.SILENT).run();
    }

    private static List<Path> files(Path out) throws IOException {
        if (!Files.isDirectory(out)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> studies = Files.newDirectoryStream(out, "[0-9a-f]*")) {
            for (Path study : studies) {
                try (Stream<Path> instances = Files.list(study)) {
                    instances.forEach(files::add);
                }
            }
        }
        return files;
    }

    /** SOP Instance UID to hash of the whole file; fails when a UID is there twice. */
    private static Map<String, String> content(Path out) throws IOException {
        Map<String, String> content = new HashMap<>();
        for (Path file : files(out)) {
            String uid = InstanceHeader.read(file).sopInstanceUid();
            assertThat(content.put(uid, ContentHash.ofFile(file).hex()))
                    .as("twice")
                    .isNull();
        }
        return content;
    }

    /** The same of what the archive holds, through its own interface and not through DICOMweb. */
    private Map<String, String> content(Orthanc orthanc) throws Exception {
        Map<String, String> content = new HashMap<>();
        Path one = folder.resolve("one.dcm");
        for (String instance : orthanc.instances()) {
            Files.write(one, orthanc.file(instance));
            content.put(
                    InstanceHeader.read(one).sopInstanceUid(),
                    ContentHash.ofFile(one).hex());
        }
        return content;
    }

    @Test
    void aKilledPullContinuesWithoutLossOrRepetition() throws Exception {
        try (Orthanc orthanc = Orthanc.start(folder.resolve("orthanc"))) {
            for (int study = 0; study < STUDIES; study++) {
                orthanc.store(TestInstances.file(study, 1, 1, "DX"));
                orthanc.store(TestInstances.file(study, 1, 2, "DX"));
            }
            Path out = folder.resolve("out");
            Process killed = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            OwnProcess.class.getName(),
                            orthanc.address().base(),
                            out.toString())
                    .inheritIO()
                    .start();
            while (killed.isAlive() && files(out).size() < STUDIES) {
                Thread.sleep(5);
            }
            killed.destroyForcibly().waitFor();
            int atTheKill = files(out).size();
            assertThat(atTheKill).isBetween(STUDIES, 2 * STUDIES - 100);

            PullSummary summary = pull(orthanc.address(), out, StudyQuery.ALL);

            assertThat(summary.failed()).isEmpty();
            assertThat(summary.found()).isEqualTo(STUDIES);
            assertThat(summary.thereBefore()).isGreaterThan(STUDIES / 2 - 50);
            assertThat(summary.instances()).isEqualTo(2 * STUDIES - atTheKill);
            assertThat(content(out)).hasSize(2 * STUDIES).isEqualTo(content(orthanc));
            assertThat(out.resolve(".subtext-archive/partial")).isEmptyDirectory();
        }
    }

    @Test
    void modalityBodyPartDateAndPatientChoose() throws Exception {
        try (Orthanc orthanc = Orthanc.start(folder.resolve("orthanc"))) {
            for (int study = 0; study < 12; study++) {
                orthanc.store(TestInstances.file(study, 1, 1, "DX"));
                orthanc.store(TestInstances.file(study, 2, 1, study % 2 == 0 ? "DX" : "CT"));
            }
            // Series 1 is CHEST and DX in all twelve; series 2 is HAND, DX in six and CT in six.
            assertThat(found(orthanc, new StudyQuery(null, List.of("dx"), List.of(), List.of())))
                    .isEqualTo(18);
            assertThat(found(orthanc, new StudyQuery(null, List.of("DX", "CT"), List.of("HAND"), List.of())))
                    .isEqualTo(12);
            assertThat(found(orthanc, new StudyQuery(null, List.of("CT"), List.of("CHEST"), List.of())))
                    .isZero();
            // Study n was made in month 1 + n: three of them until the end of March, two files each.
            assertThat(found(orthanc, new StudyQuery("-20200331", List.of(), List.of(), List.of())))
                    .isEqualTo(6);
            assertThat(found(orthanc, new StudyQuery(null, List.of(), List.of(), List.of("planted-3", "planted-30"))))
                    .isEqualTo(2);
        }
    }

    private long found(Orthanc orthanc, StudyQuery query) throws IOException {
        Path out = Files.createTempDirectory(folder, "pull");
        PullSummary summary = pull(orthanc.address(), out, query);
        assertThat(summary.failed()).isEmpty();
        assertThat(files(out)).hasSize((int) summary.instances());
        return summary.instances();
    }
}
