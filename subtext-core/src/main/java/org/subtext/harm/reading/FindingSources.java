package org.subtext.harm.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subtext.harm.reading.TablePlan.LongForm;
import org.subtext.harm.reading.TablePlan.Named;
import org.subtext.predictions.ScoreCells;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.tables.NotRecorded;
import org.subtext.tables.Wordings;

/** Which findings and models a table holds, and in which columns and rows each stands. */
record FindingSources(TablePlan plan, ScoreCells cells, Problems problems) {
    private static final Pattern BY_NAME = Pattern.compile("(truth|score)[:_](.+)");

    /** Refuses columns that are not there, forms that say nothing, and one column for two things. */
    void check() {
        LongForm form = plan.columns().longForm();
        plan.columns().truths().forEach(one -> cells.require(one.column(), Argument.SCORES_TRUTH, problems));
        plan.columns().scores().forEach(one -> cells.require(one.column(), Argument.SCORES_SCORE, problems));
        if (form == null) {
            checkWide();
        } else {
            checkLong(form);
        }
        List<String> scores = new ArrayList<>(
                plan.columns().scores().stream().map(Named::column).toList());
        if (form != null) {
            scores.add(form.score());
        }
        for (Named truth : plan.columns().truths()) {
            if (scores.contains(truth.column())) {
                problems.add(Sentence.of("Column " + truth.column()
                                + " is named for scores and for truths. Name the column" + " of the scores: ")
                        .set(form == null ? Argument.SCORES_SCORE : Argument.SCORES_LONG_SCORE, "COLUMN")
                        .and(". " + columns()));
            }
        }
    }

    private void checkLong(LongForm form) {
        cells.require(form.score(), Argument.SCORES_LONG_SCORE, problems);
        if (form.finding() != null) {
            cells.require(form.finding(), Argument.HARM_FINDING, problems);
        }
        if (form.model() != null) {
            cells.require(form.model(), Argument.SCORES_LONG_MODEL, problems);
        }
        if (plan.ids().image() == null) {
            problems.add(Sentence.of("The long form has several rows an image, so it needs the image's column: ")
                    .set(Argument.SCORES_IMAGE, "COLUMN")
                    .and(". " + columns()));
        }
        if (!plan.columns().scores().isEmpty()) {
            problems.add(Sentence.of("Score columns are named in more than one form. Leave out ")
                    .and(Argument.SCORES_SCORE)
                    .and(" or ")
                    .and(Argument.SCORES_LONG_SCORE)
                    .and("."));
        }
        if (plan.columns().truths().size() != 1
                || plan.columns().truths().get(0).finding() != null) {
            problems.add(Sentence.of("The long form has one column of truths, of whichever finding a row is about: ")
                    .set(Argument.SCORES_TRUTH, "COLUMN")
                    .and(". " + columns()));
        }
    }

    private void checkWide() {
        List<Named> truths = truths();
        List<Named> scores = scores();
        if (truths.isEmpty() || scores.isEmpty()) {
            problems.add(Sentence.of(
                            truths.isEmpty() && scores.isEmpty()
                                    ? "No columns of truths and scores are named, and none are called truth:NAME and"
                                            + " score:NAME."
                                    : "No column of " + (truths.isEmpty() ? "truths" : "scores") + " is named.")
                    .and(" Name them: ")
                    .set(Argument.SCORES_TRUTH, "COLUMN")
                    .and(" and ")
                    .set(Argument.SCORES_SCORE, "COLUMN")
                    .and("; of several findings: ")
                    .set(Argument.SCORES_TRUTH, Map.of("FINDING", "COLUMN"))
                    .and(" and ")
                    .set(Argument.SCORES_SCORE, Map.of("FINDING", "COLUMN"))
                    .and(" for each; of the long form: ")
                    .set(Argument.SCORES_LONG_SCORE, "COLUMN")
                    .and(". " + columns()));
            return;
        }
        if (truths.size() > 1 && truths.stream().anyMatch(one -> one.finding() == null)
                || truths.size() > 1 && scores.stream().anyMatch(one -> one.finding() == null)) {
            problems.add(Sentence.of("Several findings are named, and columns without one: nobody knows which scores"
                            + " belong to which truth. Name the finding of each column: ")
                    .set(Argument.SCORES_TRUTH, Map.of("FINDING", "COLUMN"))
                    .and(" ")
                    .set(Argument.SCORES_SCORE, Map.of("FINDING", "COLUMN"))
                    .and("."));
            return;
        }
        Map<String, Integer> times = new LinkedHashMap<>();
        truths.forEach(one -> times.merge(name(one, truths), 1, Integer::sum));
        times.forEach((finding, count) -> {
            if (count > 1) {
                problems.add(Sentence.of("Finding " + finding + " has " + count + " columns of truths; one is expected."
                                + " Leave the others out, or name another finding: ")
                        .set(Argument.SCORES_TRUTH, Map.of("FINDING", "COLUMN"))
                        .and("."));
            }
        });
        Map<List<String>, Integer> models = new LinkedHashMap<>();
        scores.forEach(one -> models.merge(List.of(name(one, truths), one.column()), 1, Integer::sum));
        models.forEach((model, count) -> {
            if (count > 1) {
                problems.add(Sentence.of("Column " + model.get(1) + " is named " + count + " times for scores of "
                                + model.get(0) + ", and a model is compared with others. Name it once, or name the"
                                + " column of the other model: ")
                        .set(Argument.SCORES_SCORE, Map.of(model.get(0), "COLUMN"))
                        .and(". " + columns()));
            }
        });
        for (Named one : scores) {
            if (!times.containsKey(name(one, truths))) {
                problems.add(half("score", one, name(one, truths), Argument.SCORES_TRUTH));
            }
        }
        for (Named one : truths) {
            if (scores.stream().noneMatch(score -> name(score, truths).equals(name(one, truths)))) {
                problems.add(half("truth", one, name(one, truths), Argument.SCORES_SCORE));
            }
        }
    }

