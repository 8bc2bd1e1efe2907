package org.subtext.encoding;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.duckdb.DuckDBAppender;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.AtomicFiles;
import org.subtext.tables.CellGuard;
import org.subtext.tables.DuckDb;

/**
 * Embeddings written for any program: Parquet (text columns such as image and patient, and {@code embedding}, a list of
 * float32), or NPY with the other columns beside it in {@code NAME.ids.csv}, row by row.
 */
public final class EmbeddingFiles {
    /** Name of the column of vectors. */
    static final String VECTOR = "embedding";

    private EmbeddingFiles() {}

    /** Refuses an ending that is neither Parquet nor NPY, before anything is computed. */
    public static void requireKnown(Path file) {
        if (!isNpy(file) && !endsWith(file, ".parquet")) {
            throw new InvalidInputException(
                    "Embeddings are written as .parquet or .npy, and " + file + " ends in neither. Name such a file.");
        }
    }

    /**
     * Writes embeddings, and the table of ids where the format holds none.
     *
     * @param columns text columns by name, one cell a vector; the first is "image"
     * @param vectors at least one
     * @param sentence what the file must not be used for; a Parquet file carries it in its metadata
     */
    public static void write(Map<String, List<String>> columns, float[][] vectors, String sentence, Path file)
            throws IOException {
        requireKnown(file);
        if (vectors.length == 0 || columns.values().stream().anyMatch(cells -> cells.size() != vectors.length)) {
            throw new IllegalArgumentException("each vector needs one cell of every column");
        }
        if (isNpy(file)) {
            table(columns, new float[0][], "FORMAT csv, HEADER true", CellGuard::of, idsBeside(file));
            NpyFile.write(file, vectors);
        } else {
            String metadata = "KV_METADATA {must_not: " + DuckDb.literal(sentence) + "}";
            table(columns, vectors, "FORMAT parquet, COMPRESSION zstd, " + metadata, cell -> cell, file);
        }
    }

    /** Where the ids of an NPY file are written and looked for. */
    public static Path idsBeside(Path npy) {
        String name = String.valueOf(npy.getFileName());
        return npy.resolveSibling(name.substring(0, name.length() - ".npy".length()) + ".ids.csv");
    }

    static boolean isNpy(Path file) {
        return endsWith(file, ".npy");
    }

    private static boolean endsWith(Path file, String ending) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(ending);
    }

    private static void table(
            Map<String, List<String>> columns,
            float[][] vectors,
            String format,
            UnaryOperator<String> written,
            Path file)
            throws IOException {
        StringBuilder create = new StringBuilder("CREATE TABLE embeddings (");
        columns.keySet().forEach(name -> create.append(DuckDb.identifier(name)).append(" VARCHAR, "));
        create.setLength(create.length() - 2);
        create.append(vectors.length > 0 ? ", " + DuckDb.identifier(VECTOR) + " FLOAT[])" : ")");
        int rows = columns.values().iterator().next().size();
        AtomicFiles.replace(file, neighbour -> {
            try {
                DuckDb.with(connection -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("SET threads = 1");
                        statement.execute(create.toString());
                        try (DuckDBAppender appender = connection.createAppender("embeddings")) {
                            for (int row = 0; row < rows; row++) {
                                appender.beginRow();
                                for (List<String> column : columns.values()) {
                                    appender.append(written.apply(column.get(row)));
                                }
                                if (vectors.length > 0) {
                                    appender.append(vectors[row]);
                                }
                                appender.endRow();
                            }
                        }
                        return statement.execute(
                                "COPY embeddings TO " + DuckDb.literal(neighbour.toString()) + " (" + format + ")");
                    }
                });
            } catch (SQLException e) {
                throw new IOException("embeddings cannot be written to " + file + DuckDb.why(e), e);
            }
        });
    }
}
