package org.subtext.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.subtext.audit.door.LocalDoor;
import org.subtext.audit.door.ReadingDoor;
import org.subtext.cli.process.AfterSignal;
import org.subtext.mcp.HttpServer;
import org.subtext.mcp.StdioServer;
import org.subtext.problems.InvalidInputException;
import org.subtext.recognition.RecogniserTrainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets an assistant ask finished runs. */
@Command(
        name = "mcp",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lets an assistant that speaks the Model Context Protocol ask the finished runs of a folder. It only reads, and"
                    + " tells what a report tells anybody.",
            "An assistant starts this command itself and speaks to it over standard input and output; no socket is opened."
                    + " --http listens on this machine's own address instead, for whoever has the token that is printed.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  subtext mcp runs             # as the command of a server in an assistant's settings",
            "  subtext mcp runs --http"
        })
@AfterSignal("Nothing was changed; the same command serves the runs again.")
final class McpCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "RUNS",
            defaultValue = "runs",
            description = "Folder of all runs; default: ${DEFAULT-VALUE}.")
    private Path runs = Path.of("runs");

    @Option(names = "--http", description = "Listen on this machine's own address instead.")
    private boolean http;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Port to listen on with --http; default: any that is free.")
    private int port;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isDirectory(runs)) {
            throw new InvalidInputException("There is no folder " + runs
                    + ". Name the folder that holds the runs, each in a folder of its own: subtext mcp runs");
        }
        if (port < 0 || port > 65_535) {
            throw new InvalidInputException(
                    "--port is a number from 1 to 65535, or 0 for any that is free, not " + port);
        }
        if (port > 0 && !http) {
            throw new InvalidInputException("--port is for --http alone. Give both, or none of them.");
        }
        Supplier<RecogniserTrainer> none = () -> {
            throw new IllegalStateException("answers need no engine");
        };
        ReadingDoor door = LocalDoor.fenced(runs, none);
        if (http) {
            listen(door);
        } else {
            speak(door);
        }
        return 0;
    }

    /** Over the process's own streams: standard output is the wire, and nothing that prints may reach it. */
    private static void speak(ReadingDoor door) throws IOException, InterruptedException {
        System.setOut(System.err);
        StdioServer.serve(door, new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
    }

    private void listen(ReadingDoor door) throws InterruptedException {
        try (HttpServer server = HttpServer.start(door, port)) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("Address:       " + server.address());
            out.println("Authorization: Bearer " + server.token());
            out.println("Ctrl-C ends it.");
            out.flush();
            new CountDownLatch(1).await();
        }
    }
}
