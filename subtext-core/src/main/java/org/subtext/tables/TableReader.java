package org.subtext.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.memory.FileByFile;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;

/**
 * Reads CSV, TSV (both also with .gz), Parquet and XLSX into a {@link Table} of text.
 *
 * <p>What a file is, its first bytes say ({@link FileForm}). Nothing is interpreted: "007" stays "007". Of a CSV the
 * line of names tells the delimiter ({@link CsvHeader}); of a workbook the first sheet that a person sees is read, or
 * the one that is named.
 */
public final class TableReader {
    private TableReader() {}

    /**
     * The table in a file; of a workbook the first sheet that a person sees.
     *
     * @throws InvalidInputException when there is no such file, it is not a table, or its header is unusable
     */
    public static Table read(Path file) throws IOException {
        return read(file, (String) null);
    }

    /**
     * The table in a file.
     *
     * @param sheet the sheet of a workbook; null for the first that a person sees
     */
    public static Table read(Path file, @Nullable String sheet) throws IOException {
        return read(file, sheet, name -> true);
    }

    /** Column names in file order, duplicates included; reads no rows (all of them in a workbook). */
    public static List<String> names(Path file) throws IOException {
        String name = checkedName(file);
        return switch (FileForm.of(file, name)) {
            case WORKBOOK -> XlsxReader.read(file, null).names();
            case PARQUET -> parquetNames(file);
            case GZIP -> GzipFile.read(file, text -> DelimitedText.names(file, text, name));
            case TEXT -> {
                try (InputStream text = Files.newInputStream(file)) {
                    yield DelimitedText.names(file, text, name);
                }
            }
        };
    }

    /**
     * Only the wanted columns of a table, so that a file of hundreds of columns costs what the few cost.
     *
     * @param wanted says of a column's name whether it is read
     */
    public static Table read(Path file, Predicate<String> wanted) throws IOException {
        return read(file, null, wanted);
    }

    /** What exhausts the memory is said of the table, by name. */
    private static Table read(Path file, @Nullable String sheet, Predicate<String> wanted) throws IOException {
        try {
            return readWhole(file, sheet, wanted);
        } catch (OutOfMemoryError e) {
            throw new InvalidInputException("Table " + file + " cannot be read: "
                    + FileByFile.exhausted(e).getMessage() + ".");
        }
    }

    private static Table readWhole(Path file, @Nullable String sheet, Predicate<String> wanted) throws IOException {
        String name = checkedName(file);
        FileForm form = FileForm.of(file, name);
        if (sheet != null && form != FileForm.WORKBOOK) {
            throw new InvalidInputException(
                    Sentence.of("Table " + file + " is no workbook and has no sheets. Leave out ")
                            .and(PlanKey.COHORT_SHEET)
                            .and("."));
        }
        RawTable raw = switch (form) {
            case WORKBOOK -> XlsxReader.read(file, sheet);
            case PARQUET -> parquet(file, wanted);
            case GZIP -> GzipFile.read(file, text -> DelimitedText.read(file, text, name, wanted));
            case TEXT -> {
                try (InputStream text = Files.newInputStream(file)) {
                    yield DelimitedText.read(file, text, name, wanted);
                }
            }
        };
        return raw.only(wanted).checked(file);
    }

    private static String checkedName(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(
                    "There is no table " + file.toAbsolutePath().normalize()
                            + (Files.isDirectory(file) ? ": that is a folder" : "")
                            + ". Give the path of a CSV, CSV.gz, TSV, Parquet or XLSX file.");
        }
        if (Files.size(file) == 0) {
            throw new InvalidInputException(
                    "Table " + file + " is empty (0 bytes). Expected a header line and one row an image.");
        }
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }

    /**
     * Columns with the names as the file has them, before duplicates are looked for.
     *
     * @param skipped of every row without text, how many rows were read before it
     * @param sheet of a workbook
     */
    record RawTable(
            List<String> names,
            List<Column.Builder> columns,
            int firstRowNumber,
            List<Integer> skipped,
            @Nullable SheetChoice sheet) {
        RawTable only(Predicate<String> wanted) {
            int[] kept = IntStream.range(0, names.size())
                    .filter(c -> wanted.test(names.get(c)))
                    .toArray();
            return new RawTable(
                    Arrays.stream(kept).mapToObj(names::get).toList(),
                    Arrays.stream(kept).mapToObj(columns::get).toList(),
                    firstRowNumber,
                    skipped,
                    sheet);
        }

        Table checked(Path file) {
            Problems problems = new Problems();
            Map<String, Column> columns = new LinkedHashMap<>();
            for (int c = 0; c < names.size(); c++) {
                String name = names.get(c).isEmpty() ? "(unnamed " + (c + 1) + ")" : names.get(c);
                if (columns.put(name, this.columns.get(c).build()) != null) {
                    problems.add(
                            "duplicate column",
                            "Column name \"" + name + "\" occurs more than once in " + file + " (again as column "
                                    + (c + 1) + ").",
                            "Rename or delete one of the two: it would not be clear which one is meant.");
                }
            }
            problems.throwIfAny();
            Table table = new Table(file, firstRowNumber, columns).with(sheet).skipping(skipped);
            if (table.rows() == 0) {
                throw new InvalidInputException(table.orAnotherSheet(Sentence.of("Table " + file + " has a header ("
                        + String.join(", ", names) + ") but no rows. Expected one row an image.")));
            }
            RepeatedHeader.refuse(file, table);
            return table;
        }
    }

    private static RawTable parquet(Path file, Predicate<String> wanted) throws IOException {
        List<String> kept = parquetNames(file).stream().filter(wanted).toList();
        String selected = kept.stream()
                .map(name -> "CAST(" + DuckDb.identifier(name) + " AS VARCHAR)")
                .collect(Collectors.joining(", "));
        return query(file, "SELECT " + selected + " FROM " + parquetSource(file), kept);
    }

    private static List<String> parquetNames(Path file) throws IOException {
        return query(file, "SELECT * FROM " + parquetSource(file) + " LIMIT 0", List.of())
                .names();
    }

    private static String parquetSource(Path file) {
        return "read_parquet(" + DuckDb.file(file) + ", hive_partitioning=false)";
    }

    private static RawTable query(Path file, String query, List<String> names) throws IOException {
        try {
            return DuckDb.with(connection -> {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(query)) {
                    return new RawTable(names.isEmpty() ? names(rows) : names, collect(file, rows), 1, List.of(), null);
                }
            });
        } catch (SQLException e) {
            throw new InvalidInputException("Table " + file + " cannot be read as Parquet: it is damaged, cut short, or"
                    + " of a form that is not known. Copy or write it again, or write it as CSV (UTF-8).");
        }
    }

    private static List<String> names(ResultSet rows) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int c = 1; c <= rows.getMetaData().getColumnCount(); c++) {
            names.add(rows.getMetaData().getColumnName(c));
        }
        return names;
    }

    private static List<Column.Builder> collect(Path file, ResultSet rows) throws SQLException {
        TableRoom room = new TableRoom(file);
        Column.Builder[] columns = new Column.Builder[rows.getMetaData().getColumnCount()];
        Arrays.setAll(columns, c -> new Column.Builder());
        while (rows.next()) {
            room.row(columns.length);
            for (int c = 0; c < columns.length; c++) {
                columns[c].add(rows.getString(c + 1));
            }
        }
        return List.of(columns);
    }
}
