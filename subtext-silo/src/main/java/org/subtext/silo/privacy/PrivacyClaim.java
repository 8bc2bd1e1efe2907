package org.subtext.silo.privacy;

/** What may be said of how much a patient's presence can show: an epsilon, or that none is claimed, and why. */
public sealed interface PrivacyClaim {
    /**
     * Whatever is seen, it is at most exp(ε) times as likely with a patient as without, but for a chance of δ.
     *
     * @param epsilon not below 0
     * @param delta in (0, 1)
     * @param order the Rényi order that gave it
     */
    record Epsilon(double epsilon, double delta, double order) implements PrivacyClaim {
        public Epsilon {
            if (!(epsilon >= 0 && delta > 0 && delta < 1)) {
                throw new IllegalArgumentException("no epsilon: " + epsilon + " at delta " + delta);
            }
        }

        /**
         * What is left of it for k neighbours at once: (kε, k exp((k − 1)ε) δ). An epsilon of images is worth so little
         * for a patient with k of them; it is why the unit here is the patient. Source: Dwork and Roth (2014), theorem
         * 2.2 and lemma 2.2 of Vadhan (2017).
         */
        public Together together(int neighbours) {
            if (neighbours < 1) {
                throw new IllegalArgumentException("at least 1 neighbour, got " + neighbours);
            }
            double log10Delta = Math.log10(neighbours) + (neighbours - 1) * epsilon / Math.log(10) + Math.log10(delta);
            return new Together(neighbours * epsilon, log10Delta);
        }
    }

    /**
     * An epsilon of several neighbours.
     *
     * @param log10Delta at 0 or above it nothing is promised
     */
    record Together(double epsilon, double log10Delta) {
        public boolean saysSomething() {
            return log10Delta < 0;
        }
    }

    /** No epsilon is claimed. */
    record None(Reason reason) implements PrivacyClaim {}

    /** Why none is. */
    enum Reason {
        /** Batches of a fixed size from shuffled patients: what is known of Poisson sampling does not hold of them. */
        SHUFFLED_BATCHES("batches were shuffled and of a fixed size, not drawn patient by patient"),

        /** Clipping alone bounds what one patient can do to a sum; it hides nothing. */
        CLIPPED_ONLY("contributions were clipped, and no noise was added"),

        /** A patient with more images moves a sum by more than the clip norm. */
        CLIPPED_BY_IMAGE("images were clipped one by one, not the patients' sums"),

        /** What each patient's data does to a layer that looks at a whole batch is not bounded. */
        BATCH_NORMALISATION("statistics of whole batches entered the gradients of single patients"),

        /** Weights of classes, counted from the patients, tell of them. */
        WEIGHTS_FROM_DATA("weights of classes were counted from the patients"),

        NOTHING_DONE("nothing was clipped and no noise was added");

        private final String meaning;

        Reason(String meaning) {
            this.meaning = meaning;
        }

        /** Goes on after "No epsilon is claimed: ". */
        public String meaning() {
            return meaning;
        }
    }
}
