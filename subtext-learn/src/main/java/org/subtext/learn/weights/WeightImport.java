package org.subtext.learn.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;
import org.subtext.learn.networks.Network;
import org.subtext.problems.Problems;
import org.subtext.wording.Lists;

/**
 * Puts the weights of a file into a network: first everything is compared, then everything is loaded, so that a refused
 * file leaves the network as it was.
 *
 * <p>A first convolution for colour is adapted to grey by summing over its three inputs, which gives what the colour
 * network would compute from a grey image in all three channels. A head for another number of classes is left out.
 */
public final class WeightImport {
    /** How many names a note lists before it only counts. */
    private static final int NAMES_SHOWN = 5;

    private static final String COUNTER = "num_batches_tracked";

    private enum Action {
        COPY,
        SUM_CHANNELS
    }

    private final Network network;
    private final TensorFile file;
    private final Path path;
    private final Map<String, String> namesInFile;
    private final Map<String, Action> actions = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private WeightImport(Network network, TensorFile file, Path path) {
        this.network = network;
        this.file = file;
        this.path = path;
        this.namesInFile = EntryNames.today(file.tensors().keySet());
    }

    /** Loads safetensors, {@code .pt} or {@code .pth} into a network and says what it did. */
    public static ImportReport load(Path path, Network network) throws IOException {
        try (TensorFile file = TensorFile.open(path)) {
            return new WeightImport(network, file, path).run();
        }
    }

    private ImportReport run() throws IOException {
        compare();
        noteDifferences();
        Map<String, float[]> values = new LinkedHashMap<>();
        Problems problems = new Problems();
        for (Map.Entry<String, Action> entry : actions.entrySet()) {
            values.put(entry.getKey(), values(entry.getKey(), entry.getValue(), problems));
        }
        problems.throwIfAny();
        values.forEach(this::put);
        return new ImportReport(
                String.valueOf(path.getFileName()),
                actions.size(),
                network.state().size(),
                notes);
    }

    private void compare() {
        Problems problems = new Problems();
        Set<String> head = network.headEntries();
        network.state().forEach((name, tensor) -> {
            String nameInFile = namesInFile.get(name);
            if (nameInFile == null) {
                missing.add(name);
                return;
            }
            TensorInfo expected = HostValues.info(tensor);
            TensorInfo found = found(nameInFile);
            if (found.shape().equals(expected.shape())) {
                actions.put(name, Action.COPY);
            } else if (isColourForGrey(name, found.shape(), expected.shape())) {
                actions.put(name, Action.SUM_CHANNELS);
            } else if (head.contains(name)) {
                leftOut.add(name + " (" + found.shapeText() + " in the file, " + expected.shapeText() + " here)");
            } else {
                problems.add(
                        "shape",
                        "\"" + nameInFile + "\" in " + path + " has the shape " + found.shapeText() + "; "
                                + network.spec().architecture().id() + " needs " + expected.shapeText() + ".",
                        "Choose the architecture, the number of channels and, for vit_b_16, the image size that the"
                                + " weights were made with.");
            }
        });
        if (actions.isEmpty() && problems.isEmpty()) {
            problems.add("Nothing in " + path + " fits "
                    + network.spec().architecture().id() + ": the file holds "
                    + Lists.some(telling(file.tensors().keySet()), NAMES_SHOWN) + "; expected "
                    + Lists.some(telling(network.state().keySet()), NAMES_SHOWN)
                    + ". Choose the architecture that the weights were made with.");
        }
        problems.throwIfAny();
    }

    private boolean isColourForGrey(String name, List<Long> found, List<Long> expected) {
        return name.equals(network.firstConvolution())
                && found.size() == expected.size()
                && found.get(1) == 3
                && expected.get(1) == 1
                && found.get(0).equals(expected.get(0))
                && found.subList(2, found.size()).equals(expected.subList(2, expected.size()));
    }

    private void noteDifferences() {
        actions.forEach((name, action) -> {
            if (action == Action.SUM_CHANNELS) {
                notes.add("Adapted " + name + " from 3 channels to 1 by summing over red, green and blue.");
            }
        });
        if (!leftOut.isEmpty()) {
            notes.add("Left out the head, which is for another number of classes and starts anew: "
                    + String.join(", ", leftOut) + ".");
        }
        List<String> needed = telling(missing); // old files have no counters
        if (!needed.isEmpty()) {
            notes.add("Missing in the file, so left as they were: " + Lists.some(needed, NAMES_SHOWN) + ".");
        }
        Set<String> unexpected = new TreeSet<>(namesInFile.keySet());
        unexpected.removeAll(network.state().keySet());
        if (!unexpected.isEmpty()) {
            notes.add("Unexpected in the file and not used: " + Lists.some(List.copyOf(unexpected), NAMES_SHOWN) + ".");
        }
    }

    private float[] values(String name, Action action, Problems problems) throws IOException {
        String nameInFile = Objects.requireNonNull(namesInFile.get(name), name);
        TensorInfo info = found(nameInFile);
        float[] values = floats(info, file.read(nameInFile));
        for (float value : values) {
            if (!Float.isFinite(value)) {
                problems.add(
                        "finite",
                        "\"" + nameInFile + "\" in " + path + " holds the value " + value + ".",
                        "A network with such weights computes nothing; use a checkpoint from before training"
                                + " diverged.");
                break;
            }
        }
        return action == Action.SUM_CHANNELS ? summedOverChannels(values, info.shape()) : values;
    }

    private static float[] floats(TensorInfo info, ByteBuffer data) {
        float[] values = new float[Math.toIntExact(info.count())];
        if (info.type() == ElementType.F32) {
            data.asFloatBuffer().get(values);
            return values;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = info.type().floatAt(data, i);
        }
        return values;
    }

    /** {@code (out, channel, height, width)} to {@code (out, 1, height, width)}. */
    private static float[] summedOverChannels(float[] values, List<Long> shape) {
        int outputs = Math.toIntExact(shape.get(0));
        int channels = Math.toIntExact(shape.get(1));
        int area = values.length / outputs / channels;
        float[] sums = new float[outputs * area];
        for (int i = 0; i < values.length; i++) {
            sums[i / (channels * area) * area + i % area] += values[i];
        }
        return sums;
    }

    private void put(String name, float[] values) {
        Tensor tensor = network.entry(name);
        if (name.endsWith(COUNTER)) {
            HostValues.writeScalar(tensor, (long) values[0]);
        } else {
            HostValues.write(tensor, values);
        }
    }

    private TensorInfo found(String nameInFile) {
        return Objects.requireNonNull(file.tensors().get(nameInFile), nameInFile);
    }

    /** The names without the counters of batch norms, which say little of a network. */
    private static List<String> telling(Collection<String> names) {
        return names.stream().filter(name -> !name.endsWith(COUNTER)).toList();
    }
}
