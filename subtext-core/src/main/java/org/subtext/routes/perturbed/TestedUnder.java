package org.subtext.routes.perturbed;

import org.subtext.images.PixelSource;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.contract.PerturbedPixels;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.progress.Progress;
import org.subtext.recognition.Recogniser;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Work;

/** The finished recognisers, given their test images as a perturbation leaves them. */
public record TestedUnder(Setting setting, Perturbation perturbation, Work work, int information)
        implements Experiment {
    public TestedUnder(Setting setting, Perturbation perturbation, FinishedAudit audit, int information) {
        this(setting, perturbation, Work.forward(audit.predictions().size()), information);
    }

    /** The study's form of a setting bears the same name as its plain form. */
    @Override
    public String determinants() {
        return perturbation.description();
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) {
        PredictionTableBuilder table = audit.table();
        for (Fold fold : audit.folds()) {
            PixelSource pixels = given(audit, fold);
            try (Recogniser recogniser = audit.trainer().open(fold.model())) {
                int[] test = fold.test();
                recogniser.score(
                        pixels,
                        audit.rowsOf(test),
                        (position, scores) -> audit.add(table, setting, fold, test[position], scores),
                        progress);
            }
        }
        return Evidence.of(table.build());
    }

    /** What the recogniser of a fold is given: images by pixel row as the perturbation leaves them. */
    public PixelSource given(FinishedAudit audit, Fold fold) {
        Perturbation ready = perturbation.prepared(audit.pixels(), audit.rowsOf(fold.preparing()));
        return new PerturbedPixels(audit.pixels(), ready, audit.seed().child(perturbation.name()));
    }
}
