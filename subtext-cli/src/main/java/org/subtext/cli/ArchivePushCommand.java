package org.subtext.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.subtext.archive.AuditDocument;
import org.subtext.archive.AuditDocument.Section;
import org.subtext.archive.AuditStudy;
import org.subtext.archive.PullPlan.Peer;
import org.subtext.archive.Stow;
import org.subtext.audit.RunJson;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.Software;
import org.subtext.report.ReportContent;
import org.subtext.report.TerminalSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** An audit's answer into an archive. */
@Command(
        name = "push",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sends a finished audit's answer to an archive by DICOMweb (STOW-RS), as a structured report.",
            "It says what the terminal says, small cells hidden, and is filed under the made-up patient "
                    + AuditStudy.PATIENT + ", never under anybody's record. Sent twice, it is there once.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  subtext archive push runs/race https://pacs.example.org/dicom-web --token-file token.txt"
        })
final class ArchivePushCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN", description = "Folder of a finished run.")
    private Path run = Path.of("");

    @Parameters(index = "1", paramLabel = "URL", description = "Base of the DICOMweb service.")
    private String url = "";

    @Mixin
    private PeerOptions peerOptions = new PeerOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Peer peer = peerOptions.peer(url);
        Path stored = run.resolve("report-content.json");
        ReportContent content = RunJson.read(stored, ReportContent.class);
        LocalDateTime made = LocalDateTime.ofInstant(
                        Files.getLastModifiedTime(stored).toInstant(), ZoneId.systemDefault())
                .truncatedTo(ChronoUnit.SECONDS);
        String answer = TerminalSummary.of(content, "with whoever ran the audit", false);
        List<Section> sections = List.of(
                new Section("ANSWER", "Answer, with estimates, intervals and counts", answer),
                new Section(
                        "USE",
                        "What it must not be used for",
                        "This speaks of a set of images. It says nothing of a person and belongs in nobody's record."));
        AuditStudy study = new AuditStudy(
                content.title(),
                made,
                "Subtext " + Software.version(),
                ContentHash.ofFile(stored).hex());
        AuditDocument document = new AuditDocument(study, sections);
        new Stow(peer).send(document.file());
        spec.commandLine()
                .getOut()
                .printf(
                        "The archive has the answer, under patient id %s, SOP Instance UID %s.%n",
                        AuditStudy.PATIENT, document.sopInstanceUid());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
