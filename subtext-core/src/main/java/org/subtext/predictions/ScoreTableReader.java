package org.subtext.predictions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.ColumnNames;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import org.subtext.progress.Progress;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;

/**
 * Reads somebody else's score table into the hinge table; see {@link ScorePlan} for the forms.
 *
 * <p>Scores are taken as they are: ranks, logits and probabilities alike, never normalised. A score column of two
 * classes stands for the positive class; the other class gets one minus it where all scores lie in [0, 1], and its
 * negative otherwise, which orders images alike. Rows without truth are left out and counted in a remark.
 */
public final class ScoreTableReader {
    private static final String ONLY_MODEL = "model";

    /** Names of columns, letters and digits alone, that tell trainings apart; {@code run} is that of our own tables. */
    private static final Set<String> FOLDS = Set.of("fold", "folds", "foldid", "cvfold", "testfold", "run");

    /** Scores of one image by one model; {@code row} is where the image was met first. */
    private record Scored(int row, double[] scores) {}

    private final ScorePlan plan;
    private final ScoreCells cells;
    private final @Nullable ScoreJoin join;
    private final Problems problems;
    private final List<Remark> remarks = new ArrayList<>();
    private final Map<String, Map<String, Scored>> models = new LinkedHashMap<>();

    private ScoreTableReader(ScorePlan plan, ScoreCells cells, @Nullable ScoreJoin join, Problems problems) {
        this.plan = plan;
        this.cells = cells;
        this.join = join;
        this.problems = problems;
    }

    /**
     * The scored table of a plan.
     *
     * @throws org.subtext.problems.InvalidInputException with all problems at once
     */
    public static ScoredTable read(ScorePlan plan) throws IOException {
        return read(plan, Progress.SILENT);
    }

    /** The same; how many rows of a joined table matched is told before anything else is done. */
    public static ScoredTable read(ScorePlan plan, Progress progress) throws IOException {
        progress.begin("Reading the scores", 0, "rows");
        Problems problems = new Problems();
        Table table = TableReader.read(plan.table());
        ScoreCells cells = ScoreCells.of(table);
        ScoreJoin join = join(plan, table, problems);
        if (join != null) {
            cells = ScoreCells.joined(table, join.second(), String.valueOf(plan.on()), problems);
        }
        progress.end(table.rows() + " rows"
                + (join == null ? "" : "; " + join.match().counts()));
        ScoreTableReader reader = new ScoreTableReader(plan, cells, join, problems);
        reader.checkColumns();
        problems.throwIfAny();
        return reader.scored();
    }

    /** The second table and how its keys met those of the first; null where there is none, or no column to join by. */
    private static @Nullable ScoreJoin join(ScorePlan plan, Table table, Problems problems) throws IOException {
        Path file = plan.join();
        String on = plan.on();
        if (file == null) {
            return null;
        }
        Table second = TableReader.read(file);
        if (on == null) {
            List<String> shared = table.names().stream().filter(second::has).toList();
            problems.add(Sentence.of("A second file is joined, but not by which column. "
                            + (shared.isEmpty()
                                    ? "The two files share no column: give a column the same name in both, and name"
                                            + " it: "
                                    : "Both have: " + String.join(", ", shared) + ". Name it: "))
                    .set(Argument.SCORES_ON, "COLUMN")
                    .and("."));
            return null;
        }
        ColumnNames.require(table, on, Argument.SCORES_ON, problems);
        ColumnNames.require(second, on, Argument.SCORES_ON, problems);
        if (!table.has(on) || !second.has(on)) {
            return null;
        }
        ScoreJoin join = ScoreJoin.of(plan, table, second, on);
        join.refuseNone(on, problems);
        return join;
    }

