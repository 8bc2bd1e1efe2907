package org.subtext.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionRows;
import org.subtext.predictions.Unit;
import org.subtext.progress.Progress;

class SubgroupAssessorTest {
    private final List<PredictionRow> rows = new ArrayList<>();
    private final Map<String, String> sex = new HashMap<>();

    /**
     * Counted by hand. The score of the last class, White, is 0.8 where the case is read as White and 0.1 elsewhere, so
     * the threshold is 0.8. F: 3 of 4 White read so, 4 of 6 others not; M: 1 of 2 White, 5 of 5 others.
     */
    @Test
    void ofThreeClassesSharesOfAGroupAreOfTheLastClass() {
        add("F", "White", 3, 0.8);
        add("F", "White", 1, 0.1);
        add("F", "Asian", 2, 0.8);
        add("F", "Black", 4, 0.1);
        add("M", "White", 1, 0.8);
        add("M", "White", 1, 0.1);
        add("M", "Asian", 3, 0.1);
        add("M", "Black", 2, 0.1);

        SubgroupTable table = new Assessor(AssessmentPlan.ofDefaults(1).withDraws(100), Progress.SILENT)
                .assess(
                        "race",
                        PredictionRows.table(Unit.IMAGE, Tables.THREE, rows),
                        Map.of("sex", sex),
                        Assessor.Relation.COHORTS)
                .primary()
                .subgroups()
                .get(0);

        assertThat(SubgroupTable.classInQuestion(3)).isEqualTo(Tables.THREE.indexOf("White"));
        assertThat(table.rows()).extracting(SubgroupTable.Row::value).containsExactly("F", "M");
        assertThat(table.rows().get(0).sensitivity().valueOr(0)).isCloseTo(3 / 4.0, within(1e-12));
        assertThat(table.rows().get(0).specificity().valueOr(0)).isCloseTo(4 / 6.0, within(1e-12));
        assertThat(table.rows().get(1).sensitivity().valueOr(0)).isCloseTo(1 / 2.0, within(1e-12));
        assertThat(table.rows().get(1).specificity().valueOr(0)).isEqualTo(1);
    }

    /** The ends of the bins are round numbers: the lowest and the highest score are of single patients. */
    @Test
    void binsOfScoresBeyondZeroToOneDoNotEndWhereSomebodyDoes() {
        for (int i = 0; i < 20; i++) {
            double score = -3.178686605027895 + 0.3 * i;
            rows.add(row(i % 2 == 0 ? "Asian" : "White", List.of(-score, score)));
        }

        List<ClassAssessment.HistogramBin> bins = new Assessor(
                        AssessmentPlan.ofDefaults(1).withDraws(100), Progress.SILENT)
                .assess("race", PredictionRows.table(Unit.IMAGE, Tables.TWO, rows), Map.of(), Assessor.Relation.COHORTS)
                .primary()
                .level(Unit.PATIENT)
                .classes()
                .get(1)
                .histogram();

        assertThat(bins.get(0).from()).isEqualTo(-4);
        assertThat(bins.get(bins.size() - 1).to()).isEqualTo(3);
    }

    private void add(String group, String truth, int count, double white) {
        for (int i = 0; i < count; i++) {
            PredictionRow row = row(truth, List.of((1 - white) / 2, (1 - white) / 2, white));
            rows.add(row);
            sex.put(row.image(), group);
        }
    }

    private PredictionRow row(String truth, List<Double> scores) {
        String id = "P" + rows.size();
        return new PredictionRow(new ExperimentName.Internal(), "run", "test", id, id, id, truth, scores);
    }
}
