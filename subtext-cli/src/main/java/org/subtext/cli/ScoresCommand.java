package org.subtext.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.door.Answers;
import org.subtext.cli.terminal.TerminalFollower;
import org.subtext.predictions.Aggregation;
import org.subtext.predictions.MissingScores;
import org.subtext.predictions.ScoreClasses;
import org.subtext.predictions.ScoreForm;
import org.subtext.predictions.ScoreForm.LongForm;
import org.subtext.predictions.ScorePlan;
import org.subtext.predictions.ScoreRows;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.tables.ConflictPolicy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** An audit of somebody else's prediction table. */
@Command(
        name = "scores",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Assesses a table of scores that any model produced: the same statistics, sub-groups and report,",
            "within seconds; nothing is trained.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  one column a class:   subtext scores preds.csv --truth race --class White=p_white --class Black=p_black"
                    + " \\",
            "                          --patient subject_id --subgroups sex,view",
            "  one column a model:   subtext scores preds.csv --truth sex --positive M --score model1,model2 \\",
            "                          --patient subject_id",
            "  long form:            subtext scores long.csv --truth race --long-score score --long-class class \\",
            "                          --image image_id --patient subject_id",
            "  ordinal truth, joined: subtext scores scores.csv --join truth.csv --on case_name --truth truth \\",
            "                          --positive-at 4 --score ai_model_1,ai_model_2 --subgroups race,sex \\",
            "                          --patient row"
        })
