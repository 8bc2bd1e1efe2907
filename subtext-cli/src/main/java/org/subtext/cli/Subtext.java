package org.subtext.cli;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import org.subtext.cli.process.Surroundings;
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
            PlanCommand.class,
            PhantomCommand.class,
            SegmentCommand.class,
            ArchiveCommand.class,
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
            boolean isAboutAll = arguments.length == 1 && ABOUT_ALL.contains(arguments[0]);
            return (isAboutAll ? overview() : commandLine())
                    .setExecutionStrategy(watched)
                    .execute(arguments);
        }));
    }

    /** The commands, with their errors turned into messages and exit codes. */
    static CommandLine commandLine() {
        CommandLine all = new CommandLine(new Subtext());
        COMMANDS.forEach(all::addSubcommand);
        return withErrors(all);
    }

    /**
     * The commands by what the help of all of them says of each: their options, which it does not show, cost half the
     * time of a start.
     */
    static CommandLine overview() {
        CommandLine all = new CommandLine(new Subtext());
        for (Class<?> command : COMMANDS) {
            Command said = requireNonNull(command.getAnnotation(Command.class));
            CommandSpec spec = CommandSpec.create().name(said.name()).aliases(said.aliases());
            spec.usageMessage()
                    .header(said.header())
                    .description(said.description())
                    .hidden(said.hidden());
            all.addSubcommand(said.name(), spec);
        }
        return withErrors(all);
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
