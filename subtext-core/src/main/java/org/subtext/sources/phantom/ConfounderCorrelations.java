package org.subtext.sources.phantom;

import org.subtext.provenance.Seed;

/**
 * How strongly each confounder goes with the recorded attribute; 0 (the default) for not at all.
 *
 * <p>Each number ρ in [−0.95, 0.95] is the correlation of the confounder's normal latent variable with the class score
 * (position of the class in the plan, scaled to mean 0 and variance 1 under the plan's shares). For age and body mass
 * index the latent is mapped linearly, so ρ is their Pearson correlation up to clipping. Sex, disease, view and scanner
 * are the latent cut at fixed thresholds, so the correlation of the resulting category is smaller (polyserial model,
 * Olsson, Drasgow and Dorans 1982, doi:10.1007/BF02294164).
 */
public record ConfounderCorrelations(double age, double sex, double bmi, double disease, double scanner, double view) {
    /** The attribute goes with nothing. */
    public static final ConfounderCorrelations NONE = new ConfounderCorrelations(0, 0, 0, 0, 0, 0);

    public ConfounderCorrelations {
        require("age", age);
        require("sex", sex);
        require("bmi", bmi);
        require("disease", disease);
        require("scanner", scanner);
        require("view", view);
    }

    /** A latent of unit variance that has correlation {@code rho} with the class score. */
    static double latent(Seed seed, double rho, double classScore) {
        return rho * classScore + Math.sqrt(1 - rho * rho) * seed.random().nextGaussian();
    }

    private static void require(String name, double rho) {
        if (!(Math.abs(rho) <= 0.95)) {
            throw new IllegalArgumentException(
                    "the correlation of " + name + " with the attribute must lie in [-0.95, 0.95], got " + rho);
        }
    }
}
