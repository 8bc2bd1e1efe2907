package org.subtext.predictions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.subtext.problems.Action;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;
import org.subtext.provenance.AtomicFiles;
import org.subtext.tables.CellGuard;
import org.subtext.tables.DuckDb;

/**
 * Prediction tables on disk, as Parquet or CSV by the file's extension.
 *
 * <p>Columns: unit, experiment, run, split, study, patient, image, truth, and {@code score:CLASS} for each class in
 * order. Scores survive a round trip to the last bit. Files are written whole or not at all. Rows are written by one
 * thread in their order, so equal tables make equal bytes with equal versions of DuckDB.
 */
public final class PredictionFiles {
    private static final List<String> FIXED =
            List.of("unit", "experiment", "run", "split", "study", "patient", "image", "truth");
    private static final String SCORE = "score:";

    private PredictionFiles() {}

    private static final int MOST_SHOWN = 5;

    /** Writes a table; a file of that name is replaced. */
    public static void write(PredictionTable table, Path file) throws IOException {
        String format = isParquet(file) ? "FORMAT parquet, COMPRESSION zstd" : "FORMAT csv, HEADER true";
        AtomicFiles.replace(file, neighbour -> {
            try {
                DuckDb.with(connection -> {
                    fill(connection, table, isParquet(file) ? cell -> cell : CellGuard::of);
                    try (Statement statement = connection.createStatement()) {
                        return statement.execute(
                                "COPY predictions TO " + DuckDb.literal(neighbour.toString()) + " (" + format + ")");
                    }
                });
            } catch (SQLException e) {
                throw new IOException("predictions cannot be written to " + file + DuckDb.why(e), e);
            }
        });
    }

    private static void fill(DuckDBConnection connection, PredictionTable table, UnaryOperator<String> written)
            throws SQLException {
        List<String> columns = new ArrayList<>();
        FIXED.forEach(name -> columns.add(DuckDb.identifier(name) + " VARCHAR"));
        table.classes().forEach(name -> columns.add(DuckDb.identifier(SCORE + name) + " DOUBLE"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 1");
            statement.execute("CREATE TABLE predictions (" + String.join(", ", columns) + ")");
        }
        try (DuckDBAppender appender = connection.createAppender("predictions")) {
            for (int row = 0; row < table.size(); row++) {
                appender.beginRow();
                appender.append(table.unit().noun());
                appender.append(written.apply(table.experiment(row).stored()));
                appender.append(written.apply(table.run(row)));
                appender.append(table.split(row));
                appender.append(written.apply(table.study(row)));
                appender.append(written.apply(table.patient(row)));
                appender.append(written.apply(table.image(row)));
                appender.append(written.apply(table.truth(row)));
                for (int k = 0; k < table.classes().size(); k++) {
                    appender.append(table.score(k, row));
                }
                appender.endRow();
            }
        }
    }

    /**
     * Reads a table that {@link #write} wrote.
     *
     * @throws InvalidInputException when the file is absent or lacks a column
     */
    public static PredictionTable read(Path file) throws IOException {
        requireThere(file);
        String types = FIXED.stream()
                .map(name -> DuckDb.literal(name) + ": 'VARCHAR'")
                .collect(Collectors.joining(", ", "{", "}"));
        String source = isParquet(file)
                ? "read_parquet(" + DuckDb.file(file) + ", hive_partitioning=false)"
                : "read_csv(" + DuckDb.file(file)
                        + ", header=true, delim=',', quote='\"', escape='\"', skip=0, comment='',"
                        + " hive_partitioning=false, types=" + types + ")";
        try {
            return DuckDb.with(connection -> {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("SELECT * FROM " + source)) {
                    return collect(file, rows, isParquet(file) ? cell -> cell : CellGuard::without);
                }
            });
        } catch (SQLException e) {
            throw unreadable(file, DuckDb.why(e) + ".");
        }
    }

    /** Takes one row's scores, in the order of the classes; the array is used again for the next. */
    public interface ScoreRow {
        void take(String run, String image, double[] scores);
    }

