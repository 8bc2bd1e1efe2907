package org.subtext.sources.phantom;

import java.util.List;

/**
 * In which images of a phantom cohort a mass is drawn, how well it shows, and what is recorded of it. Images of one
 * patient differ: each draws its own.
 *
 * @param prevalence share of images with the mass among those that are validated and tested on
 * @param visibilityInPortables by what its contrast is multiplied in AP views
 * @param classes in the order of the plan
 */
record FindingLaw(double prevalence, double visibilityInPortables, List<OfClass> classes) {
    private static final double TRAINING = 0.4;
    private static final double VALIDATION = 0.2;

    FindingLaw {
        classes = List.copyOf(classes);
    }

    /**
     * What holds for one class alone.
     *
     * @param name of the class
     * @param visibility by what the contrast of its masses is multiplied
     * @param taughtPrevalence share of images with the mass among those that are learnt from
     * @param labelSpecificity share of images without the mass that are recorded so
     * @param marked whether its images carry a mark of lead
     */
    record OfClass(String name, double visibility, double taughtPrevalence, double labelSpecificity, boolean marked) {
        OfClass withVisibility(double value) {
            return new OfClass(name, value, taughtPrevalence, labelSpecificity, marked);
        }

        OfClass withLabelSpecificity(double value) {
            return new OfClass(name, visibility, taughtPrevalence, value, marked);
        }

        OfClass withTaughtPrevalence(double value) {
            return new OfClass(name, visibility, value, labelSpecificity, marked);
        }

        OfClass withMark() {
            return new OfClass(name, visibility, taughtPrevalence, labelSpecificity, true);
        }
    }

    /** What a patient is for: two in five are learnt from, one chooses thresholds, two are tested. */
    enum Use {
        TRAINING("train"),
        VALIDATION("validation"),
        TEST("test");

        final String label;

        Use(String label) {
            this.label = label;
        }
    }

    Use use(Patient patient) {
        double drawn = patient.seed().child("part").random().nextDouble();
        return drawn < TRAINING ? Use.TRAINING : drawn < TRAINING + VALIDATION ? Use.VALIDATION : Use.TEST;
    }

    /** The same draws under any law, so that two cohorts of one seed differ by what was planted alone. */
    ImageFinding of(Patient patient, Exposure exposure) {
        OfClass law = classes.get(patient.group());
        double share = use(patient) == Use.TRAINING ? law.taughtPrevalence() : prevalence;
        boolean isPresent = exposure.seed().child("finding").random().nextDouble() < share;
        boolean isMislabelled = exposure.seed().child("record").random().nextDouble() >= law.labelSpecificity();
        return new ImageFinding(
                isPresent,
                isPresent || isMislabelled,
                law.visibility() * (exposure.frontal() ? visibilityInPortables : 1),
                law.marked());
    }
}
