package org.subtext;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which package uses which: as a table of this project says it, or as its classes do.
 *
 * @param targets names by package; a package that uses nothing has none
 */
record Arrows(SortedMap<String, SortedSet<String>> targets) {
    private static final String OURS = "org.subtext.";

    /**
     * From lines of a name, a colon and names with spaces between; empty lines and lines that begin with # say nothing.
     *
     * @param table a resource beside this class
     */
    static Arrows written(String table) {
        try (InputStream in = Objects.requireNonNull(Arrows.class.getResourceAsStream(table), table)) {
            SortedMap<String, SortedSet<String>> targets = new TreeMap<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                String[] sides = line.split(":", 2);
                SortedSet<String> names = new TreeSet<>(List.of(sides[1].strip().split(" +")));
                names.remove("");
                if (targets.put(sides[0].strip(), names) != null) {
                    throw new IllegalArgumentException(table + " has two lines of " + sides[0]);
                }
            }
            return new Arrows(targets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Between our packages, each on its own however deep it lies, by their names without {@code org.subtext.}. */
    static Arrows between(JavaClasses classes) {
        Arrows found = new Arrows(new TreeMap<>());
        for (JavaClass one : classes) {
            String from = room(one);
            SortedSet<String> names = found.targets.computeIfAbsent(from, name -> new TreeSet<>());
            one.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> room(dependency.getTargetClass().getBaseComponentType()))
                    .filter(to -> !to.isEmpty() && !to.equals(from))
                    .forEach(names::add);
        }
        return found;
    }

    /** From libraries, by the beginning of their packages' names, to those of our packages that use them. */
    static Arrows ofLibraries(JavaClasses classes, Set<String> prefixes) {
        Arrows found = new Arrows(new TreeMap<>());
        prefixes.forEach(prefix -> found.targets.put(prefix, new TreeSet<>()));
        for (JavaClass one : classes) {
            one.getDirectDependenciesFromSelf().stream()
                    .map(dependency ->
                            dependency.getTargetClass().getBaseComponentType().getPackageName())
                    .flatMap(name -> prefixes.stream().filter(prefix -> (name + ".").startsWith(prefix + ".")))
                    .forEach(prefix -> found.of(prefix).add(room(one)));
        }
        return found;
    }

    /** With one more. */
    Arrows and(String from, String to) {
        SortedMap<String, SortedSet<String>> more = new TreeMap<>();
        targets.forEach((name, names) -> more.put(name, new TreeSet<>(names)));
        more.computeIfAbsent(from, name -> new TreeSet<>()).add(to);
        return new Arrows(more);
    }

    SortedSet<String> of(String from) {
        return Objects.requireNonNull(targets.get(from), from);
    }

    /** What would have to be written otherwise for this table to say what was found; nothing where it does. */
    List<String> differences(Arrows found) {
        List<String> differences = new ArrayList<>();
        SortedSet<String> names = new TreeSet<>(targets.keySet());
        names.addAll(found.targets.keySet());
        for (String from : names) {
            if (!found.targets.containsKey(from)) {
                differences.add("there is no " + from + ": its line goes");
            } else if (!targets.containsKey(from)) {
                differences.add("new: " + from + ": " + String.join(" ", found.of(from)));
            } else {
                only(found.of(from), of(from)).forEach(to -> differences.add(from + " is not allowed " + to));
                only(of(from), found.of(from)).forEach(to -> differences.add(from + " has no use for " + to));
            }
        }
        return differences;
    }

    /** The lines of a table. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, SortedSet<String>> entry : targets.entrySet()) {
            text.append((entry.getKey() + ": " + String.join(" ", entry.getValue())).strip())
                    .append('\n');
        }
        return text.toString();
    }

    private static SortedSet<String> only(SortedSet<String> these, SortedSet<String> others) {
        SortedSet<String> only = new TreeSet<>(these);
        only.removeAll(others);
        return only;
    }

    private static String room(JavaClass one) {
        String name = one.getPackageName();
        return name.startsWith(OURS) ? name.substring(OURS.length()) : "";
    }
}
