package org.subtext.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.address.ImageAddress;

/** Where images are looked for that are not where their path says, and above all where they are not. */
class ImageFilesTest {
    private static final String NONE = "none";

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void aFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("data"));
    }

    @Test
    void aFileOfAnotherNamedFolderIsNeverTaken() throws IOException {
        there("siteA/0.png", "siteA/1.png");

        assertThat(find("siteB/0.png", "siteB/1.png").where()).containsOnly(Whereabouts.OTHER_FOLDER);
        assertThat(found("siteB/0.png", "siteA/1.png")).containsExactly(NONE, "siteA/1.png");
        assertThat(found("/mnt/x/siteB/0.png", "/mnt/x/siteB/1.png")).containsExactly(NONE, NONE);
        assertThat(found("C:\\x\\siteB\\0.png")).containsExactly(NONE);
        assertThat(found("../siteB/0.png")).containsExactly(NONE);
    }

    @Test
    void firstFoldersThatAllShareMayBeAbsent() throws IOException {
        there("train/p1/a.png", "train/p2/a.png");

        assertThat(found("CheXpert/train/p1/a.png", "CheXpert/train/p2/a.png"))
                .containsExactly("train/p1/a.png", "train/p2/a.png");
        assertThat(found("/home/anna/CheXpert/train/p1/a.png", "/home/anna/CheXpert/train/p3/a.png"))
                .containsExactly("train/p1/a.png", NONE);
        assertThat(found("D:\\x\\train\\p1\\a.png", "D:\\x\\train\\p2\\a.png"))
                .containsExactly("train/p1/a.png", "train/p2/a.png");
        assertThat(found("A/train/p1/a.png", "B/train/p2/a.png"))
                .as("not all share")
                .containsExactly(NONE, NONE);
        assertThat(find("CheXpert/train/p1/a.png").where()).containsExactly(Whereabouts.WITHOUT_FIRST_FOLDERS);
    }

    @Test
    void theFoldersOwnNameMayBeginThePath() throws IOException {
        there("a.png");

        assertThat(find("data/a.png").where()).containsExactly(Whereabouts.THERE);
        assertThat(find("/mnt/other/Data/a.png").where()).containsExactly(Whereabouts.THERE);
    }

    @Test
    void aBareNameBehindForeignFoldersNeedsAFolderThatTheUserNamed() throws IOException {
        there("a.png");

        assertThat(found("/mnt/delivery/a.png")).containsExactly(NONE);
        assertThat(name(new ImageFiles(folder, true).find(List.of("/mnt/delivery/a.png")), 0))
                .isEqualTo("a.png");
        Files.createDirectory(temporary.resolve("delivery"));
        assertThat(name(new ImageFiles(folder, true).find(List.of("/mnt/delivery/a.png")), 0))
                .as("a folder of that name stands beside")
                .isEqualTo(NONE);
        assertThat(name(new ImageFiles(folder, true).find(List.of("/mnt/date/a.png")), 0))
                .as("date and data are of one series")
                .isEqualTo(NONE);
    }

    @Test
    void aWholePathIsFoundBelowFurtherFoldersWhereItIsThereOnce() throws IOException {
        there("images_001/images/1_000.png", "images_002/images/2_000.png", "x/part/p1/a.png");

        assertThat(found("1_000.png", "2_000.png", "3_000.png"))
                .containsExactly("images_001/images/1_000.png", "images_002/images/2_000.png", NONE);
        assertThat(found("p1/a.png")).containsExactly("x/part/p1/a.png");
        assertThat(find("1_000", "2_000").where()).containsOnly(Whereabouts.DEEPER);
    }

    @Test
    void whereTwoFilesFitNoneIsTakenAndNoneOfTheirFolders() throws IOException {
        there("images/a.png", "masks/a.png", "masks/b.png");

        assertThat(find("a.png", "b.png").where()).containsOnly(Whereabouts.SEVERAL);
    }

    @Test
    void aMissingImageIsNotTakenFromAFolderBelowThoseThatAreThere() throws IOException {
        there("a.png", "thumbnails/b.png");

        assertThat(find("a.png", "b.png").where()).containsExactly(Whereabouts.THERE, Whereabouts.OTHER_FOLDER);
    }

    @Test
    void oneFileBehindTwoFoldersByALinkIsOneFile() throws IOException {
        there("store/a.png");
        Files.createSymbolicLink(folder.resolve("images"), folder.resolve("store"));

        assertThat(found("a.png")).containsExactly("store/a.png");
    }

    @Test
    void letterCaseComposedLettersAndEscapesAreTriedAndTold() throws IOException {
        String composed = Normalizer.normalize("é.png", Normalizer.Form.NFC);
        String decomposed = Normalizer.normalize("é.png", Normalizer.Form.NFD);
        there("Images/img_1.png", "Images/my scan+1.png", "Images/" + decomposed);
        ImageFiles.Found found = find("images/IMG_1.PNG", "Images/my%20scan+1.png", "Images/" + composed);

        assertThat(names(found)).containsExactly("Images/img_1.png", "Images/my scan+1.png", "Images/" + decomposed);
        assertThat(found.where()).containsOnly(Whereabouts.SPELT_OTHERWISE);
    }

    @Test
    void filesThatDifferOnlyInLetterCaseAreTakenAsSpeltOrNotAtAll() throws IOException {
        there("a.png", "A.png");

        assertThat(found("a.png", "A.png")).containsExactly("a.png", "A.png");
        assertThat(find("a.PNG").where()).containsExactly(Whereabouts.SEVERAL);
    }

    @Test
    void twoRowsNeverComeToOneFile() throws IOException {
        there("a.png");

        assertThat(find("A.PNG", "a.PNG").where()).containsOnly(Whereabouts.OF_ANOTHER_ROW);
        assertThat(find("a.png", "A.PNG").where()).containsExactly(Whereabouts.THERE, Whereabouts.OF_ANOTHER_ROW);
        assertThat(find("a.png", "./a.png").where()).containsOnly(Whereabouts.THERE);
    }

    @Test
    void anEndingThatAllPathsLackIsCompletedWhereOneFileFits() throws IOException {
        there("1_000.png", "2_000.jpg", "2_000.json", "3_000.png", "3_000.dcm", "4.nii.gz", "1.2.840.dcm");
        ImageFiles.Found found = find("1_000", "2_000", "3_000", "4", "1.2.840");

        assertThat(names(found)).containsExactly("1_000.png", "2_000.jpg", NONE, "4.nii.gz", "1.2.840.dcm");
        assertThat(found.where()[0]).isEqualTo(Whereabouts.THERE);
        assertThat(found.where()[2]).isEqualTo(Whereabouts.SEVERAL);
    }

    @Test
    void anotherEndingIsAnotherFile() throws IOException {
        there("a.png", "b.png");

        assertThat(find("a.jpg", "b.png").where()).containsExactly(Whereabouts.OTHER_ENDING, Whereabouts.THERE);
        assertThat(find("a.jpg").hints()).containsExactly("a.png");
    }

    @Test
    void aFrameAndAWindowStayWithTheFileThatWasFound() throws IOException {
        there("part/CT.dcm");
        ImageAddress image = find("ct.dcm#3@lung").images()[0];

        assertThat(image).isEqualTo(new ImageAddress(folder.resolve("part/CT.dcm"), 3, "", "lung"));
    }

    @Test
    void dotsAndBackSlashesSayTheSamePlace() throws IOException {
        there("images/a.png", "images/b.png", "images/c.png");
        ImageFiles.Found found = find("./images/a.png", "images\\b.png", "images/../images/c.png");

        assertThat(names(found)).containsExactly("images/a.png", "images/b.png", "images/c.png");
        assertThat(found.where()).containsOnly(Whereabouts.THERE);
    }

    @Test
    void aNameThatNoFileCouldHaveIsMissing() throws IOException {
        there("a.png");

        assertThat(found("a\0.png", "", "a.png")).containsExactly(NONE, NONE, "a.png");
    }

    private void there(String... files) throws IOException {
        for (String file : files) {
            Path path = folder.resolve(file);
            Files.createDirectories(path.resolveSibling(""));
            Files.writeString(path, file);
        }
    }

    private ImageFiles.Found find(String... paths) throws IOException {
        return new ImageFiles(folder, false).find(List.of(paths));
    }

    private List<String> found(String... paths) throws IOException {
        return names(find(paths));
    }

    private List<String> names(ImageFiles.Found found) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < found.images().length; i++) {
            names.add(name(found, i));
        }
        return names;
    }

    private String name(ImageFiles.Found found, int i) {
        ImageAddress image = found.images()[i];
        return image == null ? NONE : folder.relativize(image.file()).toString();
    }
}
