package org.subtext.sources.dataset;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.subtext.tables.CsvLine;
import org.subtext.tables.DuckDb;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;

/** A table of a small copy, to be damaged or written in another format. */
record FixtureTable(List<String> header, List<List<@Nullable String>> rows) {
    static FixtureTable read(Path file) throws IOException {
        Table table = TableReader.read(file);
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            List<@Nullable String> cells = new ArrayList<>();
            for (String name : table.names()) {
                cells.add(table.column(name).get(row));
            }
            rows.add(cells);
        }
        return new FixtureTable(table.names(), rows);
    }

    FixtureTable renamed(String column, String name) {
        List<String> names = new ArrayList<>(header);
        Collections.replaceAll(names, column, name);
        return new FixtureTable(names, rows);
    }

    /** The first row with another value in a column, which is added where the table does not have it. */
    FixtureTable withFirst(String column, String value) {
        boolean has = header.contains(column);
        List<String> names = new ArrayList<>(header);
        List<List<@Nullable String>> cells = new ArrayList<>();
        for (List<@Nullable String> row : rows) {
            List<@Nullable String> own = new ArrayList<>(row);
            if (!has) {
                own.add(null);
            }
            cells.add(own);
        }
        if (!has) {
            names.add(column);
        }
        cells.get(0).set(names.indexOf(column), value);
        return new FixtureTable(names, cells);
    }

    FixtureTable withoutRows() {
        return new FixtureTable(header, List.of());
    }

    /** The first row once more at the end. */
    FixtureTable withFirstRepeated() {
        List<List<@Nullable String>> longer = new ArrayList<>(rows);
        longer.add(rows.get(0));
        return new FixtureTable(header, longer);
    }

    /** As CSV, compressed where the name says so. */
    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder(CsvLine.of(header));
        rows.forEach(row -> text.append(CsvLine.of(row)));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        try (OutputStream plain = Files.newOutputStream(file);
                OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
            out.write(bytes);
        }
    }

    /** Typed as a data frame would be: whole numbers, fractions, times. */
    void writeParquet(Path file) throws IOException {
        Path csv = file.resolveSibling("typed.txt");
        write(csv);
        try {
            DuckDb.with(connection -> {
                try (Statement statement = connection.createStatement()) {
                    // No BOOLEAN: a column of nothing but F is no column of false.
                    return statement.execute("COPY (SELECT * FROM read_csv(" + DuckDb.file(csv)
                            + ", header=true, auto_type_candidates=['BIGINT', 'DOUBLE', 'TIMESTAMP', 'VARCHAR'])) TO "
                            + DuckDb.literal(file.toString()) + " (FORMAT parquet)");
                }
            });
        } catch (SQLException e) {
            throw new IOException(e);
        }
        Files.delete(csv);
    }

    /** As a spreadsheet program saves it: what looks like a number is one. */
    void writeWorkbook(Path file) throws IOException {
        StringBuilder sheet = new StringBuilder();
        row(sheet, 1, header, false);
        for (int r = 0; r < rows.size(); r++) {
            row(sheet, r + 2, rows.get(r), true);
        }
        Map<String, String> parts = new TreeMap<>();
        parts.put("[Content_Types].xml", """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Override PartName="/xl/workbook.xml"
             ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
            <Override PartName="/xl/worksheets/sheet1.xml"
             ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
            <Override PartName="/xl/styles.xml"
             ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>\
            """);
        parts.put("xl/styles.xml", """
            <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
            <cellXfs count="1"><xf numFmtId="0"/></cellXfs></styleSheet>\
            """);
        parts.put("xl/workbook.xml", """
            <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
             xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
            <sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>\
            """);
        parts.put("xl/_rels/workbook.xml.rels", """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Target="worksheets/sheet1.xml"
             Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>
            <Relationship Id="rId2" Target="styles.xml"
             Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/></Relationships>\
            """);
        parts.put(
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + sheet
                        + "</sheetData></worksheet>");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + part.getValue())
                        .getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }

    private static void row(StringBuilder sheet, int number, List<? extends @Nullable String> cells, boolean typed) {
        sheet.append("<row r=\"").append(number).append("\">");
        for (int c = 0; c < cells.size(); c++) {
            String cell = cells.get(c);
            if (cell == null) {
                continue;
            }
            String place = "<c r=\"" + (char) ('A' + c) + number + '"';
            sheet.append(
                    typed && cell.matches("-?(0|[1-9]\\d{0,14})(\\.\\d+)?")
                            ? place + "><v>" + cell + "</v></c>"
                            : place + " t=\"inlineStr\"><is><t>"
                                    + cell.replace("&", "&amp;").replace("<", "&lt;") + "</t></is></c>");
        }
        sheet.append("</row>");
    }
}
