package org.subtext.sources.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;

class UnpackedZipTest {
    @TempDir
    Path folder;

    private Path table() {
        return folder.resolve("images.csv");
    }

    private UnpackedZip unpack(Path zip) throws IOException {
        return UnpackedZip.beside(table(), zip, Argument.OUT, Progress.SILENT);
    }

    @Test
    void theSameZipFileIsTakenAgain() throws IOException {
        Path zip = zip("a.zip", "one");
        UnpackedZip first = unpack(zip);
        assertThat(first.folder()).isDirectoryContaining("glob:**.dcm");
        assertThat(first.others()).isEqualTo(1);

        assertThat(unpack(zip)).isEqualTo(first);
    }

    @Test
    void filesThatNobodyUnpackedAreKeptAndRefused() throws IOException {
        Path files = Files.createDirectory(folder.resolve("images.csv-files"));
        Path precious = Files.writeString(files.resolve("000001.dcm"), "years of work");

        assertThatThrownBy(() -> unpack(zip("a.zip", "one")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("another place");
        assertThat(precious).hasContent("years of work");
    }

    @Test
    void aFileThatWasPutBesideTheUnpackedOnesIsKeptAndRefused() throws IOException {
        Path zip = zip("a.zip", "one");
        Path added = Files.writeString(unpack(zip).folder().resolve("000077.dcm"), "another patient");

        assertThatThrownBy(() -> unpack(zip)).isInstanceOf(InvalidInputException.class);
        assertThat(added).hasContent("another patient");
    }

    @Test
    void anotherZipFileIsNotMixedWithTheFirst() throws IOException {
        unpack(zip("a.zip", "one"));

        assertThatThrownBy(() -> unpack(zip("b.zip", "two"))).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aZipFileWithoutDicomIsNamedAndLeavesNothing() throws IOException {
        Path zip = folder.resolve("pictures.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream members = new ZipOutputStream(out)) {
            members.putNextEntry(new ZipEntry("readme.txt"));
            members.closeEntry();
        }

        assertThatThrownBy(() -> unpack(zip))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("pictures.zip holds no DICOM file: none of its 1 members");
        assertThat(folder).isDirectoryNotContaining("glob:**-files*");
    }

    @Test
    void anEmptyFolderIsTaken() throws IOException {
        Files.createDirectory(folder.resolve("images.csv-files"));

        assertThat(unpack(zip("a.zip", "one")).folder()).isDirectoryContaining("glob:**.dcm");
    }

    /** One member that is DICOM by its preamble and one that is not. */
    private Path zip(String name, String content) throws IOException {
        Path zip = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream members = new ZipOutputStream(out)) {
            members.putNextEntry(new ZipEntry("whatever"));
            members.write(new byte[128]);
            members.write(("DICM" + content).getBytes(StandardCharsets.US_ASCII));
            members.closeEntry();
            members.putNextEntry(new ZipEntry("readme.txt"));
            members.write("Not an image.".getBytes(StandardCharsets.US_ASCII));
            members.closeEntry();
        }
        return zip;
    }
}
