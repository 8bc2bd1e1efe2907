package org.subtext.jpeg2000;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/**
 * The process that decodes: streams come in on standard input, each after its length, and answers go out on standard
 * output in the same order. Ends when its input does, so it cannot outlive whoever started it.
 */
public final class Worker {
    private Worker() {}

    /** @param arguments the native library's file */
    public static void main(String[] arguments) throws IOException {
        OpenJpeg decoder = new OpenJpeg(arguments[0]);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
                DataOutputStream out = new DataOutputStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16))) {
            while (true) {
                byte[] stream = next(in);
                if (stream.length == 0) {
                    return;
                }
                answer(decoder, stream).write(out);
            }
        }
    }

    private static Reply answer(OpenJpeg decoder, byte[] stream) {
        try {
            return decoder.decode(stream);
        } catch (RuntimeException | OutOfMemoryError e) {
            return Reply.refused("cannot be decoded: " + e.getClass().getSimpleName());
        }
    }

    /** Empty at the end of the input. */
    private static byte[] next(DataInputStream in) throws IOException {
        try {
            int length = in.readInt();
            byte[] stream = in.readNBytes(length);
            return stream.length == length ? stream : new byte[0];
        } catch (EOFException e) {
            return new byte[0];
        }
    }
}
