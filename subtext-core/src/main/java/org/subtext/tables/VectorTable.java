package org.subtext.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.NearestName;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;

/**
 * A table in which some columns are the coordinates of a vector: those are numbers here, all others stay text.
 *
 * <p>Coordinates are either one list column of a Parquet file, or columns of one name with a number behind it (e0, e1,
 * ...) in a CSV or Parquet file. A cell that is empty, no number or not finite is refused.
 *
 * @param others the other columns
 * @param coordinates name of the list column, or the shared name of the numbered ones
 * @param vectors one a row, all of one length, in the order of the numbers; handed over
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares tables
public record VectorTable(Table others, String coordinates, float[][] vectors) {
    private static final Pattern NUMBERED = Pattern.compile("(.*?)(\\d{1,9})");
    private static final String MEND =
            "Every coordinate must be a finite number. Make the embeddings again, or leave such"
                    + " rows out of the file.";

    /** Columns of a file: all of their names, the coordinates among them, and whether those are one list. */
    private record Layout(List<String> names, List<Integer> coordinates, String name, boolean isList) {
        List<Integer> others() {
            return IntStream.range(0, names.size())
                    .filter(c -> !coordinates.contains(c))
                    .boxed()
                    .toList();
        }
    }

    /**
     * Reads a file.
     *
     * @param wanted the list column or the shared name of the numbered columns; null where the file has but one
     * @throws InvalidInputException when there is no such file or no vector in it
     */
    public static VectorTable read(Path file, @Nullable String wanted) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) == 0) {
            throw new InvalidInputException("There is no table of embeddings " + file
                    + (Files.isRegularFile(file) ? " (0 bytes)" : "") + ". Give a CSV, Parquet or NPY file.");
        }
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        try {
            return name.endsWith(".parquet") || name.endsWith(".pq")
                    ? parquet(file, wanted)
                    : delimited(file, name, wanted);
        } catch (SQLException e) {
            throw new InvalidInputException("Embeddings " + file + " cannot be read" + DuckDb.place(e)
                    + ". Expected UTF-8 text with the same number of columns in every line, or Parquet.");
        }
    }

    private static VectorTable parquet(Path file, @Nullable String wanted) throws SQLException, IOException {
        String source = "read_parquet(" + DuckDb.file(file) + ", hive_partitioning=false)";
        return DuckDb.with(connection -> {
            List<String> names = new ArrayList<>();
            List<String> lists = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet columns = statement.executeQuery("DESCRIBE SELECT * FROM " + source)) {
                while (columns.next()) {
                    names.add(columns.getString(1));
                    if (columns.getString(2).endsWith("]")) {
                        lists.add(columns.getString(1));
                    }
                }
            }
            Layout layout = layout(file, names, lists, wanted);
            try (Statement statement = connection.createStatement()) {
                return collect(file, statement, source, names, layout, 1);
            }
        });
    }

    private static VectorTable delimited(Path file, String fileName, @Nullable String wanted)
            throws SQLException, IOException {
        CsvHeader header = CsvHeader.read(file, fileName);
        List<String> inFile =
                IntStream.range(0, header.names().size()).mapToObj(c -> "c" + c).toList();
        String source = "read_csv(" + DuckDb.file(file) + ", auto_detect=false, header=true, skip=" + (header.row() - 1)
                + ", delim="
                + DuckDb.literal(String.valueOf(header.delimiter()))
                + ", quote='\"', escape='\"', comment='', null_padding=false, hive_partitioning=false, columns="
                + inFile.stream().map(c -> c + ": 'VARCHAR'").collect(Collectors.joining(", ", "{", "}")) + ")";
        Layout layout = layout(file, header.names(), List.of(), wanted);
        return DuckDb.with(connection -> {
            try (Statement statement = connection.createStatement()) {
                return collect(file, statement, source, inFile, layout, 2);
            }
        });
    }

    private static Layout layout(Path file, List<String> names, List<String> lists, @Nullable String wanted) {
        Map<String, Map<Integer, Integer>> numbered = numbered(names);
        List<String> candidates = new ArrayList<>(lists);
        numbered.forEach((name, columns) -> {
            if (columns.size() >= 2) {
                candidates.add(name);
            }
        });
        if (candidates.isEmpty()) {
            throw new InvalidInputException(
                    "Embeddings " + file + " hold no vector: expected a list column (Parquet), or"
                            + " columns of one name with numbers (e0, e1, ...). Columns: " + shown(names) + ".");
        }
        if (wanted != null && !candidates.contains(wanted)) {
            throw new InvalidInputException("Embeddings " + file + " hold no vector named \"" + wanted + "\"."
                    + NearestName.hint(wanted, candidates) + " Vectors found: " + String.join(", ", candidates) + ".");
        }
        if (wanted == null && candidates.size() > 1) {
            throw new InvalidInputException(Sentence.of("Embeddings " + file + " hold more than one vector ("
                            + String.join(", ", candidates) + "). Say which: ")
                    .set(Argument.PROBE_COLUMNS, "NAME")
                    .and("."));
        }
        String chosen = wanted == null ? candidates.get(0) : wanted;
        return lists.contains(chosen)
                ? new Layout(names, List.of(names.indexOf(chosen)), chosen, true)
                : new Layout(names, complete(file, chosen, numbered.getOrDefault(chosen, Map.of())), chosen, false);
    }

    private static String shown(List<String> names) {
        int limit = 20;
        return String.join(", ", names.subList(0, Math.min(limit, names.size())))
                + (names.size() > limit ? ", ..." : "");
    }

    /** By shared name: the column of each number. */
    private static Map<String, Map<Integer, Integer>> numbered(List<String> names) {
        Map<String, Map<Integer, Integer>> numbered = new LinkedHashMap<>();
        for (int c = 0; c < names.size(); c++) {
            Matcher parts = NUMBERED.matcher(names.get(c));
            if (parts.matches()) {
                numbered.computeIfAbsent(parts.group(1), name -> new LinkedHashMap<>())
                        .put(Integer.valueOf(parts.group(2)), c);
            }
        }
        return numbered;
    }

    /** Columns in the order of their numbers; a number left out would be a coordinate lost. */
    private static List<Integer> complete(Path file, String name, Map<Integer, Integer> columns) {
        List<Integer> numbers = columns.keySet().stream().sorted().toList();
        int first = numbers.get(0);
        int last = numbers.get(numbers.size() - 1);
        if (last - first + 1 != numbers.size()) {
            throw new InvalidInputException(
                    "Embeddings " + file + " have " + numbers.size() + " columns " + name + first
                            + " to " + name + last + ", so " + (last - first + 1 - numbers.size())
                            + " are missing. Write all coordinates.");
        }
        return numbers.stream().map(number -> columns.getOrDefault(number, 0)).toList();
    }

    private static VectorTable collect(
            Path file, Statement statement, String source, List<String> inFile, Layout layout, int firstRowNumber)
            throws SQLException {
        List<Integer> others = layout.others();
        List<String> select = new ArrayList<>();
        others.forEach(c -> select.add("CAST(" + DuckDb.identifier(inFile.get(c)) + " AS VARCHAR)"));
        layout.coordinates().forEach(c -> {
            String column = DuckDb.identifier(inFile.get(c));
            select.add(layout.isList() ? "CAST(" + column + " AS DOUBLE[])" : "TRY_CAST(" + column + " AS DOUBLE)");
        });
        List<Column.Builder> cells =
                others.stream().map(c -> new Column.Builder()).toList();
        List<float[]> vectors = new ArrayList<>();
        Problems problems = new Problems();
        try (ResultSet rows = statement.executeQuery("SELECT " + String.join(", ", select) + " FROM " + source)) {
            while (rows.next()) {
                for (int c = 0; c < cells.size(); c++) {
                    cells.get(c).add(rows.getString(c + 1));
                }
                float[] vector = layout.isList()
                        ? list(rows.getArray(cells.size() + 1))
                        : coordinates(
                                rows, cells.size() + 1, layout.coordinates().size());
                check(vector, vectors, layout, vectors.size() + firstRowNumber, problems);
                vectors.add(vector);
            }
        }
        if (vectors.isEmpty()) {
            problems.add("Embeddings " + file + " have no rows.");
        }
        problems.throwIfAny();
        Map<String, Column> named = new LinkedHashMap<>();
        for (int c = 0; c < cells.size(); c++) {
            String name = layout.names().get(others.get(c));
            named.put(
                    name.isEmpty() ? "(unnamed " + (others.get(c) + 1) + ")" : name,
                    cells.get(c).build());
        }
        return new VectorTable(new Table(file, firstRowNumber, named), layout.name(), vectors.toArray(new float[0][]));
    }

    private static void check(float[] vector, List<float[]> before, Layout layout, int row, Problems problems) {
        int bad = IntStream.range(0, vector.length)
                .filter(i -> !Float.isFinite(vector[i]))
                .findFirst()
                .orElse(-1);
        if (bad >= 0) {
            String column = layout.isList()
                    ? "coordinate " + bad + " of " + layout.name()
                    : "column " + layout.names().get(layout.coordinates().get(bad));
            problems.add("not finite", "Row " + row + ", " + column + " is no finite number.", MEND);
        }
        if (vector.length == 0 || !before.isEmpty() && vector.length != before.get(0).length) {
            int expected = before.isEmpty() ? 1 : before.get(0).length;
            problems.add(
                    "length",
                    "Row " + row + " has " + vector.length + " coordinates, the first row " + expected + ".",
                    "All embeddings of a file must be of one length.");
        }
    }

    private static float[] coordinates(ResultSet rows, int first, int count) throws SQLException {
        float[] vector = new float[count];
        for (int i = 0; i < count; i++) {
            double value = rows.getDouble(first + i);
            vector[i] = rows.wasNull() ? Float.NaN : (float) value;
        }
        return vector;
    }

    private static float[] list(@Nullable Array cell) throws SQLException {
        if (cell == null) {
            return new float[0];
        }
        Object[] values = (Object[]) cell.getArray();
        float[] vector = new float[values.length];
        Arrays.fill(vector, Float.NaN);
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Number number) {
                vector[i] = number.floatValue();
            }
        }
        return vector;
    }
}
