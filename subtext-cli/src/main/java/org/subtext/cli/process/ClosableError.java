package org.subtext.cli.process;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard error until the last sentence: what threads say that are being ended is no news. */
final class ClosableError extends FilterOutputStream {
    private volatile boolean closed;

    ClosableError(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int one) throws IOException {
        if (!closed) {
            out.write(one);
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (!closed) {
            out.write(bytes, from, length);
        }
    }

    /** Nothing is written from now on; the stream below stays open. */
    @Override
    public void close() {
        closed = true;
    }
}
