package org.subtext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.ProbeAudit;
import org.subtext.cli.terminal.TerminalProgress;
import org.subtext.encoding.Probe;
import org.subtext.encoding.ProbePlan;
import org.subtext.problems.Argument;
import org.subtext.problems.PlanKey;
import org.subtext.recognition.ModelCard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Probes on embeddings that anybody made. */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Asks whether embeddings that any network made hold a recorded attribute: probes cross-validated by",
            "patient, with intervals, and bits that do not depend on a probe's size. An audit's instrument: no score",
            "may be stored as a patient's attribute.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  one file:        subtext probe embeddings.csv --attribute race --patient subject_id",
            "  with a table:    subtext probe embeddings.parquet --table patients.csv --on image --attribute race \\",
            "                     --patient subject_id --control imagenet.parquet",
            "  NumPy:           subtext probe embeddings.npy --table patients.csv --attribute sex --patient subject_id",
            "A control (embeddings of the same images by random or ImageNet weights) is what makes the answer one"
                    + " about",
            "training; without it the images alone may explain everything."
        })
final class ProbeCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "EMBEDDINGS",
            description = "CSV or Parquet with a list column or numbered columns (e0, e1, ...), or NPY.")
    private Path embeddings = Path.of("");

    @Option(names = "--attribute", required = true, paramLabel = "COLUMN", description = "The recorded class.")
    @Turns(argument = Argument.PROBE_ATTRIBUTE)
    private String attribute = "";

    @Option(
            names = "--table",
            paramLabel = "FILE",
            description = "Table with attribute and patient, where the embeddings hold neither.")
    @Turns(argument = Argument.PROBE_TABLE)
    private @Nullable Path table;

    @Option(names = "--patient", paramLabel = "COLUMN", description = "Patient id; default: patient or patient_id.")
    @Turns(argument = Argument.PROBE_PATIENT)
    private @Nullable String patient;

    @Mixin
    private IdOptions ids = new IdOptions();

    @Option(
            names = "--on",
            paramLabel = "COLUMN",
            description = "Image id that both files have; default: the one they share.")
    @Turns(argument = Argument.PROBE_ON)
    private @Nullable String on;

    @Option(
            names = "--columns",
            paramLabel = "NAME",
            description = "The list column, or what the numbered columns share.")
    @Turns(argument = Argument.PROBE_COLUMNS)
    private @Nullable String columns;

    @Option(
            names = "--control",
            paramLabel = "FILE",
            description = "Embeddings of the same images by random or ImageNet weights.")
    @Turns(argument = Argument.PROBE_CONTROL)
    private @Nullable Path control;

    @Option(names = "--rename", paramLabel = "WORDING=NAME", description = "Class name of a source wording.")
    @Turns(argument = Argument.PROBE_RENAME)
    private Map<String, String> rename = new LinkedHashMap<>();

    @Option(names = "--classes", split = ",", paramLabel = "NAME", description = "Tell only these classes apart.")
    @Turns(argument = Argument.PROBE_CLASSES)
    private List<String> classes = new ArrayList<>();

    @Option(names = "--margin", paramLabel = "M", description = "AUC within 0.5 ± M counts as chance; default 0.10.")
    @Turns(key = PlanKey.ASSESSMENT_MARGIN)
    private @Nullable Double margin;

    @Option(names = "--replicates", paramLabel = "N", description = "Bootstrap draws and permutations; default 2000.")
    @Turns(key = {PlanKey.ASSESSMENT_REPLICATES, PlanKey.ASSESSMENT_PERMUTATIONS})
    private @Nullable Integer replicates;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random; default 2022.")
    @Turns(key = PlanKey.ASSESSMENT_SEED)
    private long seed = AuditPlan.DEFAULT_SEED;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where the report goes; default runs/probe-EMBEDDINGS.")
    @Turns(argument = Argument.OUT)
    private @Nullable Path out;

    @Option(names = "--json", description = "Print all estimates as JSON on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path folder = RunPlace.folder(out, "probe", embeddings);
        ProbePlan plan = new ProbePlan(embeddings, table, attribute, patient, on, columns, rename, classes, ids.rule());
        AssessmentPlan how = PlanOptions.mendable(this::assessmentPlan);
        List<Probe> probes = Probe.standard();
        ProbeAudit.Result result = new ProbeAudit(probes, TerminalProgress.ofConsole()).run(plan, control, how, folder);
        PrintWriter standard = spec.commandLine().getOut();
        VerdictPrinter.print(standard, result.content(), folder, json);
        if (!json) {
            standard.println();
            result.reading().forEach(standard::println);
            standard.println("Must not: " + ModelCard.MUST_NOT);
            standard.flush();
        }
        return 0;
    }

    private AssessmentPlan assessmentPlan() {
        AssessmentPlan plan = AssessmentPlan.ofDefaults(seed);
        plan = margin == null ? plan : plan.withMargin(margin);
        return replicates == null ? plan : plan.withDraws(replicates);
    }
}
