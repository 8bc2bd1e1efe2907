package org.subtext.sources.phantom;

import java.util.List;
import org.subtext.provenance.Seed;

/**
 * One phantom chest radiograph in memory, with the region that its lungs were painted in: for pictures that must not
 * show a patient, and to measure a segmentation against the truth.
 *
 * @param side pixels along each edge
 * @param grey 0 black to 1 white, {@code [y * side + x]}
 * @param lungs where the beam crosses at least 4 cm of lung, so not the recess behind the diaphragm
 * @param body where it crosses more than half a centimetre of tissue
 */
@SuppressWarnings("ArrayRecordComponent") // handed over; nobody compares images
public record PhantomImage(int side, float[] grey, boolean[] lungs, boolean[] body) {
    private static final double LUNG_CENTIMETRES = 4;
    private static final double BODY_CENTIMETRES = 0.5;

    /**
     * An image without a planted signal.
     *
     * @param side 32 to 1024
     * @param seed another seed, another patient, view and scanner
     */
    public static PhantomImage chest(int side, Seed seed) {
        PhantomPlan plan = PhantomPlan.demo()
                .withSignal(new PlantedSignal.None())
                .withSize(3, side)
                .withSeed(seed.value());
        Population population = new Population(plan);
        Patient patient = population.patient(0);
        List<Exposure> exposures = population.exposures(patient);
        Exposure exposure = exposures.get(0);
        PathLengths paths = Thorax.paint(patient, exposure, side);
        float[] grey = new Radiographer(plan).take(patient, exposure);
        boolean[] lungs = new boolean[grey.length];
        boolean[] body = new boolean[grey.length];
        for (int i = 0; i < grey.length; i++) {
            lungs[i] = paths.lung[i] > LUNG_CENTIMETRES;
            body[i] = paths.soft[i] + Thorax.LUNG_DEFICIT * paths.lung[i] > BODY_CENTIMETRES;
        }
        return new PhantomImage(side, grey, lungs, body);
    }
}
