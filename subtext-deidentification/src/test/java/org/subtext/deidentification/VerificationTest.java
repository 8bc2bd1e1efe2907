package org.subtext.deidentification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.subtext.deidentification.Place.ascii;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.subtext.deidentification.pseudonyms.Pseudonyms;
import org.subtext.deidentification.pseudonyms.Salt;
import org.subtext.deidentification.streams.VideoPolicy;
import org.subtext.deidentification.verification.Finding;
import org.subtext.deidentification.verification.FindingKind;
import org.subtext.deidentification.verification.Verification;
import org.subtext.deidentification.verification.VerificationPlan;
import org.subtext.deidentification.verification.VerificationResult;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.DicomWriter;
import org.subtext.dicom.Element;
import org.subtext.dicom.ReadLimits;
import org.subtext.dicom.Tag;
import org.subtext.dicom.TransferSyntax;
import org.subtext.dicom.Vr;
import org.subtext.identities.IdRule;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;

/** A clean output is proven; whatever is put into it afterwards is found, with the log mended so that it agrees. */
class VerificationTest {
    private static final String SALT = "000102030405060708090a0b0c0d0e0f";

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private Path in;
    private Path out;

    /** Of the one output a copy for each test to change. */
    @BeforeEach
    void copyTheOutput() throws IOException {
        in = shared.resolve("Quackenbush/MRN7731904");
        out = folder.resolve("out");
        Path written = shared.resolve("out");
        try (Stream<Path> tree = Files.walk(written)) {
            for (Path path : tree.toList()) {
                Files.copy(path, out.resolve(written.relativize(path).toString()));
            }
        }
    }

    @BeforeAll
    static void deidentify() throws IOException {
        Path in = Files.createDirectories(shared.resolve("Quackenbush/MRN7731904"));
        Files.write(in.resolve("native.dcm"), image(1).file());
        Files.write(
                in.resolve("jpeg.dcm"),
                image(2).fragments("1.2.840.10008.1.2.4.50", new byte[0], Streams.jpeg(false))
                        .file());
        Files.write(
                in.resolve("words.dcm"),
                image(3).shape(1, "MONOCHROME2", 16, 12)
                        .bytes(RawDicom.PIXELS, "OW", new byte[128])
                        .file());
        Files.writeString(
                in.resolve("table.csv"),
                "patient_id,race,finding,remark\nMRN7731904,White,pulmonary nodule,Quackenbush\n");
        Path salt = Files.writeString(shared.resolve("salt"), SALT);
        Files.setPosixFilePermissions(salt, PosixFilePermissions.fromString("rw-------"));
        Deidentification.run(
                new DeidentificationPlan(
                        in,
                        shared.resolve("out"),
                        salt,
                        Set.of(RetainOption.DATES),
                        BurnedInPolicy.FLAG,
                        VideoPolicy.EXCLUDE,
                        Optional.of(in.resolve("table.csv")),
                        List.of(),
                        IdRule.ASK),
                Progress.SILENT);
    }

    private static RawDicom image(int number) {
        return RawDicom.radiograph(number)
                .text(0x00100010, "PN", "Quackenbush^Zephyrine")
                .text(0x00100020, "LO", "MRN7731904")
                .text(0x00080050, "SH", "ACC5528817")
                .text(0x00081040, "LO", "Pulmonary")
                .text(0x00181000, "LO", "SERIAL-77310")
                .text(0x00081090, "LO", "Model " + number);
    }

    @Test
    void aCleanOutputIsProvenWithAndWithoutItsSource() throws IOException {
        VerificationResult alone = verify(false);
        VerificationResult whole = verify(true);

        assertThat(alone.findings()).isEmpty();
        assertThat(whole.findings()).isEmpty();
        assertThat(whole.images()).isEqualTo(3);
        assertThat(out.resolve("table.csv")).content().contains("pulmonary nodule");
        assertThat(whole.isProven()).isTrue();
        assertThat(alone.notProven()).anyMatch(said -> said.contains("Without the source"));
        assertThat(whole.proven()).anyMatch(said -> said.contains("Samples of each image are equal"));
    }

    private static Arguments change(String name, FindingKind kind, String file, UnaryOperator<byte[]> change) {
        return Arguments.of(name, kind, file, change);
    }

