package org.subtext.audit.harm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.RunJson;
import org.subtext.audit.StoredRun;
import org.subtext.audit.diagnosis.DiagnosisFolder;
import org.subtext.audit.diagnosis.FindingLines;
import org.subtext.cohort.TruthReading;
import org.subtext.harm.reading.RolePlan;
import org.subtext.harm.reading.TablePlan;
import org.subtext.harm.reading.TablePlan.Named;
import org.subtext.identities.IdRule;
import org.subtext.identities.SpellingPolicy;
import org.subtext.predictions.MissingScores;
import org.subtext.problems.InvalidInputException;
import org.subtext.report.findings.DiagnosisContent;
import org.subtext.split.Part;
import org.subtext.tables.ConflictPolicy;

/**
 * How the table of a run of findings is read, and who in it chooses thresholds: the run says both.
 *
 * @param table with patients, truths and scores named as the run wrote them
 * @param roles the validation part chooses and the test part is judged; in folds, or without a validation part,
 *     patients are dealt
 */
public record HarmOfRun(TablePlan table, RolePlan roles) {
    /**
     * Of a finished run.
     *
     * @param conflicts what is done with patients of several groups; null where they stay in all
     * @param parts in which patients are dealt, where they are
     * @throws InvalidInputException where the folder holds no finished run of findings, or its table has changed
     */
    public static HarmOfRun of(Path folder, @Nullable ConflictPolicy conflicts, int parts) throws IOException {
        StoredRun run = new StoredRun(folder);
        Path file = run.findings();
        AuditPlan plan = run.plan().orElseThrow();
        List<String> findings = List.copyOf(plan.cohort().targets().findings().keySet());
        TablePlan table = new TablePlan(
                file.toAbsolutePath().normalize(),
                null,
                null,
                new TablePlan.Ids(
                        FindingLines.PATIENT,
                        FindingLines.IMAGE,
                        new IdRule(SpellingPolicy.DIFFERENT, null), // who is who was settled by the run
                        conflicts),
                new TablePlan.Columns(
                        findings.stream()
                                .map(name -> new Named(name, FindingLines.truth(name)))
                                .toList(),
                        findings.stream()
                                .map(name -> new Named(name, FindingLines.score(name)))
                                .toList(),
                        null),
                new TruthReading(
                        List.of(), null, plan.cohort().targets().truth().uncertain(), List.of("-1")),
                new TablePlan.Scores(MissingScores.REFUSE, List.of()),
                plan.cohort().recoding().recorded());
        DiagnosisContent content = RunJson.read(folder.resolve(DiagnosisFolder.CONTENT), DiagnosisContent.class);
        RolePlan dealt = new RolePlan(null, RolePlan.CROSS_FITTED.choose(), RolePlan.CROSS_FITTED.judge(), parts);
        return new HarmOfRun(
                table,
                content.setAside() == 0
                        ? dealt
                        : new RolePlan(
                                FindingLines.PART,
                                List.of(Part.VALIDATION.label()),
                                List.of(Part.TEST.label()),
                                parts));
    }
}
