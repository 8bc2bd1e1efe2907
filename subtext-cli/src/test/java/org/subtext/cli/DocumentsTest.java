package org.subtext.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the repository's pages point to is there (files, folders, packages, tests in the modules that commands name),
 * and the page of its architecture shows what is there.
 */
class DocumentsTest {
    private static final Path ROOT = requireNonNull(Path.of("").toAbsolutePath().getParent());

    /** Folders whose pages are not this repository's, or not in it. */
    private static final Set<String> OTHERS = Set.of("target", "shared", "runs", "datasets");

    /** Modules whose packages the page leaves to their package-infos. */
    private static final Set<String> ELSEWHERE =
            Set.of("subtext-cli", "subtext-learn", "subtext-jpeg2000", "subtext-testing", "subtext-bench");

    private static final Pattern LINK = Pattern.compile("]\\((?![a-z]+:|#)([^)\\s#]+)");
    private static final Pattern PACKAGE = Pattern.compile("\\borg\\.subtext(?:\\.[a-z][a-z0-9]*)+");
    private static final Pattern COMMAND = Pattern.compile("-pl (\\S+)[^\n`]* -Dtest=(\\w+)");

    @Test
    void linksLeadSomewhere() throws IOException {
        List<String> links = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult link : found(LINK, page)) {
                links.add(link.group(1));
                if (!Files.exists(page.resolveSibling(link.group(1)))) {
                    broken.add(ROOT.relativize(page) + " links to " + link.group(1));
                }
            }
        }

        assertThat(links).hasSizeGreaterThan(80);
        assertThat(broken).isEmpty();
    }

    @Test
    void packagesExist() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult name : found(PACKAGE, page)) {
                String folder = name.group().replace('.', '/');
                if (modules().stream()
                        .flatMap(module ->
                                Stream.of("src/main/java", "src/test/java").map(module::resolve))
                        .noneMatch(sources -> Files.isDirectory(sources.resolve(folder)))) {
                    missing.add(ROOT.relativize(page) + " names the package " + name.group());
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void commandsNameTestsOfTheirModule() throws IOException {
        List<String> missing = new ArrayList<>();
        int commands = 0;
        for (Path page : pages()) {
            for (MatchResult command : found(COMMAND, page)) {
                commands++;
                Path tests = ROOT.resolve(command.group(1)).resolve("src/test/java");
                if (!holds(tests, command.group(2) + ".java")) {
                    missing.add(ROOT.relativize(page) + ": " + command.group());
                }
            }
        }

        assertThat(commands).isGreaterThan(5);
        assertThat(missing).isEmpty();
    }

    @Test
    void architectureShowsEveryModuleAndEveryPackageBelowTheFaces() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/architecture.md"));
        for (Path module : modules()) {
            String name = module.getFileName().toString();
            assertThat(page).contains("| [" + name + "](../" + name + ") |");
            if (!ELSEWHERE.contains(name)) {
                for (String one : packages(module.resolve("src/main/java/org/subtext"))) {
                    assertThat(page).contains(" | `" + one + "` | ");
                }
            }
        }
    }

    /** Names below {@code org.subtext} of the folders that hold classes. */
    private static List<String> packages(Path top) throws IOException {
        try (Stream<Path> tree = Files.walk(top)) {
            return tree.filter(file -> file.endsWith("package-info.java"))
                    .map(file -> top.relativize(file.getParent()).toString().replace(File.separatorChar, '.'))
                    .sorted()
                    .toList();
        }
    }

    private static List<MatchResult> found(Pattern pattern, Path page) throws IOException {
        Matcher matcher = pattern.matcher(Files.readString(page));
        return matcher.results().toList();
    }

    private static boolean holds(Path folder, String name) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.anyMatch(file -> file.endsWith(name));
        }
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> children = Files.list(ROOT)) {
            return children.filter(child -> Files.exists(child.resolve("pom.xml")))
                    .toList();
        }
    }

    /** All Markdown files of the repository. */
    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        List<Path> folders = new ArrayList<>(List.of(ROOT));
        while (!folders.isEmpty()) {
            try (Stream<Path> children = Files.list(folders.remove(folders.size() - 1))) {
                for (Path child : children.sorted().toList()) {
                    String name = child.getFileName().toString();
                    if (name.endsWith(".md")) {
                        pages.add(child);
                    } else if (Files.isDirectory(child) && !name.startsWith(".") && !OTHERS.contains(name)) {
                        folders.add(child);
                    }
                }
            }
        }
        assertThat(pages).contains(ROOT.resolve("README.md"), ROOT.resolve("docs/architecture.md"));
        return pages;
    }
}
