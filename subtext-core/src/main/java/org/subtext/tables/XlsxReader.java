package org.subtext.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;

/** The first sheet of an XLSX workbook, row by row; a date becomes ISO 8601 text, a whole number loses its ".0". */
final class XlsxReader {
    private XlsxReader() {}

    static TableReader.RawTable read(Path file) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, false));
                Stream<Row> stream = workbook.getFirstSheet().openStream()) {
            return collect(file, stream.iterator());
        } catch (ExcelReaderException | IOException e) {
            throw new InvalidInputException(
                    "Table " + file + " cannot be read as XLSX: " + e.getMessage()
                            + ". It may be cut short, or no workbook. Copy or save it again, or save its sheet as CSV (UTF-8).");
        }
    }

    private static TableReader.RawTable collect(Path file, Iterator<Row> rows) {
        if (!rows.hasNext()) {
            throw new InvalidInputException(
                    "The first sheet of " + file + " is empty. Expected a header line and one row an image.");
        }
        Row header = rows.next();
        List<String> names = new ArrayList<>();
        List<Column.Builder> columns = new ArrayList<>();
        for (int c = 0; c < header.getCellCount(); c++) {
            String name = text(header, c);
            names.add(name == null ? "" : name.strip());
            columns.add(new Column.Builder());
        }
        // Rows that were never written are absent from the file: they are padded, so that row numbers stay true.
        int expected = header.getRowNum() + 1;
        while (rows.hasNext()) {
            Row row = rows.next();
            if (row.stream().allMatch(cell -> cell == null || cell.getType() == CellType.EMPTY)) {
                continue;
            }
            for (; expected <= row.getRowNum(); expected++) {
                for (int c = 0; c < columns.size(); c++) {
                    columns.get(c).add(expected == row.getRowNum() ? text(row, c) : null);
                }
            }
        }
        return new TableReader.RawTable(names, columns, header.getRowNum() + 1);
    }

    private static @Nullable String text(Row row, int c) {
        Cell cell = c < row.getCellCount() ? row.getCell(c) : null;
        if (cell == null || cell.getType() == CellType.EMPTY) {
            return null;
        }
        if (cell.getType() == CellType.NUMBER) {
            return isDate(cell)
                    ? date(cell.asDate())
                    : cell.asNumber().stripTrailingZeros().toPlainString();
        }
        return cell.getText();
    }

    private static boolean isDate(Cell cell) {
        String format = cell.getDataFormatString();
        return format != null && format.toLowerCase(Locale.ROOT).matches(".*(yy|d[-/. ]m|m[-/. ]d|h:m).*");
    }

    private static String date(LocalDateTime time) {
        return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? time.toLocalDate().toString()
                : time.toString();
    }
}
