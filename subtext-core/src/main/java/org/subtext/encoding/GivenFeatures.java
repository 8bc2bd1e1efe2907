package org.subtext.encoding;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problems;
import org.subtext.tables.Table;

/**
 * Vectors that anybody made of images, found by the id of an image.
 *
 * @param source file name, without its folder
 * @param column that holds the ids
 * @param rowOf index into {@code vectors} by id
 * @param vectors all of one length and finite; handed over
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
public record GivenFeatures(String source, String column, Map<String, Integer> rowOf, float[][] vectors) {
    /** How {@link EmbeddingFiles} names the column of ids. */
    public static final String IMAGE = "image";

    public GivenFeatures {
        rowOf = Map.copyOf(rowOf);
    }

    /**
     * Reads CSV, Parquet, or NPY with its ids in {@code NAME.ids.csv}.
     *
     * @param columns where ids may stand, the first that the file has is taken
     * @throws InvalidInputException with all that is wrong with the file
     */
    public static GivenFeatures read(Path file, List<String> columns) throws IOException {
        VectorFile read = VectorFile.read(file, null);
        Table others = read.others();
        String column = others == null
                ? null
                : columns.stream().filter(others::has).findFirst().orElse(null);
        if (others == null || column == null) {
            throw new InvalidInputException(file
                    + " says of no vector whose image it is of. Expected a column of image ids named "
                    + String.join(" or ", columns)
                    + (others == null ? "" : "; found " + String.join(", ", others.names()))
                    + ". Name the column so, or beside NPY write " + EmbeddingFiles.idsBeside(Path.of("NAME.npy"))
                    + " with it, row by row.");
        }
        Problems problems = new Problems();
        Map<String, Integer> rowOf = new HashMap<>();
        for (int row = 0; row < others.rows(); row++) {
            String id = others.column(column).get(row);
            if (id == null || rowOf.putIfAbsent(id, row) != null) {
                problems.add(
                        "bad id",
                        "Row " + others.rowNumber(row) + " of " + others.source()
                                + (id == null ? " has no id" : " repeats an id") + " in column " + column + ".",
                        "Each vector needs the id of an image of its own: complete the column, or leave repeated rows"
                                + " out.");
            }
        }
        problems.throwIfAny();
        return new GivenFeatures(String.valueOf(file.getFileName()), column, rowOf, read.vectors());
    }
}
