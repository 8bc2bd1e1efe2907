package org.subtext.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageAddressTest {
    private static final Path SCAN = Path.of("a/scan.dcm");

    @Test
    void aNumberBehindTheNameIsAFrame() {
        assertThat(parse("a/scan.dcm#3")).isEqualTo(new ImageAddress(SCAN, 3, "", null));
        assertThat(parse("a/scan.dcm")).isEqualTo(ImageAddress.ofFile(SCAN));
    }

    @Test
    void aSliceMayHaveAPlane() {
        assertThat(parse("scan.NII#3c@-600_1500"))
                .isEqualTo(new ImageAddress(Path.of("scan.NII"), 3, "c", "-600_1500"));
    }

    @Test
    void whatFollowsAnAtIsAWindow() {
        assertThat(parse("a/scan.dcm@lung")).isEqualTo(new ImageAddress(SCAN, null, "", "lung"));
        assertThat(parse("a@b.dcm@lung")).isEqualTo(new ImageAddress(Path.of("a@b.dcm"), null, "", "lung"));
        assertThat(parse("a#1#2")).isEqualTo(new ImageAddress(Path.of("a#1"), 2, "", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/scan.dcm#0", "scan#x", "#3", "@lung", "scan#3C", "scan#1234567890"})
    void whatTheGrammarDoesNotKnowIsPartOfTheName(String text) {
        assertThat(parse(text).number()).isNull();
        assertThat(parse(text).file()).isEqualTo(Path.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/scan.dcm", "scan.dcm#3", "scan.nii.gz#17s", "b/scan.dcm@lung", "scan.nii#3a@40_400"})
    void anAddressIsWrittenAsItWasRead(String text) {
        assertThat(parse(text).text()).isEqualTo(text);
        assertThat(ImageAddress.ofFile(parse(text).file()).in(SCAN).isWholeFile())
                .isTrue();
    }

    @Test
    void anImageKeepsItsPartWhenItsFileMoves() {
        assertThat(parse("old/scan.dcm#3@lung").in(SCAN).text()).isEqualTo("a/scan.dcm#3@lung");
    }

    @Test
    void aMessageDoesNotNameTheFolder() {
        assertThat(parse("Jones^Mary/scan.dcm#3@lung").name()).isEqualTo("scan.dcm#3@lung");
    }

    @Test
    void thereIsNoImageNought() {
        ImageAddress whole = ImageAddress.ofFile(SCAN);

        assertThatThrownBy(() -> whole.numbered(0, "")).isInstanceOf(IllegalArgumentException.class);
    }

    private static ImageAddress parse(String text) {
        return ImageAddress.parse(Path.of(text));
    }
}
