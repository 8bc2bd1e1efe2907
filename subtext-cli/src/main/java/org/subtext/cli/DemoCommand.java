package org.subtext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.Demo;
import org.subtext.audit.Diagnosis;
import org.subtext.audit.RunJson;
import org.subtext.audit.door.Answers;
import org.subtext.audit.harm.HarmAudit;
import org.subtext.audit.harm.HarmDemo;
import org.subtext.audit.harm.HarmPages;
import org.subtext.audit.harm.ImagesDemo;
import org.subtext.audit.harm.PlantedAndFound;
import org.subtext.cli.process.AfterSignal;
import org.subtext.cli.silo.SilosDemo;
import org.subtext.cli.silo.learning.LearningDemo;
import org.subtext.cli.silo.learning.PhantomFederation;
import org.subtext.cli.terminal.TerminalFollower;
import org.subtext.cli.terminal.TerminalProgress;
import org.subtext.harm.reading.HarmRequest;
import org.subtext.learn.TorchTrainer;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.report.Audience;
import org.subtext.report.harm.HarmSummary;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.sources.phantom.HarmRecipe;
import org.subtext.wording.Columns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job on an embedded phantom cohort. */
@AfterSignal(AfterSignal.SAME_AGAIN)
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a phantom cohort of chest radiographs with a planted signal and audits it, end to end.",
            "No patient is in it. With --signal none nothing is planted, and the audit must say so.",
            "With --silos it makes three hospitals that share no row, and audits them together as four processes.",
            "With --harm a group is served worse by a diagnostic model for a cause that is planted: in a table of its"
                    + " scores, or in images and labels on which one is taught; what was planted stands beneath what was"
                    + " found.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  subtext demo --signal none --seed 7",
            "  subtext demo --harm underdiagnosis",
            "  subtext demo --harm label_noise --from images",
            "  subtext demo --silos",
            "  subtext demo --silos --train --split by_class"
        })
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--signal",
            paramLabel = "KIND",
            defaultValue = "band",
            description = "What is planted: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Demo.Signal signal = Demo.Signal.BAND;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of phantom, split and training; default 2022.")
    @Turns(key = PlanKey.SEED)
    private long seed = AuditPlan.DEFAULT_SEED;

    @Option(
            names = "--patients",
            paramLabel = "N",
            description = "Patients in the phantom cohort; default 900, with --harm 3000, from images 1000.")
    private @Nullable Integer patients;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the training images; default 18, with --harm from images 12.")
    @Turns(key = PlanKey.TRAINING_EPOCHS)
    private @Nullable Integer epochs;

    @Option(
            names = "--routes",
            arity = "0..1",
            fallbackValue = "all",
            split = ",",
            paramLabel = "NAME",
            description = "Look for the route as well: the finished network tested under the settings of these routes,"
                    + " or of all.")
    @Turns(key = PlanKey.ROUTES_ROUTES)
    private List<String> routes = new ArrayList<>();

    @Option(
            names = "--harm",
            paramLabel = "CAUSE",
            description = "Group B is served worse than A, or seems to be, for this cause: ${COMPLETION-CANDIDATES}.")
    private HarmRecipe.@Nullable Cause harm;

    @Option(
            names = "--dose",
            paramLabel = "D",
            description = "From images: how much of the cause is planted in them and their labels, 0 to 1; default 1.")
    private @Nullable Double dose;

    /** From what a demo of harm begins. */
    enum Beginning {
        IMAGES,
        SCORES
    }

    @Option(
            names = "--from",
            paramLabel = "WHAT",
            description = "With --harm: scores, a table of which is made at once (the default), or images, on which a"
                    + " model is taught.")
    private @Nullable Beginning from;

    @Option(
            names = "--silos",
            description = "A coordinator and three phantom hospitals on this machine, from enrolment to a result.")
    private boolean silos;

    @Option(
            names = "--train",
            description =
                    "With --silos: three phantom hospitals learn a recogniser alone, together, and from all images"
                            + " in one place, within one process.")
    private boolean train;

    @Option(
            names = "--split",
            paramLabel = "HOW",
            description = "With --train, in what the hospitals differ: ${COMPLETION-CANDIDATES}; default by_scanner.")
    private PhantomFederation.@Nullable Split split;

    @Mixin
    private RunOptions runOptions = new RunOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        refuseWhatDoesNotGoTogether();
        if (harm != null) {
            return from == Beginning.IMAGES ? harmOfImages(harm) : harmOfScores(harm);
        }
        if (train) {
            Path folder = runOptions.runs.resolve(runOptions.name == null ? "demo-learning" : runOptions.name);
            TorchTrainer backend = new TorchTrainer(RunOptions.deviceOf(runOptions.device));
            new LearningDemo(folder, backend, spec.commandLine().getOut(), TerminalProgress.ofConsole())
                    .run(split == null ? PhantomFederation.Split.BY_SCANNER : split, seed);
            return 0;
        }
        if (silos) {
            Path folder = runOptions.runs.resolve(runOptions.name == null ? "demo-silos" : runOptions.name);
            new SilosDemo(folder, seed, spec.commandLine().getOut(), TerminalProgress.ofConsole()).run();
            return 0;
        }
        String name = runOptions.name == null ? "demo" : runOptions.name;
        Path phantom = runOptions.runs.resolve("phantoms");
        Demo demo = new Demo(
                signal,
                patients == null ? Demo.PATIENTS : patients,
                epochs == null ? Demo.EPOCHS : epochs,
                PlanOptions.defaultWorkers(),
                seed);
        AuditPlan plan = PlanOptions.mendable(() -> demo.plan(name, phantom))
                .withRoutes(RoutesPlan.NONE.withRoutes(routes).withModes(modes()));
        Answers answers = runOptions
                .door()
                .audit(plan, runOptions.resume, TerminalFollower.ofConsole())
                .await();
        VerdictPrinter.print(spec.commandLine().getOut(), answers.content(), answers.folder(), runOptions.json);
        return 0;
    }

    private int harmOfImages(HarmRecipe.Cause cause) throws IOException, InterruptedException {
        HarmRecipe recipe = new HarmRecipe(
                cause,
                dose == null ? 1 : dose,
                patients == null ? HarmRecipe.PATIENTS : patients,
                HarmRecipe.SIDE,
                seed);
        ImagesDemo demo =
                new ImagesDemo(recipe, epochs == null ? ImagesDemo.EPOCHS : epochs, PlanOptions.defaultWorkers());
        String name = runOptions.name == null ? demo.name() : runOptions.name;
        AuditPlan plan = PlanOptions.mendable(() -> demo.plan(name, runOptions.runs.resolve("phantoms")));
        Diagnosis.Result taught = runOptions
                .door()
                .diagnose(plan, runOptions.resume, TerminalFollower.ofConsole())
                .await();
        Path folder = ImagesDemo.answer(taught.folder());
        HarmAudit.Result result = ask(demo.question(taught.folder()), ImagesDemo.REMARK, folder);
        PlantedAndFound beside = new PlantedAndFound(recipe, result.content());
        print(result, folder, beside.sentences());
        return 0;
    }

    private int harmOfScores(HarmRecipe.Cause cause) throws IOException {
        HarmDemo demo = new HarmDemo(cause, patients == null ? HarmDemo.PATIENTS : patients, seed);
        Path folder = runOptions.runs.resolve(runOptions.name == null ? "demo-harm" : runOptions.name);
        HarmAudit.Result result = ask(demo.write(runOptions.runs.resolve("phantoms")), demo.truth(), folder);
        print(result, folder, List.of());
        return 0;
    }

    private static HarmAudit.Result ask(HarmRequest request, Remark known, Path folder) throws IOException {
        return HarmAudit.run(
                request,
                List.of(known),
                folder,
                Runtime.getRuntime().availableProcessors(),
                TerminalProgress.ofConsole());
    }

    private void print(HarmAudit.Result result, Path folder, List<String> truth) {
        PrintWriter out = spec.commandLine().getOut();
        if (runOptions.json) {
            out.print(RunJson.unsharedText(result.content()));
        } else {
            out.print(HarmSummary.of(result.content(), result.looks(), folder.toString(), Audience.ANYBODY));
            out.println("Report: " + folder.resolve(HarmPages.PAGE));
            truth.forEach(sentence ->
                    Columns.wrapped(sentence, "  ", HarmSummary.WIDTH).forEach(out::println));
        }
        out.flush();
    }

    private void refuseWhatDoesNotGoTogether() {
        Problems problems = new Problems();
        if (harm == null) {
            given("--dose", "--from")
                    .forEach(option -> problems.add(
                            option + " says what is planted by --harm. Name a cause with --harm, or leave it out."));
        } else {
            given("--signal", "--routes")
                    .forEach(option -> problems.add(option
                            + " is for the demo of a recorded attribute; --harm asks of a diagnostic model. Leave one of"
                            + " them out."));
        }
        if (harm != null && from != Beginning.IMAGES) {
            given("--epochs", "--resume", "--dose")
                    .forEach(option ->
                            problems.add(option + " is for a phantom of images: add --from images, or leave it out."));
        }
        if (train && !silos) {
            problems.add("--train is of hospitals: add --silos, or leave it out.");
        }
        if (split != null && !train) {
            problems.add("--split says in what hospitals differ that learn together: add --silos --train, or leave it"
                    + " out.");
        }
        if (train) {
            given("--patients", "--epochs", "--resume", "--json", "--signal", "--harm", "--routes")
                    .forEach(option ->
                            problems.add(option + " has no meaning for hospitals that learn together. Leave it out."));
        }
        if (patients != null && patients < 1) {
            problems.add("--patients must be at least 1, got " + patients + ".");
        }
        problems.throwIfAny();
    }

    private Stream<String> given(String... options) {
        return Stream.of(options)
                .filter(option -> spec.commandLine().getParseResult().hasMatchedOption(option));
    }

    /** Nothing is trained for a route, so that the demo stays a matter of minutes. */
    private List<Mode> modes() {
        return routes.isEmpty() ? RoutesPlan.NONE.modes() : List.of(Mode.TESTED_UNDER);
    }
}
