package org.subtext.mcp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.Assessor;
import org.subtext.audit.RunJson;
import org.subtext.audit.door.LocalDoor;
import org.subtext.audit.door.ReadingDoor;
import org.subtext.audit.harm.HarmAudit;
import org.subtext.cohort.FlowStep;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.reading.HarmRequest;
import org.subtext.harm.reading.RolePlan;
import org.subtext.harm.reading.TablePlan;
import org.subtext.identities.IdRule;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionRows;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.progress.Progress;
import org.subtext.provenance.FolderTree;
import org.subtext.report.ReportContent;
import org.subtext.routes.SimulatedBattery;
import org.subtext.routes.contract.Mode;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;
import org.subtext.survey.LeftOut;
import org.subtext.survey.SurveyResult;

/** Small finished runs of each kind in one folder, of invented patients. */
public final class FixtureRuns {
    static final String AUDIT = "audit";
    static final String SMALL = "small";
    static final String HARM = "harm";
    static final String FEW = "few";
    static final String SURVEY = "survey";
    static final List<String> ALL = List.of(AUDIT, SMALL, HARM, FEW, SURVEY);

    private static final List<String> RACES = List.of("Asian", "Black", "White");
    private static final AssessmentPlan HOW = AssessmentPlan.ofDefaults(3).withDraws(100);

    private final Path folder;

    public FixtureRuns(Path folder) {
        this.folder = folder;
    }

    /** Made once for all tests of the process, which leave them as they found them. */
    static final class Shared {
        static final Path FOLDER = made();

        private Shared() {}

