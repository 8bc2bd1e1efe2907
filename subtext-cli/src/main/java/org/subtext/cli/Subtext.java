package org.subtext.cli;

import org.subtext.cli.process.Surroundings;
import org.subtext.cli.terminal.VisibleStream;
import org.subtext.provenance.Software;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/** The program. */
@Command(
        name = "subtext",
        mixinStandardHelpOptions = true,
        versionProvider = Subtext.Version.class,
        description = {
            "Assesses whether medical images, and the models trained on them, reveal a recorded attribute.",
            ""
        },
        subcommands = {
            DemoCommand.class,
            SurveyCommand.class,
            AuditCommand.class,
            ScoresCommand.class,
            HarmCommand.class,
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
            LooksCommand.class,
            PlanCommand.class,
            PhantomCommand.class,
            SegmentCommand.class,
            ArchiveCommand.class,
            SlicesCommand.class,
            DoctorCommand.class,
            HelpCommand.class
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
            return commandLine().setExecutionStrategy(watched).execute(arguments);
        }));
    }

    /** The commands, with their errors turned into messages and exit codes. */
    static CommandLine commandLine() {
        return new CommandLine(new Subtext())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(new KnownCommands())
                .setExecutionExceptionHandler(new ErrorMessages())
                // Nothing but progress may steer a terminal; see VisibleStream.
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setUsageHelpAutoWidth(true);
    }
}
