package org.subtext.learn.weights;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.subtext.learn.networks.Network;
import org.subtext.learn.networks.NetworkSpec;
import org.subtext.learn.networks.Networks;

/**
 * The entries that a network has, by torchvision's names, without their values.
 *
 * @param entries type and shape by name, in the order of the state dict
 * @param head names of the head's weight and bias, in this order
 * @param firstConvolution the entry that reads the image
 */
record Blueprint(NetworkSpec spec, Map<String, TensorInfo> entries, List<String> head, String firstConvolution) {
    private static final String COUNTER = "num_batches_tracked";

    Blueprint {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        head = List.copyOf(head);
    }

    static Blueprint of(Network network) {
        Map<String, TensorInfo> entries = new LinkedHashMap<>();
        network.state().forEach((name, tensor) -> entries.put(name, HostValues.info(tensor)));
        return new Blueprint(network.spec(), entries, List.copyOf(network.headEntries()), network.firstConvolution());
    }

    /** Of a network that need not be made. */
    static Blueprint of(NetworkSpec spec) {
        try (Network outline = Networks.outline(spec)) {
            return of(outline);
        }
    }

    String id() {
        return spec.architecture().id();
    }

    TensorInfo entry(String name) {
        return Objects.requireNonNull(entries.get(name), name);
    }

    String headWeight() {
        return head.get(0);
    }

    /** The entries without which the network computes something else: all but the head and the counters. */
    List<String> body() {
        return entries.keySet().stream()
                .filter(name -> !head.contains(name) && !isCounter(name))
                .toList();
    }

    /** What the names of the body begin with, up to the first dot. */
    Set<String> bodyParts() {
        return body().stream().map(Blueprint::firstPart).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static String firstPart(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** The counters of batch norms, which old files lack and which say little of a network. */
    static boolean isCounter(String name) {
        return name.endsWith(COUNTER);
    }
}
