package org.subtext.volumes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldFilesTest {
    @TempDir
    Path folder;

    private final List<String> read = Collections.synchronizedList(new ArrayList<>());
    private final HeldFiles<String> held = new HeldFiles<>(this::read, String::length, 20);

    @BeforeEach
    void write() throws IOException {
        for (String name : List.of("a", "b", "c")) {
            Files.writeString(folder.resolve(name), "0123456789");
        }
        Files.writeString(folder.resolve("large"), "0".repeat(30));
    }

    @Test
    void partsOfOneFileReadItOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<String>> contents = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            contents.add(threads.submit(() -> held.of(folder.resolve("a"))));
        }
        threads.shutdown();
        for (Future<String> content : contents) {
            assertThat(content.get()).isEqualTo("0123456789");
        }

        assertThat(read).containsExactly("a");
    }

    @Test
    void onEitherSideOfABorderNeitherFileIsReadAgain() throws IOException {
        ask("a", "b", "a", "b", "a");

        assertThat(read).containsExactly("a", "b");
    }

    @Test
    void whatWasAskedForTheLongestAgoGoesFirst() throws IOException {
        ask("a", "b", "a", "c", "a", "b");

        assertThat(read).containsExactly("a", "b", "c", "b");
    }

    @Test
    void oneFileStaysWhateverItsSize() throws IOException {
        ask("a", "large", "large", "a", "a", "large");

        assertThat(read).containsExactly("a", "large", "a", "large");
    }

    @Test
    void aChangedFileIsReadAgain() throws IOException {
        Path file = folder.resolve("a");
        ask("a");
        Files.writeString(file, "new");
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));

        assertThat(held.of(file)).isEqualTo("new");
    }

    private void ask(String... names) throws IOException {
        for (String name : names) {
            held.of(folder.resolve(name));
        }
    }

    private String read(Path file) throws IOException {
        read.add(String.valueOf(file.getFileName()));
        return Files.readString(file);
    }
}
