package org.subtext.hostile;

import java.nio.file.Path;
import java.util.List;

/** One format of files as the mutator knows it. */
interface Format {
    String name();

    /** What files of it are called, with the dot. */
    String suffix();

    /** Sound files, before {@link #finished}. */
    List<byte[]> seeds();

    /** Where numbers stand; what is too damaged to be walked through has fewer. */
    List<Field> fields(byte[] file);

    /** What is done at the end, so that a reader believes what was changed: checksums, lengths, compression. */
    default byte[] finished(byte[] changed) {
        return changed;
    }

    /** Whether numbers stand in digits, so that words are exchanged rather than bytes. */
    default boolean isText() {
        return false;
    }

    /** Reads a file and all that is in it; throws nothing but what a user is told. */
    void read(Path file) throws Exception;
}
