package org.subtext.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.archive.AuditDocument.Measurement;
import org.subtext.archive.AuditDocument.Section;
import org.subtext.archive.AuditDocument.Table;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.ReadLimits;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Tags;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;

class AuditDocumentTest {
    private static final AuditStudy STUDY = new AuditStudy(
            "Do these images reveal recorded race?",
            LocalDateTime.of(2026, 11, 26, 12, 30, 5),
            "Subtext 0.1.0",
            "fingerprint");
    private static final AuditDocument DOCUMENT = document(STUDY);
    private static final Tag CONTENT = Tag.of(0x0040A730);
    private static final Tag CONCEPT_NAME = Tag.of(0x0040A043);

    @TempDir
    Path folder;

    static AuditDocument document(AuditStudy study) {
        return new AuditDocument(
                study,
                List.of(
                        new Section("ANSWER", "Answer", "REVEALS: AUC 0.91 (0.88–0.94), 812 patients"),
                        new Section("USE", "What it must not be used for", "Of no person.\nNever.")),
                List.of(new Table(
                        "Internal test",
                        "patients",
                        List.of(
                                new Measurement("Black", OptionalInt.of(312), known(0.9345678, 0.9, 0.95)),
                                new Measurement(
                                        "Asian", OptionalInt.empty(), Estimate.undefined("fewer than 20 patients")),
                                new Measurement("Other", OptionalInt.empty(), new Estimate.Point(0.7))),
                        new Measurement("mean over classes", OptionalInt.of(812), known(0.91, 0.88, 0.94)))));
    }

    private static Estimate known(double value, double lower, double upper) {
        return new Estimate.Known(value, new Interval(lower, upper, 0.95, "bootstrap by patient, 2,000 draws"));
    }

    @Test
    void theSameAuditIsTheSameInstance() throws Exception {
        assertThat(DOCUMENT.file()).isEqualTo(document(STUDY).file());
        InstanceHeader header = InstanceHeader.read(Files.write(folder.resolve("sr.dcm"), DOCUMENT.file()));
        assertThat(header.sopInstanceUid()).isEqualTo(DOCUMENT.sopInstanceUid()).startsWith("2.25.");
        assertThat(header.studyUid()).isEqualTo(STUDY.studyInstanceUid());
        AuditDocument later =
                document(new AuditStudy(STUDY.title(), STUDY.made().plusDays(1), STUDY.software(), "fingerprint"));
        assertThat(later.sopInstanceUid()).isNotEqualTo(DOCUMENT.sopInstanceUid());
        AuditDocument withoutNumbers = new AuditDocument(STUDY, DOCUMENT.sections(), List.of());
        assertThat(withoutNumbers.sopInstanceUid()).isNotEqualTo(DOCUMENT.sopInstanceUid());
    }

    @Test
    void aProgramFindsTheNumbersWithTheirIntervals() throws Exception {
        DicomFile read = DicomFile.read(DOCUMENT.file(), ReadLimits.defaults());
        assertThat(read.notes()).isEmpty();
        List<DataSet> content = read.dataSet().items(CONTENT);
        DataSet table = content.get(content.size() - 1);
        List<DataSet> aucs = named(table, "AUC");
        assertThat(named(table, "MEAN-AUC"))
                .hasSize(1)
                .allSatisfy(mean -> assertThat(value(mean)).isEqualTo("0.910 1"));
        assertThat(aucs).hasSize(3);
        assertThat(value(aucs.get(0))).isEqualTo("0.935 1");
        assertThat(value(named(aucs.get(0), "LOWER").get(0))).isEqualTo("0.900 1");
        assertThat(value(named(aucs.get(0), "UPPER").get(0))).isEqualTo("0.950 1");
        assertThat(value(named(aucs.get(0), "LEVEL").get(0))).isEqualTo("0.95 1");
        assertThat(value(named(aucs.get(0), "CASES").get(0))).isEqualTo("312 {patients}");
        assertThat(value(aucs.get(1))).isEqualTo("none: 114010");
        assertThat(named(aucs.get(1), "CASES")).isEmpty();
        assertThat(named(aucs.get(1), "LOWER")).isEmpty();
        assertThat(named(aucs.get(1), "REASON").get(0).string(Tag.of(0x0040A160)))
                .contains("fewer than 20 patients");
        assertThat(value(aucs.get(2))).isEqualTo("0.700 1");
        assertThat(named(aucs.get(2), "LOWER")).isEmpty();
    }

