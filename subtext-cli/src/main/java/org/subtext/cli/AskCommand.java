package org.subtext.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.subtext.audit.RunJson;
import org.subtext.audit.answers.Figures;
import org.subtext.audit.answers.questions.Questions;
import org.subtext.audit.answers.questions.Reply;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.wording.Columns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Questions in plain words about a finished run. */
@Command(
        name = "ask",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Answers a question about a finished run from its own numbers, with the place of each and what it does not say."
                    + " What a report hides is not told. Nothing is guessed: what is not understood is not answered, and"
                    + " what can be asked instead is listed.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:answered", "2:the run cannot be read, or an option is wrong", "3:not answered"},
        footer = {
            "",
            "Examples:",
            "  subtext ask runs/demo \"Do the images reveal it?\"",
            "  subtext ask runs/demo what is the AUC of each class",
            "  subtext ask runs/demo --list"
        })
final class AskCommand implements Callable<Integer> {
    private static final int NOT_ANSWERED = 3;
    private static final int WIDTH = 100;

    @Parameters(index = "0", paramLabel = "RUN", description = "Folder of a finished run, of harm or a survey too.")
    @Turns(argument = Argument.RUN)
    private Path run = Path.of("");

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "QUESTION", description = "In plain English.")
    private List<String> question = new ArrayList<>();

    @Option(names = "--list", description = "List what can be asked of this run.")
    private boolean list;

    @Option(names = "--json", description = "Print the answer as JSON, every figure with its place.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (question.isEmpty() != list) {
            throw new InvalidInputException(
                    list
                            ? "--list takes no question. Leave one of them out."
                            : "No question was asked. Ask one in quotes after the run, or list what can be asked with"
                                    + " --list.");
        }
        Figures figures = RunPlace.of(run).figures();
        Questions questions = Questions.about(figures);
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            List<String> all = questions.all();
            out.print(json ? RunJson.text(all) : String.join("\n", all) + "\n");
            out.flush();
            return 0;
        }
        Reply reply = questions.ask(String.join(" ", question));
        if (json) {
            out.print(RunJson.text(reply));
        } else {
            reply.text()
                    .lines()
                    .forEach(line -> Columns.wrapped(line, "", WIDTH).forEach(out::println));
        }
        out.flush();
        return reply.isAnswered() ? 0 : NOT_ANSWERED;
    }
}
