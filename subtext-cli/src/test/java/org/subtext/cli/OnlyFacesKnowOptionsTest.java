package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds all modules but the faces to naming knobs: none of their texts speaks of an option or a command. */
final class OnlyFacesKnowOptionsTest {
    /** Modules that speak to a person at a terminal. */
    private static final List<String> FACES = List.of("subtext-cli", "subtext-bench");

    private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z]");

    @Test
    void noTextOutsideTheFacesNamesAnOptionOrACommand() throws IOException {
        Pattern command = Pattern.compile("\\bsubtext ("
                + String.join("|", Subtext.commandLine().getSubcommands().keySet()) + ")\\b");
        List<String> found = new ArrayList<>();
        List<Path> sources = sources();
        for (Path source : sources) {
            Matcher literal = LITERAL.matcher(code(source));
            while (literal.find()) {
                if (OPTION.matcher(literal.group()).find()
                        || command.matcher(literal.group()).find()) {
                    found.add(source.getFileName() + ": " + literal.group());
                }
            }
        }

        assertThat(sources).hasSizeGreaterThan(700);
        assertThat(found).isEmpty();
    }

    /** Without comments, which may say what a face does. */
    private static String code(Path source) throws IOException {
        return Files.readString(source).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)(^|\\s)//.*$", "");
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(Path.of("").toAbsolutePath().getParent())) {
            for (Path module :
                    modules.filter(OnlyFacesKnowOptionsTest::isBelowTheFaces).toList()) {
                try (Stream<Path> tree = Files.walk(module.resolve("src/main/java"))) {
                    tree.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
                }
            }
        }
        return sources;
    }

    private static boolean isBelowTheFaces(Path module) {
        String name = module.getFileName().toString();
        return name.startsWith("subtext-")
                && !FACES.contains(name)
                && Files.isDirectory(module.resolve("src/main/java"));
    }
}
