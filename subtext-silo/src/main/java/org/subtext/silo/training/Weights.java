package org.subtext.silo.training;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * The numbers of a model, or of a change to one: all arrays of a layout one after the other, rows first. All finite.
 */
public final class Weights {
    private final WeightLayout layout;
    private final double[] values;

    public Weights(WeightLayout layout, double[] given) {
        double[] values = given.clone();
        if (values.length != layout.size()) {
            throw new IllegalArgumentException(values.length + " numbers where the layout has " + layout.size());
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new ArithmeticException("weight " + i + " of " + values.length + " is " + values[i]
                        + ": training diverged, or the sender is at fault. Leave this model out.");
            }
        }
        this.layout = layout;
        this.values = values;
    }

    public static Weights zeros(WeightLayout layout) {
        return new Weights(layout, new double[layout.size()]);
    }

    public WeightLayout layout() {
        return layout;
    }

    public double[] values() {
        return values.clone();
    }

    public double at(int place) {
        return values[place];
    }

    public int size() {
        return values.length;
    }

    public Weights plus(Weights other) {
        return with(other, (one, two) -> one + two);
    }

    public Weights minus(Weights other) {
        return with(other, (one, two) -> one - two);
    }

    public Weights times(double factor) {
        return map(one -> factor * one);
    }

    /** Place by place with another of the same layout. */
    Weights with(Weights other, DoubleBinaryOperator operator) {
        requireLayout(other.layout);
        double[] made = new double[values.length];
        Arrays.setAll(made, i -> operator.applyAsDouble(values[i], other.values[i]));
        return new Weights(layout, made);
    }

    Weights map(DoubleUnaryOperator operator) {
        return new Weights(layout, Arrays.stream(values).map(operator).toArray());
    }

    /** The Euclidean length, over all arrays. */
    public double norm() {
        return Math.sqrt(squaredDistance(zeros(layout)));
    }

    double squaredDistance(Weights other) {
        requireLayout(other.layout);
        double square = 0;
        for (int i = 0; i < values.length; i++) {
            square += (values[i] - other.values[i]) * (values[i] - other.values[i]);
        }
        return square;
    }

    private void requireLayout(WeightLayout other) {
        if (!layout.equals(other)) {
            throw new IllegalArgumentException(
                    "models of another layout cannot be put together: " + layout.arrays() + " and " + other.arrays());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Weights weights
                && layout.equals(weights.layout)
                && Arrays.equals(values, weights.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return values.length + " weights in " + layout.arrays().size() + " arrays";
    }
}
