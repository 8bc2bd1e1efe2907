package org.subtext;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;

/**
 * What the program and its tests are made of, as Maven resolved it for this run, against {@code config/advisories.csv}:
 * no version that an advisory names, and no library that nobody has looked at. Nothing is asked over a network; the
 * list is as good as its dates.
 */
class AdvisoriesTest {
    private static final int OLD_DAYS = 400;
    private static final Pattern RANGE = Pattern.compile("([\\[(])([\\d.]*),([\\d.]*)([\\])])");

    /** A library of the tree. */
    private record Library(Path jar) {
        String artifact() {
            return String.valueOf(jar.getName(jar.getNameCount() - 3));
        }

        String version() {
            return String.valueOf(jar.getName(jar.getNameCount() - 2));
        }

        /** The folders above the artifact end with its group, wherever the repository lies. */
        boolean isOf(String group, String name) {
            Path folder = jar.subpath(0, jar.getNameCount() - 3);
            return folder.endsWith(Path.of(group.replace('.', '/')))
                    && artifact().matches(Pattern.quote(name).replace("*", "\\E.*\\Q"));
        }

        boolean isArtifact() {
            return jar.getNameCount() > 4 && String.valueOf(jar.getFileName()).startsWith(artifact() + "-" + version());
        }

        @Override
        public String toString() {
            return artifact() + " " + version();
        }
    }

    /** A line of the list; an empty range is a library for which none was found. */
    private record Advisory(String group, String artifact, String hit, String name, LocalDate looked) {}

    private static List<Library> tree() {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(entry -> new Library(Path.of(entry)))
                .filter(Library::isArtifact)
                .filter(library -> !library.artifact().startsWith("subtext-"))
                .filter(library -> !library.artifact().equals("junit-platform-console-standalone"))
                .toList();
    }

    private static List<Advisory> list() throws IOException {
        Table table = TableReader.read(Path.of("..", "config", "advisories.csv"));
        List<Advisory> list = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            list.add(new Advisory(
                    cell(table, "group", row),
                    cell(table, "artifact", row),
                    cell(table, "hit", row),
                    cell(table, "advisory", row),
                    LocalDate.parse(cell(table, "looked", row))));
        }
        return list;
    }

    private static String cell(Table table, String column, int row) {
        return Optional.ofNullable(table.column(column).get(row)).orElse("");
    }

    private static boolean isHit(String range, String version) {
        if (range.isEmpty()) {
            return false;
        }
        Matcher bounds = RANGE.matcher(range);
        assertThat(bounds.matches()).as(range).isTrue();
        boolean above = bounds.group(2).isEmpty()
                || compare(version, bounds.group(2)) >= (bounds.group(1).equals("[") ? 0 : 1);
        boolean below = bounds.group(3).isEmpty()
                || compare(version, bounds.group(3)) <= (bounds.group(4).equals("]") ? 0 : -1);
        return above && below;
    }

    /** By the numbers that a version begins with; what follows them is not asked. */
    private static int compare(String one, String other) {
        int[] left = numbers(one);
        int[] right = numbers(other);
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int order = Integer.compare(i < left.length ? left[i] : 0, i < right.length ? right[i] : 0);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("-")[0].split("\\."))
                .filter(part -> part.matches("\\d{1,9}"))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static List<String> hits(List<Library> tree, List<Advisory> list) {
        List<String> hits = new ArrayList<>();
        for (Library library : tree) {
            for (Advisory advisory : list) {
                if (library.isOf(advisory.group(), advisory.artifact()) && isHit(advisory.hit(), library.version())) {
                    hits.add(library + " is hit by " + advisory.name() + " " + advisory.hit());
                }
            }
        }
        return hits;
    }

    @Test
    void noLibraryHasAKnownAdvisory() throws IOException {
        List<Library> tree = tree();
        assertThat(tree).as("libraries of the class path").hasSizeGreaterThan(80);
        assertThat(hits(tree, list())).isEmpty();
    }

    @Test
    void everyLibraryWasLookedAt() throws IOException {
        List<Advisory> list = list();
        assertThat(tree())
                .allSatisfy(library -> assertThat(list)
                        .as(library + ": look for advisories and add a line to config/advisories.csv")
                        .anyMatch(advisory -> library.isOf(advisory.group(), advisory.artifact())));
    }

    @Test
    void anOldVersionWouldBeFound() throws IOException {
        List<Library> old = List.of(
                new Library(Path.of("/r/ch/qos/logback/logback-core/1.5.18/logback-core-1.5.18.jar")),
                new Library(Path.of("/r/org/apache/commons/commons-lang3/3.16.0/commons-lang3-3.16.0.jar")),
                new Library(Path.of("/r/com/esotericsoftware/kryo/4.0.2/kryo-4.0.2.jar")));
        assertThat(hits(old, list()))
                .hasSize(6)
                .anyMatch(hit -> hit.contains("CVE-2025-48924"))
                .anyMatch(hit -> hit.contains("kryo 4.0.2"));
    }

    @Test
    void rangesAreReadAsMavenWritesThem() {
        assertThat(isHit("[1.4.0,1.4.2)", "1.4.1.0")).isTrue();
        assertThat(isHit("[1.4.0,1.4.2)", "1.4.2")).isFalse();
        assertThat(isHit("[1.4.0,1.4.2)", "1.3.9")).isFalse();
        assertThat(isHit("(,2.6.0)", "2.13.0-1.5.14")).isFalse();
        assertThat(isHit("(,1.17]", "1.17")).isTrue();
        assertThat(isHit("(1.17,)", "1.17")).isFalse();
        assertThat(isHit("", "1")).isFalse();
    }

    /** Time alone fails no build: a commit that was right stays right. */
    @Test
    void theAgeOfTheListIsSaid() throws IOException {
        LocalDate oldest =
                list().stream().map(Advisory::looked).min(LocalDate::compareTo).orElseThrow();
        long days = ChronoUnit.DAYS.between(oldest, LocalDate.now());
        if (days > OLD_DAYS) {
            System.err.println("WARNING: config/advisories.csv was looked at " + days + " days ago, on " + oldest);
        }
        assertThat(oldest).isBeforeOrEqualTo(LocalDate.now());
    }
}
