package org.subtext.learn.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.subtext.learn.networks.Network;
import org.subtext.provenance.ContentHash;

/**
 * A SHA-256 of all that weights are: names, types, shapes and values of their tensors in order of names. Texts beside
 * them and the order in a file have no say, so that a network and the file it was written to have the same.
 */
public final class WeightsHash {
    /** Gives the values of a tensor in C order, little-endian, from position to limit. */
    private interface Values {
        ByteBuffer of(String name) throws IOException;
    }

    private WeightsHash() {}

    /** That of a file's tensors; reads the file once. */
    public static ContentHash of(TensorFile file) throws IOException {
        return of(file.tensors(), file::read);
    }

    /** That of a network's state. */
    public static ContentHash of(Network network) throws IOException {
        var state = network.state();
        Map<String, TensorInfo> tensors = new TreeMap<>();
        state.forEach((name, tensor) -> tensors.put(name, HostValues.info(tensor)));
        return of(tensors, name -> HostValues.read(Objects.requireNonNull(state.get(name), name)));
    }

    private static ContentHash of(Map<String, TensorInfo> tensors, Values values) throws IOException {
        MessageDigest digest = ContentHash.sha256();
        for (Map.Entry<String, TensorInfo> tensor : new TreeMap<>(tensors).entrySet()) {
            TensorInfo info = tensor.getValue();
            String words = tensor.getKey() + "\n" + info.type() + "\n" + info.shape() + "\n";
            digest.update(words.getBytes(StandardCharsets.UTF_8));
            digest.update(values.of(tensor.getKey()));
        }
        return ContentHash.of(digest);
    }
}
