package org.subtext.learn.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.subtext.learn.networks.Network;
import org.subtext.learn.networks.NetworkSpec;
import org.subtext.learn.weights.Fit.Action;
import org.subtext.learn.weights.ImportRules.HeadRule;
import org.subtext.problems.Problems;
import org.subtext.recognition.LoadedWeights;
import org.subtext.recognition.WeightsAddress;
import org.subtext.wording.Lists;

/**
 * Puts the weights of a file into a network: first everything is compared, then everything is loaded, so that a refused
 * file leaves the network as it was.
 *
 * <p>Everything but the head must be there ({@link ImportRules}). Names may stand behind a prefix and may be an older
 * torchvision's or MONAI's ({@link FitSearch}). A first convolution for colour is adapted to grey by summing over its
 * three inputs, which gives what the colour network would compute from a grey image in all three channels.
 */
public final class WeightImport {
    /** How many names a note lists before it only counts. */
    private static final int NAMES_SHOWN = 5;

    private final Network network;
    private final TensorFile file;
    private final WeightsAddress address;
    private final ImportRules rules;
    private final List<String> notes = new ArrayList<>();

    private WeightImport(Network network, TensorFile file, WeightsAddress address, ImportRules rules) {
        this.network = network;
        this.file = file;
        this.address = address;
        this.rules = rules;
    }

    /** Loads safetensors, {@code .pt} or {@code .pth} into a network and says what it did. */
    public static LoadedWeights load(WeightsAddress address, Network network, ImportRules rules) throws IOException {
        try (TensorFile file = TensorFile.open(address.file())) {
            return new WeightImport(network, file, address, rules).run();
        }
    }

    /** Refuses weights that {@link #load} would refuse for their names and shapes; no value is read. */
    public static void check(WeightsAddress address, NetworkSpec spec, ImportRules rules) throws IOException {
        try (TensorFile file = TensorFile.open(address.file())) {
            fit(Blueprint.of(spec), file, address, rules);
        }
    }

    private LoadedWeights run() throws IOException {
        FitSearch.Found found = fit(Blueprint.of(network), file, address, rules);
        addNote(found.choice());
        Fit fit = found.fit();
        Map<String, Action> actions = new LinkedHashMap<>(fit.actions());
        actions.keySet().removeAll(headLeftOut(fit));
        noteDifferences(fit);
        Map<String, float[]> values = new LinkedHashMap<>();
        Problems problems = new Problems();
        for (Map.Entry<String, Action> entry : actions.entrySet()) {
            values.put(entry.getKey(), values(fit, entry.getKey(), entry.getValue(), problems));
        }
        problems.throwIfAny();
        values.forEach(this::put);
        return new LoadedWeights(address.name(), actions.size(), network.state().size(), notes);
    }

    /** The way to read the file; refuses one that does not hold what the rules ask for. */
    private static FitSearch.Found fit(Blueprint blueprint, TensorFile file, WeightsAddress address, ImportRules rules)
            throws IOException {
        FitSearch search = new FitSearch(blueprint, file, address);
        FitSearch.Found found = search.whole();
        boolean headNeeded = rules.head() == HeadRule.NEEDED;
        if (found != null && (!headNeeded || found.fit().hasHead())) {
            return found;
        }
        Fit nearest = found == null ? search.nearest() : found.fit();
        if (nearest == null || !rules.part() || nearest.actions().isEmpty()) {
            throw new Misfit(blueprint, file, address, !headNeeded).refusal(nearest);
        }
        return new FitSearch.Found(nearest, null);
    }

    /** Entries of the head that stay as they were. */
    private Set<String> headLeftOut(Fit fit) {
        List<String> head = fit.blueprint().head();
        if (fit.hasHead() && rules.head() != HeadRule.NEW) {
            return Set.of();
        }
        if (fit.hasHead()) {
            notes.add("Left out the head, which starts anew: the file does not say that its classes are these.");
        } else if (fit.misshapen().keySet().stream().anyMatch(head::contains)) {
            notes.add("Left out the head, which is for another number of classes and starts anew: "
                    + head.stream()
                            .filter(fit.misshapen()::containsKey)
                            .map(name -> shapes(fit, name))
                            .collect(Collectors.joining(", "))
                    + ".");
        } else {
            notes.add("The file holds no head of one layer, which starts anew.");
        }
        return Set.copyOf(head);
    }

    private static String shapes(Fit fit, String name) {
        Fit.Misshapen one = Objects.requireNonNull(fit.misshapen().get(name));
        return name + " (" + one.found().shapeText() + " in the file, "
                + one.expected().shapeText() + " here)";
    }

    private void noteDifferences(Fit fit) {
        Fit.Way way = fit.way();
        if (!way.prefix().isEmpty()) {
            notes.add("Took the names behind \"" + way.prefix() + "\".");
        }
        if (way.names() != EntryNames.TORCHVISION) {
            notes.add("Read the names as " + way.names().words() + ".");
        }
        if (fit.isHeadElsewhere() && rules.head() != HeadRule.NEW) {
            notes.add("Took the head from \"" + fit.nameInFile(fit.blueprint().headWeight()) + "\".");
        }
        if (fit.actions().containsValue(Action.SUM_CHANNELS)) {
            notes.add("Adapted " + fit.blueprint().firstConvolution()
                    + " from 3 channels to 1 by summing over red, green and blue.");
        }
        if (fit.missing().stream().anyMatch(Blueprint::isCounter)) {
            notes.add("The file lacks counters of batch norms, on which no score depends.");
        }
        Set<String> head = Set.copyOf(fit.blueprint().head());
        note(
                "Of another shape, so left as they were: ",
                without(head, fit.misshapen().keySet()));
        note("Missing in the file, so left as they were: ", without(head, fit.missing()));
        note("Unexpected in the file and not used: ", without(head, fit.beside()));
        note("Not used of the rest of the file: ", fit.outside());
    }

    private void note(String what, List<String> names) {
        List<String> telling =
                names.stream().filter(name -> !Blueprint.isCounter(name)).toList(); // old files have no counters
        if (!telling.isEmpty()) {
            notes.add(what + Lists.some(telling, NAMES_SHOWN) + ".");
        }
    }

    private static List<String> without(Set<String> head, Collection<String> names) {
        return names.stream().filter(name -> !head.contains(name)).toList();
    }

    private void addNote(@Nullable String note) {
        if (note != null) {
            notes.add(note);
        }
    }

    private float[] values(Fit fit, String name, Action action, Problems problems) throws IOException {
        String nameInFile = fit.nameInFile(name);
        TensorInfo info = fit.info(nameInFile);
        float[] values = floats(info, file.read(nameInFile));
        for (float value : values) {
            if (!Float.isFinite(value)) {
                problems.add(
                        "finite",
                        "\"" + nameInFile + "\" in " + address + " holds the value " + value + ".",
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
        if (Blueprint.isCounter(name)) {
            HostValues.writeScalar(tensor, (long) values[0]);
        } else {
            HostValues.write(tensor, values);
        }
    }
}
