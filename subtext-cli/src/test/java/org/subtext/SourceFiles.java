package org.subtext;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Java files of all modules that are built by default, as they are written. */
final class SourceFiles {
    private SourceFiles() {}

    /** Of what is shipped, one file a class, without what describes packages. */
    static List<Path> written() {
        return all().stream()
                .filter(file -> file.toString().contains("/src/main/java/") && !file.endsWith("package-info.java"))
                .toList();
    }

    /** Of tests, too. */
    static List<Path> all() {
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            List<Path> all = files.filter(file -> file.toString()
                            .replace('\\', '/')
                            .matches("\\.\\./subtext-(?!bench)[a-z0-9]+/src/(main|test)/java/.*\\.java"))
                    .toList();
            assertThat(all).hasSizeGreaterThan(1000);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
