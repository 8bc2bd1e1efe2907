package org.subtext.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.NearestName;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;

/**
 * One sheet of an XLSX workbook, row by row: the one that is named, else the first that a person sees. A cell is the
 * text that a spreadsheet shows of it, by {@link XlsxCell}.
 */
final class XlsxReader {
    private final Path file;
    private final Problems problems = new Problems();

    private XlsxReader(Path file) {
        this.file = file;
    }

    /**
     * Reads a sheet.
     *
     * @param sheet its name; null for the first visible one
     */
    static TableReader.RawTable read(Path file, @Nullable String sheet) throws IOException {
        try (ReadableWorkbook workbook =
                new ReadableWorkbook(XlsxBounds.required(file), new ReadingOptions(hasStyles(file), false))) {
            List<Sheet> all = workbook.getSheets().toList();
            Sheet chosen = sheet == null ? firstVisible(file, all) : named(file, all, sheet);
            XlsxReader reader = new XlsxReader(file);
            try (Stream<Row> rows = chosen.openStream()) {
                return reader.collect(rows.iterator(), all, chosen);
            }
        } catch (InvalidInputException e) {
            throw e;
        } catch (RuntimeException | IOException e) {
            // The reader answers damage with many exception types, and cites cells in them.
            throw new InvalidInputException("Table " + file + " cannot be read as XLSX"
                    + ". It may be cut short, or no workbook. Copy or save it again, or save its sheet as CSV"
                    + " (UTF-8).");
        }
    }

    /** Whether the optional part of styles is there or declared; without it no number is shown as a date. */
    private static boolean hasStyles(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry types = zip.getEntry("[Content_Types].xml");
            if (types == null || zip.getEntry("xl/styles.xml") != null) {
                return true;
            }
            try (InputStream text = zip.getInputStream(types)) {
                return new String(text.readAllBytes(), StandardCharsets.UTF_8).contains("spreadsheetml.styles+xml");
            }
        }
    }

    private static boolean isVisible(Sheet sheet) {
        return sheet.getVisibility() == SheetVisibility.VISIBLE;
    }

    private static Sheet firstVisible(Path file, List<Sheet> all) {
        return all.stream()
                .filter(XlsxReader::isVisible)
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(Sentence.of("All sheets of " + file
                                + " are hidden, and what nobody sees is not read unasked. Name the one to read: ")
                        .set(
                                PlanKey.COHORT_SHEET,
                                all.isEmpty() ? "NAME" : all.get(0).getName())
                        .and(".")));
    }

    private static Sheet named(Path file, List<Sheet> all, String wanted) {
        List<String> names = all.stream().map(Sheet::getName).toList();
        return all.stream()
                .filter(one -> one.getName().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(Sentence.of("There is no sheet \"" + wanted + "\" in "
                                + file + "." + NearestName.hint(wanted, names) + " Sheets: "
                                + String.join(", ", names) + ". Correct ")
                        .and(PlanKey.COHORT_SHEET)
                        .and(".")));
    }

    private TableReader.RawTable collect(Iterator<Row> rows, List<Sheet> all, Sheet sheet) {
        Row header = null;
        while (header == null && rows.hasNext()) {
            Row row = rows.next();
            header = isBlank(row) ? null : row;
        }
        if (header == null) {
            throw empty(all, sheet);
        }
        List<String> names = new ArrayList<>();
        List<Column.Builder> columns = new ArrayList<>();
        for (int c = 0; c < header.getCellCount(); c++) {
            String name = text(header, c);
            names.add(name == null ? "" : CellText.trimmed(name));
            columns.add(new Column.Builder());
        }
        List<Integer> skipped = new ArrayList<>();
        TableRoom room = new TableRoom(file);
        int read = 0;
        int expected = header.getRowNum() + 1;
        while (rows.hasNext()) {
            Row row = rows.next();
            if (isBlank(row)) {
                continue;
            }
            if (read == 0) {
                requireNames(names, header, row, chosen(all, sheet));
            }
            // Rows without text may be absent from the file: they are passed over, and row numbers stay true.
            for (; expected < row.getRowNum(); expected++) {
                skipped.add(read);
            }
            room.row(columns.size());
            for (int c = 0; c < columns.size(); c++) {
                columns.get(c).add(text(row, c));
            }
            read++;
            expected = row.getRowNum() + 1;
        }
        problems.throwIfAny();
        return new TableReader.RawTable(names, columns, header.getRowNum() + 1, skipped, chosen(all, sheet));
    }

    private static SheetChoice chosen(List<Sheet> all, Sheet sheet) {
        int hidden = (int) all.stream().filter(one -> !isVisible(one)).count();
        List<String> others = all.stream()
                .filter(one -> one != sheet && isVisible(one))
                .map(Sheet::getName)
                .toList();
        return new SheetChoice(sheet.getName(), all.size(), hidden, others);
    }

    private InvalidInputException empty(List<Sheet> all, Sheet sheet) {
        List<String> others =
                all.stream().filter(one -> one != sheet).map(Sheet::getName).toList();
        Sentence found = Sentence.of("Sheet \"" + sheet.getName() + "\" of " + file
                + " is empty. Expected a header line and one row an image.");
        return new InvalidInputException(
                others.isEmpty()
                        ? found
                        : found.and(" Other sheets: " + String.join(", ", others) + ". Name the one to read: ")
                                .set(PlanKey.COHORT_SHEET, others.get(0))
                                .and("."));
    }

    /** Refuses a title, and a first row of data, in the place of names. */
    private void requireNames(List<String> names, Row header, Row below, SheetChoice sheet) {
        long named = names.stream().filter(name -> !name.isEmpty()).count();
        long cells = below.stream().filter(cell -> !isEmpty(cell)).count();
        if (named == 1 && !names.get(0).isEmpty() && cells > 1) {
            throw new InvalidInputException(sheet.orAnother(Sentence.of("Row " + header.getRowNum() + " of " + file
                    + " looks like a title, not like the names of columns: it has text in one cell, the row below in "
                    + cells + ". Delete what stands above the names of the columns.")));
        }
        HeaderCheck.requireNames(file, header.getRowNum(), names);
    }

    private static boolean isBlank(Row row) {
        return row.stream().allMatch(XlsxReader::isEmpty);
    }

    private static boolean isEmpty(@Nullable Cell cell) {
        return cell == null || cell.getType() == CellType.EMPTY;
    }

    private @Nullable String text(Row row, int c) {
        Cell cell = c < row.getCellCount() ? row.getCell(c) : null;
        if (cell == null || cell.getType() == CellType.EMPTY) {
            return null;
        }
        if (XlsxCell.lacksItsValue(cell)) {
            problems.add(
                    "formula without value",
                    "Row " + row.getRowNum() + " of " + file + " holds a formula without its value in column " + (c + 1)
                            + ".",
                    "The program that wrote the workbook did not calculate it. Open it in a spreadsheet and save it, or"
                            + " write values in place of formulas.");
            return null;
        }
        return XlsxCell.text(cell);
    }
}
