package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomWriter;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tags;
import org.subtext.dicom.TransferSyntax;
import org.subtext.dicom.Vr;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;
import org.subtext.testing.TiffBytes;
import org.subtext.testing.TiffBytes.Page;

/** Images as pictures: what is written, what is kept, and what a person can get wrong. */
class RenderCommandTest {
    @TempDir
    private Path temporary;

    private Path images;
    private Path out;

    @BeforeEach
    void makeFolder() throws IOException {
        images = Files.createDirectory(temporary.resolve("images"));
        out = temporary.resolve("out");
    }

    @Test
    void aFolderBecomesPicturesUnderTheSamePathsWithATableOfThem() throws IOException {
        dicom("p1/s1/1.2.840.4", "MONOCHROME2", 1, 1000, 1001, 1050, 1100);
        CohortFolder.writeNoise(file("p2/film.png"), 3);
        Files.write(file("p2/scan.tif"), TiffBytes.grey(2, 16, 1, 0, 40000, 7, 65535));

        Terminal first = Terminal.run("render", images, "--out", out);
        FileTime written = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(out.resolve("p2/scan.png"), written);
        Terminal again = Terminal.run("render", images, "--out", out);

        assertThat(first.exit()).as(first.all()).isZero();
        assertThat(first.out()).contains("3 images rendered, 0 there already, 0 not rendered");
        Table table = TableReader.read(out.resolve("render.csv"));
        assertThat(table.column("source").at(new int[] {0, 1, 2}))
                .containsExactly("p1/s1/1.2.840.4", "p2/film.png", "p2/scan.tif");
        assertThat(table.column("picture").at(new int[] {0, 1, 2}))
                .containsExactly("p1/s1/1.2.840.4.png", "p2/film.png", "p2/scan.png");
        assertThat(table.column("bits").at(new int[] {0, 1, 2})).containsExactly("16", "8", "16");
        assertThat(ImageIO.read(out.resolve("p2/scan.png").toFile()).getRaster().getSample(1, 0, 0))
                .isEqualTo(40000);
        assertThat(again.out()).contains("0 images rendered, 3 there already, 0 not rendered");
        assertThat(Files.getLastModifiedTime(out.resolve("p2/scan.png"))).isEqualTo(written);
    }

    @Test
    void framesPagesWindowsAndBitsAreAsked() throws IOException {
        Path scan = dicom("scan.dcm", "MONOCHROME2", 2, 0, 255, 1, 2, 255, 0, 3, 4);
        Files.write(
                file("film.tif"),
                TiffBytes.of(new Page(1, 1, new byte[] {5}, Map.of()), new Page(1, 1, new byte[] {77}, Map.of())));

        Terminal run = Terminal.run(
                "render", scan + "#2", images + "/film.tif#2", scan + "@lung", "--out", out, "--bits", "8");

        assertThat(run.exit()).as(run.all()).isEqualTo(2);
        assertThat(run.err()).contains("scan.dcm@lung: DICOM that cannot be read: a window in Hounsfield units");
        assertThat(ImageIO.read(out.resolve("scan-2.png").toFile()).getRaster().getSample(0, 0, 0))
                .isEqualTo(255);
        assertThat(ImageIO.read(out.resolve("film-2.png").toFile()).getRaster().getSample(0, 0, 0))
                .isEqualTo(77);
    }

    @Test
    void aTableNamesImages() throws IOException {
        CohortFolder.writeNoise(file("a/1.png"), 1);
        CohortFolder.writeNoise(file("b/1.png"), 2);
        Path table = Files.writeString(
                temporary.resolve("t.csv"), "image_path,race\na/1.png,x\nb/1.png,y\na/1.png,x\nc/1.png,y\n");

        Terminal run = Terminal.run("render", table, "--images", images, "--out", out, "--side", "16");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("Not rendered: c/1.png: no such file", "1 image was not rendered");
        assertThat(run.out()).contains("2 images rendered");
        assertThat(ImageIO.read(out.resolve("b/1.png").toFile()).getWidth()).isEqualTo(16);
    }

    /** The hash is that of numpy 2.4.6 and OpenCV 5.0.0 for these values, inverted; see {@code MimicCxrJpgTest}. */
    @Test
    void theRecipeTakesStoredValuesAndInvertsWhereThePhotometricInterpretationAsks() throws IOException {
        int[] values = new int[48];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 37 % 101 + 1000;
        }
        dicom("a.dcm", "MONOCHROME1", 1, values);

        Terminal run = Terminal.run("render", images, "--out", out, "--recipe", "mimic-cxr-jpg");

