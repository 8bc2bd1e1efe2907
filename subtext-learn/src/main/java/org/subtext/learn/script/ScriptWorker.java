package org.subtext.learn.script;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.OperatorVector;
import org.bytedeco.pytorch.Symbol;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.bytedeco.pytorch.module_iterator;
import org.bytedeco.pytorch.module_list;
import org.subtext.learn.engine.Natives;
import org.subtext.recognition.worker.Worker;
import org.subtext.recognition.worker.Worker.RefusalException;

/** The engine of the process that computes TorchScript modules, and that process's beginning. */
public final class ScriptWorker implements Worker.Engine {
    /** Numbers of {@link #facts}: channels, outputs, and whether several images may be asked about at once. */
    static final int FACTS = 3;

    /** Operators that reach files, by their names in TorchScript; without them code that uses them is not loaded. */
    private static final Set<String> REACH_FILES = Set.of("aten::save", "aten::from_file");

    /** Whether an output is another one: beyond rounding of other kernels for other batches. */
    private static final double SAME = 1e-3;

    private static final String UNKNOWN = "Unknown builtin op: ";

    private final JitModule module;
    private final int side;
    private int channels;
    private int outputs;
    private boolean takesSeveral;

    private ScriptWorker(JitModule module, int side) {
        this.module = module;
        this.side = side;
    }

