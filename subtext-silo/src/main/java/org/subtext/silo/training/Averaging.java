package org.subtext.silo.training;

import java.util.List;

/** What a site counts for in a mean of models; stated beside every result. */
public enum Averaging {
    /** By its number of examples: McMahan and others (2017), arXiv:1602.05629. */
    BY_EXAMPLES,
    /** As much as any other site. */
    EQUAL;

    /**
     * A site's model after its local epochs.
     *
     * @param examples that it learnt from, at least 1
     */
    public record SiteModel(Weights weights, long examples) {
        public SiteModel {
            if (examples < 1) {
                throw new IllegalArgumentException("a model of " + examples + " examples counts for nothing");
            }
        }
    }

    /** The mean of models, summed in the order given. */
    public Weights mean(List<SiteModel> sites) {
        if (sites.isEmpty()) {
            throw new IllegalArgumentException("no site sent a model");
        }
        double all = sites.stream().mapToDouble(this::weight).sum();
        Weights sum = Weights.zeros(sites.get(0).weights().layout());
        for (SiteModel site : sites) {
            sum = sum.plus(site.weights().times(weight(site)));
        }
        return sum.map(one -> one / all);
    }

    private double weight(SiteModel site) {
        return this == EQUAL ? 1 : site.examples();
    }
}
