package org.subtext.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;
import org.subtext.problems.Stumble;

/** A DuckDB in memory, for the length of one read or write: no network, no extensions, no files of its own. */
public final class DuckDb {
    private static final Pattern KIND = Pattern.compile("^[A-Z][A-Za-z ]{0,40} Error\\b");

    private DuckDb() {}

    /** Work on one connection. */
    @FunctionalInterface
    public interface Work<T> {
        T on(DuckDBConnection connection) throws SQLException, IOException;
    }

    /**
     * Opens a connection, runs the work, closes it.
     *
     * <p>Memory outside the Java heap is limited to 1.5 GB and nothing is spilled to disk.
     *
     * @throws SQLException as DuckDB words it; the caller knows what the user can do
     */
    public static <T> T with(Work<T> work) throws SQLException, IOException {
        Properties settings = new Properties();
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("memory_limit", "1500MB");
        settings.setProperty("temp_directory", "");
        // Rows come in chunks as they are read, not as one materialised result.
        settings.setProperty("jdbc_stream_results", "true");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings)) {
            return work.on(connection.unwrap(DuckDBConnection.class));
        }
    }

    /** A text as an SQL literal. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A name as an SQL identifier. */
    public static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** A file to read, as a literal in which the letters of a file pattern stand for themselves. */
    public static String file(Path path) {
        return literal(path.toAbsolutePath().toString().replaceAll("([*?\\[])", "[$1]"));
    }

    /**
     * What kind of failure it was and where, in brackets: DuckDB's words beyond that quote the cell that it stumbled
     * over, patient and all.
     */
    public static String why(SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("No space left")) {
            return " (the disk is full)";
        }
        Matcher kind = KIND.matcher(message);
        return " (" + (kind.find() ? kind.group() : "an error") + " of DuckDB" + place(e) + ")";
    }

    /** Where DuckDB stumbled, in our words: ", at line 98"; empty where it does not say. */
    static String place(SQLException e) {
        OptionalLong line = Stumble.line(e);
        return line.isPresent() ? ", at line " + line.getAsLong() : "";
    }
}
