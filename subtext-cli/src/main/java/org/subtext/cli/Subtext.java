package org.subtext.cli;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.subtext.cli.process.Surroundings;
import org.subtext.cli.silo.SiloCommand;
import org.subtext.cli.terminal.VisibleStream;
import org.subtext.provenance.Software;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;

/** The program. */
@Command(
        name = "subtext",
        mixinStandardHelpOptions = true,
        versionProvider = Subtext.Version.class,
        description = {
            "Assesses whether medical images, and the models trained on them, reveal a recorded attribute.",
            ""
        },
        footer = {
            "",
            "Start with:  subtext demo",
            "Then:        subtext audit --table patients.csv --attribute race",
            "And:         subtext explain runs/NAME --route all --budget 2h",
            "",
            "Recognisers are audit instruments: nothing here writes an inferred race into a record."
        })
public final class Subtext {
    private static final List<Class<?>> COMMANDS = List.of(
            DemoCommand.class,
            SurveyCommand.class,
            AuditCommand.class,
            ScoresCommand.class,
            HarmCommand.class,
            ExportCommand.class,
            ProbeCommand.class,
            EmbedCommand.class,
            ImportCommand.class,
            DeidentifyCommand.class,
            CohortCommand.class,
            CheckCommand.class,
            SplitCommand.class,
            AuditSplitCommand.class,
            PredictCommand.class,
            RenderCommand.class,
            ExplainCommand.class,
            ReportCommand.class,
            AskCommand.class,
            CompareCommand.class,
            LooksCommand.class,
            ExploreCommand.class,
            McpCommand.class,
            PlanCommand.class,
            PhantomCommand.class,
            SegmentCommand.class,
            ArchiveCommand.class,
            SiloCommand.class,
            SlicesCommand.class,
            DoctorCommand.class,
            HelpCommand.class);

    private static final Set<String> ABOUT_ALL = Set.of("-h", "--help", "-V", "--version");

    /** Version of the build. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Subtext " + Software.version()};
        }
    }

    private Subtext() {}

    public static void main(String[] arguments) {
        System.exit(Surroundings.of(new KnownCommands(), watched -> {
            VisibleStream.install();
            return commandLine(arguments).setExecutionStrategy(watched).execute(arguments);
        }));
    }

    /** The commands, with their errors turned into messages and exit codes. */
    static CommandLine commandLine() {
        return commands(command -> true);
    }

    /**
     * The same for these arguments: of a command that they do not begin with, only what the help of all says of it.
     * The options of all, which nobody asks for then, cost half the time of a start.
     */
    static CommandLine commandLine(String... arguments) {
        if (arguments.length == 1 && ABOUT_ALL.contains(arguments[0])) {
            return commands(command -> false);
        }
        boolean isNamed = arguments.length > 0
                && COMMANDS.stream()
                        .anyMatch(command -> isCalled(command, arguments[0]) && command != HelpCommand.class);
        return isNamed ? commands(command -> isCalled(command, arguments[0])) : commandLine();
    }

    private static CommandLine commands(Predicate<Class<?>> isWhole) {
        CommandLine all = new CommandLine(new Subtext());
        for (Class<?> command : COMMANDS) {
            if (isWhole.test(command)) {
                all.addSubcommand(command);
            } else {
                CommandSpec said = overview(said(command));
                all.addSubcommand(said.name(), said);
            }
        }
        return withErrors(all);
    }

    /** What the help of all commands says of one. */
    private static CommandSpec overview(Command said) {
        CommandSpec spec = CommandSpec.create().name(said.name()).aliases(said.aliases());
        spec.usageMessage()
                .header(said.header())
                .description(said.description())
                .hidden(said.hidden());
        return spec;
    }

    private static boolean isCalled(Class<?> command, String word) {
        return said(command).name().equals(word)
                || List.of(said(command).aliases()).contains(word);
    }

    private static Command said(Class<?> command) {
        return requireNonNull(command.getAnnotation(Command.class));
    }

    private static CommandLine withErrors(CommandLine all) {
        return all.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(new KnownCommands())
                .setExecutionExceptionHandler(new ErrorMessages())
                // Nothing but progress may steer a terminal; see VisibleStream.
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setUsageHelpAutoWidth(true);
    }
}
