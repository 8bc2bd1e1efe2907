package org.subtext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.RunJson;
import org.subtext.audit.door.Answers;
import org.subtext.audit.door.Door;
import org.subtext.audit.door.Follower;
import org.subtext.audit.door.LocalDoor;
import org.subtext.cli.process.AfterSignal;
import org.subtext.cli.terminal.TerminalFollower;
import org.subtext.learn.TorchTrainer;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.recognition.WeightsAddress;
import org.subtext.routes.battery.Battery;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NewTraining;
import org.subtext.routes.contract.RoutesPlan;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** By what route: experiments on a finished run. */
@AfterSignal(AfterSignal.SAME_AGAIN)
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Looks for the route by which the images of a finished audit reveal the attribute.",
            "What was looked at before stays in the report. An interrupted command goes on when it is given again.",
            "In place of a run, weights of a network that tells the attribute's classes, with a table: it is assessed"
                    + " on everybody and tested, and nothing is trained.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  subtext explain --list",
            "  subtext explain runs/demo --route frequency,intensity --price",
            "  subtext explain runs/demo --route all --budget 2h",
            "  subtext explain runs/demo --setting \"low-pass 12\" --mode tested",
            "  subtext explain race.pth --table patients.csv --attribute race --classes Black,White --route frequency"
        })
