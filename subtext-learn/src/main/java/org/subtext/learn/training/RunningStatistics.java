package org.subtext.learn.training;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.subtext.learn.networks.Network;

/**
 * The running statistics of all replicas: after every step each replica holds the mean over the workers, and the
 * averaged network follows that mean.
 */
final class RunningStatistics {
    /** One statistic: the first replica's, the others', the averaged network's. */
    private record Statistic(
            Tensor first, List<Tensor> others, @Nullable Tensor average) {}

    private final List<Statistic> statistics = new ArrayList<>();

    RunningStatistics(List<Network> replicas, @Nullable Network average) {
        Network first = replicas.get(0);
        for (Map.Entry<String, Tensor> entry : first.state().entrySet()) {
            String name = entry.getKey();
            if (!first.parameters().containsKey(name)) {
                List<Tensor> others = replicas.stream()
                        .skip(1)
                        .map(replica -> requireNonNull(replica.state().get(name)))
                        .toList();
                Tensor averaged = average == null ? null : average.state().get(name);
                statistics.add(new Statistic(entry.getValue(), others, averaged));
            }
        }
    }

    /** Settles all; {@code decay} is the running average's for this step. */
    void settle(double decay) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            for (Statistic statistic : statistics) {
                if (statistic.first().is_floating_point()) {
                    settle(statistic, decay);
                } else if (statistic.average() != null) {
                    statistic.average().copy_(statistic.first()); // counts of batches, equal in all replicas
                }
            }
        }
    }

    private static void settle(Statistic statistic, double decay) {
        Tensor mean = statistic.first();
        if (!statistic.others().isEmpty()) {
            statistic.others().forEach(mean::add_);
            mean.div_(new Scalar(1.0 + statistic.others().size()));
            statistic.others().forEach(other -> other.copy_(mean));
        }
        if (statistic.average() != null) {
            statistic.average().lerp_(mean, new Scalar(1 - decay));
        }
    }
}
