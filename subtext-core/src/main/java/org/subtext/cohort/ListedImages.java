package org.subtext.cohort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.address.ImageAddress;
import org.subtext.problems.Problems;
import org.subtext.tables.Column;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;

/**
 * The images that a table lists, of which nothing else is asked: no patient and no attribute.
 *
 * @param column of the table that names them
 * @param names as the table writes them, in its order, each once
 * @param addresses where each lies
 */
public record ListedImages(String column, List<String> names, List<ImageAddress> addresses) {
    private static final Set<ColumnRole> ASKED = EnumSet.of(ColumnRole.IMAGE);

    public ListedImages {
        names = List.copyOf(names);
        addresses = List.copyOf(addresses);
    }

    /**
     * Reads the column of image files, whose paths start from the table's folder.
     *
     * @throws org.subtext.problems.InvalidInputException when there is no such column, or files are missing
     */
    public static ListedImages read(Path table) throws IOException {
        Table rows = TableReader.read(table);
        Problems problems = new Problems();
        ColumnGuess guess = ColumnGuess.of(rows, ColumnMapping.GUESS_ALL, ASKED, problems);
        problems.throwIfAny();
        String name = guess.mapping().column(ColumnRole.IMAGE).orElseThrow();
        Column column = rows.column(name);
        Set<String> once = new LinkedHashSet<>();
        for (int row = 0; row < rows.rows(); row++) {
            String path = column.get(row);
            if (path == null || path.isBlank()) {
                problems.add(
                        "no image",
                        "Row " + rows.rowNumber(row) + " names no image file.",
                        "Fill in the column \"" + name + "\", or leave such rows out.");
            } else {
                once.add(path);
            }
        }
        List<String> names = List.copyOf(once);
        Path folder = table.toAbsolutePath().resolveSibling("");
        ImageFiles.Found found = new ImageFiles(folder, false).find(names);
        List<ImageAddress> addresses = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            @Nullable ImageAddress address = found.images()[i];
            if (address == null) {
                problems.add(
                        "missing image",
                        "There is no image file " + names.get(i) + ".",
                        "Paths start from the folder of the table.");
            } else {
                addresses.add(address);
            }
        }
        problems.throwIfAny();
        return new ListedImages(name, names, addresses);
    }
}
