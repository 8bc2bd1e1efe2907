package org.subtext.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.ExperimentAssessment;
import org.subtext.assessment.LevelAssessment;
import org.subtext.audit.inputs.TrainedOn;
import org.subtext.findings.Findings;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Sentence;
import org.subtext.progress.Progress;
import org.subtext.provenance.OwnerOnly;
import org.subtext.provenance.Seed;
import org.subtext.provenance.Software;
import org.subtext.recognition.Activation;
import org.subtext.recognition.CohortPixels;
import org.subtext.recognition.Inference;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.LearningCurve;
import org.subtext.recognition.LoadedWeights;
import org.subtext.recognition.ModelCard;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.recognition.RecogniserTrainer.TrainedRecogniser;
import org.subtext.recognition.TrainingTask;
import org.subtext.split.Part;
import org.subtext.statistics.Estimate;
import org.subtext.wording.IntervalText;

/**
 * Trains one recogniser a division and scores images with them.
 *
 * <p>A model on disk is not trained again, and scores always come from the stored model, so that a continued run gives
 * the bytes of an uninterrupted one.
 */
final class Recognition {
    /** Folder of the stored recognisers. */
    static final String MODELS = "models";

    private final AuditPlan plan;
    private final RunFolder run;
    private final Path folder;
    private final ExperimentName experiment;

    /** What is taught in the place of the cohort's classes; null where these are. */
    private final @Nullable Findings findings;

    private final RecogniserTrainer trainer;
    private final Progress progress;

    Recognition(AuditPlan plan, RunFolder run, RecogniserTrainer trainer, Progress progress) {
        this(plan, run, Path.of(MODELS), new ExperimentName.Internal(), null, trainer, progress);
    }

    /** Recognisers of findings, each a head by itself. */
    static Recognition of(
            Findings findings, AuditPlan plan, RunFolder run, RecogniserTrainer trainer, Progress progress) {
        return new Recognition(plan, run, Path.of(MODELS), new ExperimentName.Internal(), findings, trainer, progress);
    }

    /**
     * Recognisers that stand beside those of the plan's own.
     *
     * @param folder of their files, within the run's
     * @param experiment what their scores of the run's own cohort are called
     */
    Recognition(
            AuditPlan plan,
            RunFolder run,
            Path folder,
            ExperimentName experiment,
            RecogniserTrainer trainer,
            Progress progress) {
        this(plan, run, folder, experiment, null, trainer, progress);
    }

    private Recognition(
            AuditPlan plan,
            RunFolder run,
            Path folder,
            ExperimentName experiment,
            @Nullable Findings findings,
            RecogniserTrainer trainer,
            Progress progress) {
        this.plan = plan;
        this.run = run;
        this.folder = folder;
        this.experiment = experiment;
        this.findings = findings;
        this.trainer = trainer;
        this.progress = progress;
    }

    /** Whether an earlier process has trained one of them, or begun to. */
    boolean isBegun() {
        return Files.exists(run.folder().resolve(folder));
    }

    /**
     * Trains what is not yet stored; the learning curves come back in the order of the divisions.
     *
     * @param terms on which the images may be used, for the models' cards
     */
    List<LearningCurve> train(CohortPixels images, List<Division> divisions, List<String> terms) throws IOException {
        List<LearningCurve> curves = new ArrayList<>();
        for (int i = 0; i < divisions.size(); i++) {
            Division division = divisions.get(i);
            if (plan.recognition().recogniser() != null) {
                take(Path.of(plan.recognition().recogniser()), images, division);
                continue;
            }
            if (!Files.exists(modelFile(division)) || !Files.exists(curveFile(division))) {
                trainOne(images, division, terms, new Seed(plan.seed()).child("training", i));
            } else {
                requireOwn(images, division, divisions);
            }
            curves.add(RunJson.read(curveFile(division), LearningCurve.class));
        }
        return curves;
    }

