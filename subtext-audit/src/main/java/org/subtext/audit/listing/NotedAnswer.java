package org.subtext.audit.listing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.subtext.provenance.ContentHash;

/**
 * The same as a run notes it at its end, in a file of some hundred bytes. It holds only of the very file of answers
 * that it was read off.
 *
 * @param version of the rules by which it was made: what may be told, and in which words
 * @param sha256 of the file of answers
 * @param bytes its length
 */
public record NotedAnswer(int version, String sha256, long bytes, ListedAnswer answer) {
    /** Its name in the folder of a run. */
    public static final String FILE = "summary.json";

    /** Under which a manifest keeps the hash of that file. */
    public static final String FACT = "Summary (SHA-256)";

    /** To be raised when a later version tells less of a size, or in other words. */
    private static final int VERSION = 1;

    /** Notes the answer that a file holds. */
    public static NotedAnswer of(Path answers, ListedAnswer answer) {
        try {
            return new NotedAnswer(VERSION, ContentHash.ofFile(answers).hex(), Files.size(answers), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether a manifest vouches for a note.
     *
     * @param note the file
     * @param hash by the manifest; empty where it has none
     */
    public static boolean isVouchedFor(Path note, String hash) {
        try {
            return !hash.isEmpty()
                    && Files.isRegularFile(note)
                    && ContentHash.ofFile(note).hex().equals(hash);
        } catch (IOException e) {
            return false; // whoever reads the answers says what is wrong
        }
    }

    /** Whether it was read off a file as that is now. */
    public boolean isReadOff(Path answers) throws IOException {
        return ContentHash.ofFile(answers).hex().equals(sha256);
    }

    /**
     * Whether it may be told in the place of a file of answers.
     *
     * @param vouched whether the run's manifest holds its hash; nothing else shows that a file of the same length is
     *     another one but reading it
     */
    public boolean isOf(Path answers, boolean vouched) {
        try {
            return version == VERSION && bytes == Files.size(answers) && (vouched || isReadOff(answers));
        } catch (IOException e) {
            return false; // whoever reads the answers says what is wrong
        }
    }
}
