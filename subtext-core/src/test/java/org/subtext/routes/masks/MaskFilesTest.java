package org.subtext.routes.masks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.address.ImageAddress;
import org.subtext.routes.contract.NotRunException;

class MaskFilesTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void theLongestCommonPathWinsWhateverTheEnding() throws IOException, NotRunException {
        Path flat = file("view1.png");
        Path ofStudy = file("patient1/study2/view1.tif");
        MaskFiles masks = MaskFiles.in("lung", folder);
        assertThat(masks.of("lung", List.of(image("/data/patient1/study2/view1.jpg"), image("/data/other/view1.jpg"))))
                .containsExactly(ofStudy, flat);
        assertThat(masks.of("lung", List.of(image("/data/patient1/study2/view2.jpg"))))
                .containsExactly((Path) null);
    }

    @Test
    void aMaskThatFitsTwoImagesIsRefused() throws IOException, NotRunException {
        file("view1.png");
        MaskFiles masks = MaskFiles.in("lung", folder);
        assertThatThrownBy(() -> masks.of("lung", List.of(image("/a/view1.jpg"), image("/b/view1.jpg"))))
                .isInstanceOf(NotRunException.class)
                .hasMessageContaining("1 files of the mask \"lung\"")
                .hasMessageContaining("sub-folders");
    }

    @Test
    void twoEndingsOfOneNameAreRefused() throws IOException {
        file("a.png");
        file("a.jpg");
        assertThatThrownBy(() -> MaskFiles.in("lung", folder)).hasMessageContaining("Keep one file a mask");
    }

    @Test
    void aFolderWithoutImagesIsRefused() throws IOException {
        file("notes.txt");
        assertThatThrownBy(() -> MaskFiles.in("lung", folder)).hasMessageContaining("holds no image");
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        return Files.write(file, new byte[] {1});
    }

    @Test
    void framesMayHaveMasksOfTheirOwn() throws Exception {
        Files.createFile(folder.resolve("scan#2.png"));
        Files.createFile(folder.resolve("scan.png"));
        MaskFiles masks = MaskFiles.in("lung", folder);

        assertThat(masks.of("lung", List.of(image("/a/scan.dcm#1@lung"), image("/a/scan.dcm#2@lung"))))
                .containsExactly(folder.resolve("scan.png"), folder.resolve("scan#2.png"));
    }

    private static ImageAddress image(String path) {
        return ImageAddress.parse(Path.of(path));
    }
}
