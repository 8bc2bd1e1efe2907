package org.subtext.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.Demo;
import org.subtext.audit.door.Door;
import org.subtext.audit.door.Follower;
import org.subtext.audit.door.LocalDoor;
import org.subtext.audit.harm.HarmAudit;
import org.subtext.audit.harm.HarmDemo;
import org.subtext.audit.plan.LadderPlan;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.predictions.ScorePlan;
import org.subtext.progress.Progress;
import org.subtext.provenance.FolderTree;
import org.subtext.recognition.testing.LogisticTrainer;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.sources.phantom.HarmRecipe;

/** Runs of every kind in one folder: of images with routes, of scores with hostile names and a small class, of harm. */
final class ExampleRuns {
    /** Of images, with routes. */
    static final String IMAGES = "images";

    /** Its name and its classes mean harm to a page; the last letters of its name would turn what follows around. */
    static final String HOSTILE = "<img src=x onerror=alert(1)> & \"q\" \u202Etxt";

    /** Of images whose classes are named like those of the hostile run; made by {@link #named}. */
    static final String NAMED = "named";

    static final String SMALL = "small";
    static final String HARM = "harm";

    /** Of the hostile run. */
    static final String CLASS = "<img src=x onerror=document.title='taken'>";

    /** Reads from right to left. */
    static final String BACKWARDS = "أحمد";

    static final String LONG = "L".repeat(10_000);

    private final Path runs;

    ExampleRuns(Path runs) {
        this.runs = runs;
    }

    /** Made once for all tests of the process, which leave them as they found them. */
    static final class Shared {
        static final Path FOLDER = make();

        private Shared() {}

        private static Path make() {
            try {
                Path folder = Path.of("target", "example-runs").toAbsolutePath();
                FolderTree.delete(folder);
                Files.createDirectories(folder);
                new ExampleRuns(folder).make();
                return folder;
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    Door door() {
        return new LocalDoor(runs, LogisticTrainer::new);
    }

    ExampleRuns make() throws IOException, InterruptedException {
        images();
        scores(HOSTILE, CLASS, BACKWARDS, LONG, 30);
        scores(SMALL, "A", "B", "C", 4);
        HarmAudit.run(
                new HarmDemo(HarmRecipe.Cause.UNDERDIAGNOSIS, 900, 7).write(runs.resolve("tables")),
                runs.resolve(HARM),
                1,
                Progress.SILENT);
        return this;
    }

    private void images() throws IOException, InterruptedException {
        images(IMAGES, UnaryOperator.identity(), List.of("low-pass 2", "low-pass 4", "low-pass 8", "high-pass 4"));
    }

    /** The images of {@link #IMAGES}, whose classes have hostile names: markup, from right to left, ten kilobytes. */
    void named() throws IOException, InterruptedException {
        Map<String, String> names = Map.of("A", CLASS, "B", BACKWARDS, "C", LONG);
        images(
                NAMED,
                plan -> plan.withCohort(plan.cohort().withRecoding(recoding -> recoding.withRename(names))),
                List.of("low-pass 4", "low-pass 8"));
    }

    private void images(String run, UnaryOperator<AuditPlan> change, List<String> settings)
            throws IOException, InterruptedException {
        AuditPlan plan = change.apply(new Demo(Demo.Signal.BAND, 60, 1, 1, 7).plan(run, runs.resolve("phantoms")))
                .withImages(images -> images.withPixels(new PixelLayout(32, 1, Resize.AREA_AVERAGE)))
                .withLadder(any -> LadderPlan.NONE)
                .withReport(report -> report.withExampleImages(0))
                .withAssessment(AssessmentPlan.ofDefaults(7).withDraws(100));
        door().audit(plan, false, Follower.NONE).await();
        RoutesPlan routes = RoutesPlan.NONE.withSettings(settings).withModes(List.of(Mode.TESTED_UNDER));
        door().explain(run, routes, Follower.NONE).await();
    }

    /** @param few patients of the last class */
    private void scores(String run, String one, String other, String last, int few)
            throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(9);
        List<String> lines = new ArrayList<>(List.of("image,patient,who,first,second,third"));
        for (int i = 0; i < 90; i++) {
            int truth = i < few ? 2 : i % 2;
            String name = truth == 0 ? one : truth == 1 ? other : last;
            double[] scores = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
            scores[truth] += 0.4;
            lines.add("i" + i + ",p" + i + "," + quoted(name) + "," + scores[0] + "," + scores[1] + "," + scores[2]);
        }
        Path table = Files.writeString(
                Files.createDirectories(runs.resolve("tables")).resolve("scores-" + few + ".csv"),
                String.join("\n", lines) + "\n");
        ScorePlan plan = ScorePlan.of(table, "who")
                .withClassColumns(Map.of(one, "first", other, "second", last, "third"))
                .withIds("patient", "image");
        door().scores(run, plan, AssessmentPlan.ofDefaults(3).withDraws(100), Follower.NONE)
                .await();
    }

    private static String quoted(String cell) {
        return "\"" + cell.replace("\"", "\"\"") + "\"";
    }
}
