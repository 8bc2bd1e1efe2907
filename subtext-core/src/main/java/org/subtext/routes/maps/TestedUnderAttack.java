package org.subtext.routes.maps;

import java.util.Arrays;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.progress.Progress;
import org.subtext.recognition.InspectableRecogniser;
import org.subtext.recognition.RecogniserInterior.Attack;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Work;

/** The finished recognisers, each given test images that were attacked against itself. */
record TestedUnderAttack(Setting setting, Attack attack, int patients, Work work) implements Experiment {
    private static final int MOST_PATIENTS = 200;

    /** What a gradient costs in forward passes of scoring. */
    private static final int GRADIENT = 6;

    private static final int CURVE_POINT = 2;
    private static final int CONTROL = 1;

    private static final String DEFECTS =
            "Study-faithful attacks have the defects of the study's code: they add to values on the network's own"
                    + " scale and clamp to 0 to 1 there, which alone turns everything darker than the scale's zero into"
                    + " that zero (the clamp by itself is the control); ε of 0 is not clamped, so that the curve begins"
                    + " elsewhere than it goes on; and FGSM leaves misread images alone, so that it can only hurt."
                    + " Strengths are on that scale.";

    static TestedUnderAttack of(Setting setting, Attack attack, FinishedAudit audit) {
        int patients = PatientSample.of(audit, MOST_PATIENTS).size();
        int gradients = switch (attack.kind()) {
            case FGSM, PGD, STUDY_FGSM -> attack.steps();
            case RANDOM_SIGN, GAUSSIAN, CLAMP_ONLY, STUDY_GAUSSIAN, STUDY_CLAMP_ONLY -> 0;
        };
        return new TestedUnderAttack(
                setting, attack, patients, Work.forward((1L + (long) GRADIENT * gradients) * patients));
    }

    @Override
    public int information() {
        return switch (attack.kind()) {
            case FGSM, PGD, STUDY_FGSM -> CURVE_POINT;
            case RANDOM_SIGN, GAUSSIAN, CLAMP_ONLY, STUDY_GAUSSIAN, STUDY_CLAMP_ONLY -> CONTROL;
        };
    }

    @Override
    public String determinants() {
        return patients + " patients, " + attack.steps() + " steps";
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) {
        PatientSample sample = PatientSample.of(audit, MOST_PATIENTS);
        int[] labels = sample.labels(audit);
        PredictionTableBuilder table = audit.table();
        sample.inEachFold(
                audit,
                (recogniser, indices, rows) -> InspectableRecogniser.interiorOf(recogniser)
                        .scoreAttacked(
                                attack,
                                audit.pixels(),
                                rows,
                                Arrays.stream(indices).map(i -> labels[i]).toArray(),
                                audit.seed().child(setting.label()),
                                (i, scores) -> audit.add(
                                        table,
                                        setting,
                                        audit.folds().get(sample.folds()[indices[i]]),
                                        sample.positions()[indices[i]],
                                        scores),
                                progress));
        Evidence evidence = Evidence.of(table.build());
        return attack.kind().isOfTheStudy() ? evidence.withSentence(DEFECTS) : evidence;
    }
}
