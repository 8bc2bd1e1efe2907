package org.subtext.routes.injection;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.PatientInterval;
import org.subtext.assessment.VerdictRule;
import org.subtext.cohort.CohortImage;
import org.subtext.folds.FoldCalibration;
import org.subtext.folds.FoldedCases;
import org.subtext.folds.NullCalibration;
import org.subtext.images.PixelSource;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.readers.LinearFeatures;
import org.subtext.recognition.TrainingPlan;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.PlannedAuc;
import org.subtext.statistics.BinaryScores;

/**
 * A finished audit whose patients are asked for a signal put into half of them, in place of what is recorded.
 *
 * <p>What all draws share is computed once, when it is first needed: the features of unchanged images, and how widely
 * AUCs of such a draw spread over the audit's folds where nothing was put in. Thread-safe.
 */
public final class InjectedAudit {
    /** A patient of n images is drawn in proportion to √n where patients are balanced, so an image counts 1/√n. */
    private static final double BALANCED = 0.5;

    static final int CONTROLS = 20;

    private final FinishedAudit audit;
    private final RandomHalves halves;
    private final LinearRung rung;
    private float @Nullable [][] unchanged;
    private @Nullable Controls controls;
    private @Nullable RecoveryRule rule;
    private @Nullable InjectionPrice price;

    public InjectedAudit(FinishedAudit audit) {
        this.audit = audit;
        this.halves = RandomHalves.of(audit);
        this.rung = new LinearRung(audit, halves.patientOfPosition(), balance(audit));
    }

    /** Computes what all draws share, unless that was done before. */
    public void prepare(Progress progress) {
        unchanged(progress);
        rule(progress);
    }

    RandomHalves halves() {
        return halves;
    }

    LinearRung rung() {
        return rung;
    }

    /** Features of all images as they are, by position. */
    synchronized float[][] unchanged(Progress progress) {
        float[][] known = unchanged;
        if (known == null) {
            known = rung.features(audit.pixels(), progress);
            unchanged = known;
        }
        return known;
    }

    /** The audit's rule for the halves: its plan, and a calibration of its folds. */
    synchronized RecoveryRule rule(Progress progress) {
        RecoveryRule known = rule;
        if (known == null) {
            known = new RecoveryRule(audit.assessment(), calibration(progress));
            rule = known;
        }
        return known;
    }

    /** Strengths that may be tried: what changes these images by less than half a grey step is not. */
    FaintSignal.Range range(FaintSignal signal) {
        return GreyStep.tried(signal, audit.pixels(), audit.rows());
    }

    /**
     * What has to be asked for so that images hold a strength after rounding, measured on some of them; the greatest
     * that may be tried where that is beyond it.
     *
     * @param strength as it is stated, percent
     */
    double asked(FaintSignal signal, double strength) {
        InjectedPixels pixels =
                injected(signal, strength, audit.seed().child("injection").child("held"));
        GreyStep.some(audit.rows())
                .forEach(row ->
                        pixels.read(row, FloatBuffer.allocate(pixels.layout().valuesPerImage())));
        return range(signal).nearest(strength / pixels.heldShare());
    }

    /** All images with the signal. */
    InjectedPixels injected(FaintSignal signal, double strength, Seed seed) {
        BitSet all = new BitSet(audit.pixels().size());
        IntStream.of(audit.rows()).forEach(all::set);
        return new InjectedPixels(audit.pixels(), signal, strength, all, seed);
    }

    /** Images of which those have the signal whose patients were drawn. */
    PixelSource injected(FaintSignal signal, double strength, int[] drawn, Seed seed) {
        BitSet rows = new BitSet(audit.pixels().size());
        for (int position = 0; position < drawn.length; position++) {
            if (drawn[position] == 1) {
                rows.set(audit.rows()[position]);
            }
        }
        return new InjectedPixels(audit.pixels(), signal, strength, rows, seed);
    }

    /** What the linear reader says of who was drawn, from features with the signal and without. */
    PredictionTable read(float[][] with, float[][] without, int[] drawn) {
        float[][] mixed = new float[drawn.length][];
        Arrays.setAll(mixed, position -> drawn[position] == 1 ? with[position] : without[position]);
        return rung.table(mixed, drawn);
    }

