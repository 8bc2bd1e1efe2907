package org.subtext.encoding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problems;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;
import org.subtext.tables.VectorTable;

/**
 * Vectors with whatever else stands in their file, or in {@code NAME.ids.csv} beside an NPY file.
 *
 * @param vectors one a row, all of one length and finite; handed over
 * @param others null where the file holds nothing else
 * @param note what was taken for the vectors, a sentence
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only
record VectorFile(float[][] vectors, @Nullable Table others, String note) {
    /**
     * Reads CSV, Parquet or NPY.
     *
     * @param columns the list column or the shared name of the numbered columns; null where the file has but one
     * @throws InvalidInputException with all that is wrong with the file
     */
    static VectorFile read(Path file, @Nullable String columns) throws IOException {
        if (!EmbeddingFiles.isNpy(file)) {
            VectorTable table = VectorTable.read(file, columns);
            return new VectorFile(
                    table.vectors(),
                    table.others().names().isEmpty() ? null : table.others(),
                    "Embeddings: " + table.vectors()[0].length + " coordinates (" + table.coordinates() + ").");
        }
        float[][] vectors = NpyFile.read(file);
        requireFinite(vectors, file);
        String note = "Embeddings: " + vectors[0].length + " coordinates.";
        Path beside = EmbeddingFiles.idsBeside(file);
        if (!Files.isRegularFile(beside)) {
            return new VectorFile(vectors, null, note);
        }
        Table ids = TableReader.read(beside);
        if (ids.rows() != vectors.length) {
            throw new InvalidInputException(file + " has " + vectors.length + " rows, and " + beside + " beside it "
                    + ids.rows() + ". They must be of one length, row by row: write both again.");
        }
        return new VectorFile(vectors, ids, note);
    }

    private static void requireFinite(float[][] vectors, Path file) {
        Problems problems = new Problems();
        for (int row = 0; row < vectors.length; row++) {
            for (int j = 0; j < vectors[row].length; j++) {
                if (!Float.isFinite(vectors[row][j])) {
                    problems.add(
                            "not finite",
                            "Row " + row + " (from 0), coordinate " + j + " of " + file + " is no finite number.",
                            "Every coordinate must be a finite number. Make the embeddings again, or leave such rows"
                                    + " out.");
                    break;
                }
            }
        }
        problems.throwIfAny();
    }
}
