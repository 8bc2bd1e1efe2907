package org.subtext.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.subtext.archive.ArchiveException.Kind;

/**
 * Reads a multipart body (RFC 2046 section 5.1, as used by PS3.18 section 8.6) part by part, in constant memory.
 *
 * <p>{@link #next} moves to a part, {@link #copyTo} writes its content; a part that is not copied is skipped. A body
 * that ends without its closing boundary is {@link Kind#INCOMPLETE}; parts already copied before that are whole. Not
 * thread-safe.
 */
final class MultipartReader {
    static final int HEADER_BYTES = 16 << 10;
    static final int HEADER_LINES = 64;
    private static final int PREAMBLE_BYTES = 64 << 10;
    private static final int BUFFER = 64 << 10;
    private static final int LONGEST_BOUNDARY = 70;

    private final InputStream in;
    private final byte[] delimiter;
    private final long partBytes;
    private final byte[] buffer = new byte[BUFFER];
    private int start;
    private int end;
    private Map<String, String> headers = Map.of();
    private boolean inPart;
    private boolean begun;
    private boolean closed;

    /**
     * A reader.
     *
     * @param boundary as in the content type, 1 to 70 characters
     * @param partBytes largest content of one part
     */
    MultipartReader(InputStream in, String boundary, long partBytes) throws ArchiveException {
        if (boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            throw new ArchiveException(Kind.WRONG_CONTENT, "the answer's boundary is not of 1 to 70 characters");
        }
        this.in = in;
        this.partBytes = partBytes;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // The first delimiter need not follow a line end: one is put in front of the body.
        buffer[0] = '\r';
        buffer[1] = '\n';
        end = 2;
    }

    /** Moves to the next part, past whatever is left of the current one; false after the closing boundary. */
    boolean next() throws IOException {
        if (closed) {
            return false;
        }
        if (!begun) {
            begun = true;
            scan(OutputStream.nullOutputStream(), PREAMBLE_BYTES);
        } else if (inPart) {
            scan(OutputStream.nullOutputStream(), partBytes);
        }
        inPart = false;
        if (buffer[start] == '-') {
            closed = true;
            return false;
        }
        readLine(HEADER_BYTES); // padding behind the boundary
        headers = readHeaders();
        inPart = true;
        return true;
    }

    /** Headers of the current part; names in any case. */
    Map<String, String> headers() {
        return headers;
    }

    /** Writes the content of the current part and returns its number of bytes. */
    long copyTo(OutputStream out) throws IOException {
        if (!inPart) {
            throw new IllegalStateException("no part to copy");
        }
        inPart = false;
        return scan(out, partBytes);
    }

    /** Copies up to the next delimiter; afterwards at least two bytes behind it are in the buffer. */
    private long scan(OutputStream out, long limit) throws IOException {
        long copied = 0;
        while (true) {
            int found = find();
            int upTo = found >= 0 ? found : Math.max(start, end - delimiter.length + 1);
            copied += upTo - start;
            if (copied > limit) {
                throw new ArchiveException(Kind.TOO_LARGE, "a part of the answer is larger than " + limit + " bytes");
            }
            out.write(buffer, start, upTo - start);
            start = upTo;
            if (found < 0) {
                fill();
                continue;
            }
            while (end - start < delimiter.length + 2) {
                fill();
            }
            if (isDelimiterEnd(start + delimiter.length)) {
                start += delimiter.length;
                return copied;
            }
            // Content that merely begins like the delimiter.
            out.write(buffer, start, 1);
            copied++;
            start++;
        }
    }

    private boolean isDelimiterEnd(int at) {
        byte first = buffer[at];
        byte second = buffer[at + 1];
        return first == '-' && second == '-' || first == '\r' && second == '\n' || first == ' ' || first == '\t';
    }

    private int find() {
        int last = end - delimiter.length;
        for (int i = start; i <= last; i++) {
            if (buffer[i] == '\r' && Arrays.equals(buffer, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
                return i;
            }
        }
        return -1;
    }

    private Map<String, String> readHeaders() throws IOException {
        Map<String, String> read = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int left = HEADER_BYTES;
        for (int lines = 0; lines <= HEADER_LINES; lines++) {
            String line = readLine(left);
            left -= line.length() + 2;
            if (line.isEmpty()) {
                return read;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                read.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        throw new ArchiveException(Kind.TOO_LARGE, "a part has more than " + HEADER_LINES + " header lines");
    }

    private String readLine(int limit) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            while (end - start < 2) {
                fill();
            }
            if (buffer[start] == '\r' && buffer[start + 1] == '\n') {
                start += 2;
                return line.toString(StandardCharsets.ISO_8859_1);
            }
            line.write(buffer[start++]);
            if (line.size() > limit) {
                throw new ArchiveException(
                        Kind.TOO_LARGE, "the headers of a part are larger than " + HEADER_BYTES + " bytes");
            }
        }
    }

    private void fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        int count = in.read(buffer, end, buffer.length - end);
        if (count < 0) {
            throw new ArchiveException(Kind.INCOMPLETE, "the answer ended before its closing boundary");
        }
        end += count;
    }
}
