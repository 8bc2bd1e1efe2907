package org.subtext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.subtext.archive.AuditDocument;
import org.subtext.archive.AuditDocument.Measurement;
import org.subtext.archive.AuditDocument.Section;
import org.subtext.archive.AuditPicture;
import org.subtext.archive.AuditStudy;
import org.subtext.archive.Stow;
import org.subtext.audit.RunJson;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.Software;
import org.subtext.recognition.ModelCard;
import org.subtext.report.ReportContent;
import org.subtext.report.ResultPicture;
import org.subtext.report.ResultTable;
import org.subtext.report.TerminalSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** An audit's answer into an archive. */
@Command(
        name = "push",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sends a finished audit's answer to an archive by DICOMweb (STOW-RS): as a structured report, as a picture",
            "of one page for viewers that show no reports (Secondary Capture), or as both in one study.",
            "It says what the terminal says, small cells hidden, and is filed under the made-up patient "
                    + AuditStudy.PATIENT + ", never under anybody's record. Sent twice, it is there once.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  subtext archive push runs/race https://pacs.example.org/dicom-web --token-file token.txt",
            "  subtext archive push runs/race https://pacs.example.org/dicom-web --token-file token.txt --as both"
        })
final class ArchivePushCommand implements Callable<Integer> {
    private enum Form {
        REPORT,
        PICTURE,
        BOTH
    }

    @Parameters(index = "0", paramLabel = "RUN", description = "Folder of a finished run.")
    private Path run = Path.of("");

    @Parameters(index = "1", paramLabel = "URL", description = "Base of the DICOMweb service.")
    private String url = "";

    @Option(names = "--as", paramLabel = "FORM", description = "report, picture or both; default report.")
    private Form form = Form.REPORT;

    @Mixin
    private PeerOptions peerOptions = new PeerOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Stow stow = new Stow(peerOptions.peer(url));
        Path stored = run.resolve("report-content.json");
        ReportContent content = RunJson.read(stored, ReportContent.class);
        LocalDateTime made = LocalDateTime.ofInstant(
                        Files.getLastModifiedTime(stored).toInstant(), ZoneId.systemDefault())
                .truncatedTo(ChronoUnit.SECONDS);
        AuditStudy study = new AuditStudy(
                content.title(),
                made,
                "Subtext " + Software.version(),
                ContentHash.ofFile(stored).hex());
        PrintWriter out = spec.commandLine().getOut();
        if (form != Form.PICTURE) {
            AuditDocument document = document(study, content);
            stow.send(document.file());
            said(out, "answer as a report", document.sopInstanceUid());
        }
        if (form != Form.REPORT) {
            AuditPicture picture = new AuditPicture(study, ResultPicture.draw(content, footer(study)));
            stow.send(picture.file());
            said(out, "answer as a picture", picture.sopInstanceUid());
        }
        return 0;
    }

    private static void said(PrintWriter out, String what, String sopInstanceUid) {
        out.printf(
                "The archive has the %s, under patient id %s, SOP Instance UID %s.%n",
                what, AuditStudy.PATIENT, sopInstanceUid);
        out.flush();
    }

    private static String footer(AuditStudy study) {
        return study.software() + " · "
                + study.made().format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT))
                + " · about a set of images, filed under the made-up patient id " + AuditStudy.PATIENT;
    }

    private static AuditDocument document(AuditStudy study, ReportContent content) {
        String answer = TerminalSummary.of(content, "with whoever ran the audit", false);
        List<Section> sections = List.of(
                new Section("ANSWER", "Answer, with estimates, intervals and counts", answer),
                new Section(
                        "USE",
                        "What it must not be used for",
                        ModelCard.MUST_NOT
                                + " It speaks of a set of images, says nothing of a person and belongs in nobody's record."));
        return new AuditDocument(
                study,
                sections,
                ResultTable.of(content).stream()
                        .map(table -> new AuditDocument.Table(
                                table.experiment(),
                                table.unit().plural(),
                                table.classes().stream()
                                        .map(ArchivePushCommand::measurement)
                                        .toList(),
                                measurement(table.mean())))
                        .toList());
    }

    private static Measurement measurement(ResultTable.Row row) {
        return new Measurement(row.name(), row.cases(), row.auc());
    }
}
