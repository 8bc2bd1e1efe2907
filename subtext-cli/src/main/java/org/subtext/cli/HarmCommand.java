package org.subtext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.RunJson;
import org.subtext.audit.harm.HarmAudit;
import org.subtext.audit.harm.HarmFolder;
import org.subtext.audit.harm.HarmOfRun;
import org.subtext.audit.harm.HarmPages;
import org.subtext.audit.harm.HarmPlanFile;
import org.subtext.cli.terminal.ForecastPrinter;
import org.subtext.cli.terminal.TerminalProgress;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.reading.HarmRequest;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.report.Audience;
import org.subtext.report.harm.HarmSummary;
import org.subtext.statistics.groups.Rate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whether somebody's diagnostic model serves a group worse. */
@Command(
        name = "harm",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says whether a diagnostic model serves a group worse, by a table of its scores: rates of every group at one"
                    + " threshold, their gaps to a group that you name, with intervals and p-values by patient for all"
                    + " gaps together, and how many images would settle what cannot be told. Thresholds are chosen on"
                    + " other patients than those who are judged.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  a run of findings:    subtext harm runs/effusion --attribute sex --reference M",
            "  one row an image:     subtext harm preds.csv --attribute race --reference White --patient id \\",
            "                          --truth effusion=y_effusion --score effusion=p_effusion",
            "  by columns' names:    subtext harm preds.csv --attribute race --reference White --patient id",
            "                          (columns truth:effusion, score:effusion, truth:edema, score:edema)",
            "  one row a finding:    subtext harm long.csv --attribute race --reference White --patient id \\",
            "                          --image image_id --truth y --long-score p --long-finding finding",
            "  along age, no bins:   subtext harm preds.csv --attribute race --reference White --patient id --along age",
            "  age, and no groups:   subtext harm preds.csv --patient id --along age=50,25,70",
            "  a vendor's threshold: subtext harm preds.csv --attribute sex --reference M --patient id \\",
            "                          --truth nodule --score vendor --threshold 0.37",
            "  ordinal truth, joined: subtext harm scores.csv --join truth.csv --on case_name --truth truth \\",
            "                          --positive-at 4 --score ai_model_1 --attribute race --reference White --patient"
                    + " row",
            "  a model and its images: subtext harm cohort.csv --model chest.onnx --attribute race --reference White \\",
            "                          --patient id    (columns image_path, truth:effusion, truth:edema)"
        })
final class HarmCommand implements Callable<Integer> {
    private static final Map<String, Rate> RATES = rates();

    /** Options that a plan does not hold. */
    private static final Set<String> BESIDE_A_PLAN = Set.of("--out", "--internal", "--dry-run", "--json");

    /** Options that say what is asked of a run, and not how its table is read. */
    private static final Set<String> BESIDE_A_RUN = Set.of(
            "--attribute",
            "--reference",
            "--conflicts",
            "--threshold",
            "--parts",
            "--rates",
            "--within",
            "--along",
            "--margin",
            "--alpha",
            "--least-patients",
            "--replicates",
            "--seed",
            "--out",
            "--internal",
            "--dry-run",
            "--json");

    @Parameters(
            index = "0",
            paramLabel = "TABLE|RUN|PLAN",
            description = "CSV, CSV.gz, TSV, Parquet or XLSX with the scores; or the folder of a run that was taught"
                    + " findings (subtext audit --target), which says itself how its scores are read; or harm.yaml of an earlier"
                    + " run of harm, which says everything.")
    private Path table = Path.of("");

    @Option(
            names = "--attribute",
            paramLabel = "COLUMN",
            description =
                    "The recorded attribute whose groups are compared; needed, but for rates along numbers alone. More than 30 numbers"
                            + " make bands.")
    @Turns(key = PlanKey.COHORT_ATTRIBUTE)
    private String attribute = "";

    @Option(
            names = "--reference",
            paramLabel = "GROUP",
            description = "The group that all others are compared with; needed with groups. What is not recorded is a"
                    + " group.")
    @Turns(argument = Argument.HARM_REFERENCE)
    private String reference = "";

    @Mixin
    private HarmTableOptions reading = new HarmTableOptions();

    @Mixin
    private HarmModelOptions model = new HarmModelOptions();

    @Mixin
    private ThresholdOptions thresholds = new ThresholdOptions();

    @Option(
            names = "--rates",
            split = ",",
            paramLabel = "RATE",
            description = "Rates that are compared: tpr, fpr, fnr, tnr, ppv, npv; default tpr,fpr.")
    @Turns(argument = Argument.HARM_RATES)
    private List<String> rates = new ArrayList<>();

    @Option(
            names = "--within",
            split = ",",
            paramLabel = "COLUMN",
            description = "Patients exchange their groups within these columns' values alone: site, view. Gaps are also"
                    + " told with cases matched on them, one column more each time.")
    @Turns(argument = Argument.HARM_WITHIN)
    private List<String> within = new ArrayList<>();

