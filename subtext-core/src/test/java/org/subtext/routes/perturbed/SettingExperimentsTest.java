package org.subtext.routes.perturbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.perturbation.Perturbations;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionRows;
import org.subtext.progress.Progress;
import org.subtext.recognition.TrainingTask;
import org.subtext.routes.MeanTrainer;
import org.subtext.routes.TwoFoldAudit;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Work;

/** One setting by itself: tested under, and newly trained. */
class SettingExperimentsTest {
    private static final Perturbation INVERSION = Perturbations.parse("inversion");

    @TempDir
    Path folder;

    private final MeanTrainer trainer = new MeanTrainer();
    private FinishedAudit audit;

    @BeforeEach
    void finishAudit() throws IOException {
        audit = TwoFoldAudit.in(folder, trainer);
    }

    @Test
    void testedUnderScoresEveryTestImageOnceByTheNetworkThatNeverSawItsPatient() {
        List<PredictionRow> rows = testedUnder();

        assertThat(rows).hasSize(TwoFoldAudit.IMAGES);
        assertThat(rows)
                .extracting(row -> row.run() + row.image())
                .containsExactlyElementsOf(PredictionRows.of(audit.predictions()).stream()
                        .map(row -> row.run() + row.image())
                        .toList());
        assertThat(rows).allMatch(row -> row.experiment().name().equals("inversion, tested under"));
    }

    @Test
    void testedUnderGivesTheNetworkTheImagesAsTheSettingLeavesThem() {
        List<PredictionRow> rows = testedUnder();

        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).scores().get(0)).isCloseTo(1 - mean(i), within(1e-6));
        }
    }

    @Test
    void newlyTrainedLearnsFromPerturbedTrainingImagesOfTheFirstFoldsOnly() {
        NewlyTrained experiment = newlyTrained(Mode.NEWLY_TRAINED, RoutesPlan.NONE);
        List<PredictionRow> rows = TwoFoldAudit.rows(experiment.run(audit, Progress.SILENT));

        assertThat(rows).hasSize(20).allMatch(row -> row.run().equals("fold 1"));
        assertThat(trainer.trained).singleElement().satisfies(task -> {
            assertThat(task.training().size()).isEqualTo(20);
            assertThat(mean(task, 0)).isCloseTo(1 - mean(20), within(1e-6));
            assertThat(task.plan().passes().epochs()).isEqualTo(3);
            assertThat(task.plan().network().initialWeights()).isNull();
            assertThat(task.checkpoint()).doesNotExist();
        });
        assertThat(trainer.closed).hasSize(1);
    }

    @Test
    void newlyTrainedTakesFoldsAndEpochsOfThePlan() {
        RoutesPlan plan =
                RoutesPlan.NONE.withTraining(training -> training.withFolds(5).withEpochs(2));
        NewlyTrained experiment = newlyTrained(Mode.NEWLY_TRAINED, plan);

        assertThat(experiment.work()).isEqualTo(new Work(40, 80, 0));
        assertThat(TwoFoldAudit.rows(experiment.run(audit, Progress.SILENT))).hasSize(TwoFoldAudit.IMAGES);
        assertThat(trainer.trained)
                .hasSize(2)
                .allMatch(task -> task.plan().passes().epochs() == 2);
        assertThat(trainer.trained).extracting(TrainingTask::seed).doesNotHaveDuplicates();
    }

    @Test
    void aWarmStartBeginsWithTheFinishedNetworkOfTheSameFold() {
        newlyTrained(
                        Mode.WARM_STARTED,
                        RoutesPlan.NONE.withTraining(
                                training -> training.withFolds(2).withWarmStart(true)))
                .run(audit, Progress.SILENT);

        assertThat(trainer.trained)
                .extracting(task -> task.plan().network().initialWeights())
                .containsExactly(
                        audit.folds().get(0).model().toString(),
                        audit.folds().get(1).model().toString());
    }

    private List<PredictionRow> testedUnder() {
        Setting setting = new Setting("inversion", PerturbationRoute.subject(INVERSION), Mode.TESTED_UNDER);
        return TwoFoldAudit.rows(new TestedUnder(setting, INVERSION, audit, 2).run(audit, Progress.SILENT));
    }

    private NewlyTrained newlyTrained(Mode mode, RoutesPlan plan) {
        return NewlyTrained.of(
                new Setting("inversion", PerturbationRoute.subject(INVERSION), mode), INVERSION, audit, plan, 2);
    }

    private double mean(int row) {
        float[] values = new float[TwoFoldAudit.LAYOUT.valuesPerImage()];
        audit.pixels().read(row, FloatBuffer.wrap(values));
        return mean(values);
    }

    private static double mean(TrainingTask task, int i) {
        float[] values = new float[TwoFoldAudit.LAYOUT.valuesPerImage()];
        task.training().pixels().read(task.training().row(i), FloatBuffer.wrap(values));
        return mean(values);
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
