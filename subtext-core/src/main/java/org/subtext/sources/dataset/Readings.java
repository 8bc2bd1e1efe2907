package org.subtext.sources.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.tables.NotRecorded;

/**
 * Reads coded values by their code books and counts what a user has to know of: values that no book has, codes that
 * nobody has checked, ages that are none. Not thread-safe.
 */
final class Readings {
    /** A column of many unknown values is another one than was meant; a few of them show it. */
    private static final int NAMED = 20;

    private static final int LETTERS_SHOWN = 40;

    /** Books whose raw values stay in a column of their own, beside that of the classes. */
    private static final Set<String> CLASSES = Set.of("race", "sex", "ethnicity");

    private static final class Reading {
        private final CodeBook.@Nullable Code code;
        private final boolean unknown;
        private long rows;

        private Reading(CodeBook book, String raw) {
            code = book.code(raw).orElse(null);
            unknown = code == null && !NotRecorded.is(raw);
        }
    }

    private record NoAge(long rows, String first) {}

    private final Map<String, CodeBook> books = new LinkedHashMap<>();
    private final Map<String, Map<String, Reading>> readings = new HashMap<>();
    private final Map<String, NoAge> noAges = new LinkedHashMap<>();

    Readings(List<CodeBook> all) {
        all.forEach(book -> books.put(book.column(), book));
    }

    /** Forgets all counts. */
    void clear() {
        readings.clear();
        noAges.clear();
    }

    /** What a raw value stands for; null where nothing is recorded or no code fits. */
    @Nullable String meaning(String book, @Nullable String raw) {
        return raw == null ? null : meaning(read(book, raw));
    }

    /** The same, but a value that no code fits stays as it is: for columns without another one of raw values. */
    @Nullable String meaningOrRaw(String book, @Nullable String raw) {
        if (raw == null) {
            return null;
        }
        Reading reading = read(book, raw);
        return reading.unknown ? raw : meaning(reading);
    }

    private static @Nullable String meaning(Reading reading) {
        return reading.code == null || reading.code.meaning().isEmpty() ? null : reading.code.meaning();
    }

    private Reading read(String book, String raw) {
        CodeBook codes = books.get(book);
        if (codes == null) {
            throw new IllegalArgumentException("no code book " + book);
        }
        Reading reading = readings.computeIfAbsent(book, b -> new LinkedHashMap<>())
                .computeIfAbsent(raw, value -> new Reading(codes, value));
        reading.rows++;
        return reading;
    }

    /**
     * Counts a row that should hold an age and holds none of 0 to 120 years.
     *
     * @param where file and column
     * @param first where and, if it may be shown, what was found
     */
    void noAge(String where, String first) {
        noAges.merge(where, new NoAge(1, first), (before, one) -> new NoAge(before.rows + 1, before.first));
    }

    /** Values without a code, with their rows: {@code race "42"}. */
    Map<String, Long> unknown() {
        Map<String, Long> unknown = new LinkedHashMap<>();
        books.keySet().forEach(book -> unknown.putAll(unknown(book)));
        return unknown;
    }

    private Map<String, Long> unknown(String book) {
        Map<String, Long> unknown = new LinkedHashMap<>();
        readings.getOrDefault(book, Map.of()).forEach((raw, reading) -> {
            if (reading.unknown) {
                String shown = raw.length() > LETTERS_SHOWN ? raw.substring(0, LETTERS_SHOWN) + "..." : raw;
                String name = unknown.size() < NAMED ? book + " \"" + shown + '"' : book + " of other values";
                unknown.merge(name, reading.rows, Long::sum);
            }
        });
        return unknown;
    }

    /** What was counted, in sentences. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (String book : books.keySet()) {
            unverified(book).ifPresent(notes::add);
            unknown(book)
                    .forEach((value, rows) -> notes.add(
                            "Warning: " + value + " is in no code book (" + rows + " rows): " + whatBecomesOf(book)));
        }
        noAges.forEach((where, found) -> notes.add("Warning: " + found.rows + " rows have no age of 0 to 120 years in "
                + where + " (such as " + found.first
                + "): left empty. Correct them in the source table, or go on without these ages."));
        return notes;
    }

    private static String whatBecomesOf(String book) {
        return CLASSES.contains(book)
                ? "kept as raw value, left without a class. Rename it in the source table, or take the raw column:"
                        + " " + book + "_raw, its wordings renamed."
                : "kept in column " + book + " as recorded. Correct it in the source table if it is a slip.";
    }

    private Optional<String> unverified(String book) {
        Map<CodeBook.Code, Long> used = new LinkedHashMap<>();
        for (Reading reading : readings.getOrDefault(book, Map.of()).values()) {
            if (reading.code != null && !reading.code.verified()) {
                used.merge(reading.code, reading.rows, Long::sum);
            }
        }
        List<String> codes = new ArrayList<>();
        used.forEach((code, rows) -> codes.add(code.quoted() + " as "
                + (code.meaning().isEmpty() ? "nothing recorded" : code.meaning()) + " (" + rows + " rows)"));
        return codes.isEmpty()
                ? Optional.empty()
                : Optional.of("Unverified: codes of " + book
                        + " that were read from memory of the data set; check them: " + String.join("; ", codes) + ".");
    }
}
