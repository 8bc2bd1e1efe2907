package org.subtext.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.subtext.problems.InvalidInputException;

/** What a file of a table is, by its first bytes: names are given by people. */
enum FileForm {
    TEXT,
    GZIP,
    WORKBOOK,
    PARQUET;

    /**
     * The form of a file.
     *
     * @param name in lower case
     * @throws InvalidInputException where it is something else that people take for a table, or where its name says
     *     what it is not
     */
    static FileForm of(Path file, String name) throws IOException {
        byte[] first;
        try (InputStream in = Files.newInputStream(file)) {
            first = in.readNBytes(512);
        }
        if (TextBytes.starts(first, 0x1f, 0x8b)) {
            return GZIP;
        }
        if (TextBytes.starts(first, 'P', 'A', 'R', '1')) {
            return PARQUET;
        }
        if (TextBytes.starts(first, 'P', 'K', 3, 4)) {
            return zipped(file, name);
        }
        if (TextBytes.starts(first, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw new InvalidInputException("Table " + file + " is a workbook of Excel 97 to 2003 (.xls), or one that a"
                    + " password protects. Save it as .xlsx without a password, or its sheet as CSV (UTF-8).");
        }
        return text(file, name, new String(first, StandardCharsets.ISO_8859_1).strip());
    }

    private static FileForm text(Path file, String name, String start) {
        String lower = start.toLowerCase(Locale.ROOT);
        if (lower.startsWith("<") && lower.matches("(?s)<(!doctype html|html|table|meta|\\?xml).*")) {
            throw new InvalidInputException("Table " + file + " is a page (HTML or XML), which some programs call a"
                    + " workbook. Open it in a spreadsheet and save it as .xlsx or CSV (UTF-8).");
        }
        if (start.startsWith("%PDF") || start.startsWith("{\\rtf")) {
            throw new InvalidInputException(
                    "Table " + file + " is a document, not a table. Save its table as .xlsx or CSV" + " (UTF-8).");
        }
        if (name.endsWith(".gz")) {
            throw new InvalidInputException(
                    "Table " + file + " ends in .gz but is not a sound gzip file. Copy or download"
                            + " it again, or drop the .gz from its name if it is not compressed.");
        }
        if (name.endsWith(".xlsx") || name.endsWith(".parquet") || name.endsWith(".pq")) {
            String said = name.endsWith(".xlsx") ? "XLSX" : "Parquet";
            throw new InvalidInputException(
                    "Table " + file + " cannot be read as " + said + ": it does not begin like one."
                            + " It may be cut short, or text. Copy or save it again, or call it .csv if it is text.");
        }
        return TEXT;
    }

    private static FileForm zipped(Path file, String name) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.getEntry("xl/workbook.xml") != null) {
                return WORKBOOK;
            }
            if (zip.getEntry("xl/workbook.bin") != null) {
                throw new InvalidInputException("Table " + file
                        + " is a binary workbook (.xlsb). Save it as .xlsx, or its" + " sheet as CSV (UTF-8).");
            }
            if (zip.getEntry("content.xml") != null) {
                throw new InvalidInputException("Table " + file
                        + " is an OpenDocument file (.ods). Save it as .xlsx, or its" + " sheet as CSV (UTF-8).");
            }
            throw new InvalidInputException("Table " + file + " is a zip file of " + zip.size()
                    + " files. Unpack it and give the table in it.");
        } catch (ZipException e) {
            if (name.endsWith(".xlsx")) {
                return WORKBOOK;
            }
            throw new InvalidInputException("Table " + file
                    + " begins like a zip file and is damaged or cut short. Copy or download it again.");
        }
    }
}
