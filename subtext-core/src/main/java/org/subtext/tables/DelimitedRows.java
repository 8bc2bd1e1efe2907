package org.subtext.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The rows below a header, cell by cell (RFC 4180): any of the three line ends, also mixed; a quoted cell may hold the
 * delimiter, line ends and doubled quotes; a quote within an unquoted cell is text. Not thread-safe.
 *
 * <p>Works on bytes: all delimiters are ASCII, and a cell that nobody asks for is never decoded. One pass, one buffer.
 */
final class DelimitedRows {
    /** What follows a cell. */
    enum End {
        CELL,
        ROW,
        FILE
    }

    /** In bytes; longer is a file without line ends, or a quote that is never closed. */
    static final int LONGEST_CELL = 1 << 24;

    private static final int END = -1;

    private final InputStream in;
    private final int delimiter;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int limit;
    private byte[] cell = new byte[256];
    private int length;
    private int hash;
    private boolean ascii;
    private boolean strayed;
    private boolean tooLong;
    private boolean open;
    private boolean afterReturn;

    DelimitedRows(InputStream in, char delimiter) {
        this.in = in;
        this.delimiter = delimiter;
    }

    /** Reads one cell; where a file ends in a line end, an empty cell stands before the end of the file. */
    End next() throws IOException {
        length = 0;
        hash = 0;
        ascii = true;
        strayed = false;
        int b = read();
        if (afterReturn && b == '\n') {
            b = read();
        }
        afterReturn = false;
        if (b == '"') {
            b = quoted();
            strayed = b != delimiter && b != '\n' && b != '\r' && b != END;
        }
        while (b != delimiter && b != '\n' && b != '\r' && b != END && !tooLong) {
            add(b);
            b = read();
        }
        afterReturn = b == '\r';
        return b == delimiter ? End.CELL : b == END ? End.FILE : End.ROW;
    }

    /** The text of a quoted cell; gives what follows its closing quote, spaces left out. */
    private int quoted() throws IOException {
        open = true;
        for (int b = read(); b != END && !tooLong; b = read()) {
            if (b == '"') {
                b = read();
                if (b != '"') {
                    open = false;
                    while (b == ' ') {
                        b = read();
                    }
                    return b;
                }
            }
            add(b);
        }
        return END;
    }

    private int read() throws IOException {
        if (at == limit) {
            limit = Math.max(0, in.read(buffer));
            at = 0;
            if (limit == 0) {
                return END;
            }
        }
        return buffer[at++] & 0xff;
    }

    private void add(int b) {
        if (length == LONGEST_CELL) {
            tooLong = true;
            return;
        }
        if (length == cell.length) {
            cell = Arrays.copyOf(cell, 2 * length);
        }
        ascii &= b < 0x80;
        hash = hash(hash, (byte) b);
        cell[length++] = (byte) b;
    }

    /** Of a cell and one byte more. */
    static int hash(int before, byte b) {
        return 31 * before + b;
    }

    /** Of the cell's bytes from the first on, each by {@link #hash(int, byte)}. */
    int hash() {
        return hash;
    }

    /** Whether these are the cell's bytes. */
    boolean holds(byte[] bytes) {
        return Arrays.equals(bytes, 0, bytes.length, cell, 0, length);
    }

    /** A copy of the cell's bytes. */
    byte[] bytes() {
        return Arrays.copyOf(cell, length);
    }

    /** Whether the cell is sound whatever its bytes are in: nothing strays, and all of it is ASCII text. */
    boolean isPlain() {
        return ascii && !strayed && !hasNul();
    }

    /** Whether the cell is empty, or white space alone. */
    boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (cell[i] != ' ' && cell[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Whether text follows the cell's closing quote. */
    boolean isStrayed() {
        return strayed;
    }

    /** Whether a cell was longer than any is; what is beyond is gone. */
    boolean isTooLong() {
        return tooLong;
    }

    /** Whether the file ended within a quoted cell. */
    boolean isOpen() {
        return open;
    }

    /** Whether the cell holds a byte that no text has. */
    boolean hasNul() {
        for (int i = 0; i < length; i++) {
            if (cell[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /** The cell's text. */
    String text() throws CharacterCodingException {
        return ascii
                ? new String(cell, 0, length, StandardCharsets.ISO_8859_1)
                : StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(cell, 0, length))
                        .toString();
    }
}
