package org.subtext.learn.weights;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a file says about one of its tensors.
 *
 * @param shape lengths of the axes, none negative; empty for a scalar
 */
public record TensorInfo(ElementType type, List<Long> shape) {
    public TensorInfo {
        shape = List.copyOf(shape);
        Math.multiplyExact(count(shape), type.bytes()); // refuses at birth what cannot be counted
    }

    /** Number of elements. */
    public long count() {
        return count(shape);
    }

    /** Size in bytes. */
    public long bytes() {
        return count() * type.bytes();
    }

    /** As messages show it: {@code 64×3×7×7}, or {@code scalar}. */
    public String shapeText() {
        return shape.isEmpty() ? "scalar" : shape.stream().map(String::valueOf).collect(Collectors.joining("×"));
    }

    private static long count(List<Long> shape) {
        long count = 1;
        for (long length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException("an axis of negative length " + length);
            }
            count = Math.multiplyExact(count, length);
        }
        return count;
    }
}
