package org.subtext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.RunJson;
import org.subtext.audit.survey.Survey;
import org.subtext.audit.survey.SurveyPlan;
import org.subtext.cli.terminal.SurveyPrinter;
import org.subtext.cli.terminal.TerminalProgress;
import org.subtext.cohort.CohortPlan;
import org.subtext.cohort.ColumnRole;
import org.subtext.cohort.SmallestGroups;
import org.subtext.learn.TorchTrainer;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.sources.GivenTable;
import org.subtext.survey.SurveyResult;
import org.subtext.tables.ConflictPolicy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ranks the columns of a table by what images tell of them, before anything is trained. */
@Command(
        name = "survey",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Ranks every column of a table by how surely the images tell it, before anything is trained: closed-form",
            "readers on grey values, random filters and a network of random weights, cross-validated by patient, with",
            "intervals and p-values for all columns together. Text becomes classes, numbers are read as above their",
            "median or not, dates as weekday, month and year. What is not shown may still be there: a trained recogniser may see more.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  subtext survey patients.csv --images png",
            "  subtext survey patients.csv --attribute race --exclude accession,comment --json",
            "  subtext survey patients.csv --features embeddings.parquet"
        })
final class SurveyCommand implements Callable<Integer> {
    private static final int MOST_PATIENTS = 1_500;
    private static final int SIDE = 64;
    private static final int LEAST_SIDE = 32;
    private static final int MOST_SIDE = 512;

    @Parameters(index = "0", paramLabel = "TABLE", description = "Table of images: CSV, CSV.gz, TSV, Parquet or XLSX.")
    @Turns(key = PlanKey.COHORT_TABLE)
    private Path table = Path.of("");

    @Option(
            names = "--images",
            paramLabel = "FOLDER",
            description = "Where image paths start; default: the table's folder.")
    @Turns(key = PlanKey.COHORT_IMAGES)
    private @Nullable Path images;

    @Option(
            names = "--sheet",
            paramLabel = "NAME",
            description = "Sheet of a workbook; default: the first that a person sees.")
    @Turns(key = PlanKey.COHORT_SHEET)
    private @Nullable String sheet;

    @Option(
            names = "--attribute",
            paramLabel = "COLUMN",
            description = "Also how well each column alone tells this one.")
    @Turns(key = PlanKey.COHORT_ATTRIBUTE)
    private @Nullable String attribute;

    @Option(names = "--columns", split = ",", paramLabel = "NAME", description = "Only these columns; default: all.")
    @Turns(argument = Argument.SURVEY_COLUMNS)
    private List<String> columns = new ArrayList<>();

    @Option(names = "--exclude", split = ",", paramLabel = "NAME", description = "Not these columns.")
    @Turns(argument = Argument.SURVEY_EXCLUDE)
    private List<String> exclude = new ArrayList<>();

    @Option(
            names = "--features",
            paramLabel = "FILE",
            description = "Embeddings of the images by any network, read too: CSV, Parquet, or NPY with NAME.ids.csv;"
                    + " ids in a column image or named as in the table.")
    @Turns(argument = Argument.SURVEY_FEATURES)
    private @Nullable Path features;

    @Option(names = "--patient", paramLabel = "COLUMN", description = "Patient id. Columns not named are guessed.")
    @Turns(key = PlanKey.COHORT_COLUMNS_PATIENT)
    private @Nullable String patient;

    @Mixin
    private IdOptions ids = new IdOptions();

    @Option(names = "--image", paramLabel = "COLUMN", description = "Path of the image file.")
    @Turns(key = PlanKey.COHORT_COLUMNS_IMAGE)
    private @Nullable String image;

    @Option(names = "--image-id", paramLabel = "COLUMN", description = "Unique id of the image.")
    @Turns(key = PlanKey.COHORT_COLUMNS_IMAGE_ID)
    private @Nullable String imageId;

    @Option(names = "--date", paramLabel = "COLUMN", description = "Date, for --conflicts latest.")
    @Turns(key = PlanKey.COHORT_COLUMNS_DATE)
    private @Nullable String date;

    @Option(
            names = "--conflicts",
            paramLabel = "POLICY",
            description = "Patients with several recorded values: ${COMPLETION-CANDIDATES}; default exclude.")
    @Turns(key = PlanKey.COHORT_CONFLICTS)
    private ConflictPolicy conflicts = ConflictPolicy.EXCLUDE;

    @Option(names = "--side", paramLabel = "N", description = "Images at N x N grey pixels; default 64.")
    private int side = SIDE;

    @Option(
            names = "--patients",
            paramLabel = "N",
            description = "Look at N patients at most, drawn at random; default 1500.")
    private int patients = MOST_PATIENTS;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random; default 2022.")
    @Turns(key = PlanKey.ASSESSMENT_SEED)
    private long seed = AuditPlan.DEFAULT_SEED;

    @Option(
            names = "--device",
            paramLabel = "ID",
            description = "cpu, cuda or cuda:N; default: CUDA where it is found.")
    @Turns(argument = Argument.DEVICE)
    private @Nullable String device;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where survey.html, survey.pdf and survey.json go; default runs/survey-TABLE.")
    @Turns(argument = Argument.OUT)
    private @Nullable Path out;

    @Option(names = "--json", description = "Print the ranking as JSON on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path folder = RunPlace.folder(out, "survey", table);
        if (side < LEAST_SIDE || side > MOST_SIDE) {
            throw new InvalidInputException(
                    "--side " + side + ": a side from " + LEAST_SIDE + " to " + MOST_SIDE + " pixels is needed.");
        }
        if (patients < 2 * SmallestGroups.OF_A_VERDICT) {
            throw new InvalidInputException(
                    "--patients " + patients + ": two classes need " + SmallestGroups.OF_A_VERDICT + " patients each.");
        }
        SurveyPlan plan = new SurveyPlan(cohort(), attribute, columns, exclude, features, side, patients, seed);
        SurveyResult result = new Survey(new TorchTrainer(RunOptions.deviceOf(device)), TerminalProgress.ofConsole())
                .run(plan, folder);
        PrintWriter standard = spec.commandLine().getOut();
        if (json) {
            standard.print(RunJson.unsharedText(result));
        } else {
            SurveyPrinter.print(result, standard);
            standard.println();
            standard.println("Report          " + folder.resolve(Survey.PAGE));
            standard.println("All of it       " + folder.resolve(Survey.FILE));
        }
        standard.flush();
        return 0;
    }

    private CohortPlan cohort() {
        CohortPlan plan = CohortPlan.of(
                        new GivenTable(table).from(Path.of("").toAbsolutePath()), attribute == null ? "" : attribute)
                .withInclusion(inclusion -> inclusion.withConflicts(conflicts))
                .withIds(ids.rule());
        if (images != null) {
            plan = plan.withImages(images.toAbsolutePath().normalize());
        }
        if (sheet != null) {
            plan = plan.withSheet(sheet);
        }
        plan = with(plan, ColumnRole.PATIENT, patient);
        plan = with(plan, ColumnRole.IMAGE, image);
        plan = with(plan, ColumnRole.IMAGE_ID, imageId);
        return with(plan, ColumnRole.DATE, date);
    }

    private static CohortPlan with(CohortPlan plan, ColumnRole role, @Nullable String column) {
        return column == null ? plan : plan.withColumn(role, column);
    }
}
