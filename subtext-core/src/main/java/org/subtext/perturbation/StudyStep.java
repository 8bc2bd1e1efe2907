package org.subtext.perturbation;

import org.subtext.perturbation.pixels.ImageNetUnits;

/** A step of the study's code on an image in {@link ImageNetUnits}, before the clip that ends every run of it. */
@FunctionalInterface
public interface StudyStep {
    /** The same step for many images of one side. */
    Planes on(int side);

    /** Changes planes. Thread-safe. */
    @FunctionalInterface
    interface Planes {
        /** From {@code planes[channel][y * side + x]} to as many; the given arrays may be changed and returned. */
        double[][] apply(double[][] planes);
    }

    /** No step, only the clip. */
    StudyStep NONE = side -> planes -> planes;

    /** This step, then another. */
    default StudyStep then(StudyStep next) {
        return side -> {
            Planes first = on(side);
            Planes second = next.on(side);
            return planes -> second.apply(first.apply(planes));
        };
    }
}
