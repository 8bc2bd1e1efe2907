package org.subtext.audit.door;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.predictions.ScorePlan;

/** Somebody's scores of recorded sex, which tell it. */
final class ScoreTable {
    static final AssessmentPlan HOW = AssessmentPlan.ofDefaults(3).withDraws(100);

    private ScoreTable() {}

    static ScorePlan in(Path folder) throws IOException {
        SplittableRandom random = new SplittableRandom(9);
        List<String> lines = new ArrayList<>(List.of("image,patient,sex,score"));
        for (int i = 0; i < 60; i++) {
            boolean man = i % 2 == 1;
            double score = 0.4 * random.nextDouble() + (man ? 0.5 : 0.2);
            lines.add("i" + i + ",p" + i + "," + (man ? "M" : "F") + "," + score);
        }
        Path table = Files.writeString(folder.resolve("scores.csv"), String.join("\n", lines) + "\n");
        return ScorePlan.of(table, "sex")
                .withScoreColumns(List.of("score"), "M")
                .withIds("patient", "image");
    }
}
