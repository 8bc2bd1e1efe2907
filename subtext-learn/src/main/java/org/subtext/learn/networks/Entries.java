package org.subtext.learn.networks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/**
 * The named tensors of one network in the order of torchvision's state dict, and everything native that lives as long
 * as the network.
 */
final class Entries implements AutoCloseable {
    private final Map<String, Tensor> state = new LinkedHashMap<>();
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final List<Pointer> owned = new ArrayList<>();

    Tensor addParameter(String name, Tensor tensor) {
        tensor.set_requires_grad(true);
        parameters.put(name, tensor);
        return addBuffer(name, tensor);
    }

    Tensor addBuffer(String name, Tensor tensor) {
        if (state.put(name, keep(tensor)) != null) {
            throw new IllegalStateException("two entries are named " + name);
        }
        return tensor;
    }

    /** The tensor as an optional argument, made once: libtorch's functions take it at every call. */
    TensorOptional optional(Tensor tensor) {
        return keep(new TensorOptional(tensor));
    }

    /** Saves something native from the scope it was made in; it is freed when the network is closed. */
    <P extends Pointer> P keep(P pointer) {
        pointer.retainReference();
        owned.add(pointer);
        return pointer;
    }

    Map<String, Tensor> state() {
        return Collections.unmodifiableMap(state);
    }

    Map<String, Tensor> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    @Override
    public void close() {
        owned.forEach(Pointer::close);
        owned.clear();
        state.clear();
        parameters.clear();
    }
}
