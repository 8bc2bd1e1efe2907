package org.subtext.audit.harm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.phantom.PlantedHarm;
import org.subtext.harm.reading.HarmRequest;
import org.subtext.harm.reading.RolePlan;
import org.subtext.harm.reading.TablePlan;
import org.subtext.identities.IdRule;
import org.subtext.problems.Remark;
import org.subtext.provenance.Seed;
import org.subtext.sources.phantom.HarmRecipe.Cause;
import org.subtext.statistics.groups.Rate;
import org.subtext.wording.Digits;

/**
 * Scores of a diagnostic model that never was, for patients who never were, whose gap between two groups is known.
 *
 * @param cause of the gap
 * @param patients three of five in the group that is compared with
 * @param seed of all that is drawn
 */
public record HarmDemo(Cause cause, int patients, long seed) {
    /** Enough that a gap of 0.20 is seen beyond the usual margin. */
    public static final int PATIENTS = 3_000;

    private PlantedHarm planted() {
        return switch (cause) {
            case NONE -> PlantedHarm.none();
            case UNDERDIAGNOSIS -> PlantedHarm.underdiagnosis(0.2);
            case CASE_MIX -> PlantedHarm.caseMix(0.5);
            case LABEL_NOISE -> PlantedHarm.labelNoise(0.9);
            case AMPLIFIED -> PlantedHarm.amplified(0.6);
        };
    }

    private String words() {
        return switch (cause) {
            case NONE -> "Both groups are served alike.";
            case UNDERDIAGNOSIS -> "The model sees less in group B.";
            case CASE_MIX ->
                "The model sees less in portable films, of which group B has more; within a view both are served alike.";
            case LABEL_NOISE ->
                "Images of group B are recorded with the finding at times when it is not there; the model serves both"
                        + " alike.";
            case AMPLIFIED -> "All scores of group B are lower, so that the common threshold misses it.";
        };
    }

    /** That it is none of real patients, and what was planted, for whoever compares it with the answer. */
    public Remark truth() {
        return Remark.of(
                Remark.Code.PHANTOM,
                "These patients never were. Planted: " + words() + " True gaps by what is recorded, "
                        + PlantedHarm.GROUP + " less " + PlantedHarm.REFERENCE
                        + ", where the false positive rate of both together is 0.20: true positive rate "
                        + gap(Rate.TRUE_POSITIVE)
                        + ", false positive rate " + gap(Rate.FALSE_POSITIVE) + ".");
    }

    private String gap(Rate rate) {
        return Digits.signed(planted().gap(rate), 2);
    }

    /** Writes the table into a folder, and says what is asked of it. */
    public HarmRequest write(Path folder) throws IOException {
        Path file =
                folder.resolve("harm-" + cause.name().toLowerCase(Locale.ROOT) + "-" + patients + "-" + seed + ".csv");
        Files.createDirectories(folder);
        Files.writeString(file, planted().csv(patients, new Seed(seed)));
        HarmPlan plan = HarmPlan.of("group", PlantedHarm.REFERENCE)
                .withSeed(seed)
                .withComparison(groups -> groups.withStrata(List.of("view")));
        TablePlan table = TablePlan.of(file).withIds(new TablePlan.Ids("id", null, IdRule.ASK, null));
        return new HarmRequest(table, RolePlan.CROSS_FITTED, plan);
    }
}
