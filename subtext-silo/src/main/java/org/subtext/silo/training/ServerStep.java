package org.subtext.silo.training;

/**
 * From the mean of the sites' models to the next model of all. What a rule remembers is in its state, so that a
 * coordinator that was killed goes on with the same numbers.
 *
 * <p>Source: McMahan and others (2017), arXiv:1602.05629; Hsu, Qi and Brown (2019), arXiv:1909.06335; Reddi and others
 * (2021), arXiv:2003.00295, with moments that begin at 0 and steps that are not corrected for it. Checked against NumPy
 * 2.4.6 and flwr 1.42.0, whose FedAdam corrects its steps and is not followed, in {@code ServerStepTest}.
 */
public sealed interface ServerStep {
    /**
     * What a step begins from.
     *
     * @param weights of the model of all
     * @param momentum of changes, zeros at first
     * @param spread second moments of changes, zeros at first
     */
    record State(Weights weights, Weights momentum, Weights spread) {
        public static State beginning(Weights weights) {
            Weights zeros = Weights.zeros(weights.layout());
            return new State(weights, zeros, zeros);
        }
    }

    /** The state after a round in which the sites' models had this mean. */
    State next(State before, Weights mean);

    /** The mean itself. */
    record FedAvg() implements ServerStep {
        @Override
        public State next(State before, Weights mean) {
            before.weights().minus(mean);
            return new State(mean, before.momentum(), before.spread());
        }
    }

    /** Changes with momentum. */
    record FedAvgM(double beta, double rate) implements ServerStep {
        public FedAvgM {
            requireShare(beta);
            requirePositive(rate);
        }

        @Override
        public State next(State before, Weights mean) {
            Weights change = mean.minus(before.weights());
            Weights momentum = before.momentum().times(beta).plus(change);
            return new State(before.weights().plus(momentum.times(rate)), momentum, before.spread());
        }
    }

    /** Settings that {@link FedAdam} and {@link FedYogi} share; tau keeps a step from growing where nothing changed. */
    record Adaptive(double rate, double beta1, double beta2, double tau) {
        public static final Adaptive USUAL = new Adaptive(0.1, 0.9, 0.99, 1e-3);

        public Adaptive {
            requirePositive(rate);
            requireShare(beta1);
            requireShare(beta2);
            requirePositive(tau);
        }

        private State next(State before, Weights change, Weights spread) {
            Weights momentum = before.momentum().times(beta1).plus(change.times(1 - beta1));
            Weights step = momentum.with(spread, (m, v) -> rate * m / (Math.sqrt(v) + tau));
            return new State(before.weights().plus(step), momentum, spread);
        }
    }

    /** Each weight's step over the root of the mean of its squared changes. */
    record FedAdam(Adaptive settings) implements ServerStep {
        @Override
        public State next(State before, Weights mean) {
            Weights change = mean.minus(before.weights());
            Weights spread =
                    before.spread().with(change, (v, d) -> settings.beta2() * v + (1 - settings.beta2()) * d * d);
            return settings.next(before, change, spread);
        }
    }

    /** As {@link FedAdam}, with second moments that move by the size of a change and not by how far they are off. */
    record FedYogi(Adaptive settings) implements ServerStep {
        @Override
        public State next(State before, Weights mean) {
            Weights change = mean.minus(before.weights());
            Weights spread =
                    before.spread().with(change, (v, d) -> v - (1 - settings.beta2()) * d * d * Math.signum(v - d * d));
            return settings.next(before, change, spread);
        }
    }

    private static void requireShare(double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("a momentum lies in [0, 1), got " + share);
        }
    }

    private static void requirePositive(double rate) {
        if (!(rate > 0 && Double.isFinite(rate))) {
            throw new IllegalArgumentException("a rate is above 0, got " + rate);
        }
    }
}
