package org.subtext.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.address.ImageAddress;

/** Folders as people lawfully have them: every row gets its own file, and next to none is remarked. */
class CleanFoldersTest {
    private static final int FOLDERS = 300;
    private static final int IMAGES = 4;

    @TempDir
    private Path temporary;

    /** A way to lay files out, and how the table names them. */
    private enum Way {
        FLAT("i%d.png", "i%d.png"),
        A_FOLDER_A_PATIENT("p%d/view.png", "p%d/view.png"),
        SITES_OF_EQUAL_NAMES("site%2$s/%3$d.png", "site%2$s/%3$d.png"),
        NAMES_THAT_DIFFER_IN_CASE("%2$s%3$d.png", "%2$s%3$d.png"),
        WITHOUT_ENDING("i%d.dcm", "i%d"),
        THE_FOLDERS_OWN_NAME("train/i%d.png", "data/train/i%d.png"),
        BEGUN_WITH_A_DOT("images/i%d.png", "./images/i%d.png"),
        BACK_SLASHES("images/i%d.png", "images\\i%d.png"),
        FRAMES("scan%d.dcm", "scan%d.dcm#3"),
        NAMES_WITH_SIGNS("i%d 50%% #1@2.png", "i%d 50%% #1@2.png");

        private final String file;
        private final String named;

        Way(String file, String named) {
            this.file = file;
            this.named = named;
        }

        String file(int i) {
            return name(file, i);
        }

        String named(int i) {
            return name(named, i);
        }

        /** Of two images in turn one is of a and one of A, under one number. */
        private static String name(String pattern, int i) {
            return String.format(pattern, i, i % 2 == 0 ? "a" : "A", i / 2);
        }
    }

    @Test
    void everyRowGetsItsOwnFileAndNothingIsSaid() throws IOException {
        int remarked = 0;
        for (int seed = 0; seed < FOLDERS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Way way = Way.values()[random.nextInt(Way.values().length)];
            Path folder = Files.createDirectories(temporary.resolve(seed + "/data"));
            List<String> paths = new ArrayList<>();
            for (int i = 0; i < IMAGES; i++) {
                Path file = folder.resolve(way.file(i));
                Files.createDirectories(file.resolveSibling(""));
                Files.writeString(file, "");
                paths.add(way.named(i));
            }
            for (String other : List.of("notes.txt", ".DS_Store", "masks/i0.json")) {
                Path file = folder.resolve(other);
                Files.createDirectories(file.resolveSibling(""));
                Files.writeString(file, "");
            }
            ImageFiles files = new ImageFiles(folder, random.nextInt(2) == 0);
            ImageFiles.Found found = files.find(paths);

            for (int i = 0; i < IMAGES; i++) {
                ImageAddress image = found.images()[i];
                assertThat(image).as(way + " " + paths.get(i)).isNotNull();
                assertThat(Path.of(String.valueOf(image).replaceFirst("#3$", "")))
                        .as(way.name())
                        .isEqualTo(folder.resolve(way.file(i)));
            }
            remarked += ImagePlaces.remarks(found, files.outside(found)).isEmpty() ? 0 : 1;
        }
        assertThat(remarked).isLessThanOrEqualTo(FOLDERS / 100);
    }
}