    /** Refuses a stored network that bears the name of one division and learnt from another, whose patients it met. */
    private void requireOwn(CohortPixels images, Division division, List<Division> all) {
        try (Recogniser recogniser = trainer.open(modelFile(division))) {
            String said = recogniser.card().trainedOn();
            if (said.equals(trainedOn(images, division))) {
                return;
            }
            for (Division other : all) {
                if (said.equals(trainedOn(images, other))) {
                    throw new InvalidInputException("The stored network " + modelFile(division) + " is that of "
                            + other.name() + ": it learnt from patients on whom it would be tested. Delete it, and it"
                            + " is trained again.");
                }
            }
        }
    }

    /** Takes a finished model into the run, where it must read these classes from such images. */
    private void take(Path given, CohortPixels images, Division division) throws IOException {
        Path target = modelFile(division);
        if (Files.exists(target)) {
            return;
        }
        try (Recogniser recogniser = trainer.open(given)) {
            ModelCard card = recogniser.card();
            List<String> classes = images.cohort().classNames();
            if (!card.classes().equals(classes)
                    || !card.layout().equals(plan.images().pixels())) {
                throw new InvalidInputException(Sentence.of("The model " + card.name() + " tells "
                                + String.join(", ", card.classes()) + " from images of "
                                + card.layout().side() + " pixels, but the cohort has the classes "
                                + String.join(", ", classes) + " and images of "
                                + plan.images().pixels().side() + " pixels. Make them the same, with ")
                        .and(PlanKey.COHORT_RENAME)
                        .and(" and ")
                        .and(PlanKey.COHORT_CLASSES)
                        .and("."));
            }
            OwnerOnly.folderWithin(target.toAbsolutePath().resolveSibling(""));
            TrainedOn.copy(given, target);
            recogniser.save(target, card);
        }
    }

    private void trainOne(CohortPixels images, Division division, List<String> terms, Seed seed) throws IOException {
        LabelledImages training = labelled(images, division, Part.TRAINING);
        LabelledImages validation = labelled(images, division, Part.VALIDATION);
        Path checkpoint = file(fileName(division) + ".checkpoint");
        TrainingTask task =
                new TrainingTask(plan.recognition().training(), names(images), training, validation, seed, checkpoint);
        TrainedRecogniser trained = trainer.train(task, progress.named("Training " + named(division)));
        try (Recogniser recogniser = trained.recogniser()) {
            RunJson.write(curveFile(division), trained.curve());
            recogniser.save(modelFile(division), card(images, division, trained.weights(), terms));
            Files.deleteIfExists(checkpoint);
        }
    }

    /** The card of the first recogniser; all began with the same weights. */
    ModelCard card(List<Division> divisions) {
        try (Recogniser recogniser = trainer.open(modelFile(divisions.get(0)))) {
            return recogniser.card();
        }
    }

    private LabelledImages labelled(CohortPixels images, Division division, Part part) {
        int[] positions = division.split().positions(images.cohort(), part);
        return findings == null ? images.labelled(positions) : images.labelled(positions, findings);
    }

    /** Of the scores, in their order. */
    private List<String> names(CohortPixels images) {
        return findings == null ? images.cohort().classNames() : findings.names();
    }

    /** Scores each division's test images with the recogniser that never saw their patients. */
    PredictionTable scoreInternal(CohortPixels images, List<Division> divisions) {
        PredictionTableBuilder table =
                new PredictionTableBuilder(images.cohort().classNames());
        for (Division division : divisions) {
            int[] positions = division.split().positions(images.cohort(), Part.TEST);
            float[][] scores = score(division, images, positions);
            for (int i = 0; i < positions.length; i++) {
                images.add(table, experiment, division.name(), Part.TEST.label(), positions[i], scores[i]);
            }
        }
        return table.build();
    }

