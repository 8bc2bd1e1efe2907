package org.subtext.routes.masks;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.subtext.images.PixelLayout;
import org.subtext.perturbation.GreyLevels;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.perturbation.regions.Mask;
import org.subtext.perturbation.regions.MaskOutcome;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.progress.Progress;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;
import org.subtext.routes.contract.Work;

/**
 * Does the distribution of grey values alone reveal it, without any place? A classifier of the histogram (256 bins),
 * and one of the mean grey of air, lung, soft tissue and bone, fitted on each fold's training images and asked about
 * its test images.
 */
public final class GreyLevelRoute implements Route {
    private static final double SECONDS_PER_IMAGE = 0.001;
    private static final int NAMES_THE_ROUTE = 3;
    private static final int CURVE_POINT = 2;

    private final FeatureModel model;
    private final String modelName;

    /** @param modelName as the report names it: "boosted trees" */
    public GreyLevelRoute(FeatureModel model, String modelName) {
        this.model = model;
        this.modelName = modelName;
    }

    @Override
    public String name() {
        return "grey-levels";
    }

    @Override
    public String family() {
        return "intensity";
    }

    @Override
    public String question() {
        return "Does the distribution of grey values alone reveal it?";
    }

    @Override
    public Optional<String> axis() {
        return Optional.empty();
    }

    @Override
    public List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) {
        Work work = Work.seconds(
                SECONDS_PER_IMAGE * audit.rows().length * audit.folds().size());
        Setting histogram = new Setting(name(), new Subject.Named("grey-level histogram"), Mode.FROM_FEATURES);
        Setting tissues = new Setting(name(), new Subject.Named("mean intensity per tissue"), Mode.FROM_FEATURES);
        BuiltInMasks lungs = BuiltInMasks.lungs(audit);
        BuiltInMasks body = BuiltInMasks.body(audit);
        return List.of(
                new Measured(
                        histogram,
                        work,
                        NAMES_THE_ROUTE,
                        modelName,
                        given -> evidence(
                                given,
                                histogram,
                                features(given, positions(given), (image, position) -> GreyLevels.histogram(image)))),
                new Measured(
                        tissues,
                        work.plus(work),
                        CURVE_POINT,
                        modelName + "; " + lungs.determinants(),
                        given -> tissueEvidence(given, tissues, lungs, body)));
    }

    private Evidence tissueEvidence(FinishedAudit audit, Setting setting, BuiltInMasks lungs, BuiltInMasks body)
            throws NotRunException {
        int[] all = positions(audit);
        lungs.prepare(audit, all);
        body.prepare(audit, all);
        MaskFailures failures = MaskFailures.among(
                audit.folds().stream()
                        .flatMapToInt(fold -> IntStream.of(fold.test()))
                        .toArray(),
                audit,
                lungs);
        failures.requireEnough();
        Mask everything = everything(audit.pixels().layout().side());
        int[] masked = IntStream.of(all)
                .filter(position -> lungs.outcome(position) instanceof MaskOutcome.Found)
                .toArray();
        Map<Integer, double[]> features = features(audit, masked, (image, position) -> {
            Mask lung = ((MaskOutcome.Found) lungs.outcome(position)).mask();
            // A body that fills the image is no failure here: there is then no air to be measured.
            Mask inside = body.outcome(position) instanceof MaskOutcome.Found found ? found.mask() : everything;
            return GreyLevels.tissueMeans(image, lung, inside);
        });
        Evidence evidence = evidence(audit, setting, features);
        return new Evidence(
                        evidence.predictions(),
                        List.of(failures.table()),
                        List.of(),
                        evidence.sentences(),
                        evidence.warnings(),
                        evidence.recoveries())
                .withSentence(failures.sentence());
    }

    private Evidence evidence(FinishedAudit audit, Setting setting, Map<Integer, double[]> features)
            throws NotRunException {
        PredictionTableBuilder table = audit.table();
        int classes = audit.cohort().classNames().size();
        for (int i = 0; i < audit.folds().size(); i++) {
            Fold fold = audit.folds().get(i);
            int[] training = having(features, fold.training());
            int[] test = having(features, fold.test());
            int[] labels = audit.labelsOf(training);
            if (Arrays.stream(labels).distinct().count() < classes || test.length == 0) {
                throw new NotRunException(
                        "Not every class has training images whose " + setting.label() + " could be measured.",
                        "Audit more patients of the rarest class.");
            }
            double[][] scores = model.fitAndScore(
                    of(features, training),
                    labels,
                    classes,
                    of(features, test),
                    audit.seed().child(setting.label(), i));
            for (int k = 0; k < test.length; k++) {
                audit.add(table, setting, fold, test[k], narrowed(scores[k]));
            }
        }
        return Evidence.of(table.build()).withSentence("Classifier of the " + setting.label() + ": " + modelName + ".");
    }

    /** What is measured on an image. */
    @FunctionalInterface
    private interface Measure {
        double[] of(PixelValues image, int position);
    }

    private static Map<Integer, double[]> features(FinishedAudit audit, int[] positions, Measure measure) {
        PixelLayout layout = audit.pixels().layout();
        double[][] measured = new double[positions.length][];
        IntStream.range(0, positions.length).parallel().forEach(i -> {
            FloatBuffer image = FloatBuffer.allocate(layout.valuesPerImage());
            audit.pixels().read(audit.rows()[positions[i]], image);
            measured[i] = measure.of(new PixelValues(layout, image.array()), positions[i]);
        });
        Map<Integer, double[]> features = new HashMap<>();
        for (int i = 0; i < positions.length; i++) {
            features.put(positions[i], measured[i]);
        }
        return features;
    }

    private static int[] positions(FinishedAudit audit) {
        return audit.folds().stream()
                .flatMapToInt(fold -> Stream.of(fold.training(), fold.test()).flatMapToInt(IntStream::of))
                .distinct()
                .toArray();
    }

    private static int[] having(Map<Integer, double[]> features, int[] positions) {
        return Arrays.stream(positions).filter(features::containsKey).toArray();
    }

    private static double[][] of(Map<Integer, double[]> features, int[] positions) {
        return Arrays.stream(positions).mapToObj(features::get).toArray(double[][]::new);
    }

    private static float[] narrowed(double[] scores) {
        float[] narrow = new float[scores.length];
        for (int k = 0; k < scores.length; k++) {
            narrow[k] = (float) scores[k];
        }
        return narrow;
    }

    private static Mask everything(int side) {
        boolean[] all = new boolean[side * side];
        Arrays.fill(all, true);
        return Mask.of(side, all);
    }

    /** How an experiment on measured features finds its evidence. */
    @FunctionalInterface
    private interface Finding {
        Evidence find(FinishedAudit audit) throws NotRunException;
    }

    private record Measured(Setting setting, Work work, int information, String determinants, Finding finding)
            implements Experiment {
        @Override
        public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
            audit.requireTraining();
            return finding.find(audit);
        }
    }
}