    @Test
    void namesWithControlCharactersAreSeen() {
        AuditStudy study = new AuditStudy("race\u001b[31m\\x\nANSWER", STUDY.made(), STUDY.software(), "fingerprint");
        AuditDocument document = new AuditDocument(
                study, List.of(new Section("ANSWER", "Answer", "\u202eREVEALS\u001b$B")), DOCUMENT.tables());
        String file = new String(document.file(), StandardCharsets.UTF_8);
        assertThat(file)
                .contains("race/u001b[31m/x/nANSWER", "\\u202eREVEALS\\u001b$B")
                .doesNotContain("\u001b", "\u202e");
    }

    private static List<DataSet> named(DataSet parent, String code) {
        return parent.items(CONTENT).stream()
                .filter(item ->
                        item.items(CONCEPT_NAME).get(0).string(Tags.CODE_VALUE).equals(Optional.of(code)))
                .toList();
    }

    /** Value and unit, or the code of why there is none (PS3.3 section C.18.1). */
    private static String value(DataSet number) {
        List<DataSet> measured = number.items(Tag.of(0x0040A300));
        if (measured.isEmpty()) {
            return "none: "
                    + number.items(Tag.of(0x0040A301))
                            .get(0)
                            .string(Tags.CODE_VALUE)
                            .orElseThrow();
        }
        DataSet unit = measured.get(0).items(Tag.of(0x004008EA)).get(0);
        assertThat(unit.string(Tags.CODING_SCHEME)).contains("UCUM");
        return measured.get(0).string(Tag.of(0x0040A30A)).orElseThrow()
                + " "
                + unit.string(Tags.CODE_VALUE).orElseThrow();
    }

    @Test
    void everyCodingSchemeIsDeclared() throws Exception {
        DataSet read = DicomFile.read(DOCUMENT.file(), ReadLimits.defaults()).dataSet();
        List<String> declared = read.items(Tag.of(0x00080110)).stream()
                .map(scheme -> scheme.string(Tags.CODING_SCHEME).orElseThrow())
                .toList();
        List<String> used = new ArrayList<>();
        collectSchemes(read, used);
        assertThat(used).hasSizeGreaterThan(20).contains("99SUBTEXT", "UCUM", "DCM");
        assertThat(declared).containsAll(used).doesNotHaveDuplicates();
    }

    private static void collectSchemes(DataSet dataSet, List<String> found) {
        if (dataSet.has(Tags.CODE_VALUE)) {
            found.add(dataSet.string(Tags.CODING_SCHEME).orElseThrow());
        }
        dataSet.forEach(element -> element.items().forEach(item -> collectSchemes(item, found)));
    }

    /** dcmtk's dsrdump (Debian: dcmtk 3.6.7) reads it as a structured report and complains of nothing. */
    @Test
    void dsrdumpReadsTheTree() throws Exception {
        Path file = Files.write(folder.resolve("sr.dcm"), DOCUMENT.file());
        InstalledProgram dump = InstalledProgram.run("dcmtk", "dsrdump", "+Pl", file.toString());
        assertThat(dump.exit()).as(dump.said()).isZero();
        // dcmtk 3.6.7 cannot check value representations of any text in UTF-8, and says so.
        assertThat(dump.said()
                        .replace("W: The VR checker does not support this Specific Character Set: ISO_IR 192", ""))
                .contains("Enhanced SR Document", "Audit", "SUBTEXT-AUDIT", "812 patients", "NUM:", "\"0.935\"")
                .contains("has concept mod", "has properties", "fewer than 20 patients")
                .doesNotContain("E:", "W:");
    }

    /** dciodvfy (Debian: dicom3tools 1.00~20220618) holds it against the information object definition. */
    @Test
    void dciodvfyFindsNoError() throws Exception {
        Path file = Files.write(folder.resolve("sr.dcm"), DOCUMENT.file());
        String said =
                InstalledProgram.run("dicom3tools", "dciodvfy", file.toString()).said();
        assertThat(said).contains("EnhancedSR");
        // It knows the public coding schemes by heart, and of a private one neither name nor UID.
        assertThat(said.lines().filter(line -> !line.contains("99SUBTEXT") && !line.contains("<Coding Scheme UID>")))
                .noneMatch(line -> line.contains("Error") || line.contains("Warning"));
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
