package org.subtext.bench.limit;

import java.util.List;
import org.subtext.sources.phantom.ClassShare;
import org.subtext.sources.phantom.ConfounderCorrelations;
import org.subtext.sources.phantom.PhantomPlan;
import org.subtext.sources.phantom.PhantomStream;
import org.subtext.sources.phantom.PlantedSignal;

/**
 * Two classes of phantoms of the demo's recipe, half and half, one image a patient, told apart by a texture of 8 to 16
 * cycles. Patients never meet: some teach observers, some teach recognisers, some are asked about.
 *
 * @param strength of the texture, as a phantom plan has it
 * @param phantoms all patients that can be made
 */
record PlantedTask(double strength, PhantomStream phantoms) {
    static final int SIDE = 64;

    /** For observers. */
    static final int TEACHING = 40_000;

    /** Everybody is asked about the same. */
    static final int ASKED = 4_000;

    /** Those of recognisers begin here. */
    static final int COHORTS = TEACHING + ASKED;

    private static final int LARGEST_COHORTS = 60_000;
    private static final long SEED = 20260216;

    static PlantedTask of(double strength) {
        PhantomPlan plan = new PhantomPlan(
                COHORTS + LARGEST_COHORTS,
                1,
                1,
                SIDE,
                List.of(new ClassShare("A", 0.5), new ClassShare("B", 0.5)),
                new PlantedSignal.Band(8, 16, strength),
                ConfounderCorrelations.NONE,
                SEED,
                8);
        return new PlantedTask(strength, new PhantomStream(plan));
    }
}
