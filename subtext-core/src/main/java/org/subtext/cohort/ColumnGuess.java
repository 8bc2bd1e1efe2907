package org.subtext.cohort;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.tables.Table;

/**
 * Which column was taken for what, and why: shown to the user before anything is computed.
 *
 * @param mapping the columns, named or guessed
 * @param reasons one entry a role that has a column
 */
public record ColumnGuess(ColumnMapping mapping, List<Reason> reasons) {
    /** Why a column was taken: "named by the plan", "its name is known from common data sets". */
    public record Reason(ColumnRole role, String column, String why) {
        /** "patient = subject_id (named by the plan)". */
        public String sentence() {
            return role.noun() + " = " + column + " (" + why + ")";
        }
    }

    public ColumnGuess {
        reasons = List.copyOf(reasons);
    }

    /**
     * Finds a column for every role that the user did not name.
     *
     * @param named what the user named; such a column must exist
     * @param required roles without which nothing can be done
     * @param problems receives columns that do not exist, ambiguous and missing ones
     */
    public static ColumnGuess of(Table table, ColumnMapping named, Set<ColumnRole> required, Problems problems) {
        ColumnMapping mapping = named;
        List<Reason> reasons = new ArrayList<>();
        for (ColumnRole role : ColumnRole.values()) {
            Optional<String> given = named.column(role);
            if (given.isPresent()) {
                ColumnNames.require(table, given.get(), role.knob(), problems);
                reasons.add(new Reason(role, given.get(), "named by the plan"));
                continue;
            }
            Optional<Reason> guess = byName(table, role, required.contains(role), problems);
            if (guess.isEmpty() && role == ColumnRole.IMAGE && required.contains(role)) {
                guess = byContent(table, problems);
            }
            if (guess.isPresent()) {
                reasons.add(guess.get());
                mapping = mapping.with(role, guess.get().column());
            }
        }
        if (problems.isEmpty()) {
            requireAll(table, mapping, required, problems);
        }
        return new ColumnGuess(mapping, reasons);
    }

    /** Where no column of ids is known, the path of an image is its id. */
    ColumnGuess withImageIdFromPath() {
        if (mapping.imageId() != null || mapping.image() == null) {
            return this;
        }
        return with(ColumnRole.IMAGE_ID, mapping.image(), "there is no other id");
    }

    private static void requireAll(Table table, ColumnMapping mapping, Set<ColumnRole> required, Problems problems) {
        for (ColumnRole role : required) {
            if (mapping.column(role).isEmpty()) {
                problems.add(table.orAnotherSheet(Sentence.of("No column of " + table.source() + " looks like the "
                                + role.noun() + ". Columns: " + String.join(", ", table.names()) + ". Name it: ")
                        .set(role.knob(), "COLUMN")
                        .and(".")));
            }
        }
    }

    /** All columns whose names are known for a role, in file order. */
    public static List<String> candidates(Table table, ColumnRole role) {
        return table.names().stream()
                .filter(name -> role.knownNames().contains(simplified(name)))
                .toList();
    }

    /** The same with one more column, found in another way. */
    public ColumnGuess with(ColumnRole role, String column, String why) {
        List<Reason> longer = new ArrayList<>(reasons);
        longer.add(new Reason(role, column, why));
        return new ColumnGuess(mapping.with(role, column), longer);
    }

    private static Optional<Reason> byName(Table table, ColumnRole role, boolean required, Problems problems) {
        Map<String, List<String>> columns =
                table.names().stream().collect(Collectors.groupingBy(ColumnGuess::simplified));
        for (String known : role.knownNames()) {
            List<String> found = columns.getOrDefault(known, List.of());
            if (found.size() > 1 && required) {
                problems.add(ambiguous(table, role, found));
            }
            if (found.size() == 1) {
                return Optional.of(new Reason(role, found.get(0), "its name is known from common data sets"));
            }
        }
        return Optional.empty();
    }

    /** The one column whose values end like image files. */
    private static Optional<Reason> byContent(Table table, Problems problems) {
        List<String> found = table.names().stream()
                .filter(name -> table.column(name).distinct(20).stream().anyMatch(ColumnGuess::isImageName))
                .toList();
        if (found.size() > 1) {
            problems.add(ambiguous(table, ColumnRole.IMAGE, found));
        }
        return found.size() == 1
                ? Optional.of(new Reason(ColumnRole.IMAGE, found.get(0), "its values are names of image files"))
                : Optional.empty();
    }

    private static boolean isImageName(String value) {
        return value.toLowerCase(Locale.ROOT).matches(".+\\.(png|jpe?g|tiff?|dcm|dicom)");
    }

    private static Sentence ambiguous(Table table, ColumnRole role, List<String> found) {
        return Sentence.of("Several columns of " + table.source() + " could be the " + role.noun() + ": "
                        + String.join(", ", found) + ". Name the one to take: ")
                .set(role.knob(), "COLUMN")
                .and(".");
    }

    private static String simplified(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** The column taken for each role, one sentence a line. */
    public List<String> sentences() {
        return reasons.stream().map(Reason::sentence).toList();
    }
}
