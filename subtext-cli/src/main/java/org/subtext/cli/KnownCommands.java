package org.subtext.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs the command that was asked for, or refuses a name that is none with those like it.
 *
 * <p>Picocli overlooks a word that it does not know where help is asked for, and shows the help of what stands before
 * the word: whoever mistypes a command would read the help of another one, and a script would see a success.
 */
final class KnownCommands implements IExecutionStrategy {
    private static final String HELP = "help";

    private final IExecutionStrategy run = new RunLast();

    @Override
    public int execute(ParseResult parsed) {
        for (@Nullable ParseResult at = parsed; at != null; at = at.hasSubcommand() ? at.subcommand() : null) {
            if (at.commandSpec().userObject() instanceof HelpCommand) {
                requireAsked(parsed.commandSpec().commandLine(), at);
            } else if (!at.commandSpec().subcommands().isEmpty()) {
                require(at.commandSpec().commandLine(), at.unmatched());
            }
        }
        return run.execute(parsed);
    }

    /** The words after {@code help} name a command, and one of its own, and so on. */
    private static void requireAsked(CommandLine root, ParseResult help) {
        @Nullable CommandLine at = root;
        for (String word : help.expandedArgs()) {
            boolean isCommand = !word.startsWith("-") && !word.equals(HELP);
            if (at != null && isCommand) {
                if (!at.getSubcommands().isEmpty()) {
                    require(at, at.getSubcommands().containsKey(word) ? List.of() : List.of(word));
                }
                at = at.getSubcommands().get(word);
            }
        }
    }

    private static void require(CommandLine command, List<String> unknown) {
        List<String> names =
                unknown.stream().filter(word -> !word.startsWith("-")).toList();
        if (!names.isEmpty()) {
            throw new UnmatchedArgumentException(command, names);
        }
    }
}
