package org.subtext.tables;

import java.io.IOException;
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
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problems;

/**
 * Reads CSV, TSV (both also with .gz), Parquet and XLSX into a {@link Table} of text.
 *
 * <p>The first line of a CSV is its header and tells the delimiter (comma, semicolon, tab or bar); quotes are double
 * quotes and a UTF-8 byte order mark is dropped. Nothing is interpreted: "007" stays "007". Of an XLSX workbook the
 * first sheet is read.
 */
public final class TableReader {
    private TableReader() {}

    /**
     * The table in a file.
     *
     * @throws InvalidInputException when there is no such file, it is not a table, or its header is unusable
     */
    public static Table read(Path file) throws IOException {
        return read(file, name -> true);
    }

    /** Column names in file order, duplicates included; reads no rows (all of them in a workbook). */
    public static List<String> names(Path file) throws IOException {
        String name = checkedName(file);
        if (name.endsWith(".xlsx")) {
            return XlsxReader.read(file).names();
        }
        return isParquet(name) ? parquetNames(file) : CsvHeader.read(file, name).names();
    }

    /**
     * Only the wanted columns of a table, so that a file of hundreds of columns costs what the few cost.
     *
     * @param wanted says of a column's name whether it is read
     */
    public static Table read(Path file, Predicate<String> wanted) throws IOException {
        String name = checkedName(file);
        RawTable raw = name.endsWith(".xlsx")
                ? XlsxReader.read(file)
                : isParquet(name) ? parquet(file, wanted) : delimited(file, name, wanted);
        return raw.only(wanted).checked(file);
    }

    private static boolean isParquet(String name) {
        return name.endsWith(".parquet") || name.endsWith(".pq");
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

    /** Columns with the names as the file has them, before duplicates are looked for. */
    record RawTable(List<String> names, List<Column.Builder> columns, int firstRowNumber) {
        RawTable only(Predicate<String> wanted) {
            int[] kept = IntStream.range(0, names.size())
                    .filter(c -> wanted.test(names.get(c)))
                    .toArray();
            return new RawTable(
                    Arrays.stream(kept).mapToObj(names::get).toList(),
                    Arrays.stream(kept).mapToObj(columns::get).toList(),
                    firstRowNumber);
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
            Table table = new Table(file, firstRowNumber, columns);
            if (table.rows() == 0) {
                throw new InvalidInputException("Table " + file + " has a header (" + String.join(", ", names)
                        + ") but no rows. Expected one row an image.");
            }
            return table;
        }
    }

    private static RawTable delimited(Path file, String name, Predicate<String> wanted) throws IOException {
        CsvHeader header = CsvHeader.read(file, name);
        if (name.endsWith(".gz")) {
            GzipFile.requireWhole(file);
        }
        String columns = IntStream.range(0, header.names().size())
                .mapToObj(c -> "c" + c + ": 'VARCHAR'")
                .collect(Collectors.joining(", ", "{", "}"));
        // Every option is spelled out: a line that was skipped as a comment or a preamble is a patient lost.
        int[] kept = IntStream.range(0, header.names().size())
                .filter(c -> wanted.test(header.names().get(c)))
                .toArray();
        String selected = Arrays.stream(kept).mapToObj(c -> "c" + c).collect(Collectors.joining(", "));
        String query = "SELECT " + selected + " FROM read_csv(" + DuckDb.file(file)
                + ", auto_detect=false, header=true, skip=0"
                + ", delim=" + DuckDb.literal(String.valueOf(header.delimiter()))
                + ", quote='\"', escape='\"', comment='', null_padding=false, hive_partitioning=false, columns="
                + columns
                + ")";
        return query(
                file, query, Arrays.stream(kept).mapToObj(header.names()::get).toList(), 2);
    }

    private static RawTable parquet(Path file, Predicate<String> wanted) throws IOException {
        List<String> kept = parquetNames(file).stream().filter(wanted).toList();
        String selected = kept.stream()
                .map(name -> "CAST(" + DuckDb.identifier(name) + " AS VARCHAR)")
                .collect(Collectors.joining(", "));
        return query(file, "SELECT " + selected + " FROM " + parquetSource(file), kept, 1);
    }

    private static List<String> parquetNames(Path file) throws IOException {
        return query(file, "SELECT * FROM " + parquetSource(file) + " LIMIT 0", List.of(), 1)
                .names();
    }

    private static String parquetSource(Path file) {
        return "read_parquet(" + DuckDb.file(file) + ", hive_partitioning=false)";
    }

    private static RawTable query(Path file, String query, List<String> names, int firstRowNumber) throws IOException {
        try {
            return DuckDb.with(connection -> {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(query)) {
                    return new RawTable(names.isEmpty() ? names(rows) : names, collect(rows), firstRowNumber);
                }
            });
        } catch (SQLException e) {
            throw new InvalidInputException("Table " + file + " cannot be read: " + DuckDb.firstLines(e)
                    + " Expected UTF-8 text with the same number of columns in every line, or Parquet."
                    + " Mend that line, or save the table again as CSV (UTF-8).");
        }
    }

    private static List<String> names(ResultSet rows) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int c = 1; c <= rows.getMetaData().getColumnCount(); c++) {
            names.add(rows.getMetaData().getColumnName(c));
        }
        return names;
    }

    private static List<Column.Builder> collect(ResultSet rows) throws SQLException {
        Column.Builder[] columns = new Column.Builder[rows.getMetaData().getColumnCount()];
        Arrays.setAll(columns, c -> new Column.Builder());
        while (rows.next()) {
            for (int c = 0; c < columns.length; c++) {
                columns[c].add(rows.getString(c + 1));
            }
        }
        return List.of(columns);
    }
}
