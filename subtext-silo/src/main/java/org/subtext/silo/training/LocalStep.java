package org.subtext.silo.training;

import java.util.List;

/** What a site takes into account in a step of plain gradient descent, beside its own gradient. */
public sealed interface LocalStep {
    /**
     * The gradient to go down by.
     *
     * @param gradient of the site's own loss at its weights
     */
    Weights gradient(Weights gradient, Weights own);

    /** Nothing: FedAvg. */
    record Plain() implements LocalStep {
        @Override
        public Weights gradient(Weights gradient, Weights own) {
            return gradient;
        }
    }

    /**
     * FedProx: a pull back to the model that the round began with. Source: Li and others (2020), arXiv:1812.06127.
     *
     * @param mu not below 0; 0 is FedAvg
     */
    record Proximal(double mu, Weights global) implements LocalStep {
        public Proximal {
            if (!(mu >= 0 && Double.isFinite(mu))) {
                throw new IllegalArgumentException("a pull is not below 0, got " + mu);
            }
        }

        @Override
        public Weights gradient(Weights gradient, Weights own) {
            return gradient.plus(own.minus(global).times(mu));
        }
    }

    /**
     * SCAFFOLD: against the drift of a site away from all, for plain gradient descent with all sites in each round.
     * Twice the traffic. Source: Karimireddy and others (2020), arXiv:1910.06378, option II.
     *
     * @param ofSite the site's control variate, zeros at first
     * @param ofAll the mean of all sites'
     */
    record Scaffold(Weights ofSite, Weights ofAll) implements LocalStep {
        @Override
        public Weights gradient(Weights gradient, Weights own) {
            return gradient.minus(ofSite).plus(ofAll);
        }

        /** The site's control variate after so many local steps at a rate. */
        public Weights next(Weights global, Weights own, int steps, double rate) {
            return ofSite.minus(ofAll).plus(global.minus(own).times(1 / (steps * rate)));
        }

        /** The mean of all sites' control variates. */
        public static Weights ofAll(List<Weights> ofSites) {
            return Averaging.EQUAL.mean(
                    ofSites.stream().map(one -> new Averaging.SiteModel(one, 1)).toList());
        }
    }
}
