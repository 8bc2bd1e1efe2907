package org.subtext.sources.phantom;

import java.util.SplittableRandom;

/**
 * The build of one patient, lengths in cm at the detector's scale; the same in all of the patient's images.
 *
 * @param wall half width of the chest
 * @param depth half thickness of the trunk
 * @param fat thickness of the layer outside the ribs
 * @param lungTop height of the lung apex
 * @param lungBase height of the right dome of the diaphragm in medium inspiration
 * @param heart half length of the heart
 * @param heartTilt angle of the heart's long axis below the horizontal, radians
 * @param ribDrop how far a rib descends from the spine to its anterior end
 * @param boneDensity relative to a person of 40 years
 * @param aorta radius of the aortic knob
 * @param scoliosis sideways swing of the spine
 * @param breast half thickness of a breast
 */
record Anatomy(
        double wall,
        double depth,
        double fat,
        double lungTop,
        double lungBase,
        double heart,
        double heartTilt,
        double ribDrop,
        double boneDensity,
        double aorta,
        double scoliosis,
        double breast,
        boolean rightEffusion,
        double effusion) {

    static Anatomy of(Patient patient) {
        SplittableRandom random = patient.seed().child("anatomy").random();
        double stature = (patient.female() ? -1 : 1) * 0.5 + random.nextGaussian();
        double stout = (patient.bmi() - 26.5) / 4.2;
        double old = (patient.age() - 40) / 40;
        double cardiomegaly = patient.disease() == Disease.CARDIOMEGALY ? 1.9 : 0;
        double fat = Math.max(0.6, 1.7 + 0.75 * stout);
        return new Anatomy(
                14.2 + 0.45 * stature + 0.25 * random.nextGaussian() + fat,
                9.6 + 0.9 * stout + 0.3 * stature,
                fat,
                4.6 + 0.5 * random.nextGaussian(),
                28.3 + 0.7 * stature - 0.5 * stout + 0.7 * random.nextGaussian(),
                5.9 + 0.3 * stature + 0.3 * old + 0.35 * random.nextGaussian() + cardiomegaly,
                Math.toRadians(40 - 5 * stout + 6 * random.nextGaussian()),
                Math.max(3, 9.2 + 1.3 * random.nextGaussian()),
                Math.max(0.45, 1 - 0.22 * old - (patient.female() ? 0.06 * Math.max(0, old) : 0)),
                Math.max(1.1, 1.35 + 0.45 * old + 0.12 * random.nextGaussian()),
                0.5 * random.nextGaussian(),
                patient.female() ? Math.max(0.6, 1.6 + 0.5 * stout) : 0.2,
                random.nextBoolean(),
                patient.disease() == Disease.EFFUSION ? 3.2 + 3 * random.nextDouble() : 0);
    }
}
