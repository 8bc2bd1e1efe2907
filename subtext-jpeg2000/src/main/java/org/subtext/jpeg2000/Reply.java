package org.subtext.jpeg2000;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a worker answers to one stream, and how both sides write it: big-endian words and counted bytes.
 *
 * @param refusal why the stream could not be decoded; null where it could
 * @param bits precision of the first component
 * @param samples interleaved by pixel, big-endian words of 16 bits, or of 32 where {@code bits} are more; sign-extended
 *     where the stream is signed
 */
@SuppressWarnings("ArrayRecordComponent") // a message, never compared
record Reply(@Nullable String refusal, int width, int height, int components, int bits, byte[] samples) {
    static Reply refused(String reason) {
        return new Reply(reason, 0, 0, 0, 0, new byte[0]);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeBoolean(refusal != null);
        if (refusal != null) {
            out.writeUTF(refusal.length() > 1000 ? refusal.substring(0, 1000) : refusal);
        } else {
            out.writeInt(width);
            out.writeInt(height);
            out.writeInt(components);
            out.writeInt(bits);
            out.writeInt(samples.length);
            out.write(samples);
        }
        out.flush();
    }

    /** @param most samples expected; an answer of more is none */
    static Reply read(DataInputStream in, int most) throws IOException {
        if (in.readBoolean()) {
            return refused(in.readUTF());
        }
        int width = in.readInt();
        int height = in.readInt();
        int components = in.readInt();
        int bits = in.readInt();
        int length = in.readInt();
        int size = bytes(bits);
        if (length < 0 || length / size > most || (long) width * height * components * size != length) {
            throw new IOException("an answer of " + length + " bytes for " + most + " samples");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new Reply(null, width, height, components, bits, bytes);
    }

    /** Of a sample in an answer. */
    static int bytes(int bits) {
        return bits <= 16 ? Short.BYTES : Integer.BYTES;
    }
}
