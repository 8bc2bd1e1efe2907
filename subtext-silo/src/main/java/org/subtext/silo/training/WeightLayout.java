package org.subtext.silo.training;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which arrays a model has, in order.
 *
 * @param arrays each with a name of its own
 */
public record WeightLayout(List<NamedShape> arrays) {
    /**
     * An array of a model.
     *
     * @param shape each at least 1; of no axis for a single number
     */
    public record NamedShape(String name, List<Integer> shape) {
        public NamedShape {
            shape = List.copyOf(shape);
            if (name.isBlank() || shape.stream().anyMatch(axis -> axis < 1)) {
                throw new IllegalArgumentException("no array: " + name + " " + shape);
            }
        }

        int size() {
            return shape.stream().reduce(1, Math::multiplyExact);
        }
    }

    public WeightLayout {
        arrays = List.copyOf(arrays);
        Set<String> names = new HashSet<>();
        for (NamedShape array : arrays) {
            if (!names.add(array.name())) {
                throw new IllegalArgumentException("two arrays are called " + array.name());
            }
        }
    }

    /** How many numbers all arrays hold. */
    public int size() {
        return arrays.stream().mapToInt(NamedShape::size).reduce(0, Math::addExact);
    }
}
