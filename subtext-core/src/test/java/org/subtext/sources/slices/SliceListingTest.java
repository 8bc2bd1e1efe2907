package org.subtext.sources.slices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.progress.Progress;
import org.subtext.testing.SharedData;
import org.subtext.volumes.Plane;

class SliceListingTest {
    private static final String HEADER = "image_path,patient_id,study_id,series_id,stack,slice_index,slices_in_stack,"
            + "slice_position_mm,relative_position";

    @TempDir
    Path folder;

    @Test
    void aSyntheticSeriesIsListedByPlaceAndWhatIsLeftOutIsCounted() throws Exception {
        for (int i = 0; i < 6; i++) {
            if (i != 4) {
                ct("im" + (9 - i), i * 7 % 6, "ORIGINAL\\PRIMARY\\AXIAL", -10 + 2.5 * i, "B30f");
            }
        }
        ct("twin", 99, "ORIGINAL\\PRIMARY\\AXIAL", -10, "B30f");
        ct("scout", 0, "ORIGINAL\\PRIMARY\\LOCALIZER", 0, "B30f");
        Files.writeString(folder.resolve("readme.txt"), "not an image");
        Files.write(
                folder.resolve("damaged"),
                Arrays.copyOf(header(1, "ORIGINAL", 0, "B30f").file(), 180));

        SliceReport report = listing(SliceSelection.ALL, null).write(List.of(folder), Progress.SILENT);

        assertThat(table())
                .containsExactly(
                        HEADER,
                        "im9,P1,1.2.3,1.2.3.4,1,1,5,-10.000,0.000000",
                        "im8,P1,1.2.3,1.2.3.4,1,2,5,-7.500,0.200000",
                        "im7,P1,1.2.3,1.2.3.4,1,3,5,-5.000,0.400000",
                        "im6,P1,1.2.3,1.2.3.4,1,4,5,-2.500,0.600000",
                        "im4,P1,1.2.3,1.2.3.4,1,5,5,2.500,1.000000");
        assertThat(report.rows()).isEqualTo(5);
        assertThat(report.localisers()).isEqualTo(1);
        assertThat(report.duplicates()).isEqualTo(1);
        assertThat(report.missing()).isEqualTo(1);
        assertThat(report.notVolumes()).isEqualTo(1);
        assertThat(report.unreadable()).isEqualTo(1);
    }

    /** Positions as pydicom 3.0.2 reads them; numbers 18 and 180 to 182 of a series, so that 161 slices are missing. */
    @Test
    void realSeriesAreOrderedAgainstTheirNumbersAndGapsAreFilledByThem() throws Exception {
        Path data = SharedData.find("data/dicom/pydicom/src/pydicom/data/test_files/dicomdirtests");

        SliceReport report = listing(SliceSelection.ALL, null)
                .write(List.of(data.resolve("98892001"), data.resolve("77654033/CT2")), Progress.SILENT);

        assertThat(report.localisers()).isEqualTo(2);
        assertThat(report.missing()).isEqualTo(161);
        assertThat(report.series()).isEqualTo(3);
        assertThat(table().stream().skip(1).map(SliceListingTest::nameIndexAndPosition))
                .containsExactlyInAnyOrder(
                        "3353 1 -1.238",
                        "3023 2 1.263",
                        "2693 3 3.763",
                        "2392 4 6.263",
                        "2062 5 8.763",
                        "17106 1 -99.480",
                        "17136 2 103.020",
                        "17166 3 104.270",
                        "17196 4 105.520");
    }

    /** eCT_Supplemental: positions −159 and −149 of two frames by pydicom 3.0.2. */
    @Test
    void framesOfAnEnhancedObjectAreSlices() throws Exception {
        Path file = SharedData.find("data/dicom/pydicom-data/data_store/data/eCT_Supplemental.dcm");

        listing(SliceSelection.ALL, null).write(List.of(file), Progress.SILENT);

        assertThat(table().stream().skip(1).map(SliceListingTest::nameIndexAndPosition))
                .containsExactly("eCT_Supplemental.dcm#1 1 -159.000", "eCT_Supplemental.dcm#2 2 -149.000");
    }

