package org.subtext.audit.harm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.reading.HarmRequest;
import org.subtext.harm.reading.RolePlan;
import org.subtext.harm.reading.TablePlan;
import org.subtext.harm.reading.TablePlan.Columns;
import org.subtext.harm.reading.TablePlan.LongForm;
import org.subtext.predictions.SecondTable;
import org.subtext.problems.Argument;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class HarmKeysTest {
    /** Nobody finds "harm.uncertain" in harm.yaml. */
    @Test
    void everyKnobIsAKeyOfThePlanFile() {
        TablePlan table = TablePlan.of(Path.of("t.csv"))
                .withColumns(new Columns(List.of(), List.of(), new LongForm("p", "finding", "model")));
        TablePlan joined = new TablePlan(
                table.file(),
                null,
                new SecondTable(Path.of("u.csv"), "case"),
                table.ids(),
                table.columns(),
                table.truth(),
                table.scores(),
                Map.of());
        JsonNode plan = new YAMLMapper()
                .readTree(HarmPlanFile.yaml(
                        new HarmRequest(joined, RolePlan.CROSS_FITTED, HarmPlan.of("race", "White"))));
        HarmKeys.OF.values().forEach(key -> {
            JsonNode at = plan;
            for (String part : key.split("\\.")) {
                assertThat(at.has(part)).as(key).isTrue();
                at = at.get(part);
            }
        });
    }

    @Test
    void notesNameKeysOfThePlanFile() {
        Sentence sentence = Sentence.of("Other policies: ").set(Argument.HARM_UNCERTAIN, "POLICY");
        assertThat(Remark.stored(List.of(new Remark(Remark.Code.UNCERTAIN_TRUTHS, sentence)), 11, HarmKeys.WORDS))
                .allSatisfy(stored ->
                        assertThat(stored.shared()).isEqualTo("Other policies: table.truth.uncertain: POLICY"));
    }
}
