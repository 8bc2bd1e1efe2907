package org.subtext.learn.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.subtext.learn.networks.Network;
import org.subtext.learn.weights.ElementType;
import org.subtext.learn.weights.HostValues;
import org.subtext.learn.weights.TensorInfo;
import org.subtext.recognition.TrainingTask;
import org.subtext.recognition.local.LocalLearner;
import org.subtext.recognition.local.NetworkValues;
import org.subtext.recognition.local.NetworkValues.NamedArray;
import org.subtext.recognition.local.NetworkValues.Role;

/** A training by turns: the network is filled anew before each, what the update rule remembers goes on. */
public final class LocalRun implements LocalLearner {
    private final TrainingTask task;
    private final Network network;
    private final @Nullable Network anchor;
    private final DataParallel workers;
    private final PassSteps steps;

    /**
     * Takes over a new network, laid out and placed as the plan says.
     *
     * @param pull back to what a turn begins with; 0 for none
     */
    public LocalRun(TrainingTask task, Network network, double pull) {
        this.task = task;
        this.network = network;
        this.anchor = pull == 0 ? null : network.copy();
        this.workers = new DataParallel(task, network, null, anchor == null ? null : new Pull(anchor, pull));
        this.steps = new PassSteps(task, workers);
    }

    @Override
    public Turn turn(NetworkValues from, int firstPass, int lastPass) {
        if (firstPass < 1
                || lastPass < firstPass
                || lastPass > task.plan().passes().epochs()) {
            throw new IllegalArgumentException("no turn: passes " + firstPass + " to " + lastPass + " of "
                    + task.plan().passes().epochs());
        }
        fill(from);
        if (anchor != null) {
            anchor.copyStateFrom(network);
        }
        double losses = 0;
        for (int pass = firstPass; pass <= lastPass; pass++) {
            losses += steps.fit(pass, (images, done, loss) -> {});
        }
        return new Turn(values(network), losses / (lastPass - firstPass + 1), steps.rateAfter(lastPass));
    }

    @Override
    public double loss(NetworkValues values) {
        fill(values);
        return Validation.of(network, task.plan(), task.validation()).loss();
    }

    private void fill(NetworkValues values) {
        fill(network, values);
        workers.networkReplaced();
    }

    /** Overwrites a network; every array of it must be there in its shape. */
    public static void fill(Network network, NetworkValues values) {
        NetworkValues own = values(network);
        if (!shapes(own).equals(shapes(values))) {
            throw new IllegalArgumentException("values of another network: " + shapes(values) + " for " + shapes(own));
        }
        for (NamedArray array : values.arrays()) {
            HostValues.write(network.entry(array.name()), array.values());
        }
    }

    private static List<String> shapes(NetworkValues values) {
        return values.arrays().stream().map(NamedArray::toString).toList();
    }

    /** All of a network but its counters of batches, on which no score depends. */
    public static NetworkValues values(Network network) {
        List<NamedArray> arrays = new ArrayList<>();
        for (Map.Entry<String, Tensor> entry : network.state().entrySet()) {
            TensorInfo info = HostValues.info(entry.getValue());
            if (info.type() == ElementType.F32) {
                float[] values = new float[Math.toIntExact(entry.getValue().numel())];
                HostValues.read(entry.getValue()).asFloatBuffer().get(values);
                List<Integer> shape =
                        info.shape().stream().map(Math::toIntExact).toList();
                arrays.add(new NamedArray(entry.getKey(), role(network, entry.getKey()), shape, values));
            }
        }
        return new NetworkValues(arrays);
    }

    private static Role role(Network network, String name) {
        if (network.parameters().containsKey(name)) {
            return Role.WEIGHT;
        }
        if (name.endsWith(".running_mean")) {
            return Role.RUNNING_MEAN;
        }
        if (name.endsWith(".running_var")) {
            return Role.RUNNING_VARIANCE;
        }
        throw new IllegalStateException(name + " is neither learnt nor of a batch norm");
    }

    @Override
    public void close() {
        workers.close();
        network.close();
        if (anchor != null) {
            anchor.close();
        }
    }
}
