package org.subtext.predictions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.Flow;
import org.subtext.cohort.SmallestGroups;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import org.subtext.progress.Progress;
import org.subtext.tables.GroupNames;
import org.subtext.tables.RecordedAges;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;
import org.subtext.tables.Wordings;

/**
 * Reads somebody else's score table into the hinge table; see {@link ScorePlan} for the forms.
 *
 * <p>Scores are taken as they are: ranks, logits and probabilities alike, never normalised. A score column of two
 * classes stands for the positive class; the other class gets one minus it where all scores lie in [0, 1], and its
 * negative otherwise, which orders images alike. Rows without truth are left out and counted in a remark.
 */
public final class ScoreTableReader {
    private static final String ONLY_MODEL = "model";

    private final ScorePlan plan;
    private final ScoreCells cells;
    private final ScoreColumns columns;
    private final ScorePatients patients;
    private final @Nullable ScoreJoin join;
    private final Problems problems;
    private final List<Remark> remarks = new ArrayList<>();
    private final ReadScores scores = new ReadScores();
    private final Map<String, ScoreNumbers> numbers = new LinkedHashMap<>();
    private final Map<String, Integer> classOfName = new HashMap<>();
    private final ScoresLeftOut leftOut = new ScoresLeftOut();

    private ScoreTableReader(
            ScorePlan plan,
            ScoreCells cells,
            ScoreColumns columns,
            ScorePatients patients,
            @Nullable ScoreJoin join,
            Problems problems) {
        this.plan = plan;
        this.cells = cells;
        this.columns = columns;
        this.patients = patients;
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
        Table table = TableReader.read(plan.table(), plan.rows().sheet());
        ScoreCells cells = ScoreCells.of(table);
        ScoreJoin join = ScoreJoin.read(plan, table, problems);
        if (join != null) {
            cells = ScoreCells.joined(table, join.second(), join.on(), problems);
        }
        // No number of rows: less those that count it is how many do not, which may be few.
        progress.end(table.names().size() + " columns"
                + (join == null ? "" : "; " + join.match().counts()));
        ScoreColumns columns = new ScoreColumns(plan, cells);
        columns.check(problems);
        problems.throwIfAny();
        ScorePatients patients = ScorePatients.of(plan, cells, columns.patient(), problems);
        ScoreTableReader reader = new ScoreTableReader(plan, cells, columns, patients, join, problems);
        reader.remarks.addAll(table.remarks());
        if (join != null) {
            reader.remarks.addAll(join.second().remarks());
        }
        return reader.scored();
    }

