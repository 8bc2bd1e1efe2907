package org.subtext.learn.training;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.subtext.learn.inference.NativeFailure;
import org.subtext.learn.networks.Network;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingTask;

/**
 * Workers that share one set of weights: each computes the gradients of its part of a batch, then each updates its
 * share of the weights.
 *
 * <p>Batch statistics are each worker's own, as its part of the batch is; running statistics are averaged over the
 * workers after every step, so that all replicas evaluate alike. Sums run in the workers' order: the same plan gives
 * the same weights bit for bit.
 */
final class DataParallel implements AutoCloseable {
    private final TrainingPlan plan;
    private final Network network;
    private final @Nullable Network average;
    private final @Nullable Pull pull;
    private final Objective objective;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Network> replicas = new ArrayList<>();
    private final List<Shard> shards = new ArrayList<>();
    private final RunningStatistics runningStatistics;
    private final WorkerThreads threads;

    DataParallel(TrainingTask task, Network network, @Nullable Network average) {
        this(task, network, average, null);
    }

    /**
     * Prepares the workers.
     *
     * @param network what is trained; laid out and placed already
     * @param average receives the running average of its weights; null for none
     * @param pull what holds its weights back; null for nothing
     */
    DataParallel(TrainingTask task, Network network, @Nullable Network average, @Nullable Pull pull) {
        this.plan = task.plan();
        this.network = network;
        this.average = average;
        this.pull = pull;
        this.objective = Objective.of(task);
        this.threads = new WorkerThreads(plan.execution().workers());
        for (int i = 0; i < plan.execution().workers(); i++) {
            Network replica = i == 0 ? network : replicaOf(network);
            replicas.add(replica);
            workers.add(new Worker(i, task, replica, objective));
        }
        this.runningStatistics = new RunningStatistics(replicas, average);
        for (List<Shard.Parameter> share : shares()) {
            shards.add(new Shard(plan, share, pull == null ? 0 : pull.strength()));
        }
    }

    /** A network whose parameters are the original's own memory, with gradients and running statistics of its own. */
    private static Network replicaOf(Network network) {
        Network replica = network.copy();
        try (PointerScope scope = new PointerScope()) {
            replica.parameters()
                    .forEach((name, view) -> view.set_data(
                            requireNonNull(network.parameters().get(name)).detach()));
        }
        return replica;
    }

    /** Splits the parameters into one contiguous share a worker, of about equal numbers of values. */
    private List<List<Shard.Parameter>> shares() {
        List<List<Shard.Parameter>> shares = new ArrayList<>();
        for (int i = 0; i < plan.execution().workers(); i++) {
            shares.add(new ArrayList<>());
        }
        long total = network.parameterCount();
        long before = 0;
        for (Map.Entry<String, Tensor> entry : network.parameters().entrySet()) {
            String name = entry.getKey();
            long size = entry.getValue().numel();
            int share = (int) Math.min(
                    plan.execution().workers() - 1,
                    (before + size / 2) * plan.execution().workers() / total);
            List<Tensor> views = replicas.stream()
                    .map(r -> requireNonNull(r.parameters().get(name)))
                    .toList();
            Tensor averaged = average == null ? null : average.parameters().get(name);
            Tensor anchor = pull == null ? null : pull.towards().parameters().get(name);
            shares.get(share).add(new Shard.Parameter(name, entry.getValue(), views, averaged, anchor));
            before += size;
        }
        return shares.stream().filter(share -> !share.isEmpty()).toList();
    }

    /**
     * One step on positions {@code from} to {@code to - 1} of a pass.
     *
     * @return the mean loss over these images
     */
    double step(int pass, long step, int[] order, int from, int to, double rate) {
        double totalWeight = totalWeight(order, from, to);
        double[] losses = new double[workers.size()];
        threads.each(w -> losses[w] = NativeFailure.explained(
                "training",
                () -> workers.get(w)
                        .gradients(new Worker.Part(
                                pass, step, order, cut(from, to, w), cut(from, to, w + 1), totalWeight))));
        boolean clip = plan.optimisation().clipNorm() > 0;
        double[] squares = new double[shards.size()];
        if (clip || pull != null || workers.size() > 1) {
            threads.each(w -> {
                if (w < shards.size()) {
                    squares[w] = shards.get(w).sumGradients(clip);
                }
            });
        }
        double factor = clip ? clippingFactor(squares) : 1;
        threads.each(w -> {
            if (w < shards.size()) {
                shards.get(w).update(step, rate, factor);
            }
            if (w == 0) {
                settleRunningStatistics(step);
            }
        });
        double loss = 0;
        for (double part : losses) {
            loss += part;
        }
        return loss;
    }

    /** Where worker {@code w}'s part begins; parts differ by one image at most. */
    private int cut(int from, int to, int w) {
        return from + (int) ((long) (to - from) * w / workers.size());
    }

    private double totalWeight(int[] order, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += objective.weight(order[i]);
        }
        return sum;
    }

    private double clippingFactor(double[] squares) {
        double sum = 0;
        for (double share : squares) {
            sum += share;
        }
        return Math.min(1, plan.optimisation().clipNorm() / (Math.sqrt(sum) + 1e-6));
    }

    private void settleRunningStatistics(long step) {
        if (workers.size() > 1 || average != null) {
            runningStatistics.settle(Shard.averageDecay(plan, step));
        }
    }

    /** What the update rules remember, by name. */
    Map<String, Tensor> optimiserMemory() {
        Map<String, Tensor> memory = new LinkedHashMap<>();
        shards.forEach(shard -> memory.putAll(shard.memory()));
        return memory;
    }

    /** After the network's values were replaced: replicas take over its running statistics. */
    void networkReplaced() {
        for (int w = 1; w < replicas.size(); w++) {
            replicas.get(w).copyStateFrom(network); // the weights are shared; copying them onto themselves is harmless
        }
    }

    @Override
    public void close() {
        threads.close();
        workers.forEach(Worker::close);
        shards.forEach(Shard::close);
        replicas.stream().skip(1).forEach(Network::close);
    }
}
