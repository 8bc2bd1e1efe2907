package org.subtext.tables;

import java.io.BufferedInputStream;
import java.io.EOFException;
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
                InputStream text = new GZIPInputStream(raw, 1 << 16)) {
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
