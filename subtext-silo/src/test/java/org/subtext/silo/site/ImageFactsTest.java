package org.subtext.silo.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.silo.plan.PlanClass;
import org.subtext.silo.plan.PlanImages;

class ImageFactsTest {
    private static final PlanImages ASKED =
            new PlanImages(List.of(new PlanClass("frontal", List.of("PA", "AP"))), List.of("MONOCHROME2"), 10, 16);

    @TempDir
    private Path folder;

    /** Images i0 to i3. */
    private static PredictionTable predictions() {
        PredictionTableBuilder table = new PredictionTableBuilder(List.of("black", "white"));
        for (int i = 0; i < 4; i++) {
            table.add(
                    ExperimentName.read("internal"),
                    "run",
                    "test",
                    "",
                    "p" + i / 2,
                    "i" + i,
                    i / 2 == 0 ? "black" : "white",
                    0.4,
                    0.6);
        }
        return table.build();
    }

    private ImageFacts read(String rows) throws IOException {
        return read("image,view,photometric,bits\n", rows);
    }

    private ImageFacts read(String head, String rows) throws IOException {
        Path table = Files.writeString(folder.resolve("images.csv"), head + rows);
        return ImageFacts.read(Optional.of(table), predictions(), ASKED);
    }

    @Test
    void imagesAreCountedByWhatThePlanAsks() throws IOException {
        ImageFacts facts =
                read("i0,PA,MONOCHROME2,12\ni1,AP,monochrome2,12\ni2,PA, MONOCHROME2,16\ni3,LAT,MONOCHROME1,8\n"
                        + "elsewhere,,,\n");
        assertThat(facts.views()).isEqualTo(Map.of("PA", 2L, "AP", 1L, "LAT", 1L));
        assertThat(facts.photometric()).isEqualTo(Map.of("MONOCHROME2", 3L, "MONOCHROME1", 1L));
        assertThat(facts.bits()).isEqualTo(Map.of(12, 2L, 16, 1L, 8, 1L));
    }

    @Test
    void theCommonTableOfADatasetIsRead() throws IOException {
        assertThat(read(
                                "image_path,image_id,view,photometric,bits\n",
                                "a/0,i0,PA,MONOCHROME2,12\na/1,i1,PA,MONOCHROME2,12\na/2,i2,PA,MONOCHROME2,12\n"
                                        + "a/3,i3,AP,MONOCHROME2,12\n")
                        .views())
                .isEqualTo(Map.of("PA", 3L, "AP", 1L));
        assertThatThrownBy(() -> read("image_path,view,photometric,bits\n", "a/0,PA,MONOCHROME2,12\n"))
                .hasMessageContaining("Expected image and view, photometric, bits");
    }

    @Test
    void aPlanThatAsksNothingNeedsNoTable() throws IOException {
        assertThat(ImageFacts.read(Optional.empty(), predictions(), PlanImages.ANY))
                .isEqualTo(ImageFacts.NONE);
        assertThatThrownBy(() -> ImageFacts.read(Optional.empty(), predictions(), ASKED))
                .hasMessageContaining("[view frontal (also PA, AP), photometric interpretation MONOCHROME2,"
                        + " 10 to 16 bits a sample]")
                .hasMessageContaining("a table with the columns image and view, photometric, bits");
    }

    @Test
    void imagesWithoutARowOrWithTwoAreSaid() {
        assertThatThrownBy(() -> read("i0,PA,MONOCHROME2,12\ni1,AP,MONOCHROME2,12\nI2,PA,MONOCHROME2,12\n"))
                .hasMessageContaining("2 of 4 predictions are of images without a row");
        assertThatThrownBy(() -> read("i0,PA,MONOCHROME2,12\ni0,LAT,MONOCHROME2,12\n"))
                .hasMessageContaining("says something else of an image than an earlier one");
        assertThatThrownBy(() -> read("image,view\n", "i0,PA\n")).hasMessageContaining("has the columns [image, view]");
    }

    @Test
    void emptyCellsAndBitsThatAreNoneAreSaidTogether() {
        assertThatThrownBy(() ->
                        read("i0,,MONOCHROME2,12\ni1,PA,MONOCHROME2,twelve\ni2,PA,MONOCHROME2,0\ni3,,MONOCHROME2,12\n"))
                .hasMessageContaining("2 images have no view")
                .hasMessageContaining("\"twelve\" bits");
    }
}
