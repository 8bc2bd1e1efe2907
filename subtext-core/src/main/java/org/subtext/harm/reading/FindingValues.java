package org.subtext.harm.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.subtext.cohort.AskedValues;
import org.subtext.findings.FindingStatus;
import org.subtext.findings.TruthColumn;
import org.subtext.findings.UncertainTruths;
import org.subtext.harm.FindingColumn;
import org.subtext.predictions.MissingScores;
import org.subtext.predictions.OddScores;
import org.subtext.predictions.ScoreCells;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;

/** The truths and scores of findings, from rows to images. */
record FindingValues(TablePlan plan, ScoreCells cells, Problems problems, List<Remark> remarks) {
    private static final TruthColumn.Knobs KNOBS = new TruthColumn.Knobs(
            Argument.SCORES_TRUTH,
            Argument.SCORES_POSITIVE,
            Argument.SCORES_POSITIVE_AT,
            Argument.HARM_UNCERTAIN_VALUES,
            Argument.SCORES_RECORDED);

    /** A column of more values is none of categories. */
    private static final int MOST_NAMED = 20;

    /** What truths say, by finding and image. */
    Map<String, FindingStatus[]> truths(List<FindingSource> found) {
        Map<String, FindingStatus[]> ofColumn = new HashMap<>();
        found.forEach(source -> ofColumn.computeIfAbsent(source.truth(), this::truth));
        requirePositives(found);
        requireCalled(found);
        Map<String, FindingStatus[]> ofFinding = new TreeMap<>();
        found.forEach(source -> ofFinding.put(source.finding(), statuses(source, ofColumn, ofFinding)));
        return ofFinding;
    }

    private FindingStatus[] truth(String column) {
        return TruthColumn.read(
                plan.truth(),
                new TruthColumn.Cells(
                        column,
                        cells.rows(),
                        row -> cells.get(column, row),
                        row -> cells.table().rowNumber(row),
                        plan.recorded().getOrDefault(column, List.of())),
                KNOBS,
                problems,
                remarks);
    }

    private void requirePositives(List<FindingSource> found) {
        for (String value : plan.truth().positive()) {
            AskedValues one = AskedValues.of(List.of(value));
            boolean isFound = found.stream()
                    .map(FindingSource::truth)
                    .distinct()
                    .anyMatch(column ->
                            IntStream.range(0, cells.rows()).anyMatch(row -> one.holds(cells.get(column, row))));
            if (!isFound) {
                problems.add(Sentence.of("\"" + value + "\" is no value of any truth, so that nothing would say that a"
                                + " finding is there. Correct ")
                        .and(Argument.SCORES_POSITIVE)
                        .and("."));
            }
        }
    }

    /** Refuses a category that no column of scores holds: what it was meant for would count as not called. */
    private void requireCalled(List<FindingSource> found) {
        if (plan.scores().called().isEmpty()) {
            return;
        }
        List<String> columns =
                found.stream().map(FindingSource::score).distinct().toList();
        TreeSet<String> held = new TreeSet<>();
        for (String column : columns) {
            for (int row = 0; row < cells.rows(); row++) {
                held.add(Objects.requireNonNullElse(cells.get(column, row), ""));
            }
        }
        held.remove("");
        List<String> never = plan.scores().called().stream()
                .filter(value -> held.stream().noneMatch(AskedValues.of(List.of(value))::holds))
                .toList();
        if (never.size() == plan.scores().called().size()) {
            return; // a column of which nothing is called says so itself
        }
        never.forEach(value -> problems.add(Sentence.of("\"" + value + "\" is no value of "
                        + (columns.size() == 1 ? "column " : "columns ") + String.join(", ", columns)
                        + ", and what it was meant for would count as not called. "
                        + (held.size() > MOST_NAMED ? "" : "Values: " + String.join(", ", held) + ". ")
                        + "Correct it, or leave it out of ")
                .and(Argument.HARM_CALLED)
                .and(".")));
    }

    /** By image; what another model's rows say of the same finding is the same, or a problem. */
    private FindingStatus[] statuses(
            FindingSource source, Map<String, FindingStatus[]> truths, Map<String, FindingStatus[]> known) {
        FindingStatus[] ofRow = Objects.requireNonNull(truths.get(source.truth()));
        FindingStatus[] statuses = known.get(source.finding());
        if (statuses == null) {
            statuses = new FindingStatus[source.rowOfImage().length];
            Arrays.fill(statuses, FindingStatus.NOT_RECORDED);
        }
        for (int image = 0; image < statuses.length; image++) {
            int row = source.rowOfImage()[image];
            if (row < 0 || ofRow[row] == FindingStatus.NOT_RECORDED) {
                continue;
            }
            if (statuses[image] != FindingStatus.NOT_RECORDED && statuses[image] != ofRow[row]) {
                problems.add(
                        "several truths",
                        "Row " + cells.table().rowNumber(row) + " has another truth than an earlier row of the same"
                                + " image and finding.",
                        "Expected one truth an image and finding, whichever model a row is from. Correct it.");
            }
            statuses[image] = ofRow[row];
        }
        return statuses;
    }

