package org.subtext.sources.phantom;

import org.subtext.provenance.Seed;

/**
 * A patient as recorded in the table, with the seed from which anatomy and exposures are drawn.
 *
 * @param number 1-based; gives the identifier
 * @param group index of the class in the plan
 * @param age years, 18 to 95
 * @param bmi body mass index, kg/m², 16 to 50
 * @param seed root of this patient's randomness; independent of the class
 */
record Patient(
        int number, int group, double classScore, Seed seed, boolean female, double age, double bmi, Disease disease) {
    private static final double DISEASE_CUT = 0.67; // a quarter of patients is ill
    private static final double FEMALE_CUT = 0;

    static Patient draw(int number, int group, double classScore, Seed seed, ConfounderCorrelations rho) {
        double age = 56 + 15 * ConfounderCorrelations.latent(seed.child("age"), rho.age(), classScore);
        double bmi = 26.5 + 4.2 * ConfounderCorrelations.latent(seed.child("bmi"), rho.bmi(), classScore);
        boolean female = ConfounderCorrelations.latent(seed.child("sex"), rho.sex(), classScore) > FEMALE_CUT;
        double illness = ConfounderCorrelations.latent(seed.child("disease"), rho.disease(), classScore);
        Disease kind = seed.child("kind of disease").random().nextBoolean() ? Disease.EFFUSION : Disease.CARDIOMEGALY;
        return new Patient(
                number,
                group,
                classScore,
                seed,
                female,
                Math.min(95, Math.max(18, Math.rint(age))),
                Math.min(50, Math.max(16, Math.rint(10 * bmi) / 10)),
                illness > DISEASE_CUT ? kind : Disease.NONE);
    }

    /** How much of the planted signal this patient carries, see {@link PlantedSignal#MOST_EXPRESSION}. */
    double expression() {
        return PlantedSignal.MOST_EXPRESSION * seed.child("expression").random().nextDouble();
    }
}