    @Option(
            names = "--along",
            paramLabel = "COLUMN[=N,N]",
            description =
                    "Also tell rates along a column of numbers without bins: age; compared at its median and far"
                            + " from it, or at numbers you name, the first with all others: age=50,20,80. Repeat for each column.")
    @Turns(argument = Argument.HARM_ALONG)
    private List<String> along = new ArrayList<>();

    @Option(names = "--margin", paramLabel = "M", description = "Gaps up to M count as none; default 0.05.")
    @Turns(argument = Argument.HARM_MARGIN)
    private double margin = HarmPlan.Decision.USUAL.margin();

    @Option(
            names = "--alpha",
            paramLabel = "A",
            description = "How often harm may be shown in any gap where there is none; default 0.05.")
    @Turns(argument = Argument.HARM_LEVEL)
    private double alpha = HarmPlan.Decision.USUAL.alpha();

    @Option(
            names = "--least-patients",
            paramLabel = "N",
            description = "A group is assessed in a rate from N patients on; default 11.")
    @Turns(argument = Argument.HARM_LEAST_PATIENTS)
    private @Nullable Integer leastPatients;

    @Option(names = "--replicates", paramLabel = "N", description = "Permutations; default 2000.")
    @Turns(argument = Argument.HARM_DRAWS)
    private @Nullable Integer replicates;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random; default 2022.")
    @Turns(key = PlanKey.ASSESSMENT_SEED)
    private long seed = AuditPlan.DEFAULT_SEED;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where the run goes; default runs/harm-TABLE.")
    @Turns(argument = Argument.OUT)
    private @Nullable Path out;

    @Mixin
    private InternalOption internal = new InternalOption();

    @Option(
            names = "--dry-run",
            description = "Only say how many cases each group has, what could be shown with them, and how long it would"
                    + " take; nothing is written.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print all estimates as JSON on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path folder = RunPlace.folder(out == null ? usualPlace() : out, "harm", table);
        HarmRequest request = request();
        PrintWriter standard = spec.commandLine().getOut();
        int threads = Runtime.getRuntime().availableProcessors();
        if (model.isAsked()) {
            if (dryRun) {
                model.price(request, standard, spec.commandLine().getErr());
                return 0;
            }
            request = model.scored(request, folder, spec.commandLine().getErr());
        }
        if (dryRun) {
            HarmAudit.Preview preview = HarmAudit.preview(request, threads, TerminalProgress.ofConsole());
            if (json) {
                standard.print(RunJson.unsharedText(preview));
            } else {
                ForecastPrinter.print(preview, standard);
            }
            standard.flush();
            return 0;
        }
        HarmAudit.Result result = HarmAudit.run(request, folder, threads, TerminalProgress.ofConsole());
        if (internal.isWanted) {
            HarmPages.writeInternal(folder, result.content());
        }
        standard.print(
                json
                        ? RunJson.unsharedText(result.content())
                        : HarmSummary.of(
                                result.content(),
                                result.looks(),
                                folder.toString(),
                                internal.isWanted ? Audience.INTERNAL : Audience.ANYBODY));
        standard.flush();
        return 0;
    }

    /** Beside a run, where looks at the same patients are counted; of a run's own plan, the run again. */
    private @Nullable Path usualPlace() {
        Path named = table.toAbsolutePath().normalize();
        if (Files.isDirectory(table)) {
            return named.resolveSibling("harm-" + named.getFileName());
        }
        return named.endsWith(HarmFolder.PLAN) ? named.getParent() : null;
    }

    private HarmRequest request() throws IOException {
        if (Files.isDirectory(table)) {
            return ofRun();
        }
        return isPlan() ? ofPlan() : new HarmRequest(reading.of(table), thresholds.roles(), assessment());
    }

    private boolean isPlan() {
        return table.toString().matches(".*\\.ya?ml");
    }

    private HarmRequest ofPlan() {
        List<String> beside = beside(BESIDE_A_PLAN);
        if (!beside.isEmpty()) {
            throw new InvalidInputException(String.join(", ", beside) + (beside.size() == 1 ? " stands" : " stand")
                    + " beside the plan file " + table
                    + ", which says it all. Change the file, or leave it out and give"
                    + " everything as options.");
        }
        return HarmPlanFile.read(table);
    }

