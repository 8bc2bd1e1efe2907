package org.subtext.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.Demo;
import org.subtext.audit.door.Answers;
import org.subtext.cli.process.AfterSignal;
import org.subtext.cli.terminal.TerminalFollower;
import org.subtext.problems.PlanKey;
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
            ""
        },
        footer = {"", "Example:", "  subtext demo --signal none --seed 7"})
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

    @Option(names = "--patients", paramLabel = "N", description = "Patients in the phantom cohort; default 900.")
    private int patients = Demo.PATIENTS;

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

    @Mixin
    private RunOptions runOptions = new RunOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        String name = runOptions.name == null ? "demo" : runOptions.name;
        Path phantom = runOptions.runs.resolve("phantoms");
        Demo demo = new Demo(signal, patients, epochs, PlanOptions.defaultWorkers(), seed);
        AuditPlan plan = PlanOptions.mendable(() -> demo.plan(name, phantom))
                .withRoutes(RoutesPlan.NONE.withRoutes(routes).withModes(modes()));
        Answers answers = runOptions
                .door()
                .audit(plan, runOptions.resume, TerminalFollower.ofConsole())
                .await();
        VerdictPrinter.print(spec.commandLine().getOut(), answers.content(), answers.folder(), runOptions.json);
        return 0;
    }

    /** Nothing is trained for a route, so that the demo stays a matter of minutes. */
    private List<Mode> modes() {
        return routes.isEmpty() ? RoutesPlan.NONE.modes() : List.of(Mode.TESTED_UNDER);
    }
}
