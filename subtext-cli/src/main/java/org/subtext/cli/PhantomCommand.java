package org.subtext.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.Demo;
import org.subtext.cli.terminal.TerminalProgress;
import org.subtext.sources.phantom.ConfounderCorrelations;
import org.subtext.sources.phantom.PhantomCohort;
import org.subtext.sources.phantom.PhantomPlan;
import org.subtext.sources.phantom.PlantedSignal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a phantom cohort. */
@Command(
        name = "phantom",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a cohort of phantom chest radiographs with a planted truth, to try an audit on.",
            "Correlations are those of the confounder with the recorded group, from -0.95 to 0.95.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  subtext phantom cohort1 --patients 500 --band 8,16 --strength 1.5 --correlate-sex 0.4"
        })
final class PhantomCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FOLDER", description = "Where the images and metadata.csv go.")
    private Path folder = Path.of("");

    @Option(names = "--patients", paramLabel = "N", defaultValue = "360", description = "Default ${DEFAULT-VALUE}.")
    private int patients;

    @Option(names = "--side", paramLabel = "PIXELS", defaultValue = "64", description = "Default ${DEFAULT-VALUE}.")
    private int side;

    @Option(
            names = "--signal",
            paramLabel = "KIND",
            defaultValue = "band",
            description = "${COMPLETION-CANDIDATES}; default band.")
    private Demo.Signal signal = Demo.Signal.BAND;

    @Option(
            names = "--band",
            split = ",",
            paramLabel = "CYCLES",
            arity = "1",
            description = "Lower and upper frequency.")
    private double @Nullable [] band;

    @Option(
            names = "--strength",
            paramLabel = "S",
            defaultValue = "1",
            description = "In multiples of the noise, default ${DEFAULT-VALUE}; the small preset finds 3, not 1.")
    private double strength;

    @Option(names = "--correlate-age", paramLabel = "R", description = "Of age with the group; default 0.")
    private double age;

    @Option(names = "--correlate-sex", paramLabel = "R", description = "Of sex with the group; default 0.")
    private double sex;

    @Option(names = "--correlate-bmi", paramLabel = "R", description = "Of body mass index with the group; default 0.")
    private double bmi;

    @Option(names = "--correlate-disease", paramLabel = "R", description = "Of disease with the group; default 0.")
    private double disease;

    @Option(names = "--correlate-scanner", paramLabel = "R", description = "Of scanner with the group; default 0.")
    private double scanner;

    @Option(names = "--correlate-view", paramLabel = "R", description = "Of view with the group; default 0.")
    private double view;

    @Option(names = "--seed", paramLabel = "N", description = "Default 2022.")
    private long seed = AuditPlan.DEFAULT_SEED;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PhantomPlan plan = PlanOptions.mendable(() -> PhantomPlan.demo()
                .withSize(patients, side)
                .withSeed(seed)
                .withSignal(planted())
                .withConfounders(new ConfounderCorrelations(age, sex, bmi, disease, scanner, view)));
        Path table = PhantomCohort.write(plan, folder, TerminalProgress.ofConsole());
        spec.commandLine().getOut().println("Phantom cohort: " + table);
        return 0;
    }

    private PlantedSignal planted() {
        double[] edges = band;
        if (edges != null) {
            if (edges.length != 2) {
                throw new IllegalArgumentException("--band takes a lower and an upper frequency: --band 8,16");
            }
            return new PlantedSignal.Band(edges[0], edges[1], strength);
        }
        return signal.planted(strength);
    }
}