final class ExplainCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RUN|MODEL",
            description = "Folder of a finished run; or weights of a network, with --table and --attribute.")
    @Turns(argument = Argument.RUN)
    private @Nullable Path run;

    @Mixin
    private RouteOptions routeOptions = new RouteOptions();

    @Option(
            names = "--folds",
            paramLabel = "N",
            description = "In how many of the audit's folds new networks are trained; default 1.")
    @Turns(key = PlanKey.ROUTES_FOLDS)
    private @Nullable Integer folds;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes of new trainings; default: as many as the audit's own.")
    @Turns(key = PlanKey.ROUTES_EPOCHS)
    private @Nullable Integer epochs;

    @Option(
            names = "--initial-weights",
            paramLabel = "FILE",
            description = "ImageNet weights for the controls of embeddings: .safetensors, .pt or .pth.")
    @Turns(key = PlanKey.ROUTES_INITIAL_WEIGHTS)
    private @Nullable Path initialWeights;

    @Option(names = "--list", description = "List the routes there are, and run nothing.")
    private boolean list;

    @Option(
            names = {"--price", "--dry-run"},
            description = "Say what it would cost on this machine, and run nothing.")
    private boolean price;

    @Option(
            names = "--device",
            paramLabel = "ID",
            description = "cpu, cuda or cuda:N; default: CUDA where it is found.")
    @Turns(argument = Argument.DEVICE)
    private @Nullable String device;

    @Option(names = "--json", description = "Print what was found, or the price, as JSON on standard output.")
    private boolean json;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "With weights: name of the new run's folder; default: of the weights and the attribute.")
    @Turns(key = PlanKey.NAME, argument = Argument.RUN_NAME)
    private @Nullable String name;

    @Option(
            names = "--runs",
            paramLabel = "FOLDER",
            defaultValue = "runs",
            description = "With weights: folder of all runs; default: ${DEFAULT-VALUE}.")
    @Turns(argument = Argument.RUNS_FOLDER)
    private Path runs = Path.of("runs");

    @ArgGroup(exclusive = false, heading = "%nWith weights: who is assessed%n")
    private CohortOptions cohort = new CohortOptions();

    @ArgGroup(exclusive = false, heading = "%nWith weights: the network%n")
    private ForeignModelOptions.Pixels pixels = new ForeignModelOptions.Pixels();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            RouteList.print(out);
            return 0;
        }
        RoutesPlan asked = asked();
        Path folder = folder();
        if (Files.isRegularFile(ForeignModelOptions.address(folder).file())) {
            return explain(ForeignModelOptions.inspectable(folder), asked, out);
        }
        refuseBesideRun(folder);
        RunPlace place = RunPlace.of(folder);
        Door door = place.door(() -> RunOptions.deviceOf(device));
        Follower terminal = TerminalFollower.ofConsole();
        if (price) {
            print(door.price(place.name(), asked, terminal).await(), out);
        } else {
            Answers answers = door.explain(place.name(), asked, terminal).await();
            if (json) {
                out.print(RunJson.unsharedText(answers.routes().orElseThrow()));
            } else {
                VerdictPrinter.print(out, answers.content(), answers.folder(), false);
            }
        }
        out.flush();
        return 0;
    }

    /** A network that exists: its audit and its routes in one. */
    private int explain(WeightsAddress weights, RoutesPlan asked, PrintWriter out)
            throws IOException, InterruptedException {
        if (price) {
            throw new InvalidInputException("What it costs is known of a finished run. Leave out --price, or explain"
                    + " the run that this makes.");
        }
        if (asked.modes().contains(Mode.NEWLY_TRAINED) && routeOptions.mode != null) {
            throw new InvalidInputException("A network of another program is tested as it is; how it was trained is not"
                    + " known here. Say --mode tested, or audit the table, which trains one of its own.");
        }
        TorchTrainer trainer = new TorchTrainer(RunOptions.deviceOf(device));
        AuditPlan plan = GivenRecogniser.plan(weights, pixels.model(), cohort.plan(), asked, runs, name, trainer);
        Answers answers = new LocalDoor(runs, () -> trainer)
                .audit(plan, false, TerminalFollower.ofConsole())
                .await();
        VerdictPrinter.print(out, answers.content(), answers.folder(), json);
        out.flush();
        return 0;
    }

    /** A run has its cohort and its models. */
    private void refuseBesideRun(Path folder) {
        List<String> beside = spec.commandLine().getParseResult().matchedOptions().stream()
                .filter(option ->
                        option.group() != null || List.of("--name", "--runs").contains(option.longestName()))
                .map(OptionSpec::longestName)
                .toList();
        if (!beside.isEmpty()) {
            throw new InvalidInputException(String.join(", ", beside) + (beside.size() == 1 ? " stands" : " stand")
                    + " beside " + folder + ", which is no file of weights; a run has its own cohort and models. Leave"
                    + " out what stands beside it, or name a file of weights.");
        }
    }

    private Path folder() {
        if (run == null) {
            throw new InvalidInputException(
                    "Name the folder of a finished run: subtext explain runs/NAME --route NAME");
        }
        return run;
    }

    private RoutesPlan asked() {
        RoutesPlan plan = routeOptions.plan();
        if (plan.asksForNothing()) {
            throw new InvalidInputException("Nothing is asked for. Name routes with --route NAME,NAME (or --route all),"
                    + " or a setting with --setting \"low-pass 12\"; see: subtext explain --list");
        }
        RoutesPlan trained = PlanOptions.mendable(() -> plan.withTraining(this::training));
        return initialWeights == null
                ? trained
                : trained.withInitialWeights(
                        initialWeights.toAbsolutePath().normalize().toString());
    }

    private NewTraining training(NewTraining usual) {
        NewTraining training = folds == null ? usual : usual.withFolds(folds);
        return epochs == null ? training : training.withEpochs(epochs);
    }

    private void print(Battery.Estimate estimate, PrintWriter out) {
        if (json) {
            out.print(RunJson.text(estimate));
            return;
        }
        out.printf("%-28s %9s %12s  %s%n", "route", "settings", "time", "does not fit the budget");
        for (Battery.RoutePrice route : estimate.routes()) {
            out.printf(
                    "%-28s %9d %12s  %s%n",
                    route.route(),
                    route.settings(),
                    RouteList.time(route.seconds()),
                    route.leftOut().isEmpty() ? "" : String.join("; ", route.leftOut()));
        }
        out.println();
        out.println(estimate.sentence() + ".");
    }
}
