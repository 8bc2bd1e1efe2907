package org.subtext.recognition.local;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All that a network holds and that its scores depend on, as plain numbers.
 *
 * @param arrays in the network's own order, each with a name of its own
 */
public record NetworkValues(List<NamedArray> arrays) {
    /** What an array is to its network. */
    public enum Role {
        /** Learnt by gradients. */
        WEIGHT,
        /** A batch norm's mean of each channel, followed over batches. */
        RUNNING_MEAN,
        /** Its variance of each channel, followed over batches; none below 0. */
        RUNNING_VARIANCE
    }

    /** One array of a network; equal to another of the same name, role, shape and bits. */
    public static final class NamedArray {
        private final String name;
        private final Role role;
        private final List<Integer> shape;
        private final float[] values;

        /** @param values rows first, as many as the shape has places; handed over, not copied */
        public NamedArray(String name, Role role, List<Integer> shape, float[] values) {
            this.name = name;
            this.role = role;
            this.shape = List.copyOf(shape);
            this.values = values;
            if (this.shape.stream().reduce(1, Math::multiplyExact) != values.length) {
                throw new IllegalArgumentException(name + " of shape " + shape + " has " + values.length + " values");
            }
        }

        public String name() {
            return name;
        }

        public Role role() {
            return role;
        }

        public List<Integer> shape() {
            return shape;
        }

        public int size() {
            return values.length;
        }

        public float at(int place) {
            return values[place];
        }

        /** A copy. */
        public float[] values() {
            return values.clone();
        }

        /** The same array with other values, which are handed over. */
        public NamedArray with(float[] others) {
            return new NamedArray(name, role, shape, others);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof NamedArray array
                    && name.equals(array.name)
                    && role == array.role
                    && shape.equals(array.shape)
                    && Arrays.equals(values, array.values);
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + Arrays.hashCode(values);
        }

        @Override
        public String toString() {
            return name + shape;
        }
    }

    public NetworkValues {
        arrays = List.copyOf(arrays);
        Set<String> names = new HashSet<>();
        for (NamedArray array : arrays) {
            if (!names.add(array.name())) {
                throw new IllegalArgumentException("two arrays are called " + array.name());
            }
        }
    }
}