    private static Stream<Arguments> changes() {
        return Stream.of(
                change("preamble", FindingKind.PREAMBLE, "native", bytes -> with(bytes, 5, ascii("Quackenbush"))),
                change(
                        "behind the last element",
                        FindingKind.INCOMPLETE,
                        "native",
                        bytes -> Streams.joined(bytes, ascii("text"))),
                change("cut off", FindingKind.INCOMPLETE, "native", bytes -> Streams.part(bytes, 0, bytes.length - 9)),
                change(
                        "private",
                        FindingKind.PRIVATE_ELEMENT,
                        "native",
                        put(Element.text(Tag.of(0x00091001), Vr.LO, "x"))),
                change(
                        "not listed",
                        FindingKind.NOT_ALLOWED,
                        "native",
                        put(Element.text(Tag.of(0x00420010), Vr.ST, "x"))),
                change(
                        "name",
                        FindingKind.VALUE_NOT_ALLOWED,
                        "native",
                        put(Element.text(Tag.of(0x00100010), Vr.PN, "x"))),
                change(
                        "overlay",
                        FindingKind.NOT_ALLOWED,
                        "native",
                        put(Element.of(Tag.of(0x60003000), Vr.OW, ByteBuffer.wrap(new byte[8])))),
                change(
                        "a date as it was",
                        FindingKind.IDENTIFIER,
                        "native",
                        put(Element.text(Tag.of(0x00080020), Vr.DA, "20140523"))),
                change(
                        "a UID nobody made",
                        FindingKind.VALUE_NOT_ALLOWED,
                        "native",
                        put(Element.text(Tag.of(0x0020000D), Vr.UI, "1.2.3"))),
                change(
                        "a second Rows",
                        FindingKind.VALUE_NOT_ALLOWED,
                        "native",
                        put(Element.shorts(Tag.of(0x00280010), 8, 9))),
                change(
                        "Pixel Data in an item",
                        FindingKind.NOT_ALLOWED,
                        "native",
                        put(Element.sequence(
                                Tag.of(0x00283010),
                                List.of(DataSet.of(List.of(
                                        Element.of(Tag.of(0x7FE00010), Vr.OW, ByteBuffer.wrap(new byte[2])))))))),
                change("a local code", FindingKind.VALUE_NOT_ALLOWED, "native", put(code("99HERE"))),
                change("a code without a scheme", FindingKind.VALUE_NOT_ALLOWED, "native", put(code(""))),
                change(
                        "more pixels",
                        FindingKind.SIZE,
                        "native",
                        put(Element.of(Tag.of(0x7FE00010), Vr.OB, ByteBuffer.wrap(new byte[80])))),
                change(
                        "other pixels",
                        FindingKind.SAMPLES_DIFFER,
                        "native",
                        put(Element.of(
                                Tag.of(0x7FE00010),
                                Vr.OB,
                                ByteBuffer.wrap(ascii("Quackenbush".repeat(6)).clone(), 0, 64)))),
                change(
                        "another attribute",
                        FindingKind.ATTRIBUTE_DIFFERS,
                        "native",
                        put(Element.text(Tag.of(0x00180015), Vr.CS, "HEAD"))),
                change("an attribute gone", FindingKind.ATTRIBUTE_DIFFERS, "native", VerificationTest::withoutModality),
                change(
                        "the name in a model",
                        FindingKind.IDENTIFIER,
                        "native",
                        put(Element.text(Tag.of(0x00081090), Vr.LO, "for Quackenbush"))),
                change(
                        "the name backwards",
                        FindingKind.IDENTIFIER,
                        "native",
                        put(Element.text(Tag.of(0x00081090), Vr.LO, "rehsubnekcauQ"))),
                change(
                        "the name cut off",
                        FindingKind.IDENTIFIER,
                        "native",
                        put(Element.text(Tag.of(0x00181160), Vr.SH, "like Quacken"))),
                change(
                        "a palette of a grey image",
                        FindingKind.SIZE,
                        "native",
                        bytes -> put(Element.of(Tag.of(0x00281201), Vr.OW, ByteBuffer.allocate(4)))
                                .apply(put(descriptor(0x00281101, 2, 0, 16)).apply(bytes))),
                change(
                        "a descriptor of more than three numbers",
                        FindingKind.SIZE,
                        "native",
                        put(Element.sequence(
                                Tag.of(0x00283010),
                                List.of(DataSet.of(List.of(descriptor(0x00283002, 0, 0, 16, 7))))))),
                change(
                        "a UID made of an id",
                        FindingKind.VALUE_NOT_ALLOWED,
                        "native",
                        put(Element.text(Tag.of(0x00080016), Vr.UI, "1.2.840.10008.5.7731.904"))),
                change(
                        "the name in Japanese bytes",
                        FindingKind.ATTRIBUTE_DIFFERS,
                        "native",
                        put(Element.text(Tag.of(0x00081090), Vr.LO, "\u5C71"))),
                change(
                        "unused bits",
                        FindingKind.UNUSED_BITS,
                        "words",
                        bytes -> with(bytes, bytes.length - 1, new byte[] {(byte) 0x80})),
                change(
                        "a comment",
                        FindingKind.STREAM_STRUCTURE,
                        "jpeg",
                        stream(jpeg -> Streams.before(jpeg, 0xDB, 1, Streams.segment(0xFE, ascii("x"))))),
                change(
                        "application data",
                        FindingKind.STREAM_STRUCTURE,
                        "jpeg",
                        stream(jpeg -> Streams.before(jpeg, 0xDB, 1, Streams.segment(0xE1, ascii("x"))))),
                change(
                        "behind the end",
                        FindingKind.STREAM_STRUCTURE,
                        "jpeg",
                        stream(jpeg -> Streams.joined(jpeg, ascii("text")))),
                change(
                        "an identifier behind the end",
                        FindingKind.IDENTIFIER,
                        "jpeg",
                        stream(jpeg -> Streams.joined(jpeg, "MRN7731904".getBytes(StandardCharsets.UTF_16LE)))),
                change(
                        "a table nobody uses",
                        FindingKind.STREAM_STRUCTURE,
                        "jpeg",
                        stream(jpeg -> Streams.before(
                                jpeg, 0xC0, 1, Streams.segment(0xDB, Streams.joined(new byte[] {3}, new byte[64]))))),
                change("no stream", FindingKind.STREAM_STRUCTURE, "jpeg", stream(jpeg -> ascii("no stream at all"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void whatIsPutIntoACopyIsFound(String name, FindingKind kind, String file, UnaryOperator<byte[]> change)
            throws IOException {
        Path copy = copyOf(file);
        byte[] before = Files.readAllBytes(copy);
        byte[] after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        Files.write(copy, after);

        assertThat(kinds(verify(false))).as("without the log's consent").contains(FindingKind.CHANGED);
        Path log = out.resolve("import-log/log.json");
        ContentHash logBefore = ContentHash.ofFile(log);
        replace(log, ContentHash.ofBytes(before), ContentHash.ofBytes(after));
        replace(out.resolve("summary.html"), logBefore, ContentHash.ofFile(log));

        VerificationResult result = verify(true);
        assertThat(kinds(result)).contains(kind).doesNotContain(FindingKind.CHANGED, FindingKind.NOT_IN_LOG);
        assertThat(result.findings().toString()).doesNotContain("Quackenbush", "7731904", "Zephyrine");
    }

    @Test
    void whatLiesBesideOrIsMissingIsFound() throws IOException {
        Files.writeString(out.resolve("dicom/.writing-1-Quackenbush"), "x");
        Files.createSymbolicLink(out.resolve("link"), in);
        Files.delete(copyOf("jpeg"));

        VerificationResult result = verify(false);

        assertThat(kinds(result)).contains(FindingKind.NOT_IN_LOG, FindingKind.MISSING);
        assertThat(result.findings().toString()).doesNotContain("Quackenbush");
    }

    @Test
    void whatIsWrittenIntoTableLogOrSummaryIsFound() throws IOException {
        for (String file : List.of("table.csv", "import-log/files.csv", "import-log/journal.jsonl")) {
            Files.writeString(out.resolve(file), Files.readString(out.resolve(file)) + "seen by Quackenbush\n");
        }
        Files.writeString(out.resolve("summary.html"), "Quackenbush");

        assertThat(verify(true).findings())
                .extracting(Finding::file)
                .contains("table.csv", "import-log/files.csv", "import-log/journal.jsonl", "summary.html");
        assertThat(kinds(verify(true))).contains(FindingKind.CHANGED, FindingKind.IDENTIFIER);
    }

    @Test
    void anOutputWithoutALogOfDigestsIsRefused() throws IOException {
        Files.writeString(out.resolve("import-log/log.json"), "{\"files\": []}");

        assertThatThrownBy(() -> verify(false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("De-identify the files again");
    }

    @Test
    void theSummaryTellsCountsAndNobody() throws IOException {
        String page = Files.readString(out.resolve("summary.html"));

        assertThat(page)
                .contains("files copied</td><td class=\"n\">3<", "113100", "113107", "PS3.15 annex E")
                .contains(ContentHash.ofFile(out.resolve("import-log/log.json")).hex())
                .doesNotContainIgnoringCase("quackenbush")
                .doesNotContain("7731904", "2014", "--");
    }

    @Test
    void theLogSaysForEachFileWhatWasCut() throws IOException {
        List<String> files = Files.readAllLines(out.resolve("import-log/files.csv"));
        assertThat(files.get(0)).contains("output_sha256", "frames,frames_looked_at,cuts");
        String id = String.valueOf(copyOf("native").getFileName()).replace(".dcm", "");
        String row =
                files.stream().filter(line -> line.startsWith(id)).findFirst().orElseThrow();
        List<String> cuts = Files.readAllLines(out.resolve("import-log/cuts.csv"));
        String group = row.split(",")[8];

        assertThat(cuts).contains(group + ",\"(0010,0010)\",\"Patient's Name\",emptied,1");
        assertThat(cuts).contains(group + ",\"(0008,0050)\",\"Accession Number\",emptied,1");
    }

    private static void replace(Path file, ContentHash before, ContentHash after) throws IOException {
        Files.writeString(file, Files.readString(file).replace(before.hex(), after.hex()));
    }

    private VerificationResult verify(boolean withSource) throws IOException {
        return Verification.run(
                new VerificationPlan(out, withSource ? Optional.of(in) : Optional.empty()), Progress.SILENT);
    }

    private static Set<FindingKind> kinds(VerificationResult result) {
        Set<FindingKind> kinds = EnumSet.noneOf(FindingKind.class);
        result.findings().forEach(finding -> kinds.add(finding.kind()));
        return kinds;
    }

    private Path copyOf(String name) throws IOException {
        String id = new Pseudonyms(Salt.ofHex(SALT)).file(name + ".dcm");
        try (Stream<Path> tree = Files.walk(out.resolve("dicom"))) {
            return tree.filter(path -> path.endsWith(id + ".dcm")).findFirst().orElseThrow();
        }
    }

    private static byte[] with(byte[] bytes, int at, byte[] put) {
        byte[] changed = bytes.clone();
        System.arraycopy(put, 0, changed, at, put.length);
        return changed;
    }

    private static Element descriptor(int tag, int... numbers) {
        ByteBuffer value = ByteBuffer.allocate(2 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int number : numbers) {
            value.putShort((short) number);
        }
        return Element.of(Tag.of(tag), Vr.US, value.flip());
    }

    private static Element code(String scheme) {
        return Element.sequence(
                Tag.of(0x00540220),
                List.of(DataSet.of(List.of(
                        Element.text(Tag.of(0x00080100), Vr.SH, "V1"),
                        Element.text(Tag.of(0x00080102), Vr.SH, scheme)))));
    }

    private static UnaryOperator<byte[]> put(Element element) {
        return bytes -> rewritten(bytes, read(bytes).dataSet().with(element));
    }

    private static byte[] withoutModality(byte[] bytes) {
        return rewritten(bytes, read(bytes).dataSet().without(Tag.of(0x00080060)));
    }

    private static UnaryOperator<byte[]> stream(UnaryOperator<byte[]> change) {
        return bytes -> {
            List<byte[]> fragments = new ArrayList<>(read(bytes)
                    .dataSet()
                    .find(Tag.of(RawDicom.PIXELS))
                    .orElseThrow()
                    .fragments());
            fragments.set(1, change.apply(fragments.get(1)));
            return put(Element.fragments(Tag.of(RawDicom.PIXELS), fragments)).apply(bytes);
        };
    }

    private static DicomFile read(byte[] bytes) {
        try {
            return DicomFile.read(bytes, ReadLimits.defaults());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] rewritten(byte[] bytes, DataSet dataSet) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            TransferSyntax syntax = read(bytes).transferSyntax();
            DicomWriter.write(dataSet, syntax, out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}
