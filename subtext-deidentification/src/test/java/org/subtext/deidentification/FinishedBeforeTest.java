package org.subtext.deidentification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.deidentification.streams.VideoPolicy;
import org.subtext.identities.IdRule;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;

/** A second call over the same output finds each copy as the first wrote it, or writes it again. */
class FinishedBeforeTest {
    @TempDir
    private Path folder;

    private Path in;
    private Path out;
    private Map<Path, String> before;

    @BeforeEach
    void firstCall() throws IOException {
        in = Files.createDirectories(folder.resolve("in"));
        out = folder.resolve("out");
        for (int i = 1; i <= 3; i++) {
            Files.write(in.resolve(i + ".dcm"), RawDicom.radiograph(i).file());
        }
        Path salt = Files.writeString(folder.resolve("salt"), "000102030405060708090a0b0c0d0e0f");
        Files.setPosixFilePermissions(salt, PosixFilePermissions.fromString("rw-------"));
        assertThat(deidentify().sentences()).isEmpty();
        before = copies();
        assertThat(before).hasSize(3);
    }

    /** A build that did not know an option did what this one does where it is not given. */
    @Test
    void anOptionThatWasNotKnownReadsAsWhatIsDoneWithoutIt() throws IOException {
        Path options = out.resolve("import-log/options.txt");
        Files.writeString(options, Files.readString(options).replace(", burned_in=FLAG", ""));

        assertThat(deidentify().sentences()).isEmpty();
        assertThat(copies()).isEqualTo(before);
    }

    /** A build of before knew nothing of disguises and did not say by which rules it found identifiers. */
    @ParameterizedTest
    @ValueSource(strings = {", terms=[0-9a-f]+", ", rules=[0-9a-f]+"})
    void anImportUnderOtherRulesStaysAndANewFolderIsACure(String unknown) throws IOException {
        Path options = out.resolve("import-log/options.txt");
        String earlier = Files.readString(options).replaceAll(unknown, "");
        assertThat(options).content().isNotEqualTo(earlier);
        Files.writeString(options, earlier);

        assertThatThrownBy(this::deidentify)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("another version")
                .hasMessageContaining("new folder")
                .hasMessageNotContaining("same salt");
        assertThat(copies()).isEqualTo(before);
        assertThat(options).hasContent(earlier);
        out = folder.resolve("new");
        assertThat(deidentify().written()).isEqualTo(3);
    }

    @Test
    void whichOptionDiffersIsSaid() throws IOException {
        Path options = out.resolve("import-log/options.txt");
        Files.writeString(options, Files.readString(options).replace("retained=", "retained=dates"));

        assertThatThrownBy(this::deidentify).hasMessageContaining("(other attributes to retain;");
    }

    @Test
    void copiesThatAreGoneOrChangedAreWrittenAgainAndCounted() throws IOException {
        List<Path> copies = List.copyOf(before.keySet());
        Files.delete(copies.get(0));
        byte[] one = Files.readAllBytes(copies.get(1));
        one[one.length - 1] ^= 1;
        Files.write(copies.get(1), one);

        DeidentificationSummary summary = deidentify();

        assertThat(copies()).isEqualTo(before);
        assertThat(summary.written()).isEqualTo(3);
        assertThat(summary.sentences())
                .containsExactly("Again       2 copies of an earlier call were missing or had changed (SHA-256), and"
                        + " were written again.");
        assertThat(deidentify().sentences()).isEmpty();
    }

    @Test
    void aLinkInThePlaceOfACopyIsNoCopy() throws IOException {
        Path copy = before.keySet().iterator().next();
        Path elsewhere = Files.move(copy, folder.resolve("elsewhere"));
        Files.createSymbolicLink(copy, elsewhere);

        assertThat(deidentify().sentences()).hasSize(1);

        assertThat(copy).isRegularFile();
        assertThat(Files.isSymbolicLink(copy)).isFalse();
        assertThat(elsewhere).exists();
    }

    @Test
    void aFolderInThePlaceOfACopyIsNamedAndLeftAsItIs() throws IOException {
        Path copy = before.keySet().iterator().next();
        Files.delete(copy);
        Path inside = Files.writeString(Files.createDirectory(copy).resolve("note"), "mine");

        assertThatThrownBy(this::deidentify)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("A folder with files in it lies where the copy dicom/")
                .hasMessageContaining("Move it out of the output folder");

        Files.move(copy, folder.resolve("moved"));
        assertThat(inside).doesNotExist();
        assertThat(deidentify().written()).isEqualTo(3);
        assertThat(copies()).isEqualTo(before);
    }

    @Test
    void aLostCopyOfAFileThatWentIsSaid() throws IOException {
        Path input = in.resolve("2.dcm");
        byte[] content = Files.readAllBytes(input);
        Files.delete(input);
        assertThat(deidentify().written()).as("its copy is still there").isEqualTo(3);
        for (Path copy : before.keySet()) {
            Files.delete(copy);
        }

        assertThatThrownBy(this::deidentify)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1 copy of an earlier call (the first is dicom/")
                .hasMessageContaining("Put the input back as it was");

        Files.write(input, content);
        assertThat(deidentify().written()).isEqualTo(3);
        assertThat(copies()).isEqualTo(before);
    }

    private DeidentificationSummary deidentify() throws IOException {
        return Deidentification.run(
                new DeidentificationPlan(
                        in,
                        out,
                        folder.resolve("salt"),
                        Set.of(),
                        BurnedInPolicy.FLAG,
                        VideoPolicy.EXCLUDE,
                        Optional.empty(),
                        List.of(),
                        IdRule.ASK),
                Progress.SILENT);
    }

    private Map<Path, String> copies() throws IOException {
        Map<Path, String> digests = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(out.resolve("dicom"))) {
            for (Path path : tree.filter(Files::isRegularFile).toList()) {
                digests.put(path, ContentHash.ofFile(path).hex());
            }
        }
        return digests;
    }
}
