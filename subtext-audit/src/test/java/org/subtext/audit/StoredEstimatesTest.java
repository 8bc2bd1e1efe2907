package org.subtext.audit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.Assessor;
import org.subtext.assessment.FormerRule;
import org.subtext.assessment.LevelAssessment;
import org.subtext.assessment.OtherReaders;
import org.subtext.assessment.RungKind;
import org.subtext.assessment.Tables;
import org.subtext.assessment.Verdict;
import org.subtext.folds.FoldCalibration;
import org.subtext.looks.EarlierLooks;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.progress.Progress;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.NullDispersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class StoredEstimatesTest {
    @TempDir
    Path folder;

    @Test
    void equalTablesGiveEqualBytesOnAnyNumberOfThreads() throws Exception {
        PredictionTable table = Tables.table("internal", Tables.THREE, 60, 1, 1);
        String once = RunJson.text(assess(table));
        assertThat(once).doesNotContain("NaN");

        for (int threads : new int[] {1, 3}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                assertThat(pool.submit(() -> RunJson.text(assess(table))).get()).isEqualTo(once);
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void storedEstimatesAreReadBackWhole() {
        Assessment assessment = assess(Tables.table("internal", Tables.TWO, 40, 1, 1));
        Path file = folder.resolve("estimates.json");
        RunJson.write(file, assessment);

        assertThat(RunJson.read(file, Assessment.class)).isEqualTo(assessment);
    }

    /** A field that a later version added is absent in what an earlier one stored, and null where there is nothing. */
    @Test
    void whatIsNullMayAsWellBeAbsent() throws IOException {
        Assessment assessment = assess(Tables.table("internal", Tables.THREE, 40, 1, 1));
        JsonNode tree = new JsonMapper().readTree(RunJson.text(assessment));
        assertThat(withoutNulls(tree)).isPositive();
        Path file = Files.writeString(folder.resolve("sparse.json"), new JsonMapper().writeValueAsString(tree));

        assertThat(RunJson.read(file, Assessment.class)).isEqualTo(assessment);
    }

    @Test
    void whatTheFirstVersionsDidNotKnowIsReadAsNotStored() throws IOException {
        Assessment now = assess(Tables.table("internal", Tables.THREE, 40, 1, 1));
        String first = RunJson.text(now)
                .replaceAll(",\\s*\"aggregation\" : \"mean\"", "")
                .replaceAll("\"(mean_p|mean_adjusted_p|below_p)\" : \\{[^{}]*(\\{[^{}]*\\}[^{}]*)?\\},\\s*", "");
        assertThat(first).doesNotContain("aggregation", "mean_p", "below_p");
        Path file = Files.writeString(folder.resolve("first.json"), first);

        Assessment read = RunJson.read(file, Assessment.class);
        assertThat(read.plan()).isEqualTo(now.plan());
        LevelAssessment level = read.primary().level(Unit.PATIENT);
        assertThat(level.meanP()).isEqualTo(Estimate.undefined("not stored"));
        assertThat(level.meanAdjustedP()).isEqualTo(Estimate.undefined("not stored"));
        assertThat(level.classes().get(0).belowP()).isEqualTo(Estimate.undefined("not stored"));
    }

    @Test
    void earlierLooksStoredBeforeMarginsWereNotedAreRead() throws IOException {
        EarlierLooks looks = new EarlierLooks(
                List.of(new EarlierLooks.Earlier("race", Verdict.Kind.CANNOT_TELL, false, null)), 0, 0, 0, 0);
        String text = RunJson.text(looks);
        assertThat(text).contains("other_margin");
        Path file = Files.writeString(
                folder.resolve("looks.json"), text.replaceAll(",\\s*\"(other_margin|giving_away)\" : (null|0)", ""));

        assertThat(Files.readString(file)).doesNotContain("other_margin", "giving_away");
        assertThat(RunJson.read(file, EarlierLooks.class)).isEqualTo(looks);
    }

    /** How many were taken out. */
    private static int withoutNulls(JsonNode node) {
        int found = 0;
        if (node instanceof ObjectNode object) {
            List<String> empty = object.propertyNames().stream()
                    .filter(name -> object.get(name).isNull())
                    .toList();
            object.remove(empty);
            found += empty.size();
        }
        for (JsonNode child : node) {
            found += withoutNulls(child);
        }
        return found;
    }

    @Test
    void whatWasMeasuredOfFoldsIsReadBackAndOlderEstimatesHaveNone() throws IOException {
        FoldCalibration folds = new FoldCalibration(
                2,
                40,
                false,
                500,
                List.of(new FoldCalibration.Learner("ridge", new NullDispersion(500, -0.1, 1.3, 1.2, 0.06, 0.1))),
                1.3);
        Assessment assessment = new Assessor(AssessmentPlan.ofDefaults(3).withDraws(100), Progress.SILENT)
                .assess(
                        "race",
                        Tables.table("internal", Tables.TWO, 40, 1, 1),
                        Map.of(),
                        Assessor.Relation.COHORTS,
                        folds,
                        OtherReaders.NONE);
        Path file = folder.resolve("estimates.json");
        RunJson.write(file, assessment);
        String without = RunJson.text(assess(Tables.table("internal", Tables.TWO, 40, 1, 1)))
                .replaceFirst(",\\s*\"folds\"\\s*:\\s*null\\s*\\}\\s*$", "}");

        assertThat(RunJson.read(file, Assessment.class)).isEqualTo(assessment);
        assertThat(without).doesNotEndWith("null\n}\n");
        assertThat(RunJson.read(Files.writeString(folder.resolve("old.json"), without), Assessment.class)
                        .folds())
                .isNull();
    }

    @Test
    void onlyEstimatesOfSeveralReadersSpeakOfThem() {
        PredictionTable table = Tables.table("internal", Tables.TWO, 60, 1, 1);
        PredictionTable other = Tables.table("linear reader", Tables.TWO, 60, 0.5, 2);
        Assessment several = new Assessor(AssessmentPlan.ofDefaults(3).withDraws(100), Progress.SILENT)
                .assess(
                        "race",
                        table,
                        Map.of(),
                        Assessor.Relation.COHORTS,
                        null,
                        new OtherReaders(RungKind.LINEAR, Map.of(RungKind.LINEAR, other)));
        Path file = folder.resolve("estimates.json");
        RunJson.write(file, several);

        assertThat(RunJson.read(file, Assessment.class)).isEqualTo(several);
        assertThat(requireNonNull(RunJson.read(file, Assessment.class).ladder()).primary())
                .isEqualTo(RungKind.LINEAR);
        assertThat(RunJson.text(assess(table))).doesNotContain("ladder").endsWith("\"folds\" : null\n}\n");
    }

    @Test
    void estimatesStoredBeforeThereWasAChoiceOfAggregationAreOfTheMean() throws IOException {
        Assessment assessment = assess(Tables.table("internal", Tables.TWO, 40, 1, 1));
        String without = RunJson.text(assessment).replaceFirst(",\\s*\"aggregation\"\\s*:\\s*\"\\w+\"", "");
        assertThat(without).doesNotContain("aggregation");

        assertThat(RunJson.read(Files.writeString(folder.resolve("old.json"), without), Assessment.class))
                .isEqualTo(assessment);
    }

    /** Runs of before scores that are all alike were looked at, and classes that are not tested. */
    @Test
    void estimatesStoredBeforeEqualScoresWereLookedAtAreRead() throws IOException {
        Assessment now = assess(Tables.table("internal", Tables.THREE, 60, 1, 1));
        JsonMapper mapper = new JsonMapper();
        JsonNode tree = mapper.readTree(RunJson.text(now));
        ((ObjectNode) tree.get("verdict").get("findings")).remove("is_mean_apart");
        for (JsonNode level : tree.get("experiments").get(0).get("levels")) {
            level.get("classes").forEach(one -> ((ObjectNode) one).remove("reach"));
        }
        Path file = Files.writeString(folder.resolve("older.json"), mapper.writeValueAsString(tree));

        Assessment read = RunJson.read(file, Assessment.class);

        assertThat(requireNonNull(read.verdict()).findings())
                .isEqualTo(requireNonNull(now.verdict()).findings());
        assertThat(read.primary().level(Unit.PATIENT).classes())
                .allSatisfy(one -> assertThat(one.reach()).isNull());
    }

    /** Runs of before the present rule: the mean's numbers, no interval of a class for equivalence, a size in words. */
    @Test
    void estimatesStoredByTheFormerRuleAreReadAndSayTheirRule() throws IOException {
        Assessment now = assess(Tables.table("internal", Tables.THREE, 60, 1, 1));
        JsonMapper mapper = new JsonMapper();
        JsonNode tree = mapper.readTree(RunJson.text(now));
        ObjectNode verdict = (ObjectNode) tree.get("verdict");
        verdict.remove("findings");
        verdict.put("needed_patients", 0);
        for (JsonNode level : tree.get("experiments").get(0).get("levels")) {
            ((ObjectNode) level).remove(List.of("mean_p", "mean_adjusted_p", "pairs", "former"));
            level.get("classes").forEach(one -> ((ObjectNode) one).remove(List.of("equivalence", "below_p")));
        }
        Path file = Files.writeString(folder.resolve("former.json"), mapper.writeValueAsString(tree));

        Assessment read = RunJson.read(file, Assessment.class);

        LevelAssessment level = read.primary().level(Unit.PATIENT);
        assertThat(requireNonNull(read.verdict()).isOfFormerRule()).isTrue();
        assertThat(requireNonNull(read.verdict()).kind())
                .isEqualTo(requireNonNull(now.verdict()).kind());
        assertThat(level.former().macroAuc()).isEqualTo(level.macroAuc());
        assertThat(level.pairs()).isEmpty();
        assertThat(new FormerRule(read.plan()).apply("race", level.former()).sentence())
                .contains("The former rule says reveals");
    }

    private static Assessment assess(PredictionTable table) {
        return new Assessor(AssessmentPlan.ofDefaults(3).withDraws(100), Progress.SILENT)
                .assess("race", table, Map.of(), Assessor.Relation.COHORTS);
    }
}