    /** Findings by image, all of them: which images stay is decided later. */
    List<FindingColumn> columns(List<FindingSource> found, Map<String, FindingStatus[]> ofFinding, Images images) {
        Map<String, double[]> scoresOfColumn = new HashMap<>();
        Map<String, List<double[]>> ofModels = new HashMap<>();
        List<double[]> scores = new ArrayList<>();
        for (FindingSource source : found) {
            double[] ofRow = scoresOfColumn.computeIfAbsent(source.score(), column -> scores(column, found, ofFinding));
            double[] own = new double[images.count()];
            FindingStatus[] statuses = Objects.requireNonNull(ofFinding.get(source.finding()));
            for (int image = 0; image < own.length; image++) {
                int row = source.rowOfImage()[image];
                own[image] = row < 0 ? Double.NaN : ofRow[row];
                if (row < 0 && statuses[image].isKnown(plan.truth().uncertain())) {
                    refuseMissing(source, images.firstRow()[image]);
                }
            }
            scores.add(own);
            ofModels.computeIfAbsent(source.finding(), name -> new ArrayList<>())
                    .add(own);
        }
        ofModels.values().forEach(FindingValues::pair);
        List<FindingColumn> columns = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            FindingStatus[] statuses =
                    Objects.requireNonNull(ofFinding.get(found.get(i).finding()));
            columns.add(column(found.get(i), statuses, scores.get(i)));
        }
        return columns;
    }

    private double[] scores(String column, List<FindingSource> found, Map<String, FindingStatus[]> ofFinding) {
        boolean[] asked = new boolean[cells.rows()];
        for (FindingSource source : found) {
            FindingStatus[] statuses = Objects.requireNonNull(ofFinding.get(source.finding()));
            for (int image = 0; source.score().equals(column) && image < statuses.length; image++) {
                int row = source.rowOfImage()[image];
                if (row >= 0 && statuses[image].isKnown(plan.truth().uncertain())) {
                    asked[row] = true;
                }
            }
        }
        ScoreColumn reader = new ScoreColumn(plan, column, cells, problems);
        double[] scores = reader.read(asked);
        reader.remark().ifPresent(remarks::add);
        return scores;
    }

    private void refuseMissing(FindingSource source, int row) {
        if (plan.scores().missing() == MissingScores.REFUSE) {
            problems.add(
                    "missing score",
                    "The image of row " + cells.table().rowNumber(row) + " has no score of " + source.title() + ".",
                    Sentence.of("Models are compared on the same images. Add the row, or leave such images out, counted"
                                    + " by group: ")
                            .set(Argument.SCORES_MISSING, "exclude")
                            .and("."));
        }
    }

    /** Several models of a finding are compared on the images that all of them scored. */
    private static void pair(List<double[]> models) {
        for (int image = 0; image < models.get(0).length; image++) {
            int current = image;
            if (models.stream().anyMatch(own -> Double.isNaN(own[current]))) {
                models.forEach(own -> own[current] = Double.NaN);
            }
        }
    }

    private FindingColumn column(FindingSource source, FindingStatus[] statuses, double[] scores) {
        boolean[] known = new boolean[statuses.length];
        boolean[] present = new boolean[statuses.length];
        boolean[] uncertain = new boolean[statuses.length];
        for (int image = 0; image < statuses.length; image++) {
            known[image] = statuses[image].isKnown(plan.truth().uncertain());
            present[image] = statuses[image].isPresent(plan.truth().uncertain());
            uncertain[image] = statuses[image] == FindingStatus.UNCERTAIN;
        }
        return FindingColumn.of(source.finding(), known, present, scores)
                .by(source.model())
                .withUncertain(uncertain);
    }

    /** Says what is odd about scores. */
    void remarkOn(List<FindingColumn> findings) {
        for (FindingColumn finding : findings) {
            int[] rows = IntStream.range(0, finding.rows())
                    .filter(finding::takesPart)
                    .toArray();
            boolean[] present = new boolean[rows.length];
            for (int i = 0; i < rows.length; i++) {
                present[i] = finding.isPresent(rows[i]);
            }
            double[] scores = Arrays.stream(rows).mapToDouble(finding::score).toArray();
            if (plan.scores().called().isEmpty()) {
                OddScores.of("The scores of " + finding.title(), scores, present)
                        .ifPresent(remarks::add);
            }
        }
    }

    /** Says what was made of uncertain truths. */
    void remarkOnUncertain(List<FindingColumn> findings) {
        long uncertain = findings.stream()
                .mapToLong(finding -> IntStream.range(0, finding.rows())
                        .filter(finding::isUncertain)
                        .count())
                .sum();
        remarks.addAll(UncertainTruths.remarks(
                uncertain, plan.truth().uncertain(), "they take no part", Argument.HARM_UNCERTAIN));
    }
}