    /** Scores a cohort nobody trained on: the mean over all recognisers of the run. */
    PredictionTable scoreExternal(String name, CohortPixels images, List<Division> divisions, List<String> classes) {
        int n = images.cohort().size();
        int[] positions = new int[n];
        Arrays.setAll(positions, i -> i);
        float[][] mean = new float[n][classes.size()];
        for (Division division : divisions) {
            float[][] scores = score(division, images, positions);
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < classes.size(); k++) {
                    mean[i][k] += scores[i][k] / divisions.size();
                }
            }
        }
        String runName = divisions.size() == 1 ? divisions.get(0).name() : "mean of " + divisions.size() + " folds";
        PredictionTableBuilder table = new PredictionTableBuilder(classes);
        for (int i = 0; i < n; i++) {
            images.add(table, new ExperimentName.External(name), runName, "external", i, mean[i]);
        }
        return table.build();
    }

    /** Scores of some positions by the recogniser of a division. */
    float[][] score(Division division, CohortPixels images, int[] positions) {
        float[][] scores = new float[positions.length][];
        int[] rows = images.rowsOf(positions);
        try (Recogniser recogniser = trainer.open(modelFile(division))) {
            recogniser.score(
                    images.pixels(),
                    rows,
                    (position, values) -> scores[position] = values.clone(),
                    progress.named("Scoring " + named(division)));
        }
        return scores;
    }

    private ModelCard card(
            CohortPixels images, Division division, @Nullable LoadedWeights weights, List<String> terms) {
        return new ModelCard(
                plan.name(),
                findings == null ? images.cohort().attribute() : "",
                names(images),
                plan.images().pixels(),
                plan.recognition().training(),
                Inference.of(plan.recognition().training(), findings == null ? Activation.SOFTMAX : Activation.SIGMOID),
                weights,
                trainedOn(images, division),
                List.of(),
                Software.describe(),
                Instant.now().toString(),
                terms);
    }

    private String trainedOn(CohortPixels images, Division division) {
        int patients = division.split().patients(Part.TRAINING).size();
        return labelled(images, division, Part.TRAINING).size() + " images of " + patients + " patients of the run \""
                + plan.name() + "\" (" + division.name() + ").";
    }

    /** Writes onto each model's card how well the recognisers read the attribute; weights stay as they are. */
    void describe(List<Division> divisions, Assessment assessment) throws IOException {
        describe(
                divisions,
                assessment.experiments().stream()
                        .map(experiment -> performance(experiment, assessment.plan()))
                        .toList());
    }

    /** The same in sentences, one an evaluation. */
    void describe(List<Division> divisions, List<String> performance) throws IOException {
        for (Division division : divisions) {
            try (Recogniser recogniser = trainer.open(modelFile(division))) {
                recogniser.save(modelFile(division), recogniser.card().withPerformance(performance));
            }
        }
    }

    private static String performance(ExperimentAssessment experiment, AssessmentPlan how) {
        LevelAssessment level = experiment.level(how.primaryUnit());
        String auc = level.macroAuc() instanceof Estimate.Known known
                ? IntervalText.around(
                        known.value(),
                        how.level(),
                        known.interval().lower(),
                        known.interval().upper(),
                        3)
                : "not computable";
        return experiment.experiment().name() + ": macro one-versus-rest AUC by "
                + how.primaryUnit().noun() + " " + auc + ", " + level.patients() + " patients.";
    }

    /** The stored models by the names of their divisions. */
    Map<String, Path> modelFiles(List<Division> divisions) {
        Map<String, Path> files = new LinkedHashMap<>();
        divisions.forEach(division -> files.put(division.name(), modelFile(division)));
        return files;
    }

    /** The stored model of a division. */
    Path modelFile(Division division) {
        return file(fileName(division) + ".safetensors");
    }

    /** Where a run that was finished keeps the recogniser of a division; nothing is made. */
    static Path modelFile(Path run, Division division) {
        return run.resolve(MODELS).resolve(fileName(division) + ".safetensors");
    }

    /** The division, after whoever reads where that is not the run's own network. */
    private String named(Division division) {
        return experiment instanceof ExperimentName.Model reader
                ? reader.name() + ", " + division.name()
                : division.name();
    }

    private Path curveFile(Division division) {
        return file(fileName(division) + ".curve.json");
    }

    private Path file(String name) {
        return run.file(folder.toString(), name);
    }

    private static String fileName(Division division) {
        return division.name().replace(' ', '-');
    }
}
