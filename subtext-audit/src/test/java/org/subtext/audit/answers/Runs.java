package org.subtext.audit.answers;

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
import org.subtext.audit.harm.HarmAudit;
import org.subtext.cohort.FlowStep;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.TwoModels;
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
import org.subtext.report.ReportContent;
import org.subtext.routes.SimulatedBattery;
import org.subtext.routes.contract.Mode;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;
import org.subtext.survey.LeftOut;
import org.subtext.survey.SurveyResult;

/** Small finished runs of each kind, of invented patients. */
public final class Runs {
    static final List<String> RACES = List.of("Asian", "Black", "White");
    private static final AssessmentPlan HOW = AssessmentPlan.ofDefaults(3).withDraws(100);

    private final Path folder;

    Runs(Path folder) {
        this.folder = folder;
    }

    /** 40, 60 and 80 patients of three classes at two sites and in two views, with routes. */
    Path audit() throws IOException {
        Path run = scores("audit", List.of(40, 60, 80), RACES);
        RunJson.write(
                run.resolve("routes.json"),
                new SimulatedBattery(RACES, 150, 2, 1)
                        .with("band-pass 5 10", Mode.TESTED_UNDER, 1)
                        .with("low-pass 5", Mode.TESTED_UNDER, 0.1)
                        .without("masks", "There is no mask.", "Give one with masks: in the plan.")
                        .assessed());
        return run;
    }

    /** One class of so few patients that nothing of it is told, under the names that are given. */
    Path small(List<String> classes) throws IOException {
        return scores("small", List.of(6, 60, 80), classes);
    }

    Path scores(String name, List<Integer> patients, List<String> classes) throws IOException {
        return scores(name, patients, classes, 0.5);
    }

    /**
     * @param seen what the score of a patient's own class has more than others: below 0, the wrong way round
     */
    Path scores(String name, List<Integer> patients, List<String> classes, double seen) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        List<PredictionRow> rows = new ArrayList<>();
        Map<String, String> views = new LinkedHashMap<>();
        Map<String, String> sites = new LinkedHashMap<>();
        for (int c = 0; c < classes.size(); c++) {
            for (int i = 0; i < patients.get(c); i++) {
                int p = rows.size();
                int truth = c;
                List<Double> scores = IntStream.range(0, classes.size())
                        .mapToObj(k -> random.nextDouble() + (k == truth ? seen : 0))
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
                views.put("i" + p, p % 3 == 0 ? "PA" : "AP");
                sites.put("i" + p, p % 2 == 0 ? "North Hospital" : "South Hospital");
            }
        }
        PredictionTable table = PredictionRows.table(Unit.IMAGE, classes, rows);
        Map<String, Map<String, String>> columns = new LinkedHashMap<>();
        columns.put("view", views);
        columns.put("site", sites);
        return write(folder.resolve(name), table, "race", HOW, columns);
    }

    /** What an audit of scores leaves, but for its report. */
    public static Path write(
            Path run,
            PredictionTable table,
            String attribute,
            AssessmentPlan how,
            Map<String, Map<String, String>> columns)
            throws IOException {
        Assessment assessment =
                new Assessor(how, Progress.SILENT).assess(attribute, table, columns, Assessor.Relation.MODELS);
        int images = table.size();
        int patients = table.patientCount();
        ReportContent content = ReportContent.ofScores(
                "Do these scores reveal " + attribute + "?",
                assessment,
                List.of(
                        new FlowStep(FlowStep.Kind.FOUND, "Rows", images, patients, ""),
                        new FlowStep(FlowStep.Kind.AUDITED, "Assessed", images, patients, "")),
                List.of(new ReportContent.Fact("Subtext", "test")),
                List.of(),
                List.of());
        Files.createDirectories(run);
        PredictionFiles.write(table, run.resolve("predictions.parquet"));
        Files.writeString(run.resolve("estimates.json"), RunJson.unsharedText(assessment));
        Files.writeString(run.resolve("report-content.json"), RunJson.unsharedText(content));
        return run;
    }

    /** Two findings in two groups of 150 patients, one of whom the model sees less. */
    Path harm() throws IOException {
        return harm("harm", Map.of());
    }

    /** The same with four patients of a third group. */
    Path harmOfFew() throws IOException {
        return harm("few", Map.of(301, "X", 302, "X", 303, "X", 304, "X"));
    }

    /**
     * @param named patients of another name of a group, by number
     */
    Path harm(String name, Map<Integer, String> named) throws IOException {
        int patients = 300 + (int) named.keySet().stream().filter(p -> p > 300).count();
        SplittableRandom random = new SplittableRandom(11);
        List<String> lines = new ArrayList<>();
        lines.add("id,sex,truth:effusion,score:effusion,truth:pneumonia,score:pneumonia");
        for (int p = 0; p < patients; p++) {
            boolean isF = p % 2 == 0;
            String row = "p" + p + "," + named.getOrDefault(p + 1, isF ? "F" : "M");
            for (int f = 0; f < 2; f++) {
                boolean has = random.nextInt(2) == 0;
                double seen = isF && f == 0 ? 0.2 : 0.8;
                row += "," + (has ? 1 : 0) + "," + (random.nextDouble() + (has ? seen : 0)) / 2;
            }
            lines.add(row);
        }
        Path table = Files.writeString(folder.resolve(name + ".csv"), String.join("\n", lines) + "\n");
        HarmRequest request = new HarmRequest(
                TablePlan.of(table).withIds(new TablePlan.Ids("id", null, IdRule.ASK, null)),
                RolePlan.CROSS_FITTED,
                HarmPlan.of("sex", "M").withDraws(100));
        HarmAudit.run(request, folder.resolve(name), 1, Progress.SILENT);
        return folder.resolve(name);
    }

    /**
     * Two models of one finding, the second of which sees half of it in Black patients, and an age.
     *
     * @param few patients of a third group
     */
    Path harmOfModels(String name, int few) throws IOException {
        HarmAudit.run(TwoModels.of(folder.resolve(name + ".csv"), few), folder.resolve(name), 1, Progress.SILENT);
        return folder.resolve(name);
    }

    /** Two columns, one of which the images tell; of one too few patients have no value to be told. */
    Path survey() throws IOException {
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
                        column("scanner", 200, new Estimate.Known(0.87, interval), true),
                        column("ward", 195, new Estimate.Point(0.52), false)),
                List.of(new LeftOut("notes", "it has more than 30 values")));
        Path run = Files.createDirectories(folder.resolve("survey"));
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
}
