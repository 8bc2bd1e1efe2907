package org.subtext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.Demo;
import org.subtext.audit.RunJson;
import org.subtext.audit.door.Answers;
import org.subtext.audit.harm.HarmAudit;
import org.subtext.audit.harm.HarmDemo;
import org.subtext.cli.process.AfterSignal;
import org.subtext.cli.silo.SilosDemo;
import org.subtext.cli.terminal.TerminalFollower;
import org.subtext.cli.terminal.TerminalProgress;
import org.subtext.harm.reading.HarmRequest;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.report.Audience;
import org.subtext.report.harm.HarmSummary;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.RoutesPlan;
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
            "With --harm it makes a table of a diagnostic model's scores instead, and asks it with what harm.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  subtext demo --signal none --seed 7",
            "  subtext demo --harm underdiagnosis",
            "  subtext demo --silos"
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
            description = "Patients in the phantom cohort; default 900, with --harm 3000.")
    private @Nullable Integer patients;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training images; default 18.")
    @Turns(key = PlanKey.TRAINING_EPOCHS)
    private int epochs = Demo.EPOCHS;

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
            description =
                    "A table of scores with a gap between two groups that has this cause: ${COMPLETION-CANDIDATES}.")
    private HarmDemo.@Nullable Cause harm;

    @Option(
            names = "--silos",
            description = "A coordinator and three phantom hospitals on this machine, from enrolment to a result.")
    private boolean silos;

    @Mixin
    private RunOptions runOptions = new RunOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (harm != null) {
            return harmOf(harm);
        }
        if (silos) {
            Path folder = runOptions.runs.resolve(runOptions.name == null ? "demo-silos" : runOptions.name);
            new SilosDemo(folder, seed, spec.commandLine().getOut(), TerminalProgress.ofConsole()).run();
            return 0;
        }
        String name = runOptions.name == null ? "demo" : runOptions.name;
        Path phantom = runOptions.runs.resolve("phantoms");
        Demo demo = new Demo(
                signal, patients == null ? Demo.PATIENTS : patients, epochs, PlanOptions.defaultWorkers(), seed);
        AuditPlan plan = PlanOptions.mendable(() -> demo.plan(name, phantom))
                .withRoutes(RoutesPlan.NONE.withRoutes(routes).withModes(modes()));
        Answers answers = runOptions
                .door()
                .audit(plan, runOptions.resume, TerminalFollower.ofConsole())
                .await();
        VerdictPrinter.print(spec.commandLine().getOut(), answers.content(), answers.folder(), runOptions.json);
        return 0;
    }

    private int harmOf(HarmDemo.Cause cause) throws IOException {
        refuseWhatNeedsImages();
        HarmDemo demo = new HarmDemo(cause, patients == null ? HarmDemo.PATIENTS : patients, seed);
        Path folder = runOptions.runs.resolve(runOptions.name == null ? "demo-harm" : runOptions.name);
        HarmRequest request = demo.write(runOptions.runs.resolve("phantoms"));
        HarmAudit.Result result = HarmAudit.run(
                request, folder, Runtime.getRuntime().availableProcessors(), TerminalProgress.ofConsole());
        PrintWriter out = spec.commandLine().getOut();
        if (runOptions.json) {
            out.print(RunJson.unsharedText(result.content()));
        } else {
            out.print(HarmSummary.of(result.content(), result.looks(), folder.toString(), Audience.ANYBODY));
            out.println(demo.truth());
        }
        out.flush();
        return 0;
    }

    private void refuseWhatNeedsImages() {
        Problems problems = new Problems();
        for (String option : List.of("--signal", "--epochs", "--routes", "--resume")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                problems.add(option + " is for a phantom of images; --harm makes a table of scores. Leave one of them"
                        + " out.");
            }
        }
        if (patients != null && patients < 1) {
            problems.add("--patients must be at least 1, got " + patients + ".");
        }
        problems.throwIfAny();
    }

    /** Nothing is trained for a route, so that the demo stays a matter of minutes. */
    private List<Mode> modes() {
        return routes.isEmpty() ? RoutesPlan.NONE.modes() : List.of(Mode.TESTED_UNDER);
    }
}
