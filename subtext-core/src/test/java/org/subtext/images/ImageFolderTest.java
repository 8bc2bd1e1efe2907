package org.subtext.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;

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

        assertThat(ImageFolder.list(folder, Progress.SILENT))
                .containsExactly(folder.resolve("a.PNG"), folder.resolve("deep/IM0001"));
        assertThat(ImageFolder.list(folder.resolve("a.PNG"), Progress.SILENT)).containsExactly(folder.resolve("a.PNG"));
    }

    @Test
    void aFolderWithoutImagesSaysWhatWasLookedFor() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "Not an image.");

        assertThatThrownBy(() -> ImageFolder.list(folder, Progress.SILENT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll("holds no image", "DICOM", "png");
        assertThatThrownBy(() -> ImageFolder.list(folder.resolve("absent"), Progress.SILENT))
                .hasMessageContaining("Name a folder");
    }

    @Test
    void linksAreFollowedAndWhatWasNotTakenIsSaid() throws IOException {
        Path images = Files.createDirectory(folder.resolve("images"));
        Path store = Files.createDirectory(folder.resolve("store"));
        Files.write(images.resolve("own.png"), new byte[] {1});
        Files.write(store.resolve("x1.png"), new byte[] {2});
        Files.createSymbolicLink(images.resolve("more"), store);
        Files.createSymbolicLink(images.resolve("again.png"), images.resolve("own.png"));
        Files.createSymbolicLink(images.resolve("gone.png"), folder.resolve("lost.png"));
        Said said = new Said();

        assertThat(ImageFolder.list(images, said))
                .containsExactly(images.resolve("more/x1.png"), images.resolve("own.png"));
        assertThat(said.lines)
                .containsExactly(
                        "not read: gone.png is a link that leads nowhere",
                        "taken once, being another name of the same file or folder: again.png");
    }

    private static final class Said implements Progress {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void begin(String stage, long total, String unit) {}

        @Override
        public void advance(long done, String note) {}

        @Override
        public void line(String said) {
            lines.add(said);
        }

        @Override
        public void end(String summary) {}
    }
}
