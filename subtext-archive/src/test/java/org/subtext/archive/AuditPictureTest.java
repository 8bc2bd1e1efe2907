package org.subtext.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.ReadLimits;
import org.subtext.dicom.Tags;

/** On a page of random pixels, each of which must come back as it was. */
class AuditPictureTest {
    private static final AuditStudy STUDY = new AuditStudy(
            "Do these images reveal recorded race?",
            LocalDateTime.of(2026, 11, 26, 12, 30, 5),
            "Subtext 0.1.0",
            "fingerprint");

    /** Odd, so that rows, columns and padding cannot be mistaken for each other. */
    private static final BufferedImage PAGE = page(61, 43, 7);

    private static final AuditPicture PICTURE = new AuditPicture(STUDY, PAGE);

    @TempDir
    Path folder;

    private static BufferedImage page(int width, int height, int seed) {
        BufferedImage page = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        SplittableRandom random = new SplittableRandom(seed);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                page.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return page;
    }

    private static byte[] rgb(BufferedImage page) {
        ByteBuffer bytes = ByteBuffer.allocate(page.getWidth() * page.getHeight() * 3);
        for (int y = 0; y < page.getHeight(); y++) {
            for (int x = 0; x < page.getWidth(); x++) {
                int packed = page.getRGB(x, y);
                bytes.put((byte) (packed >> 16)).put((byte) (packed >> 8)).put((byte) packed);
            }
        }
        return bytes.array();
    }

    @Test
    void ourOwnReaderReadsThePixelsBack() throws Exception {
        DicomFile read = DicomFile.read(PICTURE.file(), ReadLimits.defaults());
        assertThat(read.notes()).isEmpty();
        assertThat(read.dataSet().string(Tags.SOP_INSTANCE)).contains(PICTURE.sopInstanceUid());
        assertThat(read.dataSet().string(Tags.PATIENT_ID)).contains("SUBTEXT-AUDIT");
        assertThat(read.dataSet().string(Tags.BURNED_IN_ANNOTATION)).contains("YES");
        byte[] stored = new byte[61 * 43 * 3];
        read.pixelData().orElseThrow().bytes().get(stored);
        assertThat(stored).isEqualTo(rgb(PAGE));
    }

    @Test
    void theSamePageOfTheSameAuditIsTheSameInstance() {
        assertThat(new AuditPicture(STUDY, page(61, 43, 7)).file()).isEqualTo(PICTURE.file());
        assertThat(new AuditPicture(STUDY, page(61, 43, 8)).sopInstanceUid()).isNotEqualTo(PICTURE.sopInstanceUid());
        AuditStudy other = new AuditStudy(STUDY.title(), STUDY.made(), STUDY.software(), "another fingerprint");
        assertThat(new AuditPicture(other, PAGE).sopInstanceUid()).isNotEqualTo(PICTURE.sopInstanceUid());
        assertThat(other.studyInstanceUid()).isNotEqualTo(STUDY.studyInstanceUid());
    }

    /** dcmtk's dcmdump and dcmj2pnm (Debian: dcmtk 3.6.7). */
    @Test
    void dcmtkReadsThePixelsWithoutAWarning() throws Exception {
        Path file = Files.write(folder.resolve("picture.dcm"), PICTURE.file());
        InstalledProgram dump = InstalledProgram.run("dcmtk", "dcmdump", "+E", file.toString());
        assertThat(dump.exit()).as(dump.said()).isZero();
        assertThat(dump.said())
                .contains("SecondaryCaptureImageStorage", "[WSD]")
                .doesNotContain("W:", "E:");
        Path shown = folder.resolve("picture.ppm");
        InstalledProgram image = InstalledProgram.run("dcmtk", "dcmj2pnm", "+op", file.toString(), shown.toString());
        assertThat(image.exit()).as(image.said()).isZero();
        assertThat(image.said()).doesNotContain("W:", "E:");
        byte[] written = Files.readAllBytes(shown);
        int header = written.length - 61 * 43 * 3;
        assertThat(new String(written, 0, header, StandardCharsets.US_ASCII).split("\\s+"))
                .containsExactly("P6", "61", "43", "255");
        assertThat(Arrays.copyOfRange(written, header, written.length)).isEqualTo(rgb(PAGE));
    }

    /** dciodvfy (Debian: dicom3tools 1.00~20220618) holds it against the information object definition. */
    @Test
    void dciodvfyFindsNoError() throws Exception {
        Path file = Files.write(folder.resolve("picture.dcm"), PICTURE.file());
        assertThat(InstalledProgram.run("dicom3tools", "dciodvfy", file.toString())
                        .said())
                .contains("SCImage")
                .doesNotContain("Error", "Warning");
    }

    @Test
    void orthancKeepsItOnceBesideTheReportAndInTheSameStudy() throws Exception {
        try (Orthanc orthanc = Orthanc.start(folder.resolve("orthanc"))) {
            Stow stow = new Stow(new PullPlan.Peer(
                    orthanc.address(), new Credentials.None(), null, ArchiveLimits.STANDARD.withRetries(1)));
            stow.send(PICTURE.file());
            stow.send(PICTURE.file());
            assertThat(orthanc.instances()).hasSize(1);
            byte[] back = orthanc.file(orthanc.instances().get(0));
            assertThat(DicomFile.read(back, ReadLimits.defaults()).dataSet())
                    .isEqualTo(DicomFile.read(PICTURE.file(), ReadLimits.defaults())
                            .dataSet());
            stow.send(AuditDocumentTest.document(STUDY).file());
            assertThat(orthanc.instances()).hasSize(2);
            assertThat(new String(orthanc.get("/studies").body(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> line.contains("\"")))
                    .hasSize(1);
        }
    }
}
