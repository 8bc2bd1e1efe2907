package org.subtext.recognition.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * The process that computes: batches of images come in on standard input, and outputs go out in the same order. Ends
 * when its input does, so it cannot outlive whoever started it.
 */
public final class Worker {
    /** System property that names the file of the answers; standard output where it is empty. */
    static final String ANSWERS = "subtext.answers";

    private Worker() {}

    /** A loaded network. */
    public interface Engine extends AutoCloseable {
        /** What {@link WorkerProcess#facts} tells of it. */
        float[] facts();

        /** Values of one image. */
        int valuesPerImage();

        /**
         * Outputs of a batch, one row an image, all of one width.
         *
         * @throws RefusalException where there are none
         */
        float[][] outputs(FloatBuffer images, int count) throws RefusalException;

        @Override
        void close();
    }

    /** Loads a network. */
    @FunctionalInterface
    public interface Loader {
        Engine load() throws RefusalException;
    }

    /** Why there is no network, or no output, in a few words that follow "it cannot be loaded: ". */
    public static final class RefusalException extends Exception {
        private static final long serialVersionUID = 1L;

        public RefusalException(String reason) {
            super(reason);
        }

        /** What an engine said, its first line. */
        public static RefusalException of(Throwable failure) {
            return new RefusalException(
                    String.valueOf(failure.getMessage()).lines().findFirst().orElse("no message"));
        }
    }

    /** Loads, says what came of it, and answers until nobody asks any more. */
    public static void serve(Loader loader) throws IOException {
        String answers = System.getProperty(ANSWERS, "");
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(System.in, 1 << 16));
                FileOutputStream channel =
                        answers.isEmpty() ? new FileOutputStream(FileDescriptor.out) : new FileOutputStream(answers);
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(channel, 1 << 16))) {
            try (Engine engine = loader.load()) {
                WorkerReply.of(new float[][] {engine.facts()}).write(out);
                answer(engine, in, out);
            } catch (RefusalException e) {
                WorkerReply.refused(String.valueOf(e.getMessage())).write(out);
            }
        }
    }

    private static void answer(Engine engine, DataInputStream in, DataOutputStream out) throws IOException {
        while (true) {
            int images;
            try {
                images = in.readInt();
            } catch (EOFException e) {
                return;
            }
            byte[] bytes = in.readNBytes(Float.BYTES * images * engine.valuesPerImage());
            reply(engine, ByteBuffer.wrap(bytes).asFloatBuffer(), images).write(out);
        }
    }

    private static WorkerReply reply(Engine engine, FloatBuffer images, int count) {
        try {
            return WorkerReply.of(engine.outputs(images, count));
        } catch (RefusalException e) {
            return WorkerReply.refused(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            return WorkerReply.refused("out of memory");
        }
    }
}
