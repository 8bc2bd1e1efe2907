package org.subtext.split;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Action;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.provenance.AtomicFiles;
import org.subtext.tables.Column;
import org.subtext.tables.CsvLine;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;

/** A split as a file: one line a patient, {@code patient,part} or {@code patient,fold}, sorted by patient. */
public final class SplitFile {
    private SplitFile() {}

    /** Writes a split; a file of that name is replaced, whole or not at all. */
    public static void write(PatientSplit split, Path file) throws IOException {
        write("part", split.parts(), Part::label, file);
    }

    /** Writes folds, counted from 0; a file of that name is replaced, whole or not at all. */
    public static void write(PatientFolds folds, Path file) throws IOException {
        write("fold", folds.folds(), fold -> Integer.toString(fold), file);
    }

    private static <T> void write(String name, SortedMap<String, T> values, Function<T, String> word, Path file)
            throws IOException {
        StringBuilder text = new StringBuilder(CsvLine.of(List.of("patient", name)));
        values.forEach((patient, value) -> text.append(CsvLine.of(List.of(patient, word.apply(value)))));
        AtomicFiles.writeString(file, text.toString());
    }

    /** Whether a table has the columns of such a file and no others: it lists patients, not images. */
    static boolean listsPatients(Table table) {
        return table.names().equals(List.of("patient", "part")) || table.names().equals(List.of("patient", "fold"));
    }

    /**
     * Reads a split by patient.
     *
     * @throws InvalidInputException when a line is faulty or a patient is in two parts
     */
    public static PatientSplit readSplit(Path file) throws IOException {
        return new PatientSplit(
                read(file, "part", word -> Part.of(word).orElse(null), "one of training, validation, test"));
    }

    /** Reads folds by patient, counted from 0. */
    public static PatientFolds readFolds(Path file) throws IOException {
        SortedMap<String, Integer> folds =
                read(file, "fold", word -> word.matches("\\d{1,4}") ? Integer.valueOf(word) : null, "a fold, from 0");
        int count =
                1 + folds.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        if (count < 2) {
            throw new InvalidInputException(
                    "Split file " + file + " has one fold; cross-validation needs at least two.");
        }
        return new PatientFolds(count, folds);
    }

    private static <T> SortedMap<String, T> read(
            Path file, String name, Function<String, @Nullable T> meaning, String expected) throws IOException {
        Table table = TableReader.read(file);
        if (!table.has("patient") || !table.has(name)) {
            throw new InvalidInputException("Split file " + file + " has the columns "
                    + String.join(", ", table.names()) + "; expected patient and " + name + ", one line a patient.");
        }
        Column patients = table.column("patient");
        Column words = table.column(name);
        Problems problems = new Problems();
        SortedMap<String, T> values = new TreeMap<>();
        for (int row = 0; row < table.rows(); row++) {
            String patient = patients.get(row);
            String word = words.get(row);
            T value = word == null ? null : meaning.apply(word);
            if (patient == null || value == null) {
                problems.add(
                        "faulty line",
                        "Row " + table.rowNumber(row) + " of " + file + " has no patient or no valid " + name + ".",
                        "Expected a patient id and " + expected + ".");
                continue;
            }
            T before = values.putIfAbsent(patient, value);
            if (before != null && !before.equals(value)) {
                problems.add(
                        "patient in two parts",
                        "Row " + table.rowNumber(row) + " of " + file + " puts a patient in a second " + name + ".",
                        Sentence.of("A patient may be in one only. Re-split by patient: ")
                                .and(Action.SPLIT)
                                .and("."));
            }
        }
        problems.throwIfAny();
        return values;
    }
}
