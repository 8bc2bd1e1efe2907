package org.subtext.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.Assessor;
import org.subtext.cohort.SmallestGroups;
import org.subtext.looks.EarlierLooks;
import org.subtext.looks.Look;
import org.subtext.looks.LookedAt;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.ScorePlan;
import org.subtext.predictions.ScoreTableReader;
import org.subtext.predictions.ScoredTable;
import org.subtext.predictions.SecondTable;
import org.subtext.problems.Argument;
import org.subtext.problems.Remark;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.OwnerOnly;
import org.subtext.provenance.Software;
import org.subtext.report.ReportContent;
import org.subtext.report.ReportContent.Fact;

/** An audit of somebody else's prediction table: the right half of the main path. Trains nothing, loads no engine. */
public final class ScoresAudit {
    private ScoresAudit() {}

    /**
     * Assesses the table and writes estimates and report into the folder.
     *
     * @throws org.subtext.problems.InvalidInputException with all problems of the table at once
     */
    public static ReportContent run(ScorePlan plan, AssessmentPlan how, Path folder, Progress progress)
            throws IOException {
        ScoredTable scored = ScoreTableReader.read(plan, progress);
        PredictionTable table = scored.table();
        Look.Asked asked = new Look.Asked(
                String.valueOf(folder.getFileName()),
                ContentHash.ofText(RunJson.text(plan) + RunJson.text(how)).hex(),
                plan.truth());
        LookOfRun look = LookOfRun.beginOrRepeat(folder, Argument.OUT, asked, assessed(scored, plan));
        Assessment assessment = new Assessor(how, progress)
                .assess(plan.truth(), table, valuesByImage(scored), Assessor.Relation.MODELS);
        OwnerOnly.folder(folder);
        EarlierLooks looks = look.answered(assessment);
        Path predictions = new StoredRun(folder).predictionsFile();
        PredictionFiles.write(table, predictions);
        return AuditReport.write(folder, content(plan, scored, assessment, predictions), looks);
    }

    private static LookedAt assessed(ScoredTable scored, ScorePlan plan) throws IOException {
        if (scored.hasIds()) {
            return LookOfRun.assessed(scored.table());
        }
        PredictionTable table = scored.table();
        int images = table.size() / table.experiments().size();
        return LookedAt.withoutIds(
                ContentHash.ofFile(plan.table()).hex(),
                IntStream.range(0, images).mapToObj(table::truth).toList());
    }

    private static Map<String, Map<String, String>> valuesByImage(ScoredTable scored) {
        PredictionTable table = scored.table();
        ExperimentName model = table.experiments().get(0);
        PredictionTable first = table.of(model);
        Map<String, Map<String, String>> columns = new LinkedHashMap<>();
        scored.attributes().forEach((column, values) -> {
            Map<String, String> byImage = new LinkedHashMap<>();
            for (int i = 0; i < first.size(); i++) {
                String value = values.get(i);
                byImage.put(first.image(i), Subgroups.named(value));
            }
            columns.put(column, byImage);
        });
        return columns;
    }

    private static ReportContent content(ScorePlan plan, ScoredTable scored, Assessment assessment, Path predictions)
            throws IOException {
        PredictionTable table = scored.table();
        int models = table.experiments().size();
        List<Fact> provenance = new ArrayList<>();
        Software.facts().forEach((name, value) -> provenance.add(new Fact(name, value)));
        provenance.add(new Fact("Seed", Long.toString(assessment.plan().seed())));
        provenance.add(
                new Fact("Table (SHA-256)", ContentHash.ofFile(plan.table()).hex()));
        SecondTable join = plan.second();
        if (join != null) {
            provenance.add(new Fact(
                    "Joined table (SHA-256)", ContentHash.ofFile(join.file()).hex()));
        }
        provenance.add(
                new Fact(RunRecord.PREDICTIONS, ContentHash.ofFile(predictions).hex()));
        String title = models == 1
                ? "Do these scores reveal " + plan.truth() + "?"
                : "How well do " + models + " score columns tell " + plan.truth() + "?";
        return ReportContent.ofScores(
                title,
                assessment,
                scored.flow().steps(),
                provenance,
                List.of(),
                Remark.stored(scored.remarks(), SmallestGroups.TOLD));
    }
}