    private void checkColumns() {
        cells.require(plan.truth(), Argument.SCORES_TRUTH, problems);
        Map<Argument, @Nullable String> optional = new EnumMap<>(Argument.class);
        if (!eachRowIsAPatient()) {
            optional.put(Argument.SCORES_PATIENT, plan.patient());
        }
        optional.put(Argument.SCORES_IMAGE, plan.image());
        optional.put(Argument.SCORES_LONG_SCORE, plan.longScore());
        optional.put(Argument.SCORES_LONG_CLASS, plan.longClass());
        optional.put(Argument.SCORES_LONG_MODEL, plan.longModel());
        optional.forEach((argument, column) -> {
            if (column != null) {
                cells.require(column, argument, problems);
            }
        });
        plan.classColumns().values().forEach(column -> cells.require(column, Argument.SCORES_CLASS, problems));
        plan.scoreColumns().forEach(column -> cells.require(column, Argument.SCORES_SCORE, problems));
        plan.attributes().forEach(column -> cells.require(column, Argument.SCORES_SUBGROUPS, problems));
        if (plan.patient() == null) {
            problems.add(Sentence.of(
                            "Intervals and tests rest on patients, and no column of patient ids is named. Name it: ")
                    .set(Argument.SCORES_PATIENT, "COLUMN")
                    .and("; or, if each row is another patient, say so: ")
                    .set(Argument.SCORES_PATIENT, ScorePlan.EACH_ROW)
                    .and(". Columns: " + String.join(", ", cells.names()) + "."));
        }
        int forms = (plan.classColumns().isEmpty() ? 0 : 1)
                + (plan.scoreColumns().isEmpty() ? 0 : 1)
                + (plan.longScore() == null ? 0 : 1);
        if (forms != 1) {
            problems.add(Sentence.of(
                            forms == 0 ? "No score column is named." : "Score columns are named in more than one form.")
                    .and(" Give either ")
                    .set(Argument.SCORES_CLASS, Map.of("CLASS", "COLUMN"))
                    .and(" for each class, or ")
                    .set(Argument.SCORES_SCORE, "COLUMN")
                    .and(" with ")
                    .set(Argument.SCORES_POSITIVE, "CLASS")
                    .and(", or ")
                    .set(Argument.SCORES_LONG_SCORE, "COLUMN")
                    .and(". Columns: " + String.join(", ", cells.names()) + "."));
        }
        if (plan.longScore() != null && imageColumn() == null) {
            problems.add(Sentence.of("The long form has several rows an image, so it needs the image's column: ")
                    .set(Argument.SCORES_IMAGE, "COLUMN")
                    .and("."));
        }
    }

    private ScoredTable scored() {
        ScoreTruth truth = ScoreTruth.read(plan, cells, problems);
        List<String> unused = ScoreTruth.unusedNames(plan, cells);
        if (!unused.isEmpty()) {
            problems.add(Sentence.of(Argument.SCORES_RENAME)
                    .and(" names " + unused + ", which truth " + plan.truth() + " never holds. Correct it."));
        }
        refuse();
        for (int row = 0; row < cells.rows(); row++) {
            if (truth.names().get(row) != null) {
                collect(row, truth.classes());
            }
        }
        if (models.isEmpty()) {
            problems.add(Sentence.of("No row has a recorded truth, so nothing can be scored. Check ")
                    .and(Argument.SCORES_TRUTH)
                    .and("."));
        }
        refuse();
        models.values().forEach(images -> images.values().forEach(image -> requireAll(image, truth.classes())));
        requireSameImages();
        problems.throwIfAny();
        models.replaceAll((model, images) -> inFirstOrder(images));
        return assemble(truth);
    }

    /** Throws what is wrong; beside it, what a join lost may be the cause. */
    private void refuse() {
        if (!problems.isEmpty() && join != null) {
            join.explain(problems);
        }
        problems.throwIfAny();
    }

    /** One row of the file into the scores of its image. */
    private void collect(int row, List<String> classes) {
        String image = imageId(row);
        if (plan.longScore() != null) {
            String model = plan.longModel() == null ? ONLY_MODEL : text(plan.longModel(), row);
            String name = plan.longClass() == null ? null : text(plan.longClass(), row);
            int k = name == null ? 1 : classes.indexOf(plan.rename().getOrDefault(name, name));
            if (k < 0) {
                problems.add(
                        "score of unknown class",
                        "Row " + cells.table().rowNumber(row) + " has a score for \"" + name
                                + "\", which is never the truth.",
                        Sentence.of("Classes of the truth: " + String.join(", ", classes) + ". Map the name: ")
                                .set(Argument.SCORES_RENAME, Map.of("OLD", "NEW"))
                                .and("."));
                return;
            }
            put(model, image, row, k, number(plan.longScore(), row), classes.size());
            return;
        }
        for (String column : plan.scoreColumns()) {
            put(column, image, row, 1, number(column, row), 2);
        }
        int k = 0;
        for (String column : plan.classColumns().values()) {
            put(ONLY_MODEL, image, row, k++, number(column, row), classes.size());
        }
    }

