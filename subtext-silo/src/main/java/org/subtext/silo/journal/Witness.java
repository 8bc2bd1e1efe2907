package org.subtext.silo.journal;

import java.io.IOException;

/** Somebody who notes, apart from a file, how far it had come. */
interface Witness {
    /** Whom files have that only one round needs. */
    Witness NOBODY = new Witness() {
        @Override
        public void require() {}

        @Override
        public void has(long length) {}

        @Override
        public void grew(byte[] bytes) {}
    };

    /** @throws org.subtext.problems.InvalidInputException if the file is not what it had been, with more or nothing */
    void require() throws IOException;

    /** The file, which was as it had been, has so many bytes on the disk. */
    void has(long length) throws IOException;

    /** The file has these bytes more on the disk; only after {@link #has}. */
    void grew(byte[] bytes) throws IOException;
}
