package org.subtext.cli.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.subtext.provenance.Unfinished;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * Runs a command so that nothing of the process is lost in silence or left behind.
 *
 * <p>Output that could not be written makes the command fail, whatever it returned. A signal (Ctrl-C, TERM, HUP) ends
 * it with one sentence about how to go on and the exit code that shells know (130, 143, 129); what was being written is
 * taken back.
 */
public final class Surroundings {
    /** Of output that was lost: mended by whoever started the command. */
    private static final int LOST = 2;

    private static final String RESUME = "--resume";
    private static final String OUT = "--out";
    private static final String AGAIN = "Nothing half-written is left; start the command again.";

    private final @Nullable ScratchFolder scratch = ScratchFolder.open();
    private final NoticedOutput output = NoticedOutput.ofProcess();
    private final PrintStream error = new PrintStream(new FileOutputStream(FileDescriptor.err), true);
    private final ClosableError told = new ClosableError(error);
    private volatile boolean finished;
    private volatile boolean fallen;
    private volatile String howToGoOn = AGAIN;

    private Surroundings() {}

    /**
     * Runs a program to its exit code.
     *
     * @param program gets the strategy, watched, and finds the process's streams watched too
     */
    public static int of(IExecutionStrategy strategy, ToIntFunction<IExecutionStrategy> program) {
        Surroundings all = new Surroundings();
        System.setOut(new PrintStream(all.output));
        System.setErr(new PrintStream(all.told, true));
        Runtime.getRuntime().addShutdownHook(new Thread(all::end, "end"));
        boolean returned = false;
        try {
            int code = program.applyAsInt(parsed -> {
                ParseResult command = last(parsed);
                all.howToGoOn = sentence(command);
                if (all.scratch != null && !isHelp(command)) {
                    all.scratch.removeLeft();
                }
                return strategy.execute(parsed);
            });
            returned = true;
            all.finished = true;
            return all.code(code);
        } finally {
            // An error that nobody catches is no signal.
            all.fallen = !returned;
        }
    }

    private int code(int code) {
        System.out.flush();
        IOException failure = output.failure();
        if (failure == null) {
            return code;
        }
        error.println("Standard output could not be written (" + failure.getMessage() + "), so what was printed is not"
                + " all there. Make room, keep the reading end open, or name a file for the output.");
        return code == 0 ? LOST : code;
    }

    private void end() {
        if (!finished) {
            told.close();
            if (!fallen) {
                error.println();
                error.println("Ended by a signal. " + howToGoOn);
            }
            Unfinished.takeBack();
        }
        if (scratch != null) {
            scratch.delete();
        }
    }

    private static ParseResult last(ParseResult parsed) {
        ParseResult at = parsed;
        while (at.hasSubcommand()) {
            at = at.subcommand();
        }
        return at;
    }

    /** Nobody who asks for help waits until a folder of temporary files is read. */
    private static boolean isHelp(ParseResult command) {
        return command.isUsageHelpRequested() || command.isVersionHelpRequested();
    }

    private static String sentence(ParseResult parsed) {
        CommandSpec command = parsed.commandSpec();
        if (command.findOption(OUT) != null && !parsed.hasMatchedOption(OUT)) {
            return AGAIN; // what was printed is kept nowhere
        }
        if (command.findOption(RESUME) != null) {
            return parsed.hasMatchedOption(RESUME)
                    ? AfterSignal.SAME_AGAIN
                    : "Go on with the same command and " + RESUME + ".";
        }
        AfterSignal said = command.userObject() == null
                ? null
                : command.userObject().getClass().getAnnotation(AfterSignal.class);
        return said == null ? AGAIN : said.value();
    }
}
