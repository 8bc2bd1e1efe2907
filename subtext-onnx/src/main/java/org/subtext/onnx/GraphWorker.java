package org.subtext.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import org.subtext.recognition.worker.Worker;
import org.subtext.recognition.worker.Worker.RefusalException;

/** The engine of the process that computes graphs, and that process's beginning. */
public final class GraphWorker implements Worker.Engine {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String input;
    private final String output;
    private final int channels;
    private final int side;

    private GraphWorker(OrtEnvironment environment, OrtSession session, String[] arguments) {
        this.environment = environment;
        this.session = session;
        this.input = arguments[1];
        this.output = arguments[2];
        this.channels = Integer.parseInt(arguments[3]);
        this.side = Integer.parseInt(arguments[4]);
    }

    /** @param arguments graph file, name of the input, name of the output, channels, side, threads */
    public static void main(String[] arguments) throws IOException {
        Worker.serve(() -> loaded(arguments));
    }

    private static GraphWorker loaded(String[] arguments) throws RefusalException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "subtext");
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(Integer.parseInt(arguments[5]));
            options.setInterOpNumThreads(1);
            options.setDeterministicCompute(true);
            return new GraphWorker(environment, environment.createSession(arguments[0], options), arguments);
        } catch (OrtException e) {
            throw RefusalException.of(e);
        }
    }

    /** All is known of a graph from its file. */
    @Override
    public float[] facts() {
        return new float[0];
    }

    @Override
    public int valuesPerImage() {
        return channels * side * side;
    }

    @Override
    public float[][] outputs(FloatBuffer images, int count) throws RefusalException {
        long[] shape = {count, channels, side, side};
        try (OnnxTensor batch = OnnxTensor.createTensor(environment, images, shape);
                OrtSession.Result result = session.run(Map.of(input, batch), Set.of(output))) {
            if (result.get(0).getValue() instanceof float[][] rows) {
                return rows;
            }
        } catch (OrtException | RuntimeException e) {
            throw RefusalException.of(e);
        }
        throw new RefusalException("its output is no table of float32 numbers, one row an image");
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
