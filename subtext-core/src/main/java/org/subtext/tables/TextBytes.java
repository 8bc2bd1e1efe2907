package org.subtext.tables;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.subtext.problems.InvalidInputException;

/** The bytes of a text as UTF-8: its byte order mark says what they are and is dropped. */
final class TextBytes {
    private static final int LOOKED_AT = 64;

    /** What is done about bytes that are no UTF-8. */
    static final String SAVE_AS_UTF8 = "It looks like Windows-1252 or another code page, as spreadsheets write plain"
            + " CSV. Save it again as \"CSV UTF-8\"; read as another code page, letters would be wrong without a word.";

    private TextBytes() {}

    /**
     * The text from behind its byte order mark; UTF-16, as spreadsheets call "Unicode text", is brought to UTF-8.
     *
     * @return a stream that can be marked
     */
    static InputStream utf8(Path file, InputStream raw) throws IOException {
        InputStream in = new BufferedInputStream(raw, 1 << 17);
        in.mark(LOOKED_AT);
        byte[] first = in.readNBytes(LOOKED_AT);
        in.reset();
        if (starts(first, 0xEF, 0xBB, 0xBF)) {
            in.skipNBytes(3);
            return in;
        }
        if (starts(first, 0xFF, 0xFE, 0, 0) || starts(first, 0, 0, 0xFE, 0xFF)) {
            throw new InvalidInputException("Table " + file + " is UTF-32. Save it again as CSV (UTF-8).");
        }
        if (starts(first, 0xFF, 0xFE)) {
            return recoded(file, in, StandardCharsets.UTF_16LE);
        }
        if (starts(first, 0xFE, 0xFF)) {
            return recoded(file, in, StandardCharsets.UTF_16BE);
        }
        if (contains(first, 0)) {
            throw new InvalidInputException(
                    "Table " + file + " holds bytes of value 0 in its first line: it is no text,"
                            + " or UTF-16 without the mark that says so. Save it again as CSV (UTF-8).");
        }
        return in;
    }

    /** In one go: such files are written by spreadsheets, which hold no more than a million rows. */
    private static InputStream recoded(Path file, InputStream in, Charset charset) throws IOException {
        byte[] bytes = in.readAllBytes();
        try {
            String text = charset.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 2, bytes.length - 2))
                    .toString();
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(
                    "Table " + file + " says that it is UTF-16 and is not, or is cut short. Copy"
                            + " it again, or save it again as CSV (UTF-8).");
        }
    }

    /** Where bytes are no UTF-8. */
    static String notUtf8(Path file, String where) {
        return "Table " + file + " is not UTF-8: " + where + ".";
    }

    /** Whether bytes begin with these. */
    static boolean starts(byte[] bytes, int... with) {
        for (int i = 0; i < with.length; i++) {
            if (i >= bytes.length || bytes[i] != (byte) with[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(byte[] bytes, int value) {
        for (byte one : bytes) {
            if (one == value) {
                return true;
            }
        }
        return false;
    }
}
