package org.subtext.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.routes.Routes;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;
import org.subtext.routes.reading.RouteAssessor;

/**
 * What memory a battery needs while its settings are assessed: each setting is written, read again and held as a
 * battery holds it, and all are assessed together, while the heap is collected again and again and what lives is noted.
 *
 * <p>Arguments: settings (300), images of two classes, two a patient (10,000), draws (2,000).
 */
public final class AssessedSettings {
    private static final List<String> CLASSES = List.of("Female", "Male");
    private static final long PAUSE_MILLISECONDS = 500;

    private AssessedSettings() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int settings = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300;
        int images = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
        int draws = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2_000;
        Path file = Files.createTempFile("settings", ".parquet");
        PredictionTable unchanged = table(new ExperimentName.Internal(), images, 0.8, 0);
        Map<Setting, Evidence> evidence = new LinkedHashMap<>();
        for (int i = 0; i < settings; i++) {
            Setting setting = new Setting("low-pass", new Subject.Named("setting " + i), Mode.TESTED_UNDER);
            PredictionFiles.write(table(setting.scores(), images, i / (double) settings, i + 1), file);
            evidence.put(setting, Evidence.of(PredictionFiles.read(file)).sharedWith(unchanged));
        }
        Files.delete(file);
        double held = living();
        long begun = System.nanoTime();
        AssessmentPlan plan = AssessmentPlan.ofDefaults(1).withDraws(draws);
        RoutesAssessment[] assessed = new RoutesAssessment[1];
        RouteAssessor.Found found = new RouteAssessor.Found(Routes.all().get(0), evidence, List.of());
        Thread work =
                new Thread(() -> assessed[0] = new RouteAssessor(plan).assess(unchanged, List.of(found), List.of()));
        work.start();
        double most = held;
        while (work.isAlive()) {
            most = Math.max(most, living());
            work.join(PAUSE_MILLISECONDS);
        }
        System.out.printf(
                Locale.ROOT,
                "%d settings of %,d images, %,d draws: %.0f s; living heap %.0f MB before, %.0f MB at most, AUC %s%n",
                settings,
                images,
                draws,
                (System.nanoTime() - begun) / 1e9,
                held,
                most,
                assessed[0].baseline().macroAuc().valueOr(0));
    }

    private static PredictionTable table(ExperimentName experiment, int images, double signal, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PredictionTableBuilder table = new PredictionTableBuilder(CLASSES);
        for (int i = 0; i < images; i++) {
            int label = i / 2 % 2;
            double logit = signal * (2 * label - 1) / 2 + random.nextDouble() + random.nextDouble() - 1;
            float score = (float) (1 / (1 + Math.exp(-2 * logit)));
            table.add(
                    experiment,
                    "fold " + i / 2 % 5,
                    "test",
                    "study-" + i / 2,
                    "patient-" + i / 2,
                    "images/patient-" + i / 2 + "/" + i + ".png",
                    CLASSES.get(label),
                    1 - score,
                    score);
        }
        return table.build();
    }

    /** Megabytes that live after a collection. */
    private static double living() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
    }
}
