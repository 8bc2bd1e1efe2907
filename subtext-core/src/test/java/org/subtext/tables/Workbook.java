package org.subtext.tables;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook as Excel writes it, sheet by sheet; style 1 is a date, 2 a month, 3 hours, 4 a number in red. */
final class Workbook {
    private record Tab(String name, String state, String rows) {}

    private final Path file;
    private final List<Tab> sheets = new ArrayList<>();
    private boolean styles = true;

    private Workbook(Path file) {
        this.file = file;
    }

    static Workbook of(Path file) {
        return new Workbook(file);
    }

    /** Another sheet, its rows as XML. */
    Workbook sheet(String name, String rows) {
        return sheet(name, "visible", rows);
    }

    Workbook sheet(String name, String state, String rows) {
        sheets.add(new Tab(name, state, rows));
        return this;
    }

    /** Leaves the part of styles out, as programs do that write values alone. */
    Workbook withoutStyles() {
        styles = false;
        return this;
    }

    /** Rows of texts as XML. */
    static String rows(String... lines) {
        StringBuilder xml = new StringBuilder();
        for (int r = 0; r < lines.length; r++) {
            xml.append("<row r=\"").append(r + 1).append("\">");
            String[] cells = lines[r].split(",", -1);
            for (int c = 0; c < cells.length; c++) {
                if (!cells[c].isEmpty()) {
                    xml.append(
                            "<c r=\"%c%d\" t=\"inlineStr\"><is><t>%s</t></is></c>".formatted('A' + c, r + 1, cells[c]));
                }
            }
            xml.append("</row>");
        }
        return xml.toString();
    }

    Path write() throws IOException {
        StringBuilder tabs = new StringBuilder();
        StringBuilder relations = new StringBuilder();
        StringBuilder parts = new StringBuilder();
        for (int i = 1; i <= sheets.size(); i++) {
            Tab tab = sheets.get(i - 1);
            tabs.append("<sheet name=\"%s\" sheetId=\"%d\" state=\"%s\" r:id=\"rId%d\"/>"
                    .formatted(tab.name, i, tab.state, i));
            relations.append("<Relationship Id=\"rId%d\" Target=\"worksheets/sheet%d.xml\" Type=\"http://schemas."
                            .formatted(i, i)
                    + "openxmlformats.org/officeDocument/2006/relationships/worksheet\"/>");
            parts.append("<Override PartName=\"/xl/worksheets/sheet%d.xml\" ContentType=\"application/vnd.".formatted(i)
                    + "openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>");
        }
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            entry(zip, "[Content_Types].xml", """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Override PartName="/xl/workbook.xml"
                 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
                """ + (styles ? """
                    <Override PartName="/xl/styles.xml"
                     ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
                    """ : "") + parts + "</Types>");
            entry(zip, "xl/workbook.xml", """
                <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
                 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
                <sheets>\
                """ + tabs + "</sheets></workbook>");
            entry(zip, "xl/_rels/workbook.xml.rels", """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                """ + (styles ? """
                    <Relationship Id="rId99" Target="styles.xml"
                     Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/>
                    """ : "") + relations + "</Relationships>");
            if (styles) {
                entry(zip, "xl/styles.xml", """
                    <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
                    <numFmts count="3"><numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd"/>
                    <numFmt numFmtId="171" formatCode="mmm"/>
                    <numFmt numFmtId="172" formatCode="0.00_);[Red]\\(0.00\\)"/></numFmts>
                    <cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="170" applyNumberFormat="1"/>
                    <xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="20" applyNumberFormat="1"/>
                    <xf numFmtId="172" applyNumberFormat="1"/></cellXfs></styleSheet>\
                    """);
            }
            for (int i = 1; i <= sheets.size(); i++) {
                entry(
                        zip,
                        "xl/worksheets/sheet" + i + ".xml",
                        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                                + sheets.get(i - 1).rows + "</sheetData></worksheet>");
            }
        }
        return file;
    }

    private static void entry(ZipOutputStream zip, String name, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
