package org.subtext.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.archive.ReceiverPlan;
import org.subtext.archive.StorageReceiver;
import org.subtext.cli.process.AfterSignal;
import org.subtext.cli.terminal.TerminalProgress;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Listens for C-STORE until it is interrupted. */
@AfterSignal("What was received is whole; the same command receives again.")
@Command(
        name = "receive",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Takes what an archive or a modality sends by C-STORE (and answers C-ECHO) into a folder, until"
                    + " interrupted.",
            "The same instance sent twice is there once. Listens to this machine only unless --bind says otherwise.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  subtext archive receive --port 11112 --ae SUBTEXT --out images",
            "  subtext archive receive --bind 10.0.0.7 --allow-address 10.0.0.2 --allow-ae PACS --out images"
        })
final class ArchiveReceiveCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 100;

    @Option(names = "--port", paramLabel = "N", description = "Port to listen at; default 11112.")
    @Turns(argument = Argument.PORT)
    private int port = 11_112;

    @Option(
            names = "--ae",
            paramLabel = "TITLE",
            description = "Application entity title of this side; default SUBTEXT.")
    private String title = "SUBTEXT";

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "Where the files go.")
    @Turns(argument = Argument.OUT)
    private Path out = Path.of("");

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "Address to listen at; default 127.0.0.1.")
    private @Nullable String bind;

    @Option(names = "--allow-ae", split = ",", paramLabel = "TITLE", description = "Titles that may send; default all.")
    @Turns(argument = Argument.ALLOWED_TITLES)
    private List<String> allowedTitles = new ArrayList<>();

    @Option(
            names = "--allow-address",
            split = ",",
            paramLabel = "ADDRESS",
            description = "Machines that may send; needed with --bind.")
    @Turns(argument = Argument.ALLOWED_ADDRESSES)
    private List<String> allowedAddresses = new ArrayList<>();

    @Option(names = "--stop-after", paramLabel = "N", description = "Stop after N instances; default never.")
    private long stopAfter = Long.MAX_VALUE;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Set<InetAddress> addresses = new HashSet<>();
        for (String allowed : allowedAddresses) {
            addresses.add(address(allowed, "--allow-address"));
        }
        ReceiverPlan here = ReceiverPlan.onThisMachine(port, title, out);
        ReceiverPlan plan = here.reachedAt(
                bind == null ? here.address() : address(bind, "--bind"), Set.copyOf(allowedTitles), addresses);
        StorageReceiver receiver = StorageReceiver.start(plan, TerminalProgress.ofConsole());
        Thread atTheEnd = new Thread(() -> stop(receiver));
        Runtime.getRuntime().addShutdownHook(atTheEnd);
        spec.commandLine().getOut().printf("Listening at port %d as %s. Ctrl-C ends.%n", receiver.port(), title);
        spec.commandLine().getOut().flush();
        while (receiver.tally().storedInstances() < stopAfter) {
            Thread.sleep(LOOK_MILLIS);
        }
        Thread.sleep(LOOK_MILLIS); // the last sender wants its release answered
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
        receiver.close();
        spec.commandLine().getOut().println(receiver.tally().sentence());
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static void stop(StorageReceiver receiver) {
        try {
            receiver.close();
        } catch (IOException e) {
            // The process ends anyway; what is on disk is whole.
        }
    }

    private static InetAddress address(String text, String option) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new InvalidInputException("\"" + text + "\" after " + option
                    + " is no address of a machine. Expected a name or an address such as 10.0.0.2.");
        }
    }
}
