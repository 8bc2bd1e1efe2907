package org.subtext.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.archive.AuditDocument.Section;

class AuditDocumentTest {
    private static final AuditStudy STUDY = new AuditStudy(
            "Do these images reveal recorded race?",
            LocalDateTime.of(2026, 11, 26, 12, 30, 5),
            "Subtext 0.1.0",
            "fingerprint");

    private static final AuditDocument DOCUMENT = new AuditDocument(
            STUDY,
            List.of(
                    new Section("VERDICT", "Verdict", "REVEALS: AUC 0.91 (0.88–0.94), 812 patients"),
                    new Section("ESTIMATES", "Estimates", "Black   0.93 (0.90–0.95)\nWhite   0.90 (0.87–0.92)")));

    @TempDir
    Path folder;

    @Test
    void theSameAuditIsTheSameInstance() throws Exception {
        assertThat(DOCUMENT.file()).isEqualTo(DOCUMENT.file());
        InstanceHeader header = InstanceHeader.read(Files.write(folder.resolve("sr.dcm"), DOCUMENT.file()));
        assertThat(header.sopInstanceUid()).isEqualTo(DOCUMENT.sopInstanceUid()).startsWith("2.25.");
        AuditDocument later = new AuditDocument(
                new AuditStudy(STUDY.title(), STUDY.made().plusDays(1), STUDY.software(), STUDY.fingerprint()),
                DOCUMENT.sections());
        assertThat(later.sopInstanceUid()).isNotEqualTo(DOCUMENT.sopInstanceUid());
    }

    /** dcmtk's dsrdump (Debian: dcmtk 3.6.7) reads it as a structured report and complains of nothing. */
    @Test
    void dsrdumpReadsTheTree() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/dsrdump")), "dsrdump is not installed (Debian: dcmtk)");
        Path file = Files.write(folder.resolve("sr.dcm"), DOCUMENT.file());
        Process process = new ProcessBuilder("/usr/bin/dsrdump", "+Pl", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        // dcmtk 3.6.7 cannot check value representations of any text in UTF-8, and says so.
        assertThat(said.replace("W: The VR checker does not support this Specific Character Set: ISO_IR 192", ""))
                .contains("Basic Text SR Document", "Audit", "SUBTEXT-AUDIT", "812 patients", "0.90 (0.87–0.92)")
                .doesNotContain("E:", "W:");
    }

    @Test
    void orthancTakesItAndKeepsItOnce() throws Exception {
        try (Orthanc orthanc = Orthanc.start(folder.resolve("orthanc"))) {
            Stow stow = new Stow(new PullPlan.Peer(
                    orthanc.address(), new Credentials.None(), null, ArchiveLimits.STANDARD.withRetries(1)));
            stow.send(DOCUMENT.file());
            stow.send(DOCUMENT.file());
            assertThat(orthanc.instances()).hasSize(1);
            Path back = Files.write(
                    folder.resolve("back.dcm"), orthanc.file(orthanc.instances().get(0)));
            assertThat(InstanceHeader.read(back).sopInstanceUid()).isEqualTo(DOCUMENT.sopInstanceUid());
        }
    }
}
