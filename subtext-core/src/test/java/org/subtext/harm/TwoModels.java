package org.subtext.harm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.subtext.harm.reading.HarmRequest;
import org.subtext.harm.reading.RolePlan;
import org.subtext.harm.reading.TablePlan;
import org.subtext.identities.IdRule;

/**
 * Two models of one finding, the second of which sees half of it in Black patients, and an age: a table and what is
 * asked of it.
 */
public final class TwoModels {
    private static final int PATIENTS = 400;

    private TwoModels() {}

    /**
     * Writes the table.
     *
     * @param few patients of a third group beside 200 of each of two
     */
    public static HarmRequest of(Path file, int few) throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        List<String> lines = new ArrayList<>();
        lines.add("patient,race,age,t,s1,s2");
        for (int p = 0; p < PATIENTS + few; p++) {
            boolean isBlack = p % 2 == 0;
            boolean has = p % 4 < 2;
            boolean first = random.nextInt(10) < (has ? 7 : 3);
            boolean second = has && isBlack ? first && random.nextBoolean() : first;
            String race = p >= PATIENTS ? "Asian" : isBlack ? "Black" : "White";
            lines.add("p" + p + "," + race + "," + (20 + random.nextInt(70)) + "," + (has ? 1 : 0) + ","
                    + (first ? 1 : 0) + "," + (second ? 1 : 0));
        }
        Path table = Files.writeString(file, String.join("\n", lines) + "\n");
        TablePlan read = TablePlan.of(table)
                .withIds(new TablePlan.Ids("patient", null, IdRule.ASK, null))
                .withColumns(new TablePlan.Columns(
                        List.of(new TablePlan.Named("nodule", "t")),
                        List.of(new TablePlan.Named("nodule", "s1"), new TablePlan.Named("nodule", "s2")),
                        null));
        HarmPlan plan = HarmPlan.of("race", "White")
                .withOperating(OperatingPlan.fixedAt(0.5))
                .withAlong(List.of(new HarmPlan.Along("age", List.of(50.0, 30.0, 75.0))))
                .withDraws(50);
        return new HarmRequest(read, RolePlan.CROSS_FITTED, plan);
    }
}
