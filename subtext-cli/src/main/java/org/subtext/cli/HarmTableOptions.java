package org.subtext.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.TruthReading;
import org.subtext.cohort.TruthReading.Uncertain;
import org.subtext.harm.reading.TablePlan;
import org.subtext.harm.reading.TablePlan.Columns;
import org.subtext.harm.reading.TablePlan.Ids;
import org.subtext.harm.reading.TablePlan.LongForm;
import org.subtext.harm.reading.TablePlan.Named;
import org.subtext.harm.reading.TablePlan.Scores;
import org.subtext.predictions.MissingScores;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.tables.ConflictPolicy;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how a prediction table of findings is read; spelt as those of {@code scores}. */
final class HarmTableOptions {
    @Option(
            names = "--truth",
            split = ",",
            paramLabel = "[FINDING=]COLUMN",
            description = "Truth of a finding; repeat for each. Default: columns called truth:NAME.")
    @Turns(argument = Argument.SCORES_TRUTH)
    private List<String> truths = new ArrayList<>();

    @Option(
            names = "--score",
            split = ",",
            paramLabel = "[FINDING=]COLUMN",
            description = "Scores of a finding; several columns of one finding are several models. Default: columns"
                    + " called score:NAME.")
    @Turns(argument = Argument.SCORES_SCORE)
    private List<String> scores = new ArrayList<>();

    @Option(names = "--long-score", paramLabel = "COLUMN", description = "Long form: the score.")
    @Turns(argument = Argument.SCORES_LONG_SCORE)
    private @Nullable String longScore;

    @Option(names = "--long-finding", paramLabel = "COLUMN", description = "Long form: the finding a row is about.")
    @Turns(argument = Argument.HARM_FINDING)
    private @Nullable String longFinding;

    @Option(names = "--long-model", paramLabel = "COLUMN", description = "Long form: the model a score is from.")
    @Turns(argument = Argument.SCORES_LONG_MODEL)
    private @Nullable String longModel;

    @Mixin
    private ScoreRowOptions rows = new ScoreRowOptions();

    @Option(
            names = "--conflicts",
            paramLabel = "POLICY",
            description =
                    "Patients recorded in several groups: exclude, first, mode; default: they stay in all, as with"
                            + " views.")
    @Turns(argument = Argument.SCORES_CONFLICTS)
    private @Nullable ConflictPolicy conflicts;

    @Option(
            names = "--positive",
            split = ",",
            paramLabel = "VALUE",
            description = "Values of a truth that say that the finding is there; default: 1, yes, positive, present.")
    @Turns(argument = Argument.SCORES_POSITIVE)
    private List<String> positive = new ArrayList<>();

    @Option(names = "--positive-at", paramLabel = "X", description = "A numeric truth is positive from X on.")
    @Turns(argument = Argument.SCORES_POSITIVE_AT)
    private @Nullable Double positiveAt;

    @Option(
            names = "--uncertain",
            paramLabel = "POLICY",
            description = "Truths recorded as uncertain: exclude, positive or negative; default exclude.")
    @Turns(argument = Argument.HARM_UNCERTAIN)
    private Uncertain uncertain = Uncertain.EXCLUDE;

    @Option(
            names = "--uncertain-values",
            split = ",",
            paramLabel = "VALUE",
            description = "Values that say so beside -1, uncertain, equivocal and the like.")
    @Turns(argument = Argument.HARM_UNCERTAIN_VALUES)
    private List<String> uncertainValues = new ArrayList<>();

    @Option(
            names = "--recorded",
            paramLabel = "COLUMN=WORD[,WORD]",
            description = "Words that are values there, not missing ones: --recorded race=None.")
    @Turns(argument = Argument.SCORES_RECORDED)
    private Map<String, String> recorded = new LinkedHashMap<>();

    @Option(
            names = {"--missing-scores", "--missing"},
            paramLabel = "POLICY",
            description = "Images that lack a score: ${COMPLETION-CANDIDATES}; default refuse.")
    @Turns(argument = Argument.SCORES_MISSING)
    private MissingScores missing = MissingScores.REFUSE;

    @Option(
            names = "--called",
            split = ",",
            paramLabel = "VALUE",
            description = "Categories in place of scores: those that call the finding; all others do not.")
    @Turns(argument = Argument.HARM_CALLED)
    private List<String> called = new ArrayList<>();

    @Option(names = "--join", paramLabel = "FILE", description = "A second table with truths, patient or groups.")
    @Turns(argument = Argument.SCORES_JOIN)
    private @Nullable Path join;

    @Option(names = "--on", paramLabel = "COLUMN", description = "The column that both tables have.")
    @Turns(argument = Argument.SCORES_ON)
    private @Nullable String on;

    /** Whether scores are categories, so that no threshold is chosen. */
    boolean areCategories() {
        return !called.isEmpty();
    }

    /** What is done with patients of several groups; null where they stay in all. */
    @Nullable ConflictPolicy conflicts() {
        if (conflicts == ConflictPolicy.LATEST) {
            throw new InvalidInputException("--conflicts latest needs dates, which are not read here. Choose exclude,"
                    + " first or mode: --conflicts mode.");
        }
        return conflicts;
    }

    /** How a table is read. */
    TablePlan of(Path table) {
        return new TablePlan(
                table.toAbsolutePath().normalize(),
                rows.sheet,
                ScoreRowOptions.second(join, on),
                new Ids(rows.patient, rows.image, rows.rule(), conflicts()),
                new Columns(named(truths), named(scores), longForm()),
                new TruthReading(positive, positiveAt, uncertain, uncertainValues),
                new Scores(missing, called),
                CohortOptions.lists(recorded));
    }

    private static List<Named> named(List<String> columns) {
        return columns.stream()
                .map(column -> {
                    int equals = column.indexOf('=');
                    return equals < 1
                            ? new Named(null, column)
                            : new Named(column.substring(0, equals), column.substring(equals + 1));
                })
                .toList();
    }

    private @Nullable LongForm longForm() {
        if (longScore == null && (longFinding != null || longModel != null)) {
            throw new InvalidInputException((longFinding != null ? "--long-finding" : "--long-model")
                    + " stands without the column of the scores. Name it: --long-score COLUMN; or leave it out.");
        }
        return longScore == null ? null : new LongForm(longScore, longFinding, longModel);
    }
}
