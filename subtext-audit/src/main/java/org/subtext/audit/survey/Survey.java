package org.subtext.audit.survey;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.RunJson;
import org.subtext.cohort.Census;
import org.subtext.cohort.CohortReader;
import org.subtext.cohort.ColumnNames;
import org.subtext.cohort.SmallestGroups;
import org.subtext.folds.FoldedCases;
import org.subtext.folds.ImageFeatures;
import org.subtext.folds.RidgeLearner;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problems;
import org.subtext.progress.Progress;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.FolderTree;
import org.subtext.provenance.OwnerOnly;
import org.subtext.provenance.Seed;
import org.subtext.recognition.InspectableRecogniser;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserInterior;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.recognition.TrainingPresets;
import org.subtext.report.PdfReport;
import org.subtext.report.SurveyPage;
import org.subtext.survey.ColumnReading;
import org.subtext.survey.Detection;
import org.subtext.survey.LeftOut;
import org.subtext.survey.Ranking;
import org.subtext.survey.Reader;
import org.subtext.survey.Rule;
import org.subtext.survey.SurveyResult;
import org.subtext.survey.SurveyedColumn;

/**
 * Ranks the columns of a table by how surely images tell them: one pass over the images, closed-form readers, nothing
 * trained.
 *
 * <p>Readers are ridge regressions on grey values, on random filters and on what a network of random weights computes.
 * Folds and influences are made once for all columns.
 */
public final class Survey {
    /** Everything, in the survey's folder; not for sharing, as it holds small counts. */
    public static final String FILE = "survey.json";

    /** The page for anybody. */
    public static final String PAGE = "survey.html";

    /** The same for print. */
    public static final String DOCUMENT = "survey.pdf";

    /** Of its own, as the folder may be that of something else, which has a cache, too. */
    private static final String CACHE = "survey-cache";

    private static final int FOLDS = 5;
    private static final double PENALTY = 0.01;
    /** Every patient counts the same, however many images they have. */
    private static final double BY_PATIENT = 1;

    private final RecogniserTrainer trainer;
    private final Progress progress;

    public Survey(RecogniserTrainer trainer, Progress progress) {
        this.trainer = trainer;
        this.progress = progress;
    }

    /**
     * Surveys, and writes {@value #FILE}, {@value #PAGE} and {@value #DOCUMENT} into the folder.
     *
     * @throws InvalidInputException with what is wrong with the table, or where no column can be surveyed
     */
    public SurveyResult run(SurveyPlan plan, Path folder) throws IOException {
        Census census = CohortReader.census(plan.cohort(), progress);
        List<String> names = names(plan, census);
        Path file = plan.features();
        SurveyedFeatures features = file == null ? null : SurveyedFeatures.read(file, census);
        OwnerOnly.folder(folder);
        Path cache = folder.resolve(CACHE);
        SurveyResult result;
        Seed seed = new Seed(plan.seed()).child("survey");
        try (SurveyedImages images = SurveyedImages.of(census, features, plan, seed, cache, progress)) {
            ColumnReading reading = new ColumnReading(census, images.patients(), SmallestGroups.OF_A_VERDICT);
            ColumnReading.Columns columns = reading.of(names);
            if (columns.surveyed().isEmpty()) {
                throw new InvalidInputException("No column can be surveyed. "
                        + String.join(
                                " ",
                                columns.leftOut().stream()
                                        .map(one -> one.column() + ": " + one.why() + ".")
                                        .toList()));
            }
            SurveyedColumn attribute = attribute(plan, reading);
            Rule rule = Rule.of(columns.surveyed().size(), SmallestGroups.OF_A_VERDICT);
            LookOfSurvey look = LookOfSurvey.begin(folder, plan, images, columns.surveyed());
            result = ranked(plan, images, features, columns, attribute, rule, seed);
            look.answered(result);
        } finally {
            FolderTree.delete(cache); // what is stored names no image and holds no pixel
        }
        AtomicFiles.writeString(folder.resolve(FILE), RunJson.unsharedText(result));
        String page = SurveyPage.render(result);
        AtomicFiles.writeString(folder.resolve(PAGE), page);
        PdfReport.write(page, folder.resolve(DOCUMENT));
        return result;
    }

