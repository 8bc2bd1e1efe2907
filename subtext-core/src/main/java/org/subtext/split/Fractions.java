package org.subtext.split;

/** Shares of patients in each part; positive (validation may be 0) and summing to one. */
public record Fractions(double training, double validation, double test) {
    /** 60, 10 and 30 percent, as in the study (Gichoya et al. 2022). */
    public static final Fractions STUDY = new Fractions(0.6, 0.1, 0.3);

    public Fractions {
        if (!(training > 0 && validation >= 0 && test > 0) || Math.abs(training + validation + test - 1) > 1e-9) {
            throw new IllegalArgumentException("fractions of a split are positive and sum to one, got " + training
                    + ", " + validation + ", " + test);
        }
    }

    double[] values() {
        return new double[] {training, validation, test};
    }
}
