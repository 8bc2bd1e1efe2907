package org.subtext.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;

/** A DuckDB in memory, for the length of one read or write: no network, no extensions, no files of its own. */
public final class DuckDb {
    private static final Pattern QUOTED_LINE = Pattern.compile("(?s)\\n"
            + "Original Line:.*?(?=\\n"
            + "Expected |\\n"
            + "Possible fixes|\\z)|(?s)\\n"
            + "Possible fixes.*|(?s)\\n"
            + "\\s*LINE \\d+:.*");

    private static final Pattern LINE = Pattern.compile("(?i)\\bline:? (\\d+)");

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

    /** The first lines of DuckDB's own words, which name the line and what was expected there, without its text. */
    public static String firstLines(SQLException e) {
        // DuckDB quotes the line that it stumbled over, patient and all, and advises on options that nobody here can
        // set.
        String message = QUOTED_LINE.matcher(String.valueOf(e.getMessage())).replaceAll("");
        return message.lines().limit(3).reduce((a, b) -> a + " " + b).orElse(message);
    }

    /** Where DuckDB stumbled, in our words: ", at line 98"; empty where it does not say. */
    static String place(SQLException e) {
        Matcher line = LINE.matcher(String.valueOf(e.getMessage()));
        return line.find() ? ", at line " + line.group(1) : "";
    }
}