final class ScoresCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "TABLE", description = "CSV, CSV.gz, TSV, Parquet or XLSX with the scores.")
    private Path table = Path.of("");

    @Option(names = "--truth", required = true, paramLabel = "COLUMN", description = "The recorded class.")
    @Turns(argument = Argument.SCORES_TRUTH)
    private String truth = "";

    @Mixin
    private ScoreRowOptions rows = new ScoreRowOptions();

    @Option(names = "--class", paramLabel = "NAME=COLUMN", description = "Score column of a class; repeat for each.")
    @Turns(argument = Argument.SCORES_CLASS)
    private Map<String, String> classColumns = new LinkedHashMap<>();

    @Option(
            names = "--score",
            split = ",",
            paramLabel = "COLUMN",
            description = "Score column of each model (two classes).")
    @Turns(argument = Argument.SCORES_SCORE)
    private List<String> scoreColumns = new ArrayList<>();

    @Option(names = "--long-score", paramLabel = "COLUMN", description = "Long form: the score.")
    @Turns(argument = Argument.SCORES_LONG_SCORE)
    private @Nullable String longScore;

    @Option(names = "--long-class", paramLabel = "COLUMN", description = "Long form: the class a score is for.")
    @Turns(argument = Argument.SCORES_LONG_CLASS)
    private @Nullable String longClass;

    @Option(names = "--long-model", paramLabel = "COLUMN", description = "Long form: the model a score is from.")
    @Turns(argument = Argument.SCORES_LONG_MODEL)
    private @Nullable String longModel;

    @Option(names = "--positive", paramLabel = "NAME", description = "The class that a high score speaks for.")
    @Turns(argument = Argument.SCORES_POSITIVE)
    private @Nullable String positive;

    @Option(names = "--positive-at", paramLabel = "X", description = "A numeric truth is positive from X on.")
    @Turns(argument = Argument.SCORES_POSITIVE_AT)
    private @Nullable Double positiveAt;

    @Option(names = "--rename", paramLabel = "WORDING=NAME", description = "Class name of a source wording.")
    @Turns(argument = Argument.SCORES_RENAME)
    private Map<String, String> rename = new LinkedHashMap<>();

    @Option(
            names = "--recorded",
            paramLabel = "COLUMN=WORD[,WORD]",
            description = "Words that are values there, not missing ones: --recorded race=None.")
    @Turns(argument = Argument.SCORES_RECORDED)
    private Map<String, String> recorded = new LinkedHashMap<>();

    @Option(
            names = "--leave-out",
            split = ",",
            paramLabel = "VALUE",
            description = "Values of the truth whose rows are left out: --leave-out uncertain.")
    @Turns(argument = Argument.SCORES_LEAVE_OUT)
    private List<String> leaveOut = new ArrayList<>();

    @Option(
            names = "--conflicts",
            paramLabel = "POLICY",
            description = "Patients with several truths: ${COMPLETION-CANDIDATES}; default exclude.")
    @Turns(argument = Argument.SCORES_CONFLICTS)
    private ConflictPolicy conflicts = ConflictPolicy.EXCLUDE;

    @Option(names = "--date", paramLabel = "COLUMN", description = "Date, for --conflicts latest.")
    @Turns(argument = Argument.SCORES_DATE)
    private @Nullable String date;

    @Option(
            names = {"--missing-scores", "--missing"},
            paramLabel = "POLICY",
            description = "Images that lack a score: ${COMPLETION-CANDIDATES}; default refuse.")
    @Turns(argument = Argument.SCORES_MISSING)
    private MissingScores missing = MissingScores.REFUSE;

    @Option(
            names = {"--subgroups", "--attributes"},
            split = ",",
            paramLabel = "COLUMN",
            description = "Assess within these columns' groups; more than 30 numbers make bands.")
    @Turns(argument = Argument.SCORES_SUBGROUPS)
    private List<String> subgroups = new ArrayList<>();

    @Option(names = "--join", paramLabel = "FILE", description = "A second table with truth, patient or attributes.")
    @Turns(argument = Argument.SCORES_JOIN)
    private @Nullable Path join;

    @Option(names = "--on", paramLabel = "COLUMN", description = "The column that both tables have.")
    @Turns(argument = Argument.SCORES_ON)
    private @Nullable String on;

    @Option(names = "--margin", paramLabel = "M", description = "AUC within 0.5 ± M counts as chance; default 0.10.")
    @Turns(key = PlanKey.ASSESSMENT_MARGIN)
    private @Nullable Double margin;

    @Option(
            names = "--aggregate",
            paramLabel = "HOW",
            description = "One score of a patient's images: ${COMPLETION-CANDIDATES}; default mean.")
    @Turns(key = PlanKey.ASSESSMENT_AGGREGATION)
    private @Nullable Aggregation aggregate;

    @Option(names = "--replicates", paramLabel = "N", description = "Bootstrap draws and permutations; default 2000.")
    @Turns(key = {PlanKey.ASSESSMENT_REPLICATES, PlanKey.ASSESSMENT_PERMUTATIONS})
    private @Nullable Integer replicates;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of bootstrap and permutations; default 2022.")
    @Turns(key = PlanKey.ASSESSMENT_SEED)
    private long seed = AuditPlan.DEFAULT_SEED;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where the report goes; default runs/scores-TABLE.")
    @Turns(argument = Argument.OUT)
    private @Nullable Path out;

    @Mixin
    private InternalOption internal = new InternalOption();

    @Option(names = "--json", description = "Print all estimates as JSON on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ScorePlan scores = new ScorePlan(
                table.toAbsolutePath().normalize(),
                truth,
                rows.patient,
                rows.image,
                new ScoreForm(classColumns, scoreColumns, longForm()),
                new ScoreClasses(rename, positive, positiveAt),
                subgroups,
                ScoreRowOptions.second(join, on),
                new ScoreRows(
                        CohortOptions.lists(recorded), leaveOut, conflicts, date, missing, rows.rule(), rows.sheet));
        Path folder = RunPlace.folder(out, "scores", table);
        AssessmentPlan how = PlanOptions.mendable(this::assessmentPlan);
        RunPlace place = RunPlace.of(folder);
        Answers answers = place.door(() -> RunOptions.deviceOf(null))
                .scores(place.name(), scores, how, TerminalFollower.ofConsole())
                .await();
        VerdictPrinter.print(spec.commandLine().getOut(), answers.content(), answers.folder(), json, internal);
        return 0;
    }

    private @Nullable LongForm longForm() {
        if (longScore == null && (longClass != null || longModel != null)) {
            throw new InvalidInputException((longClass != null ? "--long-class" : "--long-model")
                    + " stands without the column of the scores. Name it: --long-score COLUMN; or leave it out.");
        }
        return longScore == null ? null : new LongForm(longScore, longClass, longModel);
    }

    private AssessmentPlan assessmentPlan() {
        AssessmentPlan plan = AssessmentPlan.ofDefaults(seed);
        plan = margin == null ? plan : plan.withMargin(margin);
        plan = aggregate == null ? plan : plan.withAggregation(aggregate);
        return replicates == null ? plan : plan.withDraws(replicates);
    }
}
