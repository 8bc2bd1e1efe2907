package org.subtext.learn.networks;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The reproducible fill of {@code shared/reference/architectures.json}: every value depends on the entry's name, its
 * flat index and its shape only, so that two programs hold equal networks without exchanging a file.
 */
public final class ReferenceFill {
    private ReferenceFill() {}

    public static void fill(Network network) {
        for (Map.Entry<String, Tensor> entry : network.state().entrySet()) {
            Tensor tensor = entry.getValue();
            if (entry.getKey().endsWith("num_batches_tracked")) {
                tensor.detach().zero_();
            } else {
                tensor.detach().copy_(tensor(values(entry.getKey(), tensor.shape()), tensor.shape()));
            }
        }
    }

    /** Images {@code (batch, channel, size, size)} with x[i] = sin(0.01 i). */
    public static Tensor images(int batch, int channels, int size) {
        float[] values = new float[batch * channels * size * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(0.01 * i);
        }
        return tensor(values, batch, channels, size, size);
    }

    private static float[] values(String name, long[] shape) {
        int count = 1;
        for (long length : shape) {
            count *= Math.toIntExact(length);
        }
        int phase = 0;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            phase += b & 0xff;
        }
        phase %= 1000;
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            double s = Math.sin(0.37 * i + phase);
            values[i] = (float) value(name, shape, count, s);
        }
        return values;
    }

    private static double value(String name, long[] shape, int count, double s) {
        if (name.endsWith("running_var")) {
            return 1 + 0.1 * Math.abs(s);
        }
        if (name.endsWith("running_mean")) {
            return 0.05 * s;
        }
        if (shape.length <= 1) {
            return name.endsWith("weight") ? 1 + 0.1 * s : 0.1 * s;
        }
        return s * Math.sqrt(2 / ((double) count / shape[0]));
    }

    private static Tensor tensor(float[] values, long... shape) {
        Tensor tensor = torch.empty(shape);
        new FloatPointer(tensor.data_ptr()).put(values);
        return tensor;
    }
}
