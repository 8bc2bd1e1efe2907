package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomWriter;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.dicom.TransferSyntax;
import org.subtext.dicom.Vr;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;

/** The command: what it writes, says and refuses, and that nothing planted is in any of it or in an audit of it. */
class DeidentifyTest {
    private static final String NAME = "Quackenbush";
    private static final int PATIENTS = 60;

    @TempDir
    Path temporary;

    private Path input;

    @BeforeEach
    void plant() throws IOException {
        input = Files.createDirectories(temporary.resolve("in"));
        List<String> rows = new ArrayList<>(List.of("patient_id,path,race,study_date,remark"));
        for (int i = 0; i < PATIENTS; i++) {
            Path file = input.resolve(NAME + i).resolve(NAME + "-MRN77319" + i + ".dcm");
            Files.createDirectories(file.resolve("..").normalize());
            Files.write(file, image(i));
            rows.add("MRN77319%d,%s,%s,2014-05-23,%s"
                    .formatted(i, input.relativize(file), i % 2 == 0 ? "White" : "Black", NAME));
        }
        Files.writeString(input.resolve(NAME + "-notes.txt"), NAME);
        Files.write(temporary.resolve("table.csv"), rows);
    }

    @Test
    void writesCopiesThatAnAuditRunsOnAndNothingPlantedIsInEither() throws IOException {
        Path out = temporary.resolve("out");
        Terminal terminal = deidentify(out, temporary.resolve("keys/salt"), "--table", temporary.resolve("table.csv"));

        assertThat(terminal.exit()).as(terminal.all()).isZero();
        assertThat(terminal.out()).contains("60 files of 60 patients", "Columns dropped: study_date, remark");
        nothingPlantedIn(terminal.all());
        Path run = temporary.resolve("runs/tiny");
        Terminal audit = Terminal.run(
                "audit",
                "--table",
                out.resolve("table.csv"),
                "--images",
                out,
                "--attribute",
                "race",
                "--folds",
                2,
                "--side",
                32,
                "--epochs",
                1,
                "--workers",
                1,
                "--replicates",
                100,
                "--device",
                "cpu",
                "--runs",
                temporary.resolve("runs"),
                "--name",
                "tiny");
        assertThat(audit.exit()).as(audit.all()).isZero();
        nothingPlantedIn(audit.all());
        for (Path folder : List.of(out, run)) {
            assertThat(searched(folder)).isGreaterThan(10);
        }
    }

    /** How many files were searched: names and bytes, tables read and streams of a PDF inflated. */
    private static int searched(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            nothingPlantedIn(folder.relativize(file).toString());
            byte[] bytes = Files.readAllBytes(file);
            nothingPlantedIn(new String(bytes, StandardCharsets.ISO_8859_1));
            nothingPlantedIn(new String(bytes, StandardCharsets.UTF_16LE));
            if (file.toString().endsWith(".parquet")) {
                Table table = TableReader.read(file);
                for (String name : table.names()) {
                    for (int row = 0; row < table.rows(); row++) {
                        nothingPlantedIn(name + " " + table.column(name).get(row));
                    }
                }
            }
            if (file.toString().endsWith(".pdf")) {
                nothingPlantedIn(inflated(bytes));
            }
        }
        return files.size();
    }

    private static String inflated(byte[] pdf) {
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        StringBuilder all = new StringBuilder();
        byte[] buffer = new byte[1 << 16];
        for (int at = text.indexOf("stream"); at >= 0; at = text.indexOf("stream", at + 6)) {
            int start = at + 6;
            while (start < pdf.length && (pdf[start] == 13 || pdf[start] == 10)) {
                start++;
            }
            Inflater inflater = new Inflater();
            inflater.setInput(pdf, start, pdf.length - start);
            try {
                for (int n = inflater.inflate(buffer); n > 0; n = inflater.inflate(buffer)) {
                    all.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                }
            } catch (DataFormatException e) {
                // An "endstream", or a stream that is not compressed: its bytes were searched as they are.
                continue;
            } finally {
                inflater.end();
            }
        }
        return all.toString();
    }

    @Test
    void refusesASaltAmongTheResultsAndAnOutputInTheInput() {
        Path out = temporary.resolve("out");
        refused(deidentify(out, out.resolve("salt")), "inside the output folder");
        refused(deidentify(input.resolve("out"), temporary.resolve("salt")), "within each other");
        refused(deidentify(out, temporary.resolve("salt"), "--retain", "everything"), "everything");
    }

    @Test
    void refusesAsAskedWherePixelsMayHoldText() throws IOException {
        DataSet declared = dataSet(99, "MRN7731999").with(Element.text(Tag.of(0x00280301), Vr.CS, "YES"));
        Files.write(input.resolve("x"), bytes(declared));

        refused(
                deidentify(temporary.resolve("out"), temporary.resolve("salt"), "--burned-in", "refuse"),
                "1 of 62 files may hold text");
        Terminal excluded = deidentify(temporary.resolve("other"), temporary.resolve("salt"), "--burned-in", "exclude");
        assertThat(excluded.out()).contains("60 files of 60 patients").containsPattern("Left out +1 files");
    }

    private Terminal deidentify(Path out, Path salt, Object... more) {
        List<Object> words = new ArrayList<>(List.of("deidentify", input, "--out", out, "--salt", salt));
        words.addAll(List.of(more));
        return Terminal.run(words.toArray());
    }

    private static void refused(Terminal terminal, String said) {
        assertThat(terminal.err()).contains(said).doesNotContain("bug in Subtext");
        assertThat(terminal.exit()).as(terminal.err()).isEqualTo(2);
    }

    private static void nothingPlantedIn(String text) {
        assertThat(text).doesNotContainIgnoringCase(NAME).doesNotContain("MRN77319", "20140523", "2014-05-23");
    }

    private static byte[] image(int number) throws IOException {
        return image(number, "MRN77319" + number);
    }

    /** A radiograph of a patient, with a name that must not be found. */
    static byte[] image(int number, String patient) throws IOException {
        return bytes(dataSet(number, patient));
    }

    private static byte[] bytes(DataSet dataSet) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DicomWriter.write(dataSet, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, bytes);
        return bytes.toByteArray();
    }

    private static DataSet dataSet(int number, String patient) {
        byte[] pixels = new byte[32 * 32];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i + number);
        }
        return DataSet.of(List.of(
                Element.text(Tag.of(0x00080018), Vr.UI, "1.2.3." + number),
                Element.text(Tag.of(0x00080020), Vr.DA, "20140523"),
                Element.text(Tag.of(0x00080060), Vr.CS, "DX"),
                Element.text(Tag.of(0x00100010), Vr.PN, NAME + "^Z"),
                Element.text(Tag.of(0x00100020), Vr.LO, patient),
                Element.shorts(Tag.of(0x00280002), 1),
                Element.text(Tag.of(0x00280004), Vr.CS, "MONOCHROME2"),
                Element.shorts(Tag.of(0x00280010), 32),
                Element.shorts(Tag.of(0x00280011), 32),
                Element.shorts(Tag.of(0x00280100), 8),
                Element.shorts(Tag.of(0x00280101), 8),
                Element.shorts(Tag.of(0x00280102), 7),
                Element.shorts(Tag.of(0x00280103), 0),
                Element.of(Tag.of(0x7FE00010), Vr.OB, ByteBuffer.wrap(pixels))));
    }
}