    /**
     * Whether the linear reader finds a half drawn anew, each image with a signal of its own.
     *
     * @param strength as it is stated, percent, above 0
     */
    public boolean finds(FaintSignal signal, double strength, Seed seed) {
        int[] drawn = halves.draw(seed);
        float[][] mixed = unchanged(Progress.SILENT).clone();
        int[] changed = IntStream.range(0, drawn.length)
                .filter(position -> drawn[position] == 1)
                .toArray();
        PixelSource pixels = injected(signal, asked(signal, strength), drawn, seed.child("signal"));
        float[][] own = rung.features(pixels, changed, Progress.SILENT);
        for (int i = 0; i < changed.length; i++) {
            mixed[changed[i]] = own[i];
        }
        return rule(Progress.SILENT).finds(rung.table(mixed, drawn));
    }

    /** Of halves without any signal, one a seed, whether each is found. */
    public List<Boolean> findsWithout(List<Seed> seeds) {
        RecoveryRule judge = rule(Progress.SILENT);
        List<int[]> drawn = seeds.stream().map(halves::draw).toList();
        return rung.tables(unchanged(Progress.SILENT), drawn).parallelStream()
                .map(judge::finds)
                .toList();
    }

    /** Halves without any signal, which are to be found at the level of the rule and no more often. */
    synchronized Controls controls(Progress progress) {
        Controls known = controls;
        if (known == null) {
            prepare(progress);
            Seed seed = audit.seed().child("injection").child("controls");
            long found =
                    findsWithout(IntStream.range(0, CONTROLS)
                                    .mapToObj(k -> seed.child("half", k))
                                    .toList())
                            .stream()
                            .filter(isFound -> isFound)
                            .count();
            known = new Controls(CONTROLS, (int) found);
            controls = known;
        }
        return known;
    }

    /** How many halves without a signal were found. */
    record Controls(int draws, int found) {}

    /** What a search costs; timed when it is first asked for. */
    synchronized InjectionPrice price() {
        InjectionPrice known = price;
        if (known == null) {
            known = InjectionPrice.measured(audit, this, Stopwatch.OF_TIME);
            price = known;
        }
        return known;
    }

    /** Whether the interval of the audit's own mean AUC lies above one half. */
    boolean isRevealed() {
        List<BinaryScores> columns = PlannedAuc.scores(audit.assessment().primaryCases(audit.predictions()))
                .oneVersusRest();
        return PlannedAuc.above(
                PatientInterval.ofAuc(columns, audit.assessment().level()), VerdictRule.CHANCE);
    }

    /** What features of all images, with a signal and without, take in memory. */
    long bytes() {
        int width = IntStream.of(new LinearFeatures(audit.pixels().layout().side()).blocks())
                .sum();
        return 2L * Float.BYTES * width * audit.cohort().size();
    }

    /** Scores of one half that say nothing of it. */
    PredictionTable withoutReading() {
        Seed seed = audit.seed().child("injection").child("price");
        int[] drawn = halves.draw(seed);
        SplittableRandom random = seed.random();
        return rung.table(position -> new double[] {0, random.nextDouble()}, drawn);
    }

    private static double balance(FinishedAudit audit) {
        return audit.training().passes().sampling() == TrainingPlan.Sampling.PATIENT_BALANCED ? BALANCED : 0;
    }

    private @Nullable FoldCalibration calibration(Progress progress) {
        if (audit.folds().size() == 1) {
            return null;
        }
        Seed seed = audit.seed().child("injection").child("fold calibration");
        return new NullCalibration(NullCalibration.RELABELLINGS, balance(audit), seed, progress)
                .of(cases(halves.draw(seed)), audit.pixels(), audit.rows());
    }

    private FoldedCases cases(int[] drawn) {
        int[] patientOf = halves.patientOfPosition();
        int patients = 1 + IntStream.of(patientOf).max().orElse(-1);
        int[] foldOf = new int[patients];
        for (int fold = 0; fold < audit.folds().size(); fold++) {
            for (int position : audit.folds().get(fold).test()) {
                foldOf[patientOf[position]] = fold;
            }
        }
        int[] classOf = new int[patients];
        int[] caseOf = new int[drawn.length];
        Map<String, Integer> cases = new HashMap<>();
        for (int position = 0; position < drawn.length; position++) {
            classOf[patientOf[position]] = drawn[position];
            String key = key(audit.cohort().images().get(position));
            Integer known = cases.putIfAbsent(key, cases.size());
            caseOf[position] = known == null ? cases.size() - 1 : known;
        }
        return new FoldedCases(patientOf, caseOf, classOf, foldOf);
    }

    private String key(CohortImage image) {
        Unit unit = audit.assessment().primaryUnit();
        return switch (unit) {
            case IMAGE -> image.id();
            case STUDY -> image.patient() + '\n' + image.study();
            case PATIENT -> image.patient();
        };
    }
}
