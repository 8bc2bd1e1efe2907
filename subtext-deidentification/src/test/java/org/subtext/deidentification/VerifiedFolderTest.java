package org.subtext.deidentification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.deidentification.streams.VideoPolicy;
import org.subtext.deidentification.verification.Finding;
import org.subtext.deidentification.verification.FindingKind;
import org.subtext.deidentification.verification.Verification;
import org.subtext.deidentification.verification.VerificationPlan;
import org.subtext.identities.IdRule;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.Software;

/** What lies around the copies: folders, the summary, and a log whose summary was mended to agree with it. */
class VerifiedFolderTest {
    @TempDir
    private Path folder;

    private Path in;
    private Path out;

    @BeforeEach
    void deidentify() throws IOException {
        in = Files.createDirectories(folder.resolve("in"));
        out = folder.resolve("out");
        Files.write(
                in.resolve("1.dcm"),
                RawDicom.radiograph(1)
                        .text(0x00100010, "PN", "Quackenbush^Zephyrine")
                        .file());
        Path salt = Files.writeString(folder.resolve("salt"), "000102030405060708090a0b0c0d0e0f");
        Files.setPosixFilePermissions(salt, PosixFilePermissions.fromString("rw-------"));
        Deidentification.run(
                new DeidentificationPlan(
                        in,
                        out,
                        salt,
                        Set.of(RetainOption.DATES, RetainOption.DEVICE),
                        BurnedInPolicy.FLAG,
                        VideoPolicy.EXCLUDE,
                        Optional.empty(),
                        List.of(),
                        IdRule.ASK),
                Progress.SILENT);
        assertThat(findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Quackenbush", "dicom/Quackenbush", "dicom/P0123456789abcdef", "import-log/x/Zephyrine"})
    void foldersThatHoldNoListedFileAreFoundAndNotNamed(String place) throws IOException {
        Files.createDirectories(out.resolve(place));

        assertThat(findings()).extracting(Finding::kind).contains(FindingKind.NOT_IN_LOG);
        assertThat(findings().toString()).doesNotContain("Quackenbush", "Zephyrine");
        assertThat(findings().stream().anyMatch(finding -> finding.kind() == FindingKind.IDENTIFIER))
                .isEqualTo(!place.startsWith("dicom/P"));
    }

    @Test
    void aSummaryAndLogFilesThatAreGoneAreMissing() throws IOException {
        Files.delete(out.resolve("summary.html"));
        Files.delete(out.resolve("import-log/pixels.csv"));

        assertThat(findings())
                .filteredOn(finding -> finding.kind() == FindingKind.MISSING)
                .extracting(Finding::file)
                .containsExactly("import-log/pixels.csv", "summary.html");
    }

    @ParameterizedTest
    @CsvSource({
        "software,of this build,1.0 Quackenbush",
        "options,FLAG,REFUSE",
        "options,salt_fingerprint,Quackenbush",
        "meanings,value unchanged,value of Quackenbush",
        "others,import-log/pixels.csv,import-log/Quackenbush.csv",
        "tags,Patient's Name,Quackenbush",
        "files,written,Quackenbush",
        "parts,others,Quackenbush",
    })
    void textThatNoLogHoldsIsFoundAlthoughTheSummaryAgrees(String part, String before, String after)
            throws IOException {
        Path log = out.resolve("import-log/log.json");
        String text = Files.readString(log);
        if (part.equals("software")) {
            before = Software.version(); // a jar knows its number, classes do not
        }
        String changed = part.equals("parts")
                ? text.replaceFirst("\\{", "{\"" + after + "\": 1,")
                : text.replace("\"" + before + "\"", "\"" + after + "\"");
        assertThat(changed).isNotEqualTo(text);
        Path summary = out.resolve("summary.html");
        String digest = ContentHash.ofFile(log).hex();
        Files.writeString(log, changed);
        Files.writeString(
                summary,
                Files.readString(summary)
                        .replace(digest, ContentHash.ofFile(log).hex()));

        assertThat(findings()).contains(new Finding(FindingKind.LOG_TEXT, "import-log/log.json", part));
        assertThat(findings().toString()).doesNotContain("Quackenbush");
    }

    private List<Finding> findings() throws IOException {
        return Verification.run(new VerificationPlan(out, Optional.of(in)), Progress.SILENT)
                .findings();
    }
}
