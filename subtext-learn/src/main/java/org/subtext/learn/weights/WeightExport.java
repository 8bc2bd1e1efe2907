package org.subtext.learn.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.subtext.learn.networks.Network;

/** Writes a network's state as safetensors under torchvision's names, so that {@code load_state_dict} takes it. */
public final class WeightExport {
    private WeightExport() {}

    /**
     * Replaces the target, whole or not at all.
     *
     * @param metadata texts to carry along; by convention {@code format} is {@code pt} and set here
     */
    public static void write(Network network, Path target, Map<String, String> metadata) throws IOException {
        List<SafetensorsWriter.Source> sources = network.state().entrySet().stream()
                .map(entry -> new SafetensorsWriter.Source(
                        entry.getKey(), HostValues.info(entry.getValue()), () -> HostValues.read(entry.getValue())))
                .toList();
        Map<String, String> texts = new TreeMap<>(metadata);
        texts.put("format", "pt");
        SafetensorsWriter.write(target, sources, texts);
    }
}
