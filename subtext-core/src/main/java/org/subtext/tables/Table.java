package org.subtext.tables;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;

/**
 * An immutable table of text, column by column.
 *
 * <p>Rows are counted from 0 in code; messages use {@link #rowNumber(int)}, which is the row a person sees when the
 * file is opened in a spreadsheet (the header, where there is one, is row 1).
 */
public final class Table {
    private final Path source;
    private final int firstRowNumber;
    private final int rows;
    private final Map<String, Column> columns;
    private final int[] skipped;
    private final @Nullable SheetChoice sheet;

    /**
     * A table.
     *
     * @param source the file it was read from
     * @param firstRowNumber number of the first data row in messages: 2 under a header line, 1 for Parquet
     * @param columns by name, in file order, all of the same length
     */
    public Table(Path source, int firstRowNumber, Map<String, Column> columns) {
        this(source, firstRowNumber, columns, new int[0], null);
    }

    private Table(
            Path source, int firstRowNumber, Map<String, Column> columns, int[] skipped, @Nullable SheetChoice sheet) {
        this.source = source;
        this.firstRowNumber = firstRowNumber;
        this.columns = new LinkedHashMap<>(columns);
        this.skipped = skipped;
        this.sheet = sheet;
        this.rows = columns.values().stream().mapToInt(Column::size).findFirst().orElse(0);
        if (columns.values().stream().anyMatch(column -> column.size() != rows)) {
            throw new IllegalArgumentException("columns of one table differ in length");
        }
    }

    /** The same table, of a sheet of a workbook. */
    Table with(@Nullable SheetChoice choice) {
        return new Table(source, firstRowNumber, columns, skipped, choice);
    }

    /**
     * The same table, with rows passed over that the file has and that hold nothing.
     *
     * @param before of each of them how many rows were read before it, ascending
     */
    Table skipping(List<Integer> before) {
        int[] positions = before.stream().mapToInt(Integer::intValue).toArray();
        return new Table(source, firstRowNumber, columns, positions, sheet);
    }

    /** A small table written out in code: a header and rows of cells, null where a cell is empty. */
    public static Table of(Path source, List<String> header, List<? extends List<String>> rows) {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (int c = 0; c < header.size(); c++) {
            Column.Builder builder = new Column.Builder();
            for (List<String> row : rows) {
                builder.add(row.get(c));
            }
            columns.put(header.get(c), builder.build());
        }
        return new Table(source, 2, columns);
    }

    public Path source() {
        return source;
    }

    /** Column names in file order. */
    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    public int rows() {
        return rows;
    }

    /** The number of row {@code row} in messages. */
    public int rowNumber(int row) {
        int at = Arrays.binarySearch(skipped, row);
        // Several rows without text may stand one below the other: the last of them counts.
        while (at >= 0 && at + 1 < skipped.length && skipped[at + 1] == row) {
            at++;
        }
        return row + firstRowNumber + (at >= 0 ? at + 1 : -at - 1);
    }

    /** The sheet of the workbook that was read; empty for other files. */
    public Optional<SheetChoice> sheet() {
        return Optional.ofNullable(sheet);
    }

    /** What the table lacks; of a sheet of a workbook also that another may be meant. */
    public Sentence orAnotherSheet(Sentence problem) {
        return sheet == null ? problem : sheet.orAnother(problem);
    }

    /** What a user should know of how the file was read. */
    public List<Remark> remarks() {
        return sheet().flatMap(SheetChoice::remark).stream().toList();
    }

    public boolean has(String name) {
        return columns.containsKey(name);
    }

    public Optional<Column> find(String name) {
        return Optional.ofNullable(columns.get(name));
    }

    /** A cell without white space around it; "" where it is empty, or there is no such column. */
    public String text(String column, int row) {
        String cell = find(column).map(cells -> cells.get(row)).orElse(null);
        return cell == null ? "" : cell.strip();
    }

    /** The column of that name, which must exist: check with {@link #has} where the name came from a user. */
    public Column column(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no column " + name + " in " + names()));
    }
}
