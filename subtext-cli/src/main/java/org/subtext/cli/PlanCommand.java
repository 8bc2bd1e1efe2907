package org.subtext.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.PlanFile;
import org.subtext.audit.PlanSchema;
import org.subtext.problems.Argument;
import org.subtext.problems.PlanKey;
import org.subtext.recognition.TrainingPreset;
import org.subtext.recognition.TrainingPresets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints a plan with every default spelled out. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints the plan of an audit as YAML, with every default spelled out, to be kept and changed.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  subtext plan --table patients.csv --attribute race > race.yaml && subtext audit race.yaml"
        })
final class PlanCommand implements Callable<Integer> {
    @Mixin
    private PlanOptions planOptions = new PlanOptions();

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the run's folder.")
    @Turns(key = PlanKey.NAME, argument = Argument.RUN_NAME)
    private @Nullable String name;

    @Option(names = "--presets", description = "List the training recipes instead.")
    private boolean presets;

    @Option(names = "--schema", description = "Print the JSON Schema of plan files instead, for editors and forms.")
    private boolean schema;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (schema) {
            out.print(PlanSchema.text());
            out.flush();
            return 0;
        }
        if (presets) {
            for (TrainingPreset preset : TrainingPresets.all()) {
                out.printf("%-28s %s%n", preset.name(), preset.note());
            }
            return 0;
        }
        out.print(PlanFile.toYaml(planOptions.plan(name)));
        out.flush();
        return 0;
    }
}
