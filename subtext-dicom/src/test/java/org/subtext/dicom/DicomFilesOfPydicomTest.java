package org.subtext.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.subtext.testing.SharedData;

/** The test files of the pydicom project, against the facts that pydicom and dcmtk 3.6.7 read from them. */
class DicomFilesOfPydicomTest {
    private static final String TRUNCATED = "MR_truncated.dcm";

    /** Transfer syntax, then what the manifest's columns after it hold. */
    private static final List<Tag> COLUMNS = List.of(
            Tags.MODALITY,
            Tags.ROWS,
            Tags.COLUMNS,
            Tags.PHOTOMETRIC_INTERPRETATION,
            Tags.BITS_ALLOCATED,
            Tags.BITS_STORED,
            Tags.PIXEL_REPRESENTATION,
            Tags.NUMBER_OF_FRAMES);

    private static List<String[]> manifest(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("MANIFEST.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .toList();
    }

    @Test
    void factsAreThoseOfTheManifest() throws Exception {
        Path folder = SharedData.find("data/dicom");
        int read = 0;
        for (String[] row : manifest(folder)) {
            if (row[2].endsWith(TRUNCATED)) {
                continue;
            }
            DicomFile file = DicomFile.readHeader(folder.resolve(row[2]));
            List<String> found = new ArrayList<>();
            found.add(file.meta().string(Tags.TRANSFER_SYNTAX).orElse("?"));
            COLUMNS.forEach(tag -> found.add(file.dataSet().string(tag).orElse("None")));
            assertThat(found).as(row[2]).isEqualTo(Arrays.asList(row).subList(3, 12));
            read++;
        }
        assertThat(read).isEqualTo(178);
    }

    /**
     * Every tag, nested ones included, with its length, as dcm2xml of dcmtk 3.6.7 has it: validation/dicom/elements.py.
     */
    @Test
    void elementsAreThoseOfDcmtk() throws Exception {
        Path folder = SharedData.find("data/dicom");
        List<String> disagreements = new ArrayList<>();
        int files = 0;
        for (String[] row : expected()) {
            if (row[2].equals("unread")) {
                continue;
            }
            TreeSet<String> lines = lines(folder.resolve(row[0]));
            if (hash(lines).equals(row[2])) {
                assertThat(lines).hasSize(Integer.parseInt(row[1]));
                files++;
            } else {
                disagreements.add(row[0].substring(row[0].lastIndexOf('/') + 1) + (lines.isEmpty() ? " refused" : ""));
            }
        }
        assertThat(disagreements).containsExactlyInAnyOrderElementsOf(DISAGREEMENTS);
        assertThat(files).as("files alike").isEqualTo(256);
    }

    /**
     * dcmtk leaves unknown sequences of the first four as bytes and reports an odd length of the next two as even. The
     * last says that its last item goes on for 24 bytes after the end of the file.
     */
    private static final List<String> DISAGREEMENTS = List.of(
            "bad_sequence.dcm",
            "priv_SQ.dcm",
            "rtdose_rle.dcm",
            "rtdose_rle_1frame.dcm",
            "meta_missing_tsyntax.dcm",
            "nested_priv_SQ.dcm",
            "DICOMDIR-nooffset refused");

    private static TreeSet<String> lines(Path path) throws IOException {
        TreeSet<String> lines = new TreeSet<>();
        try {
            DicomFile file = DicomFile.read(path, ReadLimits.defaults());
            addLines(file.meta(), "", lines);
            addLines(file.dataSet(), "", lines);
        } catch (DicomException e) {
            lines.clear();
        }
        return lines;
    }

    private static String hash(Set<String> lines) throws NoSuchAlgorithmException {
        byte[] text = String.join("\n", lines).getBytes(StandardCharsets.US_ASCII);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    }

    private static List<String[]> expected() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                DicomFilesOfPydicomTest.class.getResourceAsStream("elements.tsv"), "elements.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .toList();
        }
    }

    private static void addLines(DataSet dataSet, String prefix, Set<String> lines) {
        for (Element element : dataSet) {
            String path = prefix + element.tag();
            boolean items = element.vr() == Vr.SQ || !element.fragments().isEmpty();
            lines.add(path + " " + (items ? "SQ" : element.length()));
            for (int i = 0; i < element.items().size(); i++) {
                addLines(element.items().get(i), path + "[" + i + "]", lines);
            }
        }
    }

    @Test
    void everyFileIsTheSameAfterWriting() throws Exception {
        Path folder = SharedData.find("data/dicom");
        for (String[] row : manifest(folder)) {
            if (row[2].endsWith(TRUNCATED)) {
                continue;
            }
            DicomFile file = DicomFile.read(folder.resolve(row[2]), ReadLimits.defaults());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DicomWriter.write(file, out);
            DicomFile again = DicomFile.read(out.toByteArray(), ReadLimits.defaults());
            assertThat(again.notes()).as(row[2]).isEmpty();
            assertSame(row[2], file.dataSet(), again.dataSet());
        }
    }

    private static void assertSame(String name, DataSet before, DataSet after) {
        for (Element element : before) {
            if (element.tag().element() == 0) {
                continue;
            }
            String where = name + " " + element.tag();
            Element copy = after.find(element.tag()).orElseThrow(() -> new AssertionError(where + " is gone"));
            assertThat(copy.vr()).as(where).isEqualTo(element.vr());
            assertThat(copy.items()).as(where).hasSameSizeAs(element.items());
            assertThat(copy.fragments()).as(where).hasSameSizeAs(element.fragments());
            assertThat(after.strings(element.tag())).as(where).isEqualTo(before.strings(element.tag()));
            for (int i = 0; i < element.items().size(); i++) {
                assertSame(where, element.items().get(i), copy.items().get(i));
            }
        }
    }

    @Test
    void theTruncatedFileIsRefused() {
        Path file = SharedData.find("data/dicom/pydicom/src/pydicom/data/test_files/" + TRUNCATED);
        assertThatExceptionOfType(DicomException.class)
                .isThrownBy(() -> DicomFile.read(file, ReadLimits.defaults()))
                .withMessageContainingAll("(7FE0,0010)", "8192", "8130");
    }
}