    /** @param arguments archive, side, threads */
    public static void main(String[] arguments) throws IOException {
        Worker.serve(() -> loaded(arguments[0], Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2])));
    }

    private static ScriptWorker loaded(String archive, int side, int threads) throws RefusalException {
        Natives.setThreads(threads);
        takeFilesAway();
        try {
            JitModule module = torch.load(archive, new DeviceOptional(new org.bytedeco.pytorch.Device("cpu")), false);
            ScriptWorker worker = new ScriptWorker(module, side);
            worker.requireOneInput();
            worker.requireEvaluation();
            worker.tryOut();
            return worker;
        } catch (RuntimeException e) {
            throw refusal(e);
        }
    }

    private static void takeFilesAway() {
        try (PointerScope scope = new PointerScope()) {
            for (String name : REACH_FILES) {
                OperatorVector overloads = torch.getAllOperatorsFor(Symbol.fromQualString(name));
                for (long i = 0; i < overloads.size(); i++) {
                    torch.deregisterOperator(overloads.get(i).schema());
                }
            }
        }
    }

    private void requireOneInput() throws RefusalException {
        if (!module.find_method("forward").has_value()) {
            throw new RefusalException("it has no method forward");
        }
        long inputs = module.get_method("forward").num_inputs() - 1; // the first is the module itself
        if (inputs != 1) {
            throw new RefusalException("it takes " + inputs + " inputs, and one is taken here: images");
        }
    }

    /** A module that was frozen does not say whether it is in training, since nothing of training is left in it. */
    private void requireEvaluation() throws RefusalException {
        try (PointerScope scope = new PointerScope()) {
            module_list all = module.modules();
            module_iterator one = all.begin();
            for (long i = 0; i < all.size(); i++, one.increment()) {
                JitModule part = one.multiply();
                if (part.hasattr("training") && part.is_training()) {
                    throw new RefusalException("it was stored in the mode of training, in which outputs depend on"
                            + " chance and on the other images. Call model.eval() before it is stored");
                }
            }
        }
    }

    /** Finds out what it takes and gives, and whether the answer on one image is its own. */
    private void tryOut() throws RefusalException {
        float[] first = tried();
        outputs = first.length;
        if (differ(first, output(random(1), 1)[0])) {
            throw new RefusalException("it gives another output each time for one image, so chance is in it");
        }
        float[][] together;
        try {
            together = output(random(2), 2);
        } catch (RefusalException e) {
            return; // a traced one may know one image alone
        }
        if (differ(first, together[0])) {
            throw new RefusalException("its output for one image depends on which others are asked about with it");
        }
        takesSeveral = true;
    }

    private float[] tried() throws RefusalException {
        channels = 3;
        try {
            return output(random(1), 1)[0];
        } catch (RefusalException colour) {
            channels = 1;
            try {
                return output(random(1), 1)[0];
            } catch (RefusalException grey) {
                throw colour;
            }
        }
    }

    private float[] random(int images) {
        SplittableRandom random = new SplittableRandom(5);
        float[] values = new float[images * valuesPerImage()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return values;
    }

    private static boolean differ(float[] one, float[] other) {
        double largest = 1;
        double apart = 0;
        for (int k = 0; k < one.length; k++) {
            largest = Math.max(largest, Math.abs(one[k]));
            apart = Math.max(apart, Math.abs(one[k] - other[k]));
        }
        return apart > SAME * largest;
    }

    @Override
    public float[] facts() {
        return new float[] {channels, outputs, takesSeveral ? 1 : 0};
    }

    @Override
    public int valuesPerImage() {
        return channels * side * side;
    }

    @Override
    public float[][] outputs(FloatBuffer images, int count) throws RefusalException {
        float[] values = new float[images.remaining()];
        images.get(values);
        return output(values, count);
    }

    private float[][] output(float[] values, int count) throws RefusalException {
        try (PointerScope scope = new PointerScope();
                InferenceMode inference = new InferenceMode(true)) {
            Tensor batch = Tensor.create(values, count, channels, side, side);
            IValue given = module.forward(new IValueVector(new IValue(batch)));
            return rows(table(given, count), count);
        } catch (RuntimeException e) {
            throw refusal(e);
        }
    }

    private static Tensor table(IValue given, int count) throws RefusalException {
        if (!given.isTensor()) {
            String kind = given.tagKind().getString();
            throw new RefusalException("it gives a value of the kind " + kind
                    + ", and a tensor (batch, class) is taken here. Wrap it in a module that gives its scores alone");
        }
        Tensor table = given.toTensor();
        if (!table.is_floating_point() || table.dim() != 2 || table.size(0) != count || table.size(1) == 0) {
            throw new RefusalException("it gives a tensor of "
                    + table.scalar_type().intern() + " "
                    + Arrays.toString(table.sizes().vec().get()) + " for " + count
                    + (count == 1 ? " image" : " images") + ", and floating numbers (batch, class) are taken here");
        }
        return table.to(ScalarType.Float).contiguous();
    }

    private static float[][] rows(Tensor table, int count) {
        float[] all = new float[Math.toIntExact(table.numel())];
        table.data_ptr_float().get(all);
        int width = all.length / count;
        float[][] rows = new float[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = Arrays.copyOfRange(all, i * width, (i + 1) * width);
        }
        return rows;
    }

    /** What libtorch says, without its traces of C++ and of the code in the archive. */
    private static RefusalException refusal(RuntimeException failure) {
        List<String> lines = String.valueOf(failure.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        for (String line : lines) {
            if (line.startsWith(UNKNOWN)) {
                return unknown(line.substring(UNKNOWN.length()).replaceAll("\\.$", ""));
            }
            if (line.contains("can't allocate memory")) {
                return new RefusalException("it takes more memory than a network of others is given");
            }
            if (line.contains("CUDA")) {
                return new RefusalException("it asks for a graphics card (CUDA) by name, and none is given to networks"
                        + " of others. Move it to the processor before it is stored, and name no device in forward");
            }
        }
        boolean failedWhileItRan = lines.stream().anyMatch(line -> line.startsWith("Traceback of TorchScript"));
        String told = lines.isEmpty() ? "no message" : lines.get(failedWhileItRan ? lines.size() - 1 : 0);
        return new RefusalException(told.replaceAll("\\.$", ""));
    }

    private static RefusalException unknown(String operator) {
        return new RefusalException("it uses the operator " + operator
                + (REACH_FILES.contains(operator)
                        ? ", which reaches files and is not allowed here"
                        : ", which libtorch does not have: operators of others are code that is not run here"));
    }

    @Override
    public void close() {
        module.close();
    }
}
