package org.subtext.sources.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
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

        UnpackedZip again = unpack(zip);
        assertThat(again.folder()).isEqualTo(first.folder());
        assertThat(again.others()).isEqualTo(1);
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

    @Test
    void whatARefusedZipFileUnpackedGoesWhicheverStepRefuses() throws IOException {
        byte[] good = Files.readAllBytes(zip("good.zip", "one"));
        byte[] damaged = good.clone();
        damaged[55]++; // within what is deflated of the first member
        Path cut = Files.write(folder.resolve("cut.zip"), damaged);
        for (Path zip : List.of(cut, stored("sum.zip", 1), twins(), zip("unreadable.zip", "no element"))) {
            for (boolean wasThere : List.of(false, true)) {
                Path files = folder.resolve("images.csv-files");
                if (wasThere) {
                    Files.createDirectory(files);
                }
                assertThatThrownBy(() -> DicomPlace.makeTable(zip, null, table(), Argument.OUT, Progress.SILENT))
                        .as(String.valueOf(zip.getFileName()))
                        .isInstanceOf(InvalidInputException.class);
                assertThat(table()).doesNotExist();
                assertThat(folder.resolve("images.csv-files.from")).doesNotExist();
                if (wasThere) {
                    assertThat(files).isEmptyDirectory();
                    Files.delete(files);
                } else {
                    assertThat(files).doesNotExist();
                }
            }
        }
    }

    @Test
    void aMemberWhoseChecksumIsRightIsTaken() throws IOException {
        assertThat(unpack(stored("right.zip", 0)).folder()).isDirectoryContaining("glob:**.dcm");
    }

    @Test
    void whatAKilledImportUnpackedGoesAndIsUnpackedAgain() throws IOException {
        Path files = Files.createDirectory(folder.resolve("images.csv-files"));
        Files.writeString(files.resolve("000009.dcm"), "half a fi");
        Files.writeString(folder.resolve("images.csv-files.from"), "unpacking anew\n");

        assertThat(unpack(zip("a.zip", "one")).folder())
                .isDirectoryContaining("glob:**000001.dcm")
                .isDirectoryNotContaining("glob:**000009.dcm");
    }

    @Test
    void aFileOfTheUsersIsKeptAlsoWhereAnImportWasKilled() throws IOException {
        Path files = Files.createDirectory(folder.resolve("images.csv-files"));
        Path precious = Files.writeString(files.resolve("thesis.txt"), "years of work");
        Files.writeString(folder.resolve("images.csv-files.from"), "unpacking anew\n");

        assertThatThrownBy(() -> unpack(zip("a.zip", "one"))).isInstanceOf(InvalidInputException.class);
        assertThat(precious).hasContent("years of work");
    }

    @Test
    void whatMembersAreCalledHasNoSay() throws IOException {
        Path zip = folder.resolve("names.zip");
        List<String> names = List.of("../../a", "/etc/a", "C:\\a", "A", "a", "M\u00fcller", "new\nline", "inner.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream members = new ZipOutputStream(out, StandardCharsets.ISO_8859_1)) {
            for (String name : names) {
                members.putNextEntry(new ZipEntry(name));
                members.write(dicom(name));
                members.closeEntry();
            }
        }
        UnpackedZip unpacked = unpack(zip);
        for (int i = 0; i < names.size(); i++) {
            assertThat(unpacked.folder().resolve("00000" + (i + 1) + ".dcm")).hasBinaryContent(dicom(names.get(i)));
        }
    }

    /** A zip file with one stored member; {@code change} is added to its last byte behind its checksum's back. */
    private Path stored(String name, int change) throws IOException {
        Path zip = folder.resolve(name);
        byte[] content = dicom("stored");
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry member = new ZipEntry("a");
        member.setMethod(ZipEntry.STORED);
        member.setSize(content.length);
        member.setCrc(sum.getValue());
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream members = new ZipOutputStream(out)) {
            members.putNextEntry(member);
            members.write(content);
            members.closeEntry();
        }
        byte[] bytes = Files.readAllBytes(zip);
        bytes[30 + 1 + content.length - 1] += (byte) change; // local header (APPNOTE 4.3.7), name, content
        return Files.write(zip, bytes);
    }

    /** Two members of one name, which Java's own writer refuses: the second is renamed in the finished file. */
    private Path twins() throws IOException {
        Path zip = folder.resolve("twins.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream members = new ZipOutputStream(out)) {
            for (String name : List.of("twinA", "twinB")) {
                members.putNextEntry(new ZipEntry(name));
                members.write(dicom(name));
                members.closeEntry();
            }
        }
        String bytes = new String(Files.readAllBytes(zip), StandardCharsets.ISO_8859_1);
        return Files.write(zip, bytes.replace("twinB", "twinA").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] dicom(String content) {
        byte[] text = ("DICM" + content).getBytes(StandardCharsets.ISO_8859_1);
        byte[] file = new byte[128 + text.length];
        System.arraycopy(text, 0, file, 128, text.length);
        return file;
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
