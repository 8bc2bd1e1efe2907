package org.subtext.deidentification.pseudonyms;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.subtext.provenance.KeyedHash;

/** Passes on what is written, and adds it to a digest. */
final class DigestingStream extends FilterOutputStream {
    private final KeyedHash.Parts digest;

    DigestingStream(OutputStream out, KeyedHash.Parts digest) {
        super(out);
        this.digest = digest;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        digest.add(bytes, offset, length);
    }
}
