package org.subtext.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.InvalidInputException;

class ImageFolderTest {
    @TempDir
    private Path folder;

    @Test
    void picturesAreToldByTheirEndingAndDicomFilesByTheirContent() throws IOException {
        byte[] dicom = new byte[140];
        System.arraycopy(new byte[] {'D', 'I', 'C', 'M', 2, 0, 0, 0}, 0, dicom, 128, 8);
        Files.createDirectory(folder.resolve("deep"));
        Files.write(folder.resolve("deep/IM0001"), dicom);
        Files.write(folder.resolve("a.PNG"), new byte[] {1});
        Files.writeString(folder.resolve("notes.txt"), "Not an image.");
        Files.writeString(folder.resolve("fake.dcm"), "Not an image.");

        assertThat(ImageFolder.list(folder)).containsExactly(folder.resolve("a.PNG"), folder.resolve("deep/IM0001"));
        assertThat(ImageFolder.list(folder.resolve("a.PNG"))).containsExactly(folder.resolve("a.PNG"));
    }

    @Test
    void aFolderWithoutImagesSaysWhatWasLookedFor() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "Not an image.");

        assertThatThrownBy(() -> ImageFolder.list(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll("holds no image", "DICOM", "png");
        assertThatThrownBy(() -> ImageFolder.list(folder.resolve("absent"))).hasMessageContaining("Name a folder");
    }
}
