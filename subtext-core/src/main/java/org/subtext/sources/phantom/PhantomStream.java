package org.subtext.sources.phantom;

/**
 * The phantoms of a plan one by one, without a file: for observers that are taught with tens of thousands.
 *
 * <p>Each is the first image of its patient, as {@link PhantomCohort} would write it but for the rounding to whole grey
 * levels. Thread-safe.
 */
public final class PhantomStream {
    private final PhantomPlan plan;
    private final Population population;
    private final Radiographer radiographer;

    public PhantomStream(PhantomPlan plan) {
        this.plan = plan;
        this.population = new Population(plan);
        this.radiographer = new Radiographer(plan);
    }

    /** Patients of the plan. */
    public int size() {
        return plan.patients();
    }

    /** Index of the patient's class in the plan. */
    public int group(int patient) {
        return population.patient(patient).group();
    }

    /** Grey values of the patient's first image, 0 black to 1 white, of shape (side, side). */
    public float[] grey(int patient) {
        Patient who = population.patient(patient);
        return radiographer.take(who, population.exposures(who).get(0));
    }

    /** What an observer knows of the patient's first image who knows everything but the class and its expression. */
    public KnownBackground known(int patient) {
        Patient who = population.patient(patient);
        Exposure exposure = population.exposures(who).get(0);
        PathLengths paths = Thorax.paint(who, exposure, plan.side());
        Detector detector = new Detector(plan.side(), exposure);
        float[][] perExpression = new float[plan.classes().size()][];
        for (int group = 0; group < perExpression.length; group++) {
            perExpression[group] = radiographer.planted(group, 1, paths, detector);
        }
        return detector.known(paths, perExpression);
    }
}
