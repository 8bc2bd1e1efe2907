package org.subtext.archive;

import java.io.IOException;
import java.io.InputStream;
import org.subtext.archive.ArchiveException.Kind;

/**
 * A stream that gives up beyond a number of bytes, so that an answer without end is never stored or read to its end.
 * Read by one thread.
 */
final class BoundedInput extends InputStream {
    private final InputStream in;
    private final long limit;
    private final String what;
    private long count;

    /**
     * A bounded stream.
     *
     * @param limit most bytes, all that the stream holds may be
     * @param what is read, as a message names it
     */
    BoundedInput(InputStream in, long limit, String what) {
        this.in = in;
        this.limit = limit;
        this.what = what;
    }

    /** Bytes read so far. */
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = in.read(target, offset, length);
        count += Math.max(0, read);
        if (count > limit) {
            throw new ArchiveException(Kind.TOO_LARGE, what + " is larger than " + limit + " bytes");
        }
        return read;
    }
}
