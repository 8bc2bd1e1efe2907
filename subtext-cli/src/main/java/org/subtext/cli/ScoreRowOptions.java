package org.subtext.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.subtext.identities.IdRule;
import org.subtext.predictions.SecondTable;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say whose the rows of a prediction table are; shared by the commands that read one. */
final class ScoreRowOptions {
    @Option(
            names = "--sheet",
            paramLabel = "NAME",
            description = "Sheet of a workbook; default: the first that a person sees.")
    @Turns(key = PlanKey.COHORT_SHEET)
    @Nullable String sheet;

    @Option(
            names = "--patient",
            paramLabel = "COLUMN",
            description = "Patient id, needed; \"row\" says that each row is a patient (long form: each image).")
    @Turns(argument = Argument.SCORES_PATIENT)
    @Nullable String patient;

    @Mixin
    private IdOptions ids = new IdOptions();

    @Option(
            names = "--image",
            paramLabel = "COLUMN",
            description = "Image or case id; without it each row is an image.")
    @Turns(argument = Argument.SCORES_IMAGE)
    @Nullable String image;

    /** How patients are told by their ids. */
    IdRule rule() {
        return ids.rule();
    }

    /** The table that is joined, by an absolute path; null for none. */
    static @Nullable SecondTable second(@Nullable Path join, @Nullable String on) {
        if (join == null && on != null) {
            throw new InvalidInputException(
                    "--on " + on + " stands without a second table. Name it: --join FILE; or leave --on out.");
        }
        return join == null ? null : new SecondTable(join.toAbsolutePath().normalize(), on);
    }
}
