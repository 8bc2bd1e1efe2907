package org.subtext.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problems;

/**
 * A CSV or TSV as named columns of text, in one pass; everything that is wrong with its rows is said at once.
 *
 * <p>Nothing is interpreted and nothing sniffed but the delimiter, from the line of names. A row without text is no
 * row, wherever it stands, and rows below keep the numbers that a spreadsheet gives them. Empty cells beyond the last
 * column are passed over; a row with too few cells or text beyond is refused, since nobody can say which cell is
 * missing.
 */
final class DelimitedText {
    private final Path file;
    private final CsvHeader header;
    private final DelimitedRows rows;
    private final Column.Builder[] columns;
    private final KnownCells[] known;
    private final boolean[] wanted;
    private final TableRoom room;
    private final List<Integer> skipped = new ArrayList<>();
    private final Problems problems = new Problems();

    private DelimitedText(Path file, CsvHeader header, InputStream text, Predicate<String> wantedNames) {
        this.file = file;
        this.header = header;
        this.room = new TableRoom(file);
        room.requireColumns(header.names().size());
        this.rows = new DelimitedRows(text, header.delimiter());
        this.columns = new Column.Builder[header.names().size()];
        Arrays.setAll(columns, c -> new Column.Builder());
        this.known = new KnownCells[columns.length];
        Arrays.setAll(known, c -> new KnownCells());
        this.wanted = new boolean[columns.length];
        for (int c = 0; c < wanted.length; c++) {
            wanted[c] = wantedNames.test(header.names().get(c));
        }
    }

    /** The names alone. */
    static List<String> names(Path file, InputStream raw, String name) throws IOException {
        return CsvHeader.read(file, TextBytes.utf8(file, raw), name).names();
    }

    /** The wanted columns. */
    static TableReader.RawTable read(Path file, InputStream raw, String name, Predicate<String> wanted)
            throws IOException {
        InputStream text = TextBytes.utf8(file, raw);
        CsvHeader header = CsvHeader.read(file, text, name);
        requireNames(file, header, text);
        return new DelimitedText(file, header, text, wanted).all();
    }

    /** Refuses a title, and a first row of data, in the place of names. */
    private static void requireNames(Path file, CsvHeader header, InputStream text) throws IOException {
        long named = header.names().stream().filter(name -> !name.isEmpty()).count();
        // An index without a name stands first: ",patient_id" is no title.
        if (named == 1 && !header.names().get(0).isEmpty()) {
            List<String> lines = CsvHeader.linesBelow(text);
            int cells = lines.isEmpty() ? 0 : CsvHeader.cells(lines.get(0));
            if (cells > 1 && lines.stream().allMatch(line -> CsvHeader.cells(line) == cells)) {
                throw new InvalidInputException("Line " + header.row() + " of " + file
                        + " looks like a title, not like the names of columns: it has text in one cell, the lines below"
                        + " have " + cells + " cells. Delete what stands above the names of the columns.");
            }
        }
        HeaderCheck.requireNames(file, header.row(), header.names());
    }

    private TableReader.RawTable all() throws IOException {
        int row = header.row() + 1;
        int read = 0;
        for (Row found = row(row); found != Row.NONE; found = row(++row)) {
            if (found == Row.BLANK) {
                room.blankRow();
                skipped.add(read);
            } else {
                room.row(columns.length);
                read++;
            }
        }
        if (rows.isOpen()) {
            throw new InvalidInputException("A quote in " + file + " is opened in row " + (row - 1)
                    + " or above and never closed, so that rows would run into one cell. Close it, or save the table"
                    + " again.");
        }
        problems.throwIfAny();
        return new TableReader.RawTable(header.names(), List.of(columns), header.row() + 1, skipped, null);
    }

    private enum Row {
        READ,
        BLANK,
        NONE
    }

    private final List<Cell> pending = new ArrayList<>();

