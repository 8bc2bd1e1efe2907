package org.subtext.tables;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.subtext.problems.InvalidInputException;

/** A table compressed with gzip. */
final class GzipFile {
    private GzipFile() {}

    /** Ends where a small file unpacks without end. */
    private static final class BoundedText extends FilterInputStream {
        private final Path file;
        private final long most;
        private long read;

        BoundedText(InputStream text, Path file) throws IOException {
            super(text);
            this.file = file;
            this.most = TableRoom.unpacked(Files.size(file));
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int got = in.read(bytes, from, length);
            count(Math.max(0, got));
            return got;
        }

        private void count(int bytes) {
            read += bytes;
            if (read > most) {
                throw new InvalidInputException("Table " + file + " unpacks to more than " + (most >> 20)
                        + " MiB, all out of proportion to its file: it is damaged or hostile. Unpack it, look at it,"
                        + " and give the plain table.");
            }
        }
    }

    /** What is done with its text. */
    interface Reading<T> {
        T of(InputStream text) throws IOException;
    }

    /**
     * Reads its text to the end, where its checksum is: half of the patients of a file that is cut short would be gone
     * without a word.
     *
     * @throws InvalidInputException when the file is cut short or damaged
     */
    static <T> T read(Path file, Reading<T> reading) throws IOException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                InputStream text = new BoundedText(new GZIPInputStream(raw, 1 << 16), file)) {
            return reading.of(text);
        } catch (EOFException e) {
            throw new InvalidInputException("Table " + file + " is cut short: its compressed text ends after "
                    + Files.size(file)
                    + " bytes without its end mark, and rows are lost. Expected the whole file. Copy or"
                    + " download it again.");
        } catch (ZipException e) {
            throw new InvalidInputException(
                    "Table " + file + " ends in .gz but is not a sound gzip file (" + e.getMessage()
                            + "). Copy or download it again, or drop the .gz from its name if it is not compressed.");
        }
    }
}
