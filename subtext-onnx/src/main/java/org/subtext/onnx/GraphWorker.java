package org.subtext.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
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
import java.util.Map;

/**
 * The process that computes: batches of images come in on standard input, and outputs go out on standard output in the
 * same order. Ends when its input does, so it cannot outlive whoever started it.
 */
public final class GraphWorker {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String input;
    private final String output;
    private final long[] imageShape;

    private GraphWorker(OrtEnvironment environment, OrtSession session, String input, String output, long[] shape) {
        this.environment = environment;
        this.session = session;
        this.input = input;
        this.output = output;
        this.imageShape = shape;
    }

    /** @param arguments graph file, name of the input, name of the output, channels, side, threads */
    public static void main(String[] arguments) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(System.in, 1 << 16));
                DataOutputStream out = new DataOutputStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
                OrtEnvironment environment =
                        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "subtext");
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(Integer.parseInt(arguments[5]));
            options.setInterOpNumThreads(1);
            options.setDeterministicCompute(true);
            long side = Long.parseLong(arguments[4]);
            try (OrtSession session = environment.createSession(arguments[0], options)) {
                GraphReply.of(new float[0][]).write(out);
                new GraphWorker(environment, session, arguments[1], arguments[2], new long[] {
                            0, Long.parseLong(arguments[3]), side, side
                        })
                        .serve(in, out);
            } catch (OrtException e) {
                GraphReply.refused(firstLine(e)).write(out);
            }
        } catch (OrtException e) {
            throw new IOException(e);
        }
    }

    private void serve(DataInputStream in, DataOutputStream out) throws IOException {
        while (true) {
            int images;
            try {
                images = in.readInt();
            } catch (EOFException e) {
                return;
            }
            long[] shape = imageShape.clone();
            shape[0] = images;
            byte[] bytes = in.readNBytes((int) (Float.BYTES * shape[0] * shape[1] * shape[2] * shape[3]));
            outputs(ByteBuffer.wrap(bytes).asFloatBuffer(), shape).write(out);
        }
    }

    private GraphReply outputs(FloatBuffer images, long[] shape) {
        try (OnnxTensor batch = OnnxTensor.createTensor(environment, images, shape);
                OrtSession.Result result = session.run(Map.of(input, batch), java.util.Set.of(output))) {
            Object values = result.get(0).getValue();
            return values instanceof float[][] rows
                    ? GraphReply.of(rows)
                    : GraphReply.refused("its output is no table of float32 numbers, one row an image");
        } catch (OrtException | RuntimeException e) {
            return GraphReply.refused(firstLine(e));
        } catch (OutOfMemoryError e) {
            return GraphReply.refused("out of memory");
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no message");
    }
}