    private ScoredTable scored() {
        ScoreTruth truth = ScoreTruth.read(plan, cells, this::whose, problems);
        List<String> unused = ScoreTruth.unusedNames(plan, cells);
        if (!unused.isEmpty()) {
            problems.add(Sentence.of(Argument.SCORES_RENAME)
                    .and(" names " + unused + ", which truth " + plan.truth() + " never holds. Correct it."));
        }
        refuse();
        for (int row = 0; row < cells.rows(); row++) {
            if (truth.names().get(row) != null) {
                collect(row, truth);
            }
        }
        numbers.values().forEach(ScoreNumbers::refuseCodes);
        if (scores.isEmpty()) {
            problems.add(Sentence.of("No row has a recorded truth, so nothing can be scored. Check ")
                    .and(Argument.SCORES_TRUTH)
                    .and("."));
        }
        refuse();
        scores.forEachModel(
                (name, own) -> own.images().forEach(image -> requireAll(scores.image(image), own, image, truth)));
        requireSameImages();
        leaveOut(truth);
        problems.throwIfAny();
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
    private void collect(int row, ScoreTruth truth) {
        List<String> classes = truth.classes();
        String image = imageId(row);
        ScoreForm.LongForm form = plan.form().longForm();
        if (form != null) {
            String model = form.ofModel() == null ? ONLY_MODEL : text(form.ofModel(), row);
            String name = form.ofClass() == null ? null : text(form.ofClass(), row);
            int k = name == null ? 1 : classOfName.computeIfAbsent(name, n -> truth.indexOf(n, plan));
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
            put(model, image, row, k, number(form.score(), row, image), classes.size());
            return;
        }
        for (String column : plan.form().scoreColumns()) {
            put(column, image, row, 1, number(column, row, image), 2);
        }
        int k = 0;
        for (String column : plan.form().classColumns().values()) {
            put(ONLY_MODEL, image, row, k++, number(column, row, image), classes.size());
        }
    }

    private void put(String model, String image, int row, int k, double score, int classes) {
        boolean isOneRow = plan.form().longForm() == null;
        scores.put(model, image, row, k, score, classes, isOneRow, first -> refuseTwice(first, row, isOneRow));
    }

    private void refuseTwice(int first, int row, boolean isOneRow) {
        problems.add(
                "image scored twice",
                "Rows " + cells.table().rowNumber(first) + " and "
                        + cells.table().rowNumber(row) + " score the same image.",
                isOneRow
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

    /** Refuses an image that lacks a class; a single column implies the other's score. */
    private void requireAll(String id, ModelScores own, int image, ScoreTruth truth) {
        if (plan.form().isSingle() || leftOut.holds(id)) {
            return;
        }
        List<String> classes = truth.classes();
        for (int k = 0; k < classes.size(); k++) {
            if (!Double.isNaN(own.get(k, image))) {
                continue;
            }
            if (plan.rows().missing() == MissingScores.EXCLUDE) {
                leftOut.add(id);
                continue;
            }
            problems.add(
                    "missing score",
                    "The image of row " + cells.table().rowNumber(own.row(image)) + " has no score for \""
                            + classes.get(k) + "\".",
                    Sentence.of("Every image needs a score for every class. Add it, or leave such images out,"
                                    + " counted by class: ")
                            .set(Argument.SCORES_MISSING, "exclude")
                            .and("."));
        }
    }

    private void requireSameImages() {
        int[] all = scores.all();
        scores.forEachModel((model, own) -> {
            if (plan.rows().missing() == MissingScores.EXCLUDE) {
                Arrays.stream(all)
                        .filter(image -> !own.has(image))
                        .mapToObj(scores::image)
                        .forEach(leftOut::add);
            } else if (own.size() < all.length) {
                problems.add(Sentence.of("Model \"" + model + "\" has scores for " + own.size() + " of " + all.length
                                + " images. Models are compared on the same images: add the scores, or leave images"
                                + " out that lack one, counted by class: ")
                        .set(Argument.SCORES_MISSING, "exclude")
                        .and("."));
            }
        });
    }

    /** Counts the images that lack a score by class and group, and takes them from every model. */
    private void leaveOut(ScoreTruth truth) {
        if (leftOut.isEmpty()) {
            return;
        }
        int[] images = scores.all();
        int[] rows = Arrays.stream(images).map(scores::row).toArray();
        for (int i = 0; i < images.length; i++) {
            leftOut.count(plan.truth(), String.valueOf(truth.names().get(rows[i])), scores.image(images[i]));
        }
        for (String column : plan.attributes()) {
            List<@Nullable String> own = cellsOf(column, rows);
            Wordings values = Wordings.of(own, plan.notRecorded(column));
            for (int i = 0; i < images.length; i++) {
                String group = Objects.requireNonNullElse(values.name(own.get(i)), "not recorded");
                leftOut.count(column, group, scores.image(images[i]));
            }
        }
        leftOut.refuseWholeClasses(plan.truth(), problems);
        scores.keep(image -> !leftOut.holds(image));
    }

    private List<@Nullable String> cellsOf(String column, int[] rows) {
        List<@Nullable String> own = new ArrayList<>(rows.length);
        for (int row : rows) {
            own.add(cells.get(column, row));
        }
        return own;
    }

    /** Whose rows are and what they are recorded as; a patient that is lacking becomes a problem. */
    private final class RowsRead implements ReadScores.Rows {
        private final ScoreTruth truth;

        RowsRead(ScoreTruth truth) {
            this.truth = truth;
        }

        @Override
        public boolean arePatientsTold() {
            return patients.areTold();
        }

        @Override
        public String patient(int row) {
            return patients.required(row, problems);
        }

        @Override
        public String truth(int row) {
            return Objects.requireNonNull(truth.names().get(row));
        }
    }

    private ScoredTable assemble(ScoreTruth truth) {
        boolean eachRow = columns.eachRowIsAPatient();
        PredictionTable table =
                scores.table(truth.classes(), ONLY_MODEL, plan.form().isSingle(), new RowsRead(truth));
        problems.throwIfAny();
        int[] rows = Arrays.stream(scores.order()).map(scores::row).toArray();
        remarks.addAll(patients.remarks());
        remarks.addAll(new ScoreRemarks(plan, cells, join, eachRow).of(truth, table, leftOut));
        numbers.values().forEach(column -> column.remark().ifPresent(remarks::add));
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        for (String column : plan.attributes()) {
            List<@Nullable String> own = cellsOf(column, rows);
            Wordings values = Wordings.of(own, plan.notRecorded(column));
            GroupNames groups = GroupNames.of(column, values, own, SmallestGroups.MOST_OF_A_COLUMN);
            remarks.addAll(groups.remarks(
                    IntStream.range(0, rows.length).mapToObj(table::patient).toList(), Argument.SCORES_RECORDED));
            RecordedAges.oddOnes(column, own).ifPresent(remarks::add);
            attributes.put(
                    column,
                    groups.ofCells().stream()
                            .map(group -> Objects.requireNonNullElse(group, ""))
                            .toList());
        }
        boolean hasIds = !eachRow || columns.image() != null;
        return new ScoredTable(table, hasIds, attributes, flow(truth), remarks);
    }

    private Flow flow(ScoreTruth truth) {
        ScoreFlow flow = new ScoreFlow();
        String patients = plan.patient();
        boolean eachRow = columns.eachRowIsAPatient();
        for (int row = 0; row < cells.rows(); row++) {
            String image = imageId(row);
            flow.met(
                    image,
                    patients == null || eachRow ? image : cells.get(patients, row),
                    truth.names().get(row) != null,
                    !leftOut.holds(image));
        }
        return flow.flow(plan.truth(), join != null);
    }

    /** The score of a row in a column; NaN where it has none and may have none, and its image is then left out. */
    private double number(String column, int row, String image) {
        ScoreNumbers own = numbers.computeIfAbsent(column, name -> ScoreNumbers.of(name, cells, problems));
        double score = own.get(row);
        if (!Double.isNaN(score)) {
            return score;
        }
        if (plan.rows().missing() == MissingScores.EXCLUDE) {
            leftOut.add(image);
            return score;
        }
        own.refuse(row);
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

    /** Whose a row is, for rows to be held against each other; null where each is another patient's. */
    private @Nullable String whose(int row) {
        if (patients.areTold()) {
            return patients.of(row);
        }
        String image = columns.image();
        return plan.form().longForm() == null || image == null ? null : cells.get(image, row);
    }

    private String imageId(int row) {
        String column = columns.image();
        return column == null ? "row " + cells.table().rowNumber(row) : text(column, row);
    }
}
