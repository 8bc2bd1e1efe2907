package org.subtext.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.subtext.problems.Action;
import org.subtext.problems.Argument;
import org.subtext.problems.Knob;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Sentence;
import org.subtext.problems.Words.Turn;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

final class CommandLineWordsTest {
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

    static Stream<CommandSpec> everyCommand() {
        return commands(Subtext.commandLine());
    }

    private static Stream<CommandSpec> commands(CommandLine line) {
        return Stream.concat(
                Stream.of(line.getCommandSpec()),
                line.getSubcommands().values().stream().flatMap(CommandLineWordsTest::commands));
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyOptionThatACommandNamesIsOneOfItsOwn(CommandSpec command) {
        CommandLineWords words = CommandLineWords.of(command);
        for (Knob knob : knobs()) {
            for (String said : List.of(words.name(knob), words.set(new Turn(knob, "VALUE")))) {
                Matcher option = OPTION.matcher(said);
                while (option.find()) {
                    assertThat(command.optionsMap())
                            .as("%s of %s", knob, command.qualifiedName())
                            .containsKey(option.group());
                }
                assertThat(said).as("%s of %s", knob, command.qualifiedName()).isNotBlank();
            }
        }
    }

    @Test
    void everyArgumentCanBeGivenToSomeCommand() {
        assertThat(turnedAnywhere()).contains(Argument.values());
    }

    /** What only a plan file can say; everything else has an option of {@code audit}. */
    @Test
    void planKeysWithoutAnOptionAreTheseAlone() {
        Set<String> without = Stream.of(PlanKey.values())
                .filter(key -> !turnedAnywhere().contains(key))
                .map(PlanKey::id)
                .filter(key -> !key.startsWith("training.augmentation"))
                .collect(Collectors.toSet());

        assertThat(without)
                .containsExactlyInAnyOrder(
                        "cohort",
                        "cohort.source",
                        "cohort.source.phantom",
                        "cohort.source.plan",
                        "cohort.source.planted",
                        "cohort.source.harm",
                        "cohort.source.harm.cause",
                        "cohort.source.harm.dose",
                        "cohort.source.harm.patients",
                        "cohort.source.harm.side",
                        "cohort.source.harm.seed",
                        "cohort.columns",
                        "cohort.ids",
                        "cohort.recoding",
                        "cohort.inclusion",
                        "cohort.targets",
                        "cohort.targets.truth",
                        "split",
                        "split.training",
                        "split.validation",
                        "split.test",
                        "images",
                        "images.pixels",
                        "images.pixels.channels",
                        "training",
                        "training.network",
                        "training.passes",
                        "training.optimisation",
                        "training.regularisation",
                        "training.execution",
                        "training.network.pixel_scaling",
                        "training.optimisation.optimiser",
                        "training.optimisation.learning_rate",
                        "training.regularisation.weight_decay",
                        "training.optimisation.schedule",
                        "training.optimisation.warm_up",
                        "training.passes.early_stopping",
                        "training.passes.class_weighting",
                        "training.passes.sampling",
                        "training.regularisation.label_smoothing",
                        "training.optimisation.clip_norm",
                        "training.regularisation.dropout",
                        "training.regularisation.weight_average",
                        "training.execution.precision",
                        "training.execution.channels_last",
                        "training.network.mirrored_scoring",
                        "ladder",
                        "ladder.readers",
                        "ladder.primary",
                        "ladder.embeddings",
                        "assessment",
                        "assessment.primary_unit",
                        "assessment.level",
                        "assessment.alpha",
                        "assessment.operating_point",
                        "assessment.smallest_cell",
                        "external.name",
                        "external.cohort",
                        "external.own_ids",
                        "recogniser",
                        "routes",
                        "routes.training",
                        "report",
                        "report.planted_truth");
    }

    @ParameterizedTest
    @EnumSource
    void everyUseCaseIsACommandThatThereIs(Action action) {
        String said =
                CommandLineWords.of(Subtext.commandLine().getCommandSpec()).action(action, "", List.of());
        CommandLine at = Subtext.commandLine();
        for (String word : said.substring("subtext ".length()).split(" ")) {
            if (word.startsWith("-")) {
                assertThat(at.getCommandSpec().optionsMap()).containsKey(word);
            } else {
                assertThat(at.getSubcommands()).containsKey(word);
                at = requireNonNull(at.getSubcommands().get(word));
            }
        }
    }

    @Test
    void theSameKnobIsAnotherOptionInAnotherCommand() {
        assertThat(of("audit").name(PlanKey.TRAINING_EPOCHS)).isEqualTo("--epochs");
        assertThat(of("explain").name(PlanKey.ROUTES_EPOCHS)).isEqualTo("--epochs");
        assertThat(of("audit").name(PlanKey.ROUTES_EPOCHS)).isEqualTo("routes.training.epochs");
    }

    @Test
    void valuesAreWordedAsAShellTakesThem() {
        Sentence codes = Sentence.EMPTY.set(PlanKey.COHORT_CODES, Map.of("1", "Black or African American"));
        Sentence classes = Sentence.EMPTY.set(PlanKey.COHORT_CLASSES, List.of("F", "M"));

        assertThat(codes.in(of("audit"))).isEqualTo("--codes \"1=Black or African American\"");
        assertThat(classes.in(of("audit"))).isEqualTo("--classes F,M");
    }

    @Test
    void anotherCommandIsWordedWithItsOwnOptions() {
        Sentence mend = Sentence.EMPTY.and(Action.EXPLAIN, "RUN", new Turn(PlanKey.ROUTES_EPOCHS, "3"));

        assertThat(mend.in(of("audit"))).isEqualTo("subtext explain RUN --epochs 3");
    }

    private static CommandLineWords of(String command) {
        return CommandLineWords.of(
                requireNonNull(Subtext.commandLine().getSubcommands().get(command))
                        .getCommandSpec());
    }

    private static List<Knob> knobs() {
        return Stream.<Knob[]>of(PlanKey.values(), Argument.values())
                .flatMap(Stream::of)
                .toList();
    }

    private static Set<Knob> turnedAnywhere() {
        return everyCommand()
                .flatMap(command -> Stream.concat(command.options().stream(), command.positionalParameters().stream()))
                .flatMap(CommandLineWords::knobs)
                .collect(Collectors.toSet());
    }
}
