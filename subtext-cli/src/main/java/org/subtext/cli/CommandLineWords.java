package org.subtext.cli;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.subtext.problems.Action;
import org.subtext.problems.Argument;
import org.subtext.problems.Knob;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Words;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Words knobs as the options of the command being run, which say themselves what they {@linkplain Turns turn}.
 *
 * <p>Keys of a plan are worded as the plan file writes them where the plan came from a file, and where the command has
 * no option for them.
 */
final class CommandLineWords implements Words {
    private static final String PROGRAM = "subtext";

    private final Map<Knob, ArgSpec> known = new LinkedHashMap<>();
    private final boolean planIsAFile;

    private CommandLineWords(CommandSpec command, boolean planIsAFile) {
        this.planIsAFile = planIsAFile;
        Stream.concat(command.positionalParameters().stream(), command.options().stream())
                .forEach(one -> knobs(one).forEach(knob -> known.putIfAbsent(knob, one)));
    }

    /** The words of a command. */
    static CommandLineWords of(CommandSpec command) {
        return new CommandLineWords(command, false);
    }

    /** The words of a command that was given its arguments. */
    static CommandLineWords ofRun(CommandLine command) {
        boolean planIsAFile = command.getParseResult().matchedPositionals().stream()
                .anyMatch(one -> knobs(one).anyMatch(Argument.PLAN_FILE::equals));
        return new CommandLineWords(command.getCommandSpec(), planIsAFile);
    }

    @Override
    public String name(Knob knob) {
        return word(knob).orElseGet(() -> elsewhere(knob));
    }

    @Override
    public String set(Turn turn) {
        Optional<String> word = word(turn.knob());
        if (word.isEmpty()) {
            return turn.knob() instanceof PlanKey ? Words.PATHS.set(turn) : elsewhere(turn.knob());
        }
        if (!word.get().startsWith("-")) {
            return word.get();
        }
        if (turn.value() instanceof Entries entries) {
            return entries.values().entrySet().stream()
                    .map(entry -> word.get() + " " + quoted(entry.getKey() + "=" + entry.getValue()))
                    .collect(Collectors.joining(" "));
        }
        String value = turn.value() instanceof Several several
                ? String.join(",", several.items())
                : turn.value() instanceof One one ? one.text() : "";
        return value.isEmpty() ? word.get() : word.get() + " " + quoted(value);
    }

    @Override
    public String action(Action action, String subject, List<Turn> turns) {
        String words = words(action);
        // The options of another command are read where one of them is to be named.
        CommandLineWords there = turns.isEmpty() ? this : of(spec(words));
        return Stream.concat(
                        Stream.of(PROGRAM + " " + words),
                        Stream.concat(Stream.of(subject), turns.stream().map(there::set)))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** The terminal is the user's own, and so is what the key names. */
    @Override
    public String key(String key, String form) {
        return '"' + key + '"';
    }

    /** The command of a use case, with the option that makes it so. */
    static String words(Action action) {
        return switch (action) {
            case AUDIT -> "audit";
            case SHOW_COHORT -> "cohort";
            case SHOW_PLAN -> "plan";
            case CHECK -> "check";
            case SPLIT -> "split";
            case AUDIT_SPLIT -> "audit-split";
            case EXPLAIN -> "explain";
            case LIST_ROUTES -> "explain --list";
            case ASSESS_SCORES -> "scores";
            case HARM -> "harm";
            case IMPORT -> "import";
            case SEGMENT -> "segment";
            case TRAIN_SEGMENTER -> "segment train";
        };
    }

    /** The option of this command, or its argument's name in capitals; nothing where it has none. */
    private Optional<String> word(Knob knob) {
        if (knob instanceof Action action) {
            return Optional.of(action(action, "", List.of()));
        }
        if (planIsAFile && knob instanceof PlanKey) {
            return Optional.empty();
        }
        return Optional.ofNullable(known.get(knob))
                .map(one -> one instanceof OptionSpec option ? option.names()[0] : one.paramLabel());
    }

    private static String elsewhere(Knob knob) {
        return knob instanceof PlanKey ? knob.id() : knob.meaning();
    }

    private static CommandSpec spec(String words) {
        CommandSpec at = Subtext.commandLine(words.split(" ")).getCommandSpec();
        for (String word : words.split(" ")) {
            if (!word.startsWith("-")) {
                at = requireNonNull(at.subcommands().get(word), word).getCommandSpec();
            }
        }
        return at;
    }

    /** The knobs that an option or a positional parameter says it turns. */
    static Stream<Knob> knobs(ArgSpec one) {
        if (one.userObject() instanceof Field field && field.isAnnotationPresent(Turns.class)) {
            Turns turns = field.getAnnotation(Turns.class);
            return Stream.concat(Stream.of(turns.key()), Stream.of(turns.argument()));
        }
        return Stream.empty();
    }

    /** In quotes where a shell would take it apart. */
    private static String quoted(String value) {
        return value.matches("[\\w./,:=%+-]+") ? value : "\"" + value + "\"";
    }
}