        private static Path made() {
            try {
                Path folder = Path.of("target", "fixture-runs").toAbsolutePath();
                FolderTree.delete(folder);
                Files.createDirectories(folder);
                new FixtureRuns(folder).make();
                return folder;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A door that could do no more even if somebody asked. */
    public static ReadingDoor door(Path folder) {
        return LocalDoor.fenced(folder, () -> {
            throw new IllegalStateException("nothing here needs an engine");
        });
    }

    /** One of each. */
    public void make() throws IOException {
        Path run = scores(AUDIT, "race", List.of(40, 60, 80), RACES, "site", "North Hospital");
        RunJson.write(
                run.resolve("routes.json"),
                new SimulatedBattery(RACES, 150, 2, 1)
                        .with("band-pass 5 10", Mode.TESTED_UNDER, 1)
                        .with("low-pass 5", Mode.TESTED_UNDER, 0.1)
                        .without("masks", "There is no mask.", "Give one with masks: in the plan.")
                        .assessed());
        scores(SMALL, "race", List.of(6, 60, 80), RACES, "site", "North Hospital");
        harm(HARM, "F", "M", "effusion", Map.of());
        harm(FEW, "F", "M", "effusion", Map.of(301, "X", 302, "X", 303, "X", 304, "X"));
        survey(SURVEY, "scanner");
    }

    /** What an audit of scores leaves, but for its report. */
    Path scores(
            String name, String attribute, List<Integer> patients, List<String> classes, String column, String group)
            throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        List<PredictionRow> rows = new ArrayList<>();
        Map<String, String> groups = new LinkedHashMap<>();
        for (int c = 0; c < classes.size(); c++) {
            for (int i = 0; i < patients.get(c); i++) {
                int p = rows.size();
                int truth = c;
                List<Double> scores = IntStream.range(0, classes.size())
                        .mapToObj(k -> random.nextDouble() + (k == truth ? 0.5 : 0))
                        .toList();
                rows.add(new PredictionRow(
                        new ExperimentName.Internal(),
                        "model",
                        "test",
                        "i" + p,
                        "p" + p,
                        "i" + p,
                        classes.get(c),
                        scores));
                groups.put("i" + p, p % 2 == 0 ? group : "South Hospital");
            }
        }
        PredictionTable table = PredictionRows.table(Unit.IMAGE, classes, rows);
        Assessment assessment = new Assessor(HOW, Progress.SILENT)
                .assess(attribute, table, Map.of(column, groups), Assessor.Relation.MODELS);
        ReportContent content = ReportContent.ofScores(
                "Do these scores reveal " + attribute + "?",
                assessment,
                List.of(
                        new FlowStep(FlowStep.Kind.FOUND, "Rows", table.size() + 20, table.size() + 20, ""),
                        new FlowStep(FlowStep.Kind.EXCLUDED, "Left out", 20, 20, column + " is " + group),
                        new FlowStep(FlowStep.Kind.AUDITED, "Assessed", table.size(), table.patientCount(), "")),
                List.of(new ReportContent.Fact("Subtext", "test")),
                List.of(),
                List.of());
        Path run = Files.createDirectories(folder.resolve(name));
        PredictionFiles.write(table, run.resolve("predictions.parquet"));
        Files.writeString(run.resolve("estimates.json"), RunJson.unsharedText(assessment));
        Files.writeString(run.resolve("report-content.json"), RunJson.unsharedText(content));
        return run;
    }

    /**
     * Two findings in two groups of 150 patients, one of whom the model sees less.
     *
     * @param others names of another group, by number of the patient
     */
    Path harm(String name, String group, String reference, String finding, Map<Integer, String> others)
            throws IOException {
        int patients = 300 + others.size();
        SplittableRandom random = new SplittableRandom(11);
        List<String> lines = new ArrayList<>();
        lines.add(quoted("id") + "," + quoted("sex") + "," + quoted("truth:" + finding) + ","
                + quoted("score:" + finding) + ",truth:pneumonia,score:pneumonia");
        for (int p = 0; p < patients; p++) {
            boolean isF = p % 2 == 0;
            String row = "p" + p + "," + quoted(others.getOrDefault(p + 1, isF ? group : reference));
            for (int f = 0; f < 2; f++) {
                boolean has = random.nextInt(2) == 0;
                double seen = isF && f == 0 ? 0.2 : 0.8;
                row += "," + (has ? 1 : 0) + "," + (random.nextDouble() + (has ? seen : 0)) / 2;
            }
            lines.add(row);
        }
        Path table = Files.writeString(
                Files.createDirectories(folder.resolve("tables"))
                        .resolve("table-" + Math.abs(name.hashCode()) + ".csv"),
                String.join("\n", lines) + "\n");
        HarmRequest request = new HarmRequest(
                TablePlan.of(table).withIds(new TablePlan.Ids("id", null, IdRule.ASK, null)),
                RolePlan.CROSS_FITTED,
                HarmPlan.of("sex", reference).withDraws(100));
        HarmAudit.run(request, folder.resolve(name), 1, Progress.SILENT);
        return folder.resolve(name);
    }

    /** Two columns, one of which the images tell; of one too few patients have no value to be told. */
    Path survey(String name, String column) throws IOException {
        Interval interval = new Interval(0.81, 0.93, 0.975, "score interval, variance clustered by patient");
        SurveyResult result = new SurveyResult(
                "race",
                400,
                200,
                false,
                0,
                0,
                0.025,
                List.of("grey values"),
                List.of(
                        column(column, 200, new Estimate.Known(0.87, interval), true),
                        column("ward", 195, new Estimate.Point(0.52), false)),
                List.of(new LeftOut("notes", "it has more than 30 values")));
        Path run = Files.createDirectories(folder.resolve(name));
        Files.writeString(run.resolve("survey.json"), RunJson.unsharedText(result));
        return run;
    }

    private static SurveyResult.Column column(String name, int patients, Estimate auc, boolean isShown) {
        return new SurveyResult.Column(
                name,
                "classes",
                List.of("x", "y"),
                patients,
                200 - patients,
                0,
                0,
                new SurveyResult.Found("grey values", auc, 0.001, 0.002, 1000, 1, isShown),
                null);
    }

    private static String quoted(String cell) {
        return "\"" + cell.replace("\"", "\"\"") + "\"";
    }
}
