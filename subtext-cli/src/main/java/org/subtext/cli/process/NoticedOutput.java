package org.subtext.cli.process;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Standard output that remembers when it could not be written: writers of Java swallow a full disk and a closed pipe.
 * Thread-safe.
 */
final class NoticedOutput extends OutputStream {
    private final OutputStream out;
    private volatile @Nullable IOException failure;

    NoticedOutput(OutputStream out) {
        this.out = out;
    }

    /** That of this process. */
    static NoticedOutput ofProcess() {
        return new NoticedOutput(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 13));
    }

    @Override
    public synchronized void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            throw noticed(e);
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw noticed(e);
        }
    }

    private IOException noticed(IOException e) {
        failure = e;
        return e;
    }

    /** What went wrong first; null where everything that was written arrived. */
    @Nullable IOException failure() {
        return failure;
    }
}
