package org.subtext.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.provenance.ContentHash;
import org.subtext.testing.SharedData;

class ImageFileTest {
    @Test
    void aNumberBehindTheNameIsAFrame(@TempDir Path folder) {
        Path scan = folder.resolve("scan.dcm");

        assertThat(ImageFile.of(folder.resolve("scan.dcm#3"))).isEqualTo(new ImageFile(scan, 3, null));
        assertThat(ImageFile.of(scan)).isEqualTo(new ImageFile(scan, null, null));
        assertThat(ImageFile.of(scan).frame()).isEqualTo(1);
    }

    @Test
    void whatFollowsAnAtIsAWindow(@TempDir Path folder) {
        Path scan = folder.resolve("a@b.dcm");

        assertThat(ImageFile.of(folder.resolve("a@b.dcm@lung"))).isEqualTo(new ImageFile(scan, null, "lung"));
        assertThat(ImageFile.of(folder.resolve("a@b.dcm#3@-600_1500"))).isEqualTo(new ImageFile(scan, 3, "-600_1500"));
        assertThat(ImageFile.of(folder.resolve("scan.nii.gz#17@lung")).window())
                .as("part of a NIfTI path")
                .isNull();
    }

    @Test
    void twoNamesOfOneWindowAreOneImage() {
        ContentHash whole = ContentHash.ofText("a file");
        Path file = Path.of("scan.dcm");

        assertThat(new ImageFile(file, null, "lung").contentHash(whole))
                .isEqualTo(new ImageFile(file, 1, "-600_1500").contentHash(whole))
                .isNotEqualTo(new ImageFile(file, null, null).contentHash(whole))
                .isNotEqualTo(new ImageFile(file, null, "bone").contentHash(whole))
                .isNotEqualTo(new ImageFile(file, 2, "lung").contentHash(whole));
    }

    @Test
    void aFileOfThatVeryNameIsTaken(@TempDir Path folder) throws IOException {
        Path odd = Files.createFile(folder.resolve("scan#3"));

        assertThat(ImageFile.of(odd)).isEqualTo(new ImageFile(odd, null, null));
    }

    @Test
    void framesOfAnObjectAreDifferentImages() throws IOException {
        Path file = SharedData.find("data/dicom/pydicom-data/data_store/data/emri_small_jpeg_ls_lossless.dcm");
        ImageDecoder decoder = new ImageDecoder();
        EncodedImage first = decoder.read(Path.of(file + "#1"));
        EncodedImage tenth = decoder.read(Path.of(file + "#10"));

        assertThat(PixelHash.of(first.decode())).isNotEqualTo(PixelHash.of(tenth.decode()));
        assertThat(PixelHash.of(first.decode()))
                .isEqualTo(PixelHash.of(decoder.read(file).decode()));
        assertThat(first.content()).isNotEqualTo(tenth.content());
        assertThatThrownBy(() -> decoder.read(Path.of(file + "#11")).decode())
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining("frame 11 was asked for");
    }
}