    private Sentence half(String has, Named one, String finding, Argument lacking) {
        return Sentence.of("Finding " + finding + " has a column of " + has + "s (" + one.column() + ") and none of "
                        + (has.equals("score") ? "truths" : "scores") + ". Name it: ")
                .set(lacking, Map.of(finding, "COLUMN"))
                .and("; or leave the finding out by naming the columns of all others, each with ")
                .and(Argument.SCORES_TRUTH)
                .and(" and ")
                .and(Argument.SCORES_SCORE)
                .and(".");
    }

    /** Finding by finding in the order of the table's truths, model by model. */
    List<FindingSource> of(Images images) {
        LongForm form = plan.columns().longForm();
        return form == null ? wide(images) : longForm(form, images);
    }

    private List<FindingSource> wide(Images images) {
        List<FindingSource> sources = new ArrayList<>();
        List<Named> truths = truths();
        for (Named truth : truths) {
            List<Named> own = scores().stream()
                    .filter(score -> name(score, truths).equals(name(truth, truths)))
                    .toList();
            for (Named score : own) {
                sources.add(new FindingSource(
                        name(truth, truths),
                        own.size() > 1 ? score.column() : "",
                        truth.column(),
                        score.column(),
                        images.firstRow()));
            }
        }
        return sources;
    }

    /** The finding of a column; of the only finding, that of its truth. */
    private static String name(Named one, List<Named> truths) {
        Named first = truths.get(0);
        String only = Objects.requireNonNullElse(first.finding(), first.column());
        return Objects.requireNonNullElse(one.finding(), only);
    }

    private List<FindingSource> longForm(LongForm form, Images images) {
        String truth = plan.columns().truths().get(0).column();
        Wordings findings = wordings(form.finding());
        Wordings models = wordings(form.model());
        Map<String, FindingSource> sources = new LinkedHashMap<>();
        for (int row = 0; row < cells.rows(); row++) {
            String finding =
                    form.finding() == null ? truth : named(findings, form.finding(), row, Argument.HARM_FINDING);
            String model = form.model() == null ? "" : named(models, form.model(), row, Argument.SCORES_LONG_MODEL);
            if (finding == null || model == null) {
                continue;
            }
            String shown = models.names().size() > 1 ? model : "";
            FindingSource source = sources.computeIfAbsent(finding + "\n" + shown, key -> {
                int[] none = new int[images.count()];
                Arrays.fill(none, -1);
                return new FindingSource(finding, shown, truth, form.score(), none);
            });
            int image = images.ofRow()[row];
            int before = source.rowOfImage()[image];
            if (before >= 0) {
                problems.add(
                        "image scored twice",
                        "Rows " + cells.table().rowNumber(before) + " and "
                                + cells.table().rowNumber(row) + " score the same image"
                                + (form.finding() == null ? "" : " for " + finding) + ".",
                        Sentence.of("Expected one row an image, finding and model. Name ")
                                .and(Argument.HARM_FINDING)
                                .and(" or ")
                                .and(Argument.SCORES_LONG_MODEL)
                                .and(", or keep one."));
            } else {
                source.rowOfImage()[image] = row;
            }
        }
        return List.copyOf(sources.values());
    }

    private @Nullable String named(Wordings values, String column, int row, Argument knob) {
        String cell = cells.get(column, row);
        String name = values.name(cell);
        if (name == null) {
            problems.add(
                    "nothing in " + column,
                    "Row " + cells.table().rowNumber(row) + " says nothing in column " + column + ".",
                    Sentence.of("Every row of the long form is about one. Fill it in, leave the row out, or name"
                                    + " another column: ")
                            .set(knob, "COLUMN")
                            .and("."));
        }
        return name;
    }

    /** A finding called No Finding or None is a finding. */
    private Wordings wordings(@Nullable String column) {
        List<@Nullable String> own = new ArrayList<>();
        for (int row = 0; column != null && row < cells.rows(); row++) {
            own.add(cells.get(column, row));
        }
        return Wordings.of(
                own,
                NotRecorded.except(column == null ? List.of() : plan.recorded().getOrDefault(column, List.of())));
    }

    /** As named, or by the names of columns. */
    List<Named> truths() {
        return ofFindings("truth", plan.columns().truths(), plan.columns().scores());
    }

    List<Named> scores() {
        return ofFindings("score", plan.columns().scores(), plan.columns().truths());
    }

    /** Where none is named, by the names of columns: of all findings, or of those that the others are named for. */
    private List<Named> ofFindings(String what, List<Named> named, List<Named> others) {
        if (!named.isEmpty()) {
            return named;
        }
        return byName(what).stream()
                .filter(column -> others.isEmpty()
                        || others.stream().anyMatch(other -> Objects.equals(column.finding(), other.finding())))
                .toList();
    }

    private List<Named> byName(String what) {
        List<Named> found = new ArrayList<>();
        for (String column : cells.names()) {
            Matcher name = BY_NAME.matcher(column);
            if (name.matches() && name.group(1).equals(what)) {
                found.add(new Named(name.group(2), column));
            }
        }
        return found;
    }

    private String columns() {
        return "Columns: " + String.join(", ", cells.names()) + ".";
    }
}
