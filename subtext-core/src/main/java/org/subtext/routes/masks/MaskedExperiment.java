package org.subtext.routes.masks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.subtext.perturbation.regions.MaskOutcome;
import org.subtext.progress.Progress;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Work;

/** An experiment on those images that have a mask; who has none is counted, the same for all parts of a mask. */
record MaskedExperiment(Experiment inner, RegionMasks masks, Work work) implements Experiment {
    /** Measured on one core with the built-in segmentation, the dearer of the two kinds. */
    private static final double SECONDS_PER_MASK = 0.01;

    /** @param first whether it is the one for which the masks are made; the others find them ready */
    static MaskedExperiment of(Experiment inner, RegionMasks masks, FinishedAudit audit, boolean first) {
        double seconds = SECONDS_PER_MASK
                * audit.predictions().size()
                / Runtime.getRuntime().availableProcessors();
        return new MaskedExperiment(inner, masks, first ? inner.work().plus(Work.seconds(seconds)) : inner.work());
    }

    @Override
    public Setting setting() {
        return inner.setting();
    }

    @Override
    public int information() {
        return inner.information();
    }

    @Override
    public String determinants() {
        return inner.determinants() + "; " + masks.source() + " " + masks.determinants();
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        boolean trains = setting().mode() != Mode.TESTED_UNDER;
        masks.prepare(audit, positions(audit, trains));
        MaskFailures failures = MaskFailures.among(testPositions(audit), audit, masks);
        failures.requireEnough();
        List<Fold> folds = new ArrayList<>();
        for (Fold fold : audit.folds()) {
            Fold masked = new Fold(
                    fold.name(),
                    fold.model(),
                    trains ? masked(fold.training()) : fold.training(),
                    trains ? masked(fold.validation()) : fold.validation(),
                    masked(fold.test()));
            requireAllClasses(audit, trains ? masked.training() : masked.test());
            folds.add(masked);
        }
        FinishedAudit rest = new FinishedAudit(
                audit.cohort(),
                audit.pixels(),
                audit.rows(),
                folds,
                audit.predictions(),
                audit.trainer(),
                audit.training(),
                audit.assessment(),
                audit.seed(),
                audit.folder(),
                audit.showsPatients());
        Evidence found = inner.run(rest, progress);
        List<EvidenceTable> tables = new ArrayList<>(found.tables());
        tables.add(failures.table());
        return new Evidence(
                        found.predictions(),
                        tables,
                        found.pictures(),
                        found.sentences(),
                        found.warnings(),
                        found.recoveries())
                .withSentence(failures.sentence());
    }

    private int[] masked(int[] positions) {
        return Arrays.stream(positions)
                .filter(position -> masks.outcome(position) instanceof MaskOutcome.Found)
                .toArray();
    }

    private void requireAllClasses(FinishedAudit audit, int[] positions) throws NotRunException {
        int classes = audit.cohort().classNames().size();
        long left = Arrays.stream(audit.labelsOf(positions)).distinct().count();
        if (left < classes) {
            throw new NotRunException(
                    "Of " + classes + " classes " + left + " have images with a " + masks.name() + " mask.",
                    masks.mend());
        }
    }

    private static int[] testPositions(FinishedAudit audit) {
        return audit.folds().stream()
                .flatMapToInt(fold -> IntStream.of(fold.test()))
                .toArray();
    }

    private static int[] positions(FinishedAudit audit, boolean trains) {
        return audit.folds().stream()
                .flatMapToInt(fold -> trains
                        ? Stream.of(fold.training(), fold.validation(), fold.test())
                                .flatMapToInt(IntStream::of)
                        : IntStream.of(fold.test()))
                .distinct()
                .toArray();
    }
}
