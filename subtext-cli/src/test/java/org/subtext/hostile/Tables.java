package org.subtext.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.subtext.problems.InvalidInputException;
import org.subtext.tables.DuckDb;
import org.subtext.tables.TableReader;

/** Tables: a sheet's XML, its shared texts and styles in a sound zip; CSV, plain and compressed; Parquet. */
record Tables(String name, String suffix, List<byte[]> seeds, boolean isText, Finish finish) implements Format {
    /** What a changed part becomes a file by. */
    interface Finish {
        byte[] of(byte[] changed) throws IOException;
    }

    private static final String SHEET = """
            <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>\
            <row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>\
            <row r="2"><c r="A2" t="inlineStr"><is><t>p1</t></is></c><c r="B2" s="1"><v>43000.5</v></c></row>\
            <row r="3"><c r="A3" t="str"><f t="shared" ref="A3:A4" si="0">B2+1</f><v>p2</v></c>\
            <c r="B3"><v>1.5e3</v></c></row><row r="5"><c r="A5" t="b"><v>1</v></c><c r="C5" t="e"><v>#N/A</v></c>\
            </row></sheetData></worksheet>""";
    private static final String TEXTS = """
            <sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="2" uniqueCount="2">\
            <si><t>patient</t></si><si><r><t>ra</t></r><r><t>ce</t></r></si></sst>""";
    private static final String STYLES = """
            <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1">\
            <numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts><cellXfs count="2"><xf numFmtId="0"/>\
            <xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>""";
    private static final String CSV =
            "patient_id,race,image\np1,A,\"a,b.png\"\np2,B,c.png\n\np3,\"A \"\"x\"\"\",d.png\n";

    static List<Format> formats(Path folder) throws IOException {
        List<Format> formats = new ArrayList<>();
        for (String part :
                List.of("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml")) {
            formats.add(new Tables(
                    "XLSX " + part.replaceAll(".*/|[0-9]*[.]xml", ""),
                    ".xlsx",
                    ascii(parts().get(part)),
                    true,
                    changed -> workbook(part, changed)));
        }
        formats.add(new Tables("XLSX zip", ".xlsx", List.of(workbook("", new byte[0])), false, changed -> changed));
        formats.add(new Tables("CSV", ".csv", ascii(CSV), true, changed -> changed));
        formats.add(new Tables("CSV gzip", ".csv.gz", ascii(CSV), true, Volumes::gzipped));
        formats.add(new Tables("Parquet", ".parquet", List.of(parquet(folder)), false, changed -> changed));
        return formats;
    }

    private static List<byte[]> ascii(String text) {
        return List.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        String types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        String relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        parts.put(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + types + "sheet.main+xml\"/>"
                        + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" + types
                        + "worksheet+xml\"/>"
                        + "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"" + types
                        + "sharedStrings+xml\"/>"
                        + "<Override PartName=\"/xl/styles.xml\" ContentType=\"" + types + "styles+xml\"/></Types>");
        parts.put(
                "_rels/.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                        + "<Relationship Id=\"r1\" Type=\"" + relation
                        + "/officeDocument\" Target=\"xl/workbook.xml\"/>"
                        + "</Relationships>");
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
                        + " xmlns:r=\"" + relation
                        + "\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"r1\"/></sheets>"
                        + "</workbook>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                        + "<Relationship Id=\"r1\" Type=\"" + relation
                        + "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                        + "<Relationship Id=\"r2\" Type=\"" + relation
                        + "/sharedStrings\" Target=\"sharedStrings.xml\"/>"
                        + "<Relationship Id=\"r3\" Type=\"" + relation
                        + "/styles\" Target=\"styles.xml\"/></Relationships>");
        parts.put("xl/styles.xml", STYLES);
        parts.put("xl/sharedStrings.xml", TEXTS);
        parts.put("xl/worksheets/sheet1.xml", SHEET);
        return parts;
    }

    private static byte[] workbook(String changed, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> part : parts().entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(
                        part.getKey().equals(changed)
                                ? content
                                : part.getValue().getBytes(StandardCharsets.US_ASCII));
            }
        }
        return out.toByteArray();
    }

    private static byte[] parquet(Path folder) throws IOException {
        Path file = folder.resolve("seed.parquet");
        try {
            DuckDb.with(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.execute("COPY (SELECT 'p' || i AS patient, i % 3 AS race, i * 1.5 AS score FROM"
                            + " range(300) t(i)) TO " + DuckDb.file(file) + " (FORMAT parquet)");
                }
            });
        } catch (SQLException e) {
            throw new IOException(e);
        }
        return Files.readAllBytes(file);
    }

    @Override
    public List<Field> fields(byte[] file) {
        List<Field> fields = new ArrayList<>();
        int from = suffix.equals(".parquet") ? Math.max(0, file.length - 400) : 0;
        for (int at = from; at < file.length; at++) {
            boolean isZipped = at + 30 < file.length && file[at] == 'P' && file[at + 1] == 'K' && file[at + 2] < 9;
            if (isZipped) {
                for (int i = 4; i < 30; i += 2) {
                    fields.add(Field.little("zip", at + i, i >= 14 && i < 26 && i % 4 == 2 ? 4 : 2));
                }
            } else if (suffix.equals(".parquet")) {
                fields.add(Field.little("footer", at, at > file.length - 9 ? 4 : 1));
            }
        }
        return fields;
    }

    @Override
    public byte[] finished(byte[] changed) {
        try {
            return finish.of(changed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void read(Path file) throws Exception {
        try {
            TableReader.read(file);
        } catch (InvalidInputException e) {
            Dicom.requireReason(e.getMessage());
        }
    }
}