    private static List<String> names(SurveyPlan plan, Census census) {
        Problems problems = new Problems();
        plan.columns().forEach(one -> ColumnNames.require(census.table(), one, Argument.SURVEY_COLUMNS, problems));
        plan.exclude().forEach(one -> ColumnNames.require(census.table(), one, Argument.SURVEY_EXCLUDE, problems));
        problems.throwIfAny();
        List<String> asked = plan.columns().isEmpty() ? census.table().names() : plan.columns();
        return asked.stream()
                .distinct()
                .filter(one -> !plan.exclude().contains(one))
                .toList();
    }

    private static @Nullable SurveyedColumn attribute(SurveyPlan plan, ColumnReading reading) {
        String name = plan.attribute();
        if (name == null) {
            return null;
        }
        ColumnReading.Columns read = reading.of(List.of(name));
        if (read.surveyed().size() + read.leftOut().size() > 1) {
            throw new InvalidInputException("No column can be associated with " + name
                    + ": it holds dates, which are read as several columns. Name a column of classes or numbers.");
        }
        for (LeftOut one : read.leftOut()) {
            throw new InvalidInputException("No column can be associated with " + name + ": " + one.why() + ".");
        }
        return read.surveyed().get(0);
    }

    private SurveyResult ranked(
            SurveyPlan plan,
            SurveyedImages images,
            @Nullable SurveyedFeatures features,
            ColumnReading.Columns columns,
            @Nullable SurveyedColumn attribute,
            Rule rule,
            Seed seed) {
        int[] folds = folds(images.patients().size(), seed);
        List<RidgeLearner> learners = learners(images, seed);
        if (features != null) {
            learners.add(features.learner(images.images(), PENALTY, BY_PATIENT));
        }
        FoldedCases cases = cases(images, folds);
        List<Reader> readers = learners.stream()
                .map(one -> new Reader(one.name(), one.influences(cases)))
                .toList();
        progress.begin("Reading columns", columns.surveyed().size(), "columns");
        List<Detection> found =
                Ranking.detections(columns.surveyed(), readers, folds, rule, seed.child("columns"), progress);
        Map<String, Detection> associations = attribute == null
                ? Map.of()
                : Association.with(attribute, columns.surveyed(), folds, rule, seed.child("association"));
        progress.end(columns.surveyed().size() + " columns by " + readers.size() + " readers");
        List<Ranking.Ranked> ranked = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            SurveyedColumn column = columns.surveyed().get(i);
            ranked.add(new Ranking.Ranked(column, found.get(i), associations.get(column.name())));
        }
        return new SurveyResult(
                plan.attribute(),
                images.images().size(),
                images.patients().size(),
                images.sampled(),
                images.unusable(),
                images.withoutFeatures(),
                rule.level(),
                readers.stream().map(Reader::name).toList(),
                Ranking.of(ranked).columns().stream()
                        .map(SurveyResult.Column::of)
                        .toList(),
                columns.leftOut());
    }

    private List<RidgeLearner> learners(SurveyedImages images, Seed seed) {
        List<RidgeLearner> learners =
                new ArrayList<>(ImageFeatures.of(images.pixels(), images.rows(), seed.child("features"), progress)
                        .oneOfEachKind(BY_PATIENT));
        try (Recogniser network = trainer.untrained(
                TrainingPresets.SMALL.plan(), List.of("a", "b"), images.pixels().layout(), seed.child("network"))) {
            RecogniserInterior interior = InspectableRecogniser.interiorOf(network);
            String layer = interior.layers().get(interior.layers().size() - 1);
            float[][] vectors = new float[images.rows().length][];
            interior.embed(
                    images.pixels(),
                    images.rows(),
                    layer,
                    (position, values) -> vectors[position] = values.clone(),
                    progress);
            learners.add(RidgeLearner.onScaled("ridge, network of random weights", vectors, PENALTY, BY_PATIENT));
        }
        return learners;
    }

    private static int[] folds(int patients, Seed seed) {
        return seed.child("folds")
                .shuffled(IntStream.range(0, patients).map(i -> i % FOLDS).toArray());
    }

    private static FoldedCases cases(SurveyedImages images, int[] folds) {
        Map<String, Integer> ordinals = new HashMap<>();
        images.patients().forEach(patient -> ordinals.put(patient, ordinals.size()));
        int[] patientOfImage = images.images().stream()
                .mapToInt(image -> ordinals.getOrDefault(image.patient(), -1))
                .toArray();
        return FoldedCases.byPatient(patientOfImage, new int[folds.length], folds);
    }
}
