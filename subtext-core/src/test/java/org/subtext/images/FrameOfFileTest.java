package org.subtext.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.subtext.address.ImageAddress;
import org.subtext.provenance.ContentHash;
import org.subtext.testing.SharedData;

class FrameOfFileTest {
    @Test
    void twoNamesOfOneWindowAreOneImage() {
        ContentHash whole = ContentHash.ofText("a file");

        assertThat(content(whole, "scan.dcm@lung"))
                .isEqualTo(content(whole, "scan.dcm#1@-600_1500"))
                .isNotEqualTo(content(whole, "scan.dcm"))
                .isNotEqualTo(content(whole, "scan.dcm@bone"))
                .isNotEqualTo(content(whole, "scan.dcm#2@lung"));
    }

    @Test
    void framesOfAnObjectAreDifferentImages() throws IOException {
        Path file = SharedData.find("data/dicom/pydicom-data/data_store/data/emri_small_jpeg_ls_lossless.dcm");
        ImageDecoder decoder = new ImageDecoder();
        EncodedImage first = decoder.read(address(file + "#1"));
        EncodedImage tenth = decoder.read(address(file + "#10"));

        assertThat(PixelHash.of(first.decode())).isNotEqualTo(PixelHash.of(tenth.decode()));
        assertThat(PixelHash.of(first.decode()))
                .isEqualTo(PixelHash.of(decoder.read(ImageAddress.ofFile(file)).decode()));
        assertThat(first.content()).isNotEqualTo(tenth.content());
        assertThatThrownBy(() -> decoder.read(address(file + "#11")).decode())
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining("frame 11 was asked for");
    }

    /** A plane is cut through a volume; taking no notice of it would show another image than was asked for. */
    @Test
    void aFrameHasNoPlane() throws IOException {
        Path file = SharedData.find("data/dicom/pydicom-data/data_store/data/emri_small_jpeg_ls_lossless.dcm");
        EncodedImage cut = new ImageDecoder().read(address(file + "#1c"));

        assertThatThrownBy(cut::decode)
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining("plane c was asked for");
    }

    private static ContentHash content(ContentHash whole, String address) {
        return AddressedContent.of(whole, address(address), Orientation.UPRIGHT);
    }

    private static ImageAddress address(String text) {
        return ImageAddress.parse(Path.of(text));
    }
}