    private List<String> beside(Set<String> allowed) {
        return spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !allowed.contains(name))
                .toList();
    }

    private HarmRequest ofRun() throws IOException {
        List<String> beside = beside(BESIDE_A_RUN);
        if (!beside.isEmpty()) {
            throw new InvalidInputException(String.join(", ", beside) + (beside.size() == 1 ? " says" : " say")
                    + " how a table is read, or who in it is judged. Of the run " + table
                    + " the run says so itself. Leave out "
                    + (beside.size() == 1 ? "the option." : "these options."));
        }
        HarmOfRun run =
                HarmOfRun.of(table, reading.conflicts(), thresholds.roles().parts());
        return new HarmRequest(run.table(), run.roles(), assessment());
    }

    private HarmPlan assessment() {
        refuseNumbers();
        if (attribute.isEmpty()) {
            refuseWithoutGroups();
        }
        HarmPlan plan = (attribute.isEmpty() ? HarmPlan.ofNumbers(along()) : HarmPlan.of(attribute, reference))
                .withOperating(thresholds.operating(reading.areCategories()))
                .withDecision(new HarmPlan.Decision(margin, alpha, HarmPlan.Decision.USUAL.power()))
                .withSeed(seed)
                .withAlong(along())
                .withComparison(groups -> groups.withStrata(within));
        if (!rates.isEmpty()) {
            plan = plan.withRates(rates.stream().map(HarmCommand::rate).toList());
        }
        if (leastPatients != null) {
            int least = leastPatients;
            plan = plan.withComparison(groups -> groups.withLeastPatients(least));
        }
        return replicates == null ? plan : plan.withDraws(replicates);
    }

    /** Along numbers alone there are no groups that anything could be said of. */
    private void refuseWithoutGroups() {
        if (along.isEmpty()) {
            throw new InvalidInputException("The column whose groups are compared is needed: --attribute race; or a"
                    + " column of numbers along which rates are told, of all patients together: --along age.");
        }
        List<String> ofGroups = new ArrayList<>();
        if (!reference.isEmpty()) {
            ofGroups.add("--reference");
        }
        if (!within.isEmpty()) {
            ofGroups.add("--within");
        }
        if (reading.conflicts() != null) {
            ofGroups.add("--conflicts");
        }
        if (!ofGroups.isEmpty()) {
            throw new InvalidInputException(String.join(", ", ofGroups) + (ofGroups.size() == 1 ? " says" : " say")
                    + " something of groups, and none are named: rates along numbers alone are of all patients together."
                    + " Name their column, --attribute race, or leave out "
                    + (ofGroups.size() == 1 ? "the option." : "these options."));
        }
    }

    private void refuseNumbers() {
        if (!(margin > 0 && margin < 1)) {
            throw new InvalidInputException("--margin must lie between 0 and 1, got " + margin + ".");
        }
        if (!(alpha > 0 && alpha < 0.5)) {
            throw new InvalidInputException("--alpha must lie between 0 and 0.5, got " + alpha + ".");
        }
        if (leastPatients != null && leastPatients < 2) {
            throw new InvalidInputException(
                    "--least-patients " + leastPatients + ": an interval needs two patients a group at least.");
        }
        if (replicates != null && replicates < 1) {
            throw new InvalidInputException("--replicates must be at least 1, got " + replicates + ".");
        }
        if (within.contains(attribute)) {
            throw new InvalidInputException("--within names " + attribute
                    + ", whose groups are exchanged: within its values nobody could be. Leave it out.");
        }
        if (rates.stream().distinct().count() < rates.size()) {
            throw new InvalidInputException("--rates names a rate twice. Name each once.");
        }
    }

    private List<HarmPlan.Along> along() {
        List<HarmPlan.Along> columns = along.stream().map(HarmCommand::along).toList();
        if (columns.stream().map(HarmPlan.Along::column).distinct().count() < columns.size()) {
            throw new InvalidInputException("--along names a column twice. Name each once.");
        }
        return columns;
    }

    private static HarmPlan.Along along(String words) {
        int equals = words.indexOf('=');
        if (equals < 0) {
            return new HarmPlan.Along(words, List.of());
        }
        List<Double> numbers = new ArrayList<>();
        for (String word : words.substring(equals + 1).split(",", -1)) {
            try {
                numbers.add(Double.valueOf(word.strip()));
            } catch (NumberFormatException e) {
                throw new InvalidInputException("--along " + words + ": \"" + word
                        + "\" is no number. Name at least two: --along " + words.substring(0, equals) + "=50,20,80.");
            }
        }
        if (numbers.size() < 2
                || numbers.size() > HarmPlan.Along.MOST
                || numbers.stream().distinct().count() < numbers.size()
                || numbers.stream().anyMatch(number -> !Double.isFinite(number))) {
            throw new InvalidInputException("--along " + words
                    + ": two to " + HarmPlan.Along.MOST
                    + " numbers are compared, each once, the first with all others: --along "
                    + words.substring(0, equals) + "=50,20,80.");
        }
        return new HarmPlan.Along(words.substring(0, equals), numbers);
    }

    private static Rate rate(String word) {
        Rate rate = RATES.get(word.toLowerCase(Locale.ROOT));
        if (rate == null) {
            throw new InvalidInputException(
                    "--rates " + word + ": known are " + String.join(", ", RATES.keySet()) + ".");
        }
        return rate;
    }

    private static Map<String, Rate> rates() {
        Map<String, Rate> rates = new LinkedHashMap<>();
        rates.put("tpr", Rate.TRUE_POSITIVE);
        rates.put("fpr", Rate.FALSE_POSITIVE);
        rates.put("fnr", Rate.FALSE_NEGATIVE);
        rates.put("tnr", Rate.TRUE_NEGATIVE);
        rates.put("ppv", Rate.POSITIVE_PREDICTIVE_VALUE);
        rates.put("npv", Rate.NEGATIVE_PREDICTIVE_VALUE);
        return rates;
    }
}
