package org.subtext.cli;

import java.util.List;
import org.subtext.cli.process.LostFile;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problem;
import org.subtext.problems.UnavailableException;
import org.subtext.problems.Words;
import org.subtext.recognition.TrainingDivergedException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns exceptions into what a person reads: problems with their mend and exit 2, or a bug with its trace and exit 1.
 */
final class ErrorMessages implements IExecutionExceptionHandler {
    private static final int MENDABLE = 2;
    private static final int BUG = 1;

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        var err = command.getErr();
        if (e instanceof InvalidInputException invalid) {
            Words words = CommandLineWords.ofRun(command);
            List<Problem> problems = invalid.problems();
            err.println(problems.size() == 1 ? "One problem:" : problems.size() + " problems:");
            for (int i = 0; i < problems.size(); i++) {
                err.println("  " + (i + 1) + ". " + problems.get(i).in(words).replace("\n", "\n     "));
            }
            return MENDABLE;
        }
        if (e instanceof UnavailableException missing) {
            err.println(missing.sentence().in(CommandLineWords.ofRun(command)));
            return MENDABLE;
        }
        if (e instanceof TrainingDivergedException diverged) {
            err.println(diverged.sentence().in(CommandLineWords.ofRun(command)));
            return MENDABLE;
        }
        String lost = LostFile.sentence(e);
        if (lost != null) {
            err.println(lost);
            return MENDABLE;
        }
        err.println("This is a bug in Subtext, not in your input. Please report the lines below.");
        e.printStackTrace(err);
        return BUG;
    }
}
