package org.subtext.cli;

import java.awt.Desktop;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.cases.AccessLog;
import org.subtext.audit.door.LocalDoor;
import org.subtext.cli.process.AfterSignal;
import org.subtext.cli.silo.HouseFolder;
import org.subtext.learn.TorchTrainer;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.AtomicFiles;
import org.subtext.web.Changes;
import org.subtext.web.Explorer;
import org.subtext.web.pages.Pages;
import org.subtext.web.runs.Starts;
import org.subtext.wording.VisibleText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows runs in a browser of this machine. */
@Command(
        name = "explore",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows the audits of a folder in a browser of this machine, those that are running too. It only reads, unless"
                    + " --allow-runs is given.",
            "Of a folder of subtext silo it shows plans instead: at a site what a yes to each would mean, at a coordinator"
                    + " who said what and what came out.",
            "Nobody else can: it listens on this machine's own address and answers the browser that was given the link"
                    + " which it prints. The link is good once. Ctrl-C ends it.",
            "With --bundle it writes one page instead, which holds what may be shared of one run and needs nothing beside"
                    + " itself.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  subtext explore runs",
            "  subtext explore runs/mine --bundle mine.html",
            "  subtext explore silo"
        })
@AfterSignal("Reading changed nothing, and runs begun from pages can be resumed; the same command shows them again.")
final class ExploreCommand implements Callable<Integer> {
    private static final int SHORTEST_REASON = 10;

    @Parameters(
            arity = "0..1",
            paramLabel = "RUNS",
            defaultValue = "runs",
            description =
                    "Folder of all runs, or with --bundle of one; or a party's folder of an audit across hospitals;"
                            + " default: ${DEFAULT-VALUE}.")
    private Path runs = Path.of("runs");

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Port to listen on; default: any that is free.")
    private int port;

    @Option(names = "--open", description = "Open the link in the usual browser.")
    private boolean open;

    @Option(
            names = "--bundle",
            paramLabel = "FILE",
            description = "Write one HTML page of what may be shared of the run, to be sent to others.")
    private @Nullable Path bundle;

    @Option(
            names = "--show-images",
            paramLabel = "REASON",
            description = {
                "Show single images of runs that keep them, and why you look, in your words. The reason, your account,"
                        + " the time and every image looked at are noted in image-access.jsonl beside the runs.",
                "Without it no image is shown."
            })
    private @Nullable String reason;

    @Option(
            names = "--allow-runs",
            description = "Let pages start, cancel and resume runs on this machine as well; without it they only read.")
    private boolean allowRuns;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (bundle != null) {
            return write(bundle);
        }
        if (!Files.isDirectory(runs)) {
            throw new InvalidInputException("There is no folder " + runs
                    + ". Name the folder that holds the runs, each in a" + " folder of its own: subtext explore runs");
        }
        if (port < 0 || port > 65_535) {
            throw new InvalidInputException(
                    "--port is a number from 1 to 65535, or 0 for any that is free, not " + port);
        }
        try (Explorer explorer = HouseFolder.is(runs) ? house() : explorer()) {
            Runtime.getRuntime().addShutdownHook(new Thread(explorer::close, "end of the explorer"));
            PrintWriter out = spec.commandLine().getOut();
            out.println("Open in a browser of this machine (once): " + explorer.link());
            out.println("Ctrl-C ends it.");
            out.flush();
            explorer.prepare();
            if (open) {
                browse(explorer.link(), out);
            }
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private Explorer explorer() {
        LocalDoor door = LocalDoor.fenced(runs, () -> new TorchTrainer(RunOptions.deviceOf(null)));
        Changes changes = allowRuns ? new Starts(door, runs) : null;
        return Explorer.start(door, port, log(), changes);
    }

    private Explorer house() throws IOException {
        if (allowRuns || reason != null) {
            throw new InvalidInputException(
                    runs + " is a folder of an audit across hospitals, which holds no runs and no"
                            + " images. Leave --allow-runs and --show-images out.");
        }
        return Explorer.ofHouse(HouseFolder.pages(runs), port);
    }

    private int write(Path file) throws IOException {
        if (open || allowRuns || port != 0 || reason != null) {
            throw new InvalidInputException(
                    "--bundle writes a page without pictures and starts no server. Leave --open,"
                            + " --port, --allow-runs and --show-images out.");
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new InvalidInputException(file + " exists already. Name another file with --bundle.");
        }
        Path run = runs.toAbsolutePath().normalize();
        Path parent = run.getParent();
        if (parent == null || !Files.isDirectory(run)) {
            throw new InvalidInputException("There is no folder " + runs
                    + ". Name the folder of a finished run: subtext explore runs/mine --bundle " + file);
        }
        LocalDoor door = new LocalDoor(parent, () -> new TorchTrainer(RunOptions.deviceOf(null)));
        String page = new Pages(door).bundle(String.valueOf(run.getFileName()));
        try {
            AtomicFiles.writeString(file, page);
        } catch (IOException e) {
            throw new InvalidInputException(file + " cannot be written ("
                    + e.getClass().getSimpleName() + "). Name a file in a folder of yours with --bundle.");
        }
        spec.commandLine().getOut().println("Written: " + file + ". It holds what the report tells, without pictures.");
        spec.commandLine().getOut().flush();
        return 0;
    }

    /** Null where no image is shown. */
    private @Nullable AccessLog log() {
        if (reason == null) {
            return null;
        }
        if (reason.strip().length() < SHORTEST_REASON) {
            throw new InvalidInputException("--show-images takes the reason why you look at images of people, in some"
                    + " words, not \"" + VisibleText.line(reason)
                    + "\". For example: --show-images \"see what low-pass 10"
                    + " leaves, for the ethics board\"");
        }
        String account = System.getProperty("user.name", "unknown");
        return AccessLog.begin(runs, account, reason.strip(), Clock.systemUTC());
    }

    private static void browse(String link, PrintWriter out) {
        try {
            if (Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
                Desktop.getDesktop().browse(URI.create(link));
                return;
            }
        } catch (IOException | UnsupportedOperationException e) {
            // said below
        }
        out.println("No browser could be opened from here; open the link yourself.");
        out.flush();
    }
}