        assertThat(run.exit()).as(run.all()).isZero();
        assertThat(out.resolve("a.jpg")).exists();
        Table table = TableReader.read(out.resolve("render.csv"));
        assertThat(table.column("form").get(0)).isEqualTo("mimic-cxr-jpg");
        assertThat(table.column("pixels_sha256").get(0))
                .isEqualTo("98794c3b71af2d220a516cd70041c166d2626d9e39463c56468ac5d3e7fcf345");
    }

    @Test
    void twoImagesOfOneStemKeepTheirEndings() throws IOException {
        dicom("a.dcm", "MONOCHROME2", 1, 0, 1, 2, 3);
        CohortFolder.writeNoise(file("a.png"), 1);

        assertThat(Terminal.run("render", images, "--out", out).exit()).isZero();

        assertThat(out.resolve("a.dcm.png")).exists();
        assertThat(out.resolve("a.png.png")).exists();
    }

    @Test
    void whatThisDidNotMakeIsNeverTouched() throws IOException {
        CohortFolder.writeNoise(file("mine.png"), 1);
        CohortFolder.writeNoise(file("made.png"), 2);
        Path mine = Files.writeString(Files.createDirectories(out).resolve("mine.png"), "mine");

        Terminal first = Terminal.run("render", images, "--out", out);
        Files.writeString(out.resolve("made.png"), "painted over");
        Terminal second = Terminal.run("render", images, "--out", out, "--bits", "16");
        Files.delete(mine);
        Files.delete(out.resolve("made.png"));
        Terminal cured = Terminal.run("render", images, "--out", out, "--bits", "16");

        assertThat(first.exit()).isEqualTo(2);
        assertThat(first.err()).contains("mine.png is there and was not made by this command", "take it away");
        assertThat(second.err()).contains("made.png was changed since it was made");
        assertThat(cured.exit()).as(cured.all()).isZero();
        assertThat(cured.out()).contains("2 images rendered");
    }

    @Test
    void anotherFormIsMadeAnewAndAnInterruptedTableGoesOn() throws IOException {
        CohortFolder.writeNoise(file("a.png"), 1);
        CohortFolder.writeNoise(file("b.png"), 2);
        Terminal.run("render", images, "--out", out);
        Path table = out.resolve("render.csv");
        String text = Files.readString(table);
        Files.writeString(table, text.substring(0, text.length() - 20)); // killed while b was noted
        Files.delete(out.resolve("b.png"));

        Terminal on = Terminal.run("render", images, "--out", out);
        Terminal other = Terminal.run("render", images, "--out", out, "--bits", "16");

        assertThat(on.out()).contains("1 image rendered, 1 there already");
        assertThat(Files.readString(table).lines().count()).isEqualTo(3);
        assertThat(other.out()).contains("2 images rendered, 0 there already");
    }

    /** A file that nobody can show is named and does not end the rest; who does as the message says gets on. */
    @Nested
    class PicturesThatNobodyCanShow {
        @Test
        void integersOfThirtyTwoBits() throws IOException {
            refusedThenCured(
                    TiffBytes.grey(2, 32, 1, 0, 700, 4095, 3),
                    TiffBytes.grey(2, 16, 1, 0, 700, 4095, 3),
                    "a TIFF of unsigned 32-bit integers from 0 to 4,095: how many bits are in use",
                    "export unsigned grey of 8 or 16 bits");
        }

        @Test
        void hounsfieldUnits() throws IOException {
            refusedThenCured(
                    TiffBytes.grey(2, 32, 2, -1024, 0, 40, 3071),
                    TiffBytes.grey(2, 16, 1, 0, 1024, 1064, 4095),
                    "signed 32-bit integers from -1,024 to 3,071: what is black is not known",
                    "all images on one scale");
        }

        @Test
        void floatingPoint() throws IOException {
            refusedThenCured(
                    TiffBytes.grey(2, 32, 3, Float.floatToIntBits(0.5f), 0),
                    TiffBytes.grey(2, 16, 1, 32768, 0),
                    "floating-point samples of 32 bits",
                    "export 16-bit grey");
        }

        @Test
        void compressionThatIsNotRead() throws IOException {
            refusedThenCured(
                    TiffBytes.grey(2, 8, 1, Map.of(259, 50000), 1, 2),
                    TiffBytes.grey(2, 8, 1, 1, 2),
                    "compressed with Zstandard, which is not read",
                    "save it with LZW or Deflate, or without compression");
        }

        @Test
        void severalPages() throws IOException {
            Page page = new Page(1, 1, new byte[] {5}, Map.of());
            Path film = Files.write(file("film.tif"), TiffBytes.of(page, page));

            Terminal refused = Terminal.run("render", film, "--out", out);
            Terminal cured = Terminal.run("render", film + "#2", "--out", out);

            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err()).contains("film.tif: a TIFF of 2 pages, and nothing says which is meant", "#2");
            assertThat(cured.exit()).as(cured.all()).isZero();
        }

        private void refusedThenCured(byte[] bad, byte[] mended, String found, String cure) throws IOException {
            CohortFolder.writeNoise(file("sound.png"), 1);
            Files.write(file("bad.tif"), bad);
            Terminal refused = Terminal.run("render", images, "--out", out);
            Files.write(file("bad.tif"), mended);
            Terminal cured = Terminal.run("render", images, "--out", out);

            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err()).contains("Not rendered: bad.tif: ", found, cure);
            assertThat(refused.out()).contains("1 image rendered, 0 there already, 1 not rendered");
            assertThat(cured.exit()).as(cured.all()).isZero();
            assertThat(cured.out()).contains("1 image rendered, 1 there already");
        }
    }

    @Nested
    class Refused {
        @Test
        void allThatCannotBeAskedForAtOnce() throws IOException {
            CohortFolder.writeNoise(file("a.png"), 1);

            Terminal refused = Terminal.run(
                    "render",
                    images,
                    "--out",
                    out,
                    "--bits",
                    "12",
                    "--side",
                    "2",
                    "--window",
                    "lnug",
                    "--recipe",
                    "mimic");

            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err())
                    .contains("--bits must be 8 or 16, got 12")
                    .contains("--side must lie between 4 and 4096 pixels, got 2")
                    .contains("--window must be lung", "\"lnug\"")
                    .contains("--recipe must be mimic-cxr-jpg", "\"mimic\"")
                    .contains("A recipe says itself how pictures are made");
            assertThat(out).doesNotExist();
        }

        @Test
        void sourcesThatAreNotThere() throws IOException {
            Terminal refused =
                    Terminal.run("render", temporary.resolve("absent"), temporary.resolve("none.dcm#3"), "--out", out);

            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err()).contains("There is no file or folder", "absent", "none.dcm#3");
            assertThat(out).doesNotExist();
        }

        @Test
        void picturesWithinTheirSource() throws IOException {
            CohortFolder.writeNoise(file("a.png"), 1);

            Terminal refused = Terminal.run("render", images, "--out", images.resolve("png"));

            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err()).contains("would lie within it", "--out DIR");
        }

        @Test
        void aTableOfPicturesThatIsNone() throws IOException {
            CohortFolder.writeNoise(file("a.png"), 1);
            Path table = Files.writeString(Files.createDirectories(out).resolve("render.csv"), "a,b\n1,2\n");

            Terminal refused = Terminal.run("render", images, "--out", out);

            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err()).contains("is not the table that stands beside pictures", "--out DIR");
            assertThat(table).hasContent("a,b\n1,2");
        }

        @Test
        void aFileWhereTheFolderIsMeant() throws IOException {
            CohortFolder.writeNoise(file("a.png"), 1);

            Terminal refused = Terminal.run("render", images, "--out", Files.writeString(out, "mine"));

            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err()).contains("is a file; pictures need a folder", "--out DIR");
        }
    }

    private Path file(String name) throws IOException {
        Path file = images.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        return file;
    }

    /** Two columns wide but for 48 values, which are eight. */
    private Path dicom(String name, String photometric, int frames, int... values) throws IOException {
        ByteBuffer pixels = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            pixels.putShort((short) value);
        }
        int columns = values.length == 48 ? 8 : 2;
        DataSet dataSet = DataSet.of(List.of(
                Element.text(Tags.SOP_CLASS, Vr.UI, "1.2.840.10008.5.1.4.1.1.1.1"),
                Element.text(Tags.MODALITY, Vr.CS, "DX"),
                Element.text(Tags.PATIENT_ID, Vr.LO, "P1"),
                Element.text(Tags.PHOTOMETRIC_INTERPRETATION, Vr.CS, photometric),
                Element.text(Tags.NUMBER_OF_FRAMES, Vr.IS, String.valueOf(frames)),
                Element.shorts(Tags.ROWS, values.length / frames / columns),
                Element.shorts(Tags.COLUMNS, columns),
                Element.shorts(Tags.BITS_ALLOCATED, 16),
                Element.of(Tags.PIXEL_DATA, Vr.OW, pixels.flip())));
        Path file = file(name);
        try (OutputStream stream = Files.newOutputStream(file)) {
            DicomWriter.write(dataSet, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, stream);
        }
        return file;
    }
}
