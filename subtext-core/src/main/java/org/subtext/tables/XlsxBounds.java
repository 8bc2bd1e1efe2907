package org.subtext.tables;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.subtext.memory.HeapShare;
import org.subtext.problems.InvalidInputException;

/**
 * What a workbook claims, before it is read: cells beyond the last there is, numbers of more digits than anybody
 * writes, and parts that unpack to all out of proportion are refused, since a cell named ZZZZZZ1 alone makes a row of
 * 300 million cells.
 *
 * <p>One pass over the bytes of its sheets, without building anything: elements {@code row} and {@code c} are looked at
 * for their names, {@code v} for its length. Limits of a workbook: ECMA-376 as implemented, 16,384 columns and
 * 1,048,576 rows.
 */
final class XlsxBounds {
    private static final int LAST_ROW = 1_048_576;
    private static final int LAST_COLUMN = 16_384;

    /** Longest cell there is, in letters; a number of more than some twenty digits is rounded anyway. */
    private static final int LONGEST_NUMBER = 400;

    /** Texts that cells share become some three times as much memory. */
    private static final int SHARE_OF_TEXTS = 6;

    private final Path file;
    private final InputStream in;
    private final long most;
    private long read;
    private final int sheetNumber;

    private XlsxBounds(Path file, InputStream in, long most, int sheetNumber) {
        this.file = file;
        this.in = in;
        this.most = most;
        this.sheetNumber = sheetNumber;
    }

    /**
     * The file, once it was looked at.
     *
     * @throws InvalidInputException naming what is beyond its bounds
     */
    static File required(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<? extends ZipEntry> parts = Collections.list(zip.entries());
            int sheet = 0;
            for (ZipEntry part : parts) {
                if (part.isDirectory()) {
                    continue;
                }
                boolean isSheet = part.getName().startsWith("xl/worksheets/")
                        && part.getName().endsWith(".xml");
                long most = TableRoom.unpacked(part.getCompressedSize());
                try (InputStream in = new BufferedInputStream(zip.getInputStream(part), 1 << 16)) {
                    XlsxBounds bounds = new XlsxBounds(file, in, most, isSheet ? ++sheet : 0);
                    if (isSheet) {
                        bounds.sheet();
                    } else if (part.getName().endsWith(".xml")) {
                        bounds.part(part.getName());
                    }
                }
            }
        }
        return file.toFile();
    }

    private void part(String name) throws IOException {
        byte[] waste = new byte[1 << 16];
        for (int got = in.read(waste); got >= 0; got = in.read(waste)) {
            count(got);
        }
        Optional<String> refusal = HeapShare.ofHeap(SHARE_OF_TEXTS).refusal(read);
        if (refusal.isPresent()) {
            throw new InvalidInputException(
                    "Table " + file + " holds a part (" + name + ") that takes " + refusal.get() + ".");
        }
    }

    private void count(int bytes) {
        read += bytes;
        if (read > most) {
            throw new InvalidInputException("Table " + file + " holds a part that unpacks to more than "
                    + (most >> 20) + " MiB, all out of proportion to its file: it is damaged or hostile. Save it again,"
                    + " or save its sheet as CSV (UTF-8).");
        }
    }

    private int next() throws IOException {
        int b = in.read();
        if (b >= 0) {
            count(1);
        }
        return b;
    }

    private void sheet() throws IOException {
        StringBuilder name = new StringBuilder();
        boolean isNumber = false;
        int b = next();
        while (b >= 0) {
            if (b != '<') {
                b = next();
                continue;
            }
            name.setLength(0);
            for (b = next(); b > ' ' && b != '>' && b != '/'; b = next()) {
                if (b == ':') {
                    name.setLength(0); // a prefix says nothing
                } else if (name.length() < 8) {
                    name.append((char) b);
                }
            }
            String element = name.toString();
            if (element.equals("c") || element.equals("row")) {
                isNumber = attributes(element.equals("row"), b);
                b = ' ';
            } else if (element.equals("v") && isNumber && b == '>') {
                b = number();
            }
        }
    }

    /** Looks at the attributes r and t of a row or cell; gives whether it holds a number. */
    private boolean attributes(boolean isRow, int behindName) throws IOException {
        StringBuilder text = new StringBuilder();
        boolean isNumber = true;
        int before = behindName;
        int b = behindName == '>' ? behindName : next();
        while (b >= 0 && b != '>') {
            int letter = b;
            boolean starts = before <= ' ';
            before = b;
            b = next();
            if (b != '=') {
                continue;
            }
            int quote = next();
            text.setLength(0);
            for (b = next(); b >= 0 && b != quote; b = next()) {
                if (text.length() < 32) {
                    text.append((char) b);
                }
            }
            if (starts && letter == 'r') {
                requireWithin(text.toString(), isRow);
            } else if (starts && letter == 't') {
                isNumber = text.toString().equals("n");
            }
            before = quote;
            b = next();
        }
        return isNumber && !isRow;
    }

    private int number() throws IOException {
        int length = 0;
        int b = next();
        for (; b >= 0 && b != '<'; b = next()) {
            if (++length > LONGEST_NUMBER) {
                throw refused("a number of more than " + LONGEST_NUMBER + " digits");
            }
        }
        return b;
    }

    private void requireWithin(String reference, boolean isRow) {
        String upper = reference.toUpperCase(Locale.ROOT);
        int letters = 0;
        int column = 0;
        while (letters < Math.min(4, upper.length()) && upper.charAt(letters) >= 'A' && upper.charAt(letters) <= 'Z') {
            column = 26 * column + upper.charAt(letters++) - 'A' + 1;
        }
        String digits = upper.substring(letters);
        boolean counts = digits.matches("[0-9]{1,9}") && Integer.parseInt(digits) >= 1;
        boolean isWhere = counts && Integer.parseInt(digits) <= LAST_ROW && column <= LAST_COLUMN;
        if (!isWhere || isRow != (letters == 0)) {
            String shown = reference.matches("[A-Za-z0-9]{1,20}") ? " " + reference : "";
            throw refused("a " + (isRow ? "row" : "cell") + " named" + shown + ", where no workbook has one");
        }
    }

    private InvalidInputException refused(String found) {
        return new InvalidInputException("Table " + file + " cannot be read as XLSX: sheet " + sheetNumber
                + " of its file holds " + found + " (the last is XFD1048576). It is damaged or hostile: save it again,"
                + " or save its sheet as CSV (UTF-8).");
    }
}
