package org.subtext.statistics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Figures that a slow test measured, appended to {@code target/figures/statistics.txt} for the documents to quote. */
public final class Figures {
    private static final Path FILE = Path.of("target", "figures", "statistics.txt");

    private Figures() {}

    public static void record(String name, Object figure) {
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(
                    FILE,
                    name + ": " + figure + System.lineSeparator(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
