package org.subtext.audit.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.MulticlassScores;

class PairedAucsTest {
    private static final int ROWS = 120;
    private static final AssessmentPlan PLAN = AssessmentPlan.ofDefaults(3).withDraws(300);

    /** The others are told as they would be alone, and the mean has a reason of its own. */
    @Test
    void aClassThatNobodyHasLeavesTheOthersTheirNumbers() {
        PairedAucs aucs = PairedAucs.of(cases(List.of("A", "B", "C")), PLAN, 3);
        PairedAucs alone = PairedAucs.of(cases(List.of("A", "B")), PLAN, 3);

        for (int k = 0; k < 2; k++) {
            assertThat(aucs.classes().get(k).first())
                    .isEqualTo(alone.classes().get(k).first());
            assertThat(aucs.classes().get(k).difference())
                    .isEqualTo(alone.classes().get(k).difference())
                    .isInstanceOf(Estimate.Known.class);
            assertThat(aucs.classes().get(k).p().isDefined()).isTrue();
        }
        assertThat(aucs.classes().get(2).difference())
                .isEqualTo(Estimate.undefined("no positive among " + ROWS + " rows"));
        assertThat(aucs.mean().difference())
                .isEqualTo(Estimate.undefined("a class is recorded in none of the cases in common"));
    }

    private static CommonCases cases(List<String> classes) {
        List<Integer> patients = IntStream.range(0, classes.size())
                .mapToObj(k -> k < 2 ? ROWS / 2 : 0)
                .toList();
        return new CommonCases(scores(classes, 1), scores(classes, 2), ROWS, 0, 0, 0, 0, patients);
    }

    private static MulticlassScores scores(List<String> classes, long seed) {
        int[] truth = IntStream.range(0, ROWS).map(row -> row % 2).toArray();
        double[][] scores = new double[classes.size()][ROWS];
        for (int k = 0; k < scores.length; k++) {
            SplittableRandom random = new SplittableRandom(10 * seed + k);
            for (int row = 0; row < ROWS; row++) {
                scores[k][row] = random.nextDouble() + (truth[row] == k ? 0.3 : 0);
            }
        }
        return MulticlassScores.of(
                classes, scores, truth, IntStream.range(0, ROWS).toArray());
    }
}
