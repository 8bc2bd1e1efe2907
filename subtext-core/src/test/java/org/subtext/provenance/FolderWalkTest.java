package org.subtext.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWalkTest {
    @TempDir
    private Path folder;

    private Path images;

    @BeforeEach
    void aFolder() throws IOException {
        images = Files.createDirectories(folder.resolve("images"));
        write("images/own.png");
    }

    @Test
    void linkedFoldersAndFilesAreFollowedAndKeepTheirOwnNames() throws IOException {
        write("store/x1.png");
        write("store/x2.png");
        write("single.png");
        link("images/more", "store");
        link("images/one.png", "single.png");
        link("link", "store");

        assertThat(names(FolderWalk.below(images).files()))
                .containsExactly("images/more/x1.png", "images/more/x2.png", "images/one.png", "images/own.png");
        assertThat(names(FolderWalk.below(folder.resolve("link")).files()))
                .containsExactly("link/x1.png", "link/x2.png");
        assertThat(FolderWalk.below(images).otherNames()).isEmpty();
    }

    @Test
    void aFileOfSeveralNamesComesOnceAndTheNameWithoutALinkIsKept() throws IOException {
        write("images/b/scan.png");
        link("images/a", "images/b");
        link("images/a.png", "images/own.png");
        Files.createLink(images.resolve("z.png"), images.resolve("own.png"));
        FolderWalk walk = FolderWalk.below(images);

        assertThat(names(walk.files())).containsExactly("images/b/scan.png", "images/own.png");
        assertThat(names(List.copyOf(walk.otherNames().keySet())))
                .containsExactly("images/a", "images/a.png", "images/z.png");
        assertThat(names(walk.everyName()))
                .containsExactly("images/a.png", "images/b/scan.png", "images/own.png", "images/z.png");
    }

    @Test
    void aLinkThatLeadsBackEndsAndOneThatLeadsNowhereIsNamed() throws IOException {
        write("images/deep/x.png");
        link("images/deep/back", "images");
        link("images/gone.png", "lost.png");
        link("images/round.png", "images/round.png");
        FolderWalk walk = FolderWalk.below(images);

        assertThat(names(walk.files())).containsExactly("images/deep/x.png", "images/own.png");
        assertThat(names(List.copyOf(walk.notRead().keySet()))).containsExactly("images/gone.png", "images/round.png");
        assertThat(walk.notRead().values()).containsOnly("is a link that leads nowhere");
    }

    @Test
    void whatTheSystemKeepsBesidePeoplesFilesIsNotSeen() throws IOException {
        for (String name : List.of(".DS_Store", "._own.png", "Thumbs.db", "__MACOSX/own.png", "@eaDir/own.png")) {
            write("images/" + name);
        }
        write("images/._/hidden.png");

        assertThat(names(FolderWalk.below(images).files())).containsExactly("images/own.png");
    }

    @Test
    void aRootOfAHiddenNameIsEnteredAllTheSame() throws IOException {
        write(".cache/x.png");

        assertThat(names(FolderWalk.below(folder.resolve(".cache")).files())).containsExactly(".cache/x.png");
    }

    @Test
    void depthIsCountedFromTheFolder() throws IOException {
        write("images/a/b/x.png");

        assertThat(names(FolderWalk.below(images, 1).files())).containsExactly("images/own.png");
        assertThat(names(FolderWalk.below(images, 3).files())).hasSize(2);
    }

    private void write(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, name);
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(folder.resolve(name), folder.resolve(target));
    }

    private List<String> names(List<Path> paths) {
        return paths.stream().map(path -> folder.relativize(path).toString()).toList();
    }
}
