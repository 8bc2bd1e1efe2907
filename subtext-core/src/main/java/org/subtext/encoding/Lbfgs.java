package org.subtext.encoding;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a smooth convex function by limited-memory BFGS with a backtracking line search.
 *
 * <p>Source: Nocedal and Wright (2006), Numerical Optimization, algorithms 7.4 and 7.5, doi:10.1007/978-0-387-40065-5.
 */
final class Lbfgs {
    private static final int MEMORY = 10;
    private static final int MOST_STEPS = 1_000;
    private static final int MOST_HALVINGS = 40;
    private static final double SUFFICIENT_DECREASE = 1e-4;

    private final double tolerance;

    /** @param tolerance largest coordinate of the gradient at which the search ends */
    Lbfgs(double tolerance) {
        this.tolerance = tolerance;
    }

    /** A function with its gradient. */
    @FunctionalInterface
    interface Function {
        /** @param gradient receives the gradient at {@code at} */
        double valueAndGradient(double[] at, double[] gradient);
    }

    private record Update(double[] step, double[] change, double product) {}

    /** The minimum, searched from {@code start}, which stays as it is. */
    double[] minimise(Function function, double[] start) {
        double[] at = start.clone();
        double[] gradient = new double[at.length];
        double value = function.valueAndGradient(at, gradient);
        Deque<Update> updates = new ArrayDeque<>();
        for (int step = 0; step < MOST_STEPS && largest(gradient) > tolerance; step++) {
            double[] direction = direction(gradient, updates);
            double slope = dot(direction, gradient);
            double length = updates.isEmpty() ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
            double[] next = new double[at.length];
            double[] nextGradient = new double[at.length];
            double nextValue = Double.POSITIVE_INFINITY;
            for (int halving = 0; halving < MOST_HALVINGS; halving++) {
                for (int i = 0; i < at.length; i++) {
                    next[i] = at[i] + length * direction[i];
                }
                nextValue = function.valueAndGradient(next, nextGradient);
                if (nextValue <= value + SUFFICIENT_DECREASE * length * slope) {
                    break;
                }
                length /= 2;
            }
            if (!(nextValue < value)) {
                return at; // rounding leaves nothing to gain
            }
            remember(updates, at, next, gradient, nextGradient);
            at = next;
            gradient = nextGradient;
            value = nextValue;
        }
        return at;
    }

    private static void remember(Deque<Update> updates, double[] at, double[] next, double[] before, double[] after) {
        double[] step = new double[at.length];
        double[] change = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            step[i] = next[i] - at[i];
            change[i] = after[i] - before[i];
        }
        double product = dot(step, change);
        if (product > 1e-12 * dot(change, change)) {
            updates.addLast(new Update(step, change, product));
            if (updates.size() > MEMORY) {
                updates.removeFirst();
            }
        }
    }

    private static double[] direction(double[] gradient, Deque<Update> updates) {
        double[] q = gradient.clone();
        double[] alphas = new double[updates.size()];
        int i = updates.size();
        for (Iterator<Update> newestFirst = updates.descendingIterator(); newestFirst.hasNext(); ) {
            Update update = newestFirst.next();
            alphas[--i] = dot(update.step(), q) / update.product();
            add(q, -alphas[i], update.change());
        }
        if (!updates.isEmpty()) {
            Update last = updates.getLast();
            double scale = last.product() / dot(last.change(), last.change());
            for (int j = 0; j < q.length; j++) {
                q[j] *= scale;
            }
        }
        for (Update update : updates) {
            double beta = dot(update.change(), q) / update.product();
            add(q, alphas[i++] - beta, update.step());
        }
        for (int j = 0; j < q.length; j++) {
            q[j] = -q[j];
        }
        return q;
    }

    private static void add(double[] to, double factor, double[] values) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * values[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
