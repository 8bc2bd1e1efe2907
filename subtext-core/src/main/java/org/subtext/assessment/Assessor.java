package org.subtext.assessment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.folds.FoldCalibration;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.progress.Progress;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.Widening;

/**
 * Computes an assessment from a prediction table: every experiment at every level, differences between experiments, and
 * the verdict.
 *
 * <p>Pure: the same table and plan give the same assessment, on any number of threads.
 */
public final class Assessor {
    /** How the experiments of a table stand to each other. */
    public enum Relation {
        /** The first is the cohort itself; the others are external cohorts, scored by the same recogniser. */
        COHORTS,
        /** Each is a model; all scored the same cases. */
        MODELS
    }

    private final AssessmentPlan plan;
    private final Progress progress;

    public Assessor(AssessmentPlan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * Assesses a table at image level.
     *
     * @param attribute the recorded attribute
     * @param subgroups by column, the value of each image by image id; may be empty
     */
    public Assessment assess(
            String attribute,
            PredictionTable predictions,
            Map<String, Map<String, String>> subgroups,
            Relation relation) {
        return assess(attribute, predictions, subgroups, relation, null, OtherReaders.NONE);
    }

    /** The same of scores of cross-validation by one reader. */
    public Assessment assess(
            String attribute,
            PredictionTable predictions,
            Map<String, Map<String, String>> subgroups,
            Relation relation,
            @Nullable FoldCalibration folds) {
        return assess(attribute, predictions, subgroups, relation, folds, OtherReaders.NONE);
    }

    /**
     * Assesses a table at image level whose first experiment may hold scores of cross-validation.
     *
     * @param folds what was measured of its folds; null where there were none
     * @param others who read the images of the first experiment as well, in the same folds
     */
    public Assessment assess(
            String attribute,
            PredictionTable predictions,
            Map<String, Map<String, String>> subgroups,
            Relation relation,
            @Nullable FoldCalibration folds,
            OtherReaders others) {
        List<ExperimentName> names = predictions.experiments();
        progress.begin("Assessing", names.size(), "experiments");
        Widening widening = folds == null ? Widening.NONE : folds.widening();
        List<ExperimentAssessment> experiments = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            PredictionTable table = ofExperiment(predictions, names.get(i));
            Map<String, Map<String, String>> columns = i == 0 || relation == Relation.MODELS ? subgroups : Map.of();
            experiments.add(experiment(names.get(i), table, columns, i == 0 ? widening : Widening.NONE));
            progress.advance(1, names.get(i).name());
        }
        List<Assessment.Comparison> comparisons = new Comparisons(plan, widening).of(predictions, relation);
        Ladder ladder = others.tables().isEmpty()
                ? null
                : new LadderAssessor(plan, widening)
                        .of(experiments.get(0), ofExperiment(predictions, names.get(0)), others);
        Verdict verdict = verdict(attribute, experiments, relation, widening, ladder);
        progress.end(
                names.size() + (names.size() == 1 ? " experiment, " : " experiments, ") + predictions.size() + " rows");
        return new Assessment(attribute, predictions.classes(), plan, verdict, experiments, comparisons, folds, ladder);
    }

    /**
     * The verdict alone of scores by one reader, as {@link #assess} gives it, for whoever asks often: of the plan's
     * primary unit and nothing beside it.
     *
     * @param images at image level, of one experiment
     * @param folds what was measured of its folds; null where there were none
     */
    public Verdict verdict(String attribute, PredictionTable images, @Nullable FoldCalibration folds) {
        ExperimentName name = images.experiments().get(0);
        Unit unit = plan.primaryUnit();
        Widening widening = folds == null ? Widening.NONE : folds.widening();
        LevelAssessment level = new LevelAssessor(plan, plan.draws(name, unit), widening).assess(images, unit);
        VerdictRule rule = new VerdictRule(plan);
        return rule.apply(attribute, rule.findings(level, widening));
    }

    private @Nullable Verdict verdict(
            String attribute,
            List<ExperimentAssessment> experiments,
            Relation relation,
            Widening widening,
            @Nullable Ladder ladder) {
        if (relation == Relation.MODELS && experiments.size() > 1) {
            return null;
        }
        VerdictRule rule = new VerdictRule(plan);
        return ladder == null
                ? rule.apply(attribute, rule.findings(experiments.get(0).level(plan.primaryUnit()), widening))
                : rule.apply(attribute, ladder);
    }

    static PredictionTable ofExperiment(PredictionTable predictions, ExperimentName experiment) {
        return predictions.of(experiment);
    }

    private ExperimentAssessment experiment(
            ExperimentName experiment,
            PredictionTable images,
            Map<String, Map<String, String>> subgroups,
            Widening widening) {
        List<LevelAssessment> levels = new ArrayList<>();
        for (Unit unit : levelsOf(images)) {
            levels.add(new LevelAssessor(plan, plan.draws(experiment, unit), widening).assess(images, unit));
        }
        return new ExperimentAssessment(
                experiment, levels, folds(images), new SubgroupAssessor(plan, widening).tables(images, subgroups));
    }

    /** Image, study and patient level; of those that are the same cases one, the primary unit always. */
    private List<Unit> levelsOf(PredictionTable images) {
        Map<Unit, Integer> cases = new EnumMap<>(Unit.class);
        cases.put(Unit.IMAGE, images.size());
        cases.put(Unit.STUDY, images.studyCount());
        cases.put(Unit.PATIENT, images.patientCount());
        return cases.keySet().stream()
                .filter(unit -> DistinctLevels.isDistinct(unit, cases, plan.primaryUnit()))
                .toList();
    }

    /**
     * Macro AUC of each run: shows whether folds agree, decides nothing. Within a fold nobody taught whoever assesses
     * another, so its interval needs no widening.
     */
    private List<NamedEstimate> folds(PredictionTable images) {
        List<NamedEstimate> folds = new ArrayList<>();
        for (String run : images.columns().runs().distinct()) {
            PredictionTable part =
                    plan.primaryCases(images.where(row -> images.run(row).equals(run)));
            List<BinaryScores> columns = Columns.of(part).oneVersusRest();
            folds.add(new NamedEstimate(run, PatientInterval.ofAuc(columns, plan.level())));
        }
        return folds;
    }
}