    @Test
    void framesThatLieNowhereKeepTheirOrder() throws Exception {
        DicomHeaderBytes film = new DicomHeaderBytes()
                .text(0x00100020, "LO", "P2")
                .text(0x0020000D, "UI", "1.9")
                .text(0x0020000E, "UI", "1.9.1")
                .text(0x00280008, "IS", "3")
                .number(0x00280010, 4)
                .number(0x00280011, 4);
        Files.write(folder.resolve("film"), film.file());

        SliceReport report = listing(SliceSelection.ALL, null).write(List.of(folder), Progress.SILENT);

        assertThat(report.slices()).isEqualTo(3);
        assertThat(table()).contains("film#2,P2,1.9,1.9.1,1,2,3,,0.500000");
    }

    @Test
    void slicesOfNiftiVolumesCarryTheirWindow() throws Exception {
        Path scan = Files.copy(Path.of("src/test/resources/volumes").resolve("ct.nii.gz"), folder.resolve("ct.nii.gz"));

        listing(new SliceSelection(2, 0, 1), "lung").write(List.of(scan), Progress.SILENT);

        assertThat(table())
                .containsExactly(
                        HEADER,
                        "ct.nii.gz#1@lung,ct,ct,ct,1,1,3,101.750,0.000000",
                        "ct.nii.gz#3@lung,ct,ct,ct,1,3,3,106.750,1.000000");
    }

    /**
     * A window in Hounsfield units is written behind slices that have them; others would be refused when they are read.
     */
    @Test
    void slicesOfACtCarryTheirWindowAndOthersAreLeftOut() throws Exception {
        Files.write(folder.resolve("ct"), hounsfield(1, "CT", 0).file());
        Files.write(folder.resolve("next"), hounsfield(2, "CT", 5).file());
        Files.write(
                folder.resolve("us"),
                hounsfield(3, "CT", 10).text(0x00281054, "LO", "US").file());
        Files.write(folder.resolve("mr"), hounsfield(4, "MR", 15).file());
        ct("raw", 5, "ORIGINAL\\PRIMARY\\AXIAL", 20, "B30f");

        SliceReport report = listing(SliceSelection.ALL, "-600_1500").write(List.of(folder), Progress.SILENT);

        assertThat(table().stream().skip(1).map(line -> line.split(",")[0]))
                .containsExactly("ct@-600_1500", "next@-600_1500");
        assertThat(report.notHounsfield()).isEqualTo(3);
        assertThat(listing(SliceSelection.ALL, null)
                        .write(List.of(folder), Progress.SILENT)
                        .rows())
                .as("without a window")
                .isEqualTo(5);
    }

    private static DicomHeaderBytes hounsfield(int instance, String modality, double z) {
        return header(instance, "ORIGINAL\\PRIMARY\\AXIAL", z, "B30f")
                .text(0x00080060, "CS", modality)
                .text(0x00281052, "DS", "-1024")
                .text(0x00281053, "DS", "1");
    }

    @Test
    void anUnknownWindowIsRefused() {
        assertThatThrownBy(() -> listing(SliceSelection.ALL, "lungs"))
                .hasMessageContaining("\"lungs\"")
                .hasMessageContaining("mediastinum");
    }

    private SliceListing listing(SliceSelection selection, @org.jspecify.annotations.Nullable String window) {
        return new SliceListing(folder.resolve("slices.csv"), Plane.AXIAL, selection, window);
    }

    private List<String> table() throws Exception {
        return Files.readAllLines(folder.resolve("slices.csv"));
    }

    private static String nameIndexAndPosition(String line) {
        String[] cells = line.split(",");
        return cells[0].substring(cells[0].lastIndexOf('/') + 1) + " " + cells[5] + " " + cells[7];
    }

    private void ct(String name, int instance, String type, double z, String kernel) throws Exception {
        Files.write(folder.resolve(name), header(instance, type, z, kernel).file());
    }

    private static DicomHeaderBytes header(int instance, String type, double z, String kernel) {
        return new DicomHeaderBytes()
                .text(0x00080008, "CS", type)
                .text(0x00100020, "LO", "P1")
                .text(0x00181210, "SH", kernel)
                .text(0x0020000D, "UI", "1.2.3")
                .text(0x0020000E, "UI", "1.2.3.4")
                .text(0x00200012, "IS", "1")
                .text(0x00200013, "IS", Integer.toString(instance))
                .text(0x00200032, "DS", "-100\\-120\\" + z)
                .text(0x00200037, "DS", "1\\0\\0\\0\\1\\0")
                .number(0x00280010, 4)
                .number(0x00280011, 4);
    }
}