    private void put(String model, String image, int row, int k, double score, int classes) {
        Map<String, Scored> images = models.computeIfAbsent(model, m -> new LinkedHashMap<>());
        Scored scored = images.computeIfAbsent(image, i -> {
            double[] empty = new double[classes];
            Arrays.fill(empty, Double.NaN);
            return new Scored(row, empty);
        });
        boolean anotherRow = plan.longScore() == null && scored.row() != row;
        if (anotherRow || !Double.isNaN(scored.scores()[k])) {
            problems.add(
                    "image scored twice",
                    "Rows " + cells.table().rowNumber(scored.row()) + " and "
                            + cells.table().rowNumber(row) + " score the same image.",
                    plan.longScore() == null
                            ? Sentence.of("Expected one row an image. Name the right ")
                                    .and(Argument.SCORES_IMAGE)
                                    .and(" column, or the long form: ")
                                    .and(Argument.SCORES_LONG_SCORE)
                                    .and(".")
                            : Sentence.of("Expected one score an image, class and model. Name ")
                                    .and(Argument.SCORES_LONG_CLASS)
                                    .and(" or ")
                                    .and(Argument.SCORES_LONG_MODEL)
                                    .and(", or keep one."));
        }
        scored.scores()[k] = score;
    }

    /** Fills in the score that a single column implies; refuses an image that lacks a class. */
    private void requireAll(Scored image, List<String> classes) {
        if (isSingleColumn()) {
            return;
        }
        for (int k = 0; k < classes.size(); k++) {
            if (Double.isNaN(image.scores()[k])) {
                problems.add(
                        "missing score",
                        "The image of row " + cells.table().rowNumber(image.row()) + " has no score for \""
                                + classes.get(k) + "\".",
                        "Every image needs a score for every class.");
            }
        }
    }

    private boolean isSingleColumn() {
        return plan.classColumns().isEmpty() && plan.longClass() == null;
    }

    private void requireSameImages() {
        Set<String> all = new LinkedHashSet<>();
        models.values().forEach(images -> all.addAll(images.keySet()));
        models.forEach((model, images) -> {
            if (images.size() < all.size()) {
                problems.add("Model \"" + model + "\" has scores for " + images.size() + " of " + all.size()
                        + " images. Models are compared on the same images: add the scores, or leave images"
                        + " out that lack one.");
            }
        });
    }

    private Map<String, Scored> inFirstOrder(Map<String, Scored> images) {
        Map<String, Scored> ordered = new LinkedHashMap<>();
        models.values().iterator().next().keySet().forEach(image -> {
            Scored scored = images.get(image);
            if (scored != null) {
                ordered.put(image, scored);
            }
        });
        return ordered;
    }

    private ScoredTable assemble(ScoreTruth truth) {
        List<PredictionRow> rows = new ArrayList<>();
        String patients = plan.patient();
        boolean eachRow = eachRowIsAPatient();
        models.forEach((model, images) -> {
            boolean shares =
                    images.values().stream().allMatch(image -> image.scores()[1] >= 0 && image.scores()[1] <= 1);
            images.forEach((id, image) -> {
                double[] scores = image.scores();
                if (isSingleColumn()) {
                    scores[0] = shares ? 1 - scores[1] : 0 - scores[1];
                }
                String patient = patients == null || eachRow ? id : text(patients, image.row());
                String name = Objects.requireNonNull(truth.names().get(image.row()));
                rows.add(new PredictionRow(
                        new ExperimentName.Model(model),
                        ONLY_MODEL,
                        "test",
                        id,
                        patient,
                        id,
                        name,
                        Arrays.stream(scores).boxed().toList()));
            });
        });
        problems.throwIfAny();
        Map<String, Scored> first = models.values().iterator().next();
        addRemarks(truth, rows);
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        for (String column : plan.attributes()) {
            attributes.put(
                    column,
                    first.values().stream()
                            .map(image -> Objects.requireNonNullElse(cells.get(column, image.row()), ""))
                            .toList());
        }
        boolean hasIds = !eachRow || imageColumn() != null;
        return new ScoredTable(new PredictionTable(Unit.IMAGE, truth.classes(), rows), hasIds, attributes, remarks);
    }