    /**
     * Reads the scores of a Parquet table that {@link #write} wrote, and whose they are, and no other column: a fifth
     * of the time that the whole table takes.
     *
     * @param taker of the classes' names makes who takes each row, in their order
     * @throws InvalidInputException when the file is absent, lacks a column or a score, or holds one that is no number
     */
    public static void readScores(Path file, Function<List<String>, ScoreRow> taker) throws IOException {
        String source = "read_parquet(" + DuckDb.file(requireThere(file)) + ", hive_partitioning=false)";
        String columns = "coalesce(run, ''), coalesce(image, ''), COLUMNS('^" + SCORE + ".*')";
        try {
            DuckDb.with(connection -> {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("SELECT " + columns + " FROM " + source)) {
                    List<String> classes = new ArrayList<>();
                    for (int c = 3; c <= rows.getMetaData().getColumnCount(); c++) {
                        classes.add(rows.getMetaData().getColumnName(c).substring(SCORE.length()));
                    }
                    ScoreRow each = taker.apply(classes);
                    double[] values = new double[classes.size()];
                    for (int row = 2; rows.next(); row++) {
                        for (int k = 0; k < values.length; k++) {
                            values[k] = score(file, rows, 3 + k, row);
                        }
                        each.take(rows.getString(1), rows.getString(2), values);
                    }
                    return classes;
                }
            });
        } catch (SQLException e) {
            throw unreadable(file, DuckDb.why(e) + ".");
        }
    }

    private static Path requireThere(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException("There is no prediction file " + file
                    + ". Give the path of a predictions.parquet or predictions.csv that Subtext wrote.");
        }
        return file;
    }

    private static PredictionTable collect(Path file, ResultSet rows, UnaryOperator<String> meant) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int c = 1; c <= rows.getMetaData().getColumnCount(); c++) {
            names.add(rows.getMetaData().getColumnName(c));
        }
        List<String> missing =
                FIXED.stream().filter(name -> !names.contains(name)).toList();
        List<String> scores =
                names.stream().filter(name -> name.startsWith(SCORE)).toList();
        if (!missing.isEmpty() || scores.size() < 2) {
            throw unreadable(
                    file, ": it lacks " + (missing.isEmpty() ? "two columns score:CLASS" : "columns " + missing) + ".");
        }
        int[] at = FIXED.stream().mapToInt(name -> names.indexOf(name) + 1).toArray();
        int[] scoreAt =
                scores.stream().mapToInt(name -> names.indexOf(name) + 1).toArray();
        List<String> classes =
                scores.stream().map(name -> name.substring(SCORE.length())).toList();
        Unit unit = Unit.IMAGE;
        Map<String, ExperimentName> experiments = new HashMap<>();
        PredictionTableBuilder read = new PredictionTableBuilder(classes);
        Map<String, Integer> unknown = new TreeMap<>();
        String[] cells = new String[at.length];
        double[] values = new double[scoreAt.length];
        while (rows.next()) {
            int row = read.size() + 2;
            for (int c = 0; c < cells.length; c++) {
                String cell = rows.getString(at[c]);
                cells[c] = cell == null ? "" : meant.apply(cell);
            }
            for (int k = 0; k < values.length; k++) {
                values[k] = score(file, rows, scoreAt[k], row);
            }
            unit = unit(file, cells[0], row);
            ExperimentName experiment = experiments.computeIfAbsent(cells[1], ExperimentName::read);
            if (classes.contains(cells[7])) {
                read.add(experiment, cells[2], cells[3], cells[4], cells[5], cells[6], cells[7], values);
            } else {
                unknown.merge(cells[7], 1, Integer::sum);
            }
        }
        requireScored(file, unknown, classes);
        return read.build(unit);
    }

    /** Every row's truth is one of the classes that have scores, to the letter: nobody guesses what was meant. */
    private static void requireScored(Path file, Map<String, Integer> unknown, List<String> classes) {
        if (!unknown.isEmpty()) {
            String found = unknown.entrySet().stream()
                    .limit(MOST_SHOWN)
                    .map(one -> "\"" + one.getKey().replaceAll("\\p{C}", "?") + "\" (" + one.getValue()
                            + (one.getValue() == 1 ? " row)" : " rows)"))
                    .collect(Collectors.joining(", "));
            throw new InvalidInputException("Prediction file " + file + " has truths without scores: " + found
                    + (unknown.size() > MOST_SHOWN ? " and others" : "") + ". Expected one of "
                    + classes.stream().map(name -> "\"" + name + "\"").toList()
                    + ", whose columns of scores it has, to the letter. Write these cells so, or leave the rows out.");
        }
    }

    private static double score(Path file, ResultSet rows, int column, int row) throws SQLException {
        try {
            double score = rows.getDouble(column);
            if (!rows.wasNull() && Double.isFinite(score)) {
                return score;
            }
        } catch (NumberFormatException e) {
            // a cell of text, which the exception quotes
        }
        throw unreadable(file, ": row " + row + " lacks a score, or holds none that is a number.");
    }

    private static Unit unit(Path file, String noun, int row) {
        return Arrays.stream(Unit.values())
                .filter(one -> one.noun().equals(noun.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> unreadable(file, ": row " + row + " is of no known unit."));
    }

    private static InvalidInputException unreadable(Path file, String why) {
        return new InvalidInputException(Sentence.of("Prediction file " + file + " cannot be read" + why
                        + " Expected columns " + String.join(", ", FIXED)
                        + " and score:CLASS for each class. For another program's table use: ")
                .and(Action.ASSESS_SCORES)
                .and("."));
    }

    private static boolean isParquet(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".parquet");
    }
}
