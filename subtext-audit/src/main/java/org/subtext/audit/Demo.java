package org.subtext.audit;

import java.nio.file.Path;
import java.util.Locale;
import org.subtext.sources.PhantomImages;
import org.subtext.sources.phantom.PhantomPlan;
import org.subtext.sources.phantom.PlantedSignal;

/**
 * The embedded default: a phantom cohort of chest radiographs and the plan that audits it.
 *
 * @param signal what is planted
 * @param patients in the phantom cohort
 * @param epochs passes over the training images
 * @param workers data-parallel training workers
 * @param seed of phantom, split and training
 */
public record Demo(Signal signal, int patients, int epochs, int workers, long seed) {
    /** Patients unless asked otherwise: enough for the "no evidence" verdict at the default margin. */
    public static final int PATIENTS = 900;

    /** Passes unless asked otherwise: enough to find the default signal, little enough for two cores. */
    public static final int EPOCHS = 18;

    private static final int SIDE = 64;
    private static final int EXAMPLES = 6;
    private static final double BAND_STRENGTH = 3;
    private static final double REGION_STRENGTH = 6;

    /** What can be planted. */
    public enum Signal {
        /** A faint texture of 8 to 16 cycles an image. */
        BAND,
        /** A faint texture in the upper left ninth of the image only. */
        REGION,
        /** Nothing. */
        NONE;

        /**
         * The signal of a phantom plan.
         *
         * @param strength in multiples of the reference noise; ignored for {@link #NONE}
         */
        public PlantedSignal planted(double strength) {
            return switch (this) {
                case BAND -> new PlantedSignal.Band(8, 16, strength);
                case REGION -> new PlantedSignal.Region(0, 0, strength);
                case NONE -> new PlantedSignal.None();
            };
        }

        private PlantedSignal usual() {
            return planted(this == REGION ? REGION_STRENGTH : BAND_STRENGTH);
        }
    }

    /**
     * The plan that makes the phantom, or reuses an equal one, and audits it.
     *
     * @param phantoms the folder of all phantoms
     */
    public AuditPlan plan(String name, Path phantoms) {
        PhantomPlan phantom = PhantomPlan.demo()
                .withSize(patients, SIDE)
                .withSignal(signal.usual())
                .withSeed(seed);
        String folder = signal.name().toLowerCase(Locale.ROOT) + "-" + patients + "-" + seed;
        Path place = phantoms.resolve(folder).toAbsolutePath().normalize();
        AuditPlan plan = AuditPlan.ofDefaults(name, new PhantomImages(place, phantom), "group", "small", seed);
        return plan.withSplit(SplitPlan.DEFAULT.with(SplitPlan.Kind.FRACTIONS))
                .withRecognition(recognition ->
                        recognition.withTraining(training -> training.withPasses(passes -> passes.withEpochs(epochs))
                                .withExecution(execution -> execution.withWorkers(workers))))
                .withReport(report -> report.withExampleImages(EXAMPLES).withPlantedTruth(truth()));
    }

    private String truth() {
        return switch (signal) {
            case BAND -> "A faint texture of 8 to 16 cycles an image was planted for each group.";
            case REGION -> "A texture in the upper left ninth of the image was planted for each group.";
            case NONE -> "Nothing was planted: images do not depend on the recorded group.";
        };
    }
}
