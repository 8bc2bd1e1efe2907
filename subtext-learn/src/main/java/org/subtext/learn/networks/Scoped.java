package org.subtext.learn.networks;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Frees the intermediate tensors of a part of a pass as soon as the part is done, so that their memory is used again.
 */
final class Scoped {
    private Scoped() {}

    /** The result of the work, which now belongs to the caller's scope; all else that the work made is released. */
    static Tensor result(Supplier<Tensor> work) {
        PointerScope outer = PointerScope.getInnerScope();
        if (outer == null) {
            return work.get();
        }
        try (PointerScope inner = new PointerScope()) {
            Tensor result = work.get();
            outer.attach(result);
            return result;
        }
    }
}
