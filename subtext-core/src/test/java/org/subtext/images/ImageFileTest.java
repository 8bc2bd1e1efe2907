package org.subtext.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.testing.SharedData;

class ImageFileTest {
    @Test
    void aNumberBehindTheNameIsAFrame(@TempDir Path folder) {
        assertThat(ImageFile.of(folder.resolve("scan.dcm#3"))).isEqualTo(new ImageFile(folder.resolve("scan.dcm"), 3));
        assertThat(ImageFile.of(folder.resolve("scan.dcm"))).isEqualTo(new ImageFile(folder.resolve("scan.dcm"), 1));
    }

    @Test
    void aFileOfThatVeryNameIsTaken(@TempDir Path folder) throws IOException {
        Path odd = Files.createFile(folder.resolve("scan#3"));

        assertThat(ImageFile.of(odd)).isEqualTo(new ImageFile(odd, 1));
    }

    @Test
    void framesOfAnObjectAreDifferentImages() throws IOException {
        Path file = SharedData.find("data/dicom/pydicom-data/data_store/data/emri_small_jpeg_ls_lossless.dcm");
        byte[] bytes = Files.readAllBytes(file);
        ImageDecoder decoder = new ImageDecoder();

        assertThat(PixelHash.of(decoder.decode(bytes, 1))).isNotEqualTo(PixelHash.of(decoder.decode(bytes, 10)));
        assertThat(new ImageFile(file, 1).contentHash(bytes)).isNotEqualTo(new ImageFile(file, 10).contentHash(bytes));
        assertThatThrownBy(() -> decoder.decode(bytes, 11))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining("frame 11 was asked for");
    }
}