    /**
     * A cell of a row that may still turn out to be no row.
     *
     * @param text nothing where the code is known
     * @param code of a cell that was read before, or {@link KnownCells#NONE}
     * @param bytes by which it will be known, null where it will not
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on and never compared
    private record Cell(String text, int code, byte @Nullable [] bytes) {
        static final Cell EMPTY = new Cell("", KnownCells.NONE, null);
    }

    /** Reads a row into the columns. */
    private Row row(int number) throws IOException {
        pending.clear();
        boolean blank = true;
        boolean beyond = false;
        int cells = 0;
        DelimitedRows.End end = DelimitedRows.End.CELL;
        while (end == DelimitedRows.End.CELL) {
            end = rows.next();
            if (rows.isTooLong() || cells > columns.length + TableRoom.MOST_COLUMNS) {
                throw endless(number);
            }
            boolean empty = rows.isBlank();
            blank &= empty;
            if (cells < columns.length) {
                pending.add(empty || !wanted[cells] ? Cell.EMPTY : cell(number, cells));
            } else {
                beyond |= !empty;
            }
            cells++;
        }
        if (blank) {
            return end == DelimitedRows.End.FILE ? Row.NONE : Row.BLANK;
        }
        if (cells < columns.length || beyond) {
            ragged(number, cells);
        }
        for (int c = 0; c < columns.length; c++) {
            if (wanted[c]) {
                add(c, c < pending.size() ? pending.get(c) : Cell.EMPTY);
            }
        }
        return Row.READ;
    }

    private Cell cell(int number, int column) {
        if (!columns[column].repeats() || !rows.isPlain()) {
            return new Cell(text(number, column), KnownCells.NONE, null);
        }
        int code = known[column].code(rows);
        return code == KnownCells.NONE ? new Cell(text(number, column), code, rows.bytes()) : new Cell("", code, null);
    }

    private void add(int column, Cell cell) {
        Column.Builder builder = columns[column];
        if (cell.code() != KnownCells.NONE) {
            builder.addCode(cell.code());
            return;
        }
        builder.add(cell.text());
        if (cell.bytes() != null && builder.last() >= 0) {
            known[column].keep(cell.bytes(), builder.last());
        }
    }

    private InvalidInputException endless(int number) {
        return new InvalidInputException("Row " + number + " of " + file
                + (rows.isTooLong()
                        ? " has a cell of more than " + DelimitedRows.LONGEST_CELL + " bytes"
                        : " has " + TableRoom.MOST_COLUMNS + " cells more than the line of names")
                + ". A quote may not be closed, or line ends are lost: correct the row, or save the table again.");
    }

    private String text(int number, int column) {
        if (rows.isStrayed()) {
            problems.add(
                    "text behind a quote",
                    "Row " + number + " of " + file + " has text behind the closing quote of " + named(column) + ".",
                    "A quote within a quoted cell is written twice. Correct the rows, or save the table again.");
        }
        if (rows.hasNul()) {
            problems.add(
                    "bytes of value 0",
                    "Row " + number + " of " + file + " holds bytes of value 0 in " + named(column) + ".",
                    "They are no text: the file is damaged. Copy it or save it again.");
        }
        try {
            return CellGuard.without(rows.text());
        } catch (CharacterCodingException e) {
            problems.add(
                    "not UTF-8",
                    TextBytes.notUtf8(file, "row " + number + ", " + named(column)),
                    TextBytes.SAVE_AS_UTF8);
            return "";
        }
    }

    private void ragged(int number, int cells) {
        problems.add(
                "cells",
                "Row " + number + " of " + file + " has " + cells + (cells == 1 ? " cell" : " cells") + ", the line of"
                        + " names " + columns.length + ".",
                "Every row needs one cell a column. A cell that holds the delimiter (" + spelled(header.delimiter())
                        + ") or a line end must stand in double quotes. Correct the rows, or save the table again.");
    }

    private static String spelled(char delimiter) {
        return delimiter == '\t' ? "a tab" : "\"" + delimiter + "\"";
    }

    private String named(int column) {
        String name = header.names().get(column);
        return name.isEmpty() ? "column " + (column + 1) : "column " + name;
    }
}
