package org.subtext.routes.injection;

import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.PatientInterval;
import org.subtext.assessment.VerdictRule;
import org.subtext.cohort.CohortImage;
import org.subtext.folds.FoldCalibration;
import org.subtext.folds.FoldedCases;
import org.subtext.folds.NullCalibration;
import org.subtext.images.PixelSource;
import org.subtext.predictions.Unit;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.TrainingPlan;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.PlannedAuc;
import org.subtext.statistics.BinaryScores;

/**
 * A finished audit whose patients are asked for a signal put into half of them, in place of what is recorded.
 *
 * <p>How widely AUCs of such a draw spread over the audit's folds where nothing was put in is computed once, when it is
 * first needed. Thread-safe.
 */
public final class InjectedAudit {
    /** A patient of n images is drawn in proportion to √n where patients are balanced, so an image counts 1/√n. */
    private static final double BALANCED = 0.5;

    private final FinishedAudit audit;
    private final RandomHalves halves;
    private final Map<PlainReader, ReadHalves> readings = new EnumMap<>(PlainReader.class);
    private @Nullable RecoveryRule rule;

    public InjectedAudit(FinishedAudit audit) {
        this.audit = audit;
        this.halves = RandomHalves.of(audit);
    }

    RandomHalves halves() {
        return halves;
    }

    /** Its halves as a reader reads them. */
    synchronized ReadHalves readBy(PlainReader reader) {
        return readings.computeIfAbsent(
                reader,
                one -> new ReadHalves(
                        audit, this, new PlainRung(audit, one, halves.patientOfPosition(), balance(audit))));
    }

    /**
     * Whether the reader of a signal finds a half drawn anew, each image with a signal of its own.
     *
     * @param strength as it is stated, percent, above 0
     */
    public boolean finds(FaintSignal signal, double strength, Seed seed) {
        return readBy(signal.reader()).finds(signal, strength, seed);
    }

    /** Of halves without any signal, one a seed, whether the reader of a signal finds each. */
    public List<Boolean> findsWithout(FaintSignal signal, List<Seed> seeds) {
        return readBy(signal.reader()).findsWithout(seeds);
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

    /** Whether the interval of the audit's own mean AUC lies above one half. */
    boolean isRevealed() {
        List<BinaryScores> columns = PlannedAuc.scores(audit.assessment().primaryCases(audit.predictions()))
                .oneVersusRest();
        return PlannedAuc.above(
                PatientInterval.ofAuc(columns, audit.assessment().level()), VerdictRule.CHANCE);
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