    /** Whether it was said that each row is a patient; a column that is called so is a column. */
    private boolean eachRowIsAPatient() {
        return ScorePlan.EACH_ROW.equals(plan.patient()) && !cells.names().contains(ScorePlan.EACH_ROW);
    }

    private void addRemarks(ScoreTruth truth, List<PredictionRow> rows) {
        long silent = truth.names().stream().filter(Objects::isNull).count();
        if (silent > 0) {
            remarks.add(new Remark(
                    Remark.Code.TRUTH_NOT_RECORDED,
                    Sentence.EMPTY
                            .counted(silent, "row has no recorded truth and is", "rows have no recorded truth and are")
                            .and(" left out.")));
        }
        if (join != null) {
            remarks.addAll(join.remarks());
        }
        if (eachRowIsAPatient()) {
            remarks.add(Remark.of(
                    Remark.Code.ROWS_TAKEN_FOR_PATIENTS,
                    "Each " + (plan.longScore() == null ? "row" : "image") + " counts as a patient, as was said: if"
                            + " patients have several, intervals are too narrow and p-values too small."));
        } else if (ScorePlan.EACH_ROW.equals(plan.patient())) {
            remarks.add(Remark.of(
                    Remark.Code.PATIENT_COLUMN_CALLED_ROW,
                    "Patients are told apart by the column called row. For each row to count as a patient, rename that"
                            + " column."));
        }
        foldColumn()
                .ifPresent(column -> remarks.add(Remark.of(
                        Remark.Code.SEVERAL_FOLDS,
                        "Column \"" + column + "\" holds several folds or runs. If the scores"
                                + " are of cross-validation, patients taught the"
                                + " recognisers that assessed each other, and"
                                + " without signal AUCs spread up to 1.4 times as"
                                + " widely as intervals and p-values here allow"
                                + " for: who taught whom cannot be seen in a table"
                                + " of scores.")));
        boolean sumToOne = rows.stream()
                .allMatch(row ->
                        Math.abs(row.scores().stream().mapToDouble(s -> s).sum() - 1) < 1e-3);
        if (!sumToOne) {
            remarks.add(Remark.of(
                    Remark.Code.SCORES_DO_NOT_SUM_TO_ONE,
                    "The scores of an image do not sum to one. They are used as they are: AUCs compare order only, and"
                            + " calibration is not meaningful."));
        }
        Set<String> seen = new LinkedHashSet<>();
        rows.forEach(row -> seen.add(row.truth()));
        truth.classes().stream()
                .filter(name -> !seen.contains(name))
                .forEach(name -> remarks.add(Remark.of(
                        Remark.Code.CLASS_NEVER_TRUE, "Class \"" + name + "\" has a score but is never the truth.")));
    }

    /** A column by whose name rows come from several trainings. */
    private Optional<String> foldColumn() {
        return cells.names().stream()
                .filter(name -> FOLDS.contains(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "")))
                .filter(name -> IntStream.range(0, cells.rows())
                                .mapToObj(row -> Objects.requireNonNullElse(cells.get(name, row), ""))
                                .distinct()
                                .limit(2)
                                .count()
                        > 1)
                .findFirst();
    }

    private double number(String column, int row) {
        String cell = cells.get(column, row);
        try {
            double score = cell == null ? Double.NaN : Double.parseDouble(cell);
            if (Double.isFinite(score)) {
                return score;
            }
        } catch (NumberFormatException e) {
            // Falls through to the problem that empty and infinite cells have too.
        }
        problems.add(
                "no number",
                "Row " + cells.table().rowNumber(row) + " has "
                        + (cell == null ? "no score" : "the score \"" + cell + "\"") + " in column " + column + ".",
                "Expected a finite number with a decimal point. Correct it, or leave the row out.");
        return 0;
    }

    private String text(String column, int row) {
        String cell = cells.get(column, row);
        if (cell == null) {
            problems.add(
                    "empty " + column,
                    "Row " + cells.table().rowNumber(row) + " has nothing in column " + column + ".",
                    "Fill it in, or leave the row out.");
            return "row " + row;
        }
        return cell;
    }

    private String imageId(int row) {
        String column = imageColumn();
        return column == null ? "row " + cells.table().rowNumber(row) : text(column, row);
    }

    private @Nullable String imageColumn() {
        return plan.image() != null || plan.join() == null ? plan.image() : plan.on();
    }
}
