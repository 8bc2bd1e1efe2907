package org.subtext.routes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;

/**
 * Scores as a battery would find them, without images: each setting keeps a share of the signal, and its scores are partly
 * those of the unchanged images. Patients have one or two images and take the classes in turn; a fifth of them is fold 1.
 */
public final class SimulatedBattery {
    public static final List<String> CLASSES = List.of("Female", "Male");

    private final int patients;
    private final double signal;
    private final long seed;
    private final Map<String, Map<Setting, Evidence>> routes = new LinkedHashMap<>();
    private final Map<String, List<NotRun>> notRun = new LinkedHashMap<>();
    private final Map<String, String> axes = new LinkedHashMap<>();
    private final Map<String, String> families = new LinkedHashMap<>();

    /** @param signal difference of the class means of unchanged scores, in standard deviations of one image */
    public SimulatedBattery(int patients, double signal, long seed) {
        this.patients = patients;
        this.signal = signal;
        this.seed = seed;
    }

    public static AssessmentPlan plan() {
        return AssessmentPlan.ofDefaults(3).withReplicates(500);
    }

    public PredictionTable unchanged() {
        return table("internal", 1, false, row -> true);
    }

    /** A setting that keeps a share of the signal; newly trained ones know fold 1 only. */
    public SimulatedBattery with(String label, Mode mode, double share) {
        boolean firstFold = mode == Mode.NEWLY_TRAINED;
        String[] words = label.split(" ");
        boolean isOneNumber = words.length == 2 && words[1].matches("[0-9.]+");
        Setting setting = new Setting(words[0], label, mode, isOneNumber ? Double.valueOf(words[1]) : null);
        return with(setting, Evidence.of(table(setting.experiment(), share, true, row -> !firstFold || row % 5 == 0)));
    }

    public SimulatedBattery with(Setting setting, Evidence evidence) {
        routes.computeIfAbsent(setting.route(), name -> new LinkedHashMap<>()).put(setting, evidence);
        return this;
    }

    public SimulatedBattery without(String route, String reason, String mend) {
        routes.computeIfAbsent(route, name -> new LinkedHashMap<>());
        notRun.computeIfAbsent(route, name -> new ArrayList<>()).add(new NotRun(route, reason, mend));
        return this;
    }

    public SimulatedBattery axis(String route, String family, String axis) {
        families.put(route, family);
        if (!axis.isEmpty()) {
            axes.put(route, axis);
        }
        return this;
    }

    public List<RouteAssessor.Found> found() {
        List<RouteAssessor.Found> found = new ArrayList<>();
        routes.forEach((name, evidence) -> found.add(new RouteAssessor.Found(
                new Named(name, families, axes), evidence, notRun.getOrDefault(name, List.of()))));
        return found;
    }

    public RoutesAssessment assessed() {
        return new RouteAssessor(plan()).assess(unchanged(), found(), List.of());
    }

    /** Which patients a table holds. */
    interface Choice {
        boolean holds(int patient);
    }

    PredictionTable table(String experiment, double share, boolean ownNoise, Choice choice) {
        SplittableRandom common = new SplittableRandom(seed);
        SplittableRandom own = new SplittableRandom(seed * 31 + experiment.hashCode());
        List<PredictionRow> rows = new ArrayList<>();
        for (int patient = 0; patient < patients; patient++) {
            int label = patient % 2;
            for (int image = 0; image <= patient / 2 % 2; image++) {
                double shared = common.nextGaussian();
                double noise = own.nextGaussian();
                double x = signal * share * label + (ownNoise ? 0.8 * shared + 0.6 * noise : shared);
                double male = 1 / (1 + Math.exp(-x));
                if (choice.holds(patient)) {
                    String id = "P" + patient;
                    rows.add(new PredictionRow(
                            experiment,
                            "fold " + (patient % 5 + 1),
                            "test",
                            id + "-" + image,
                            id,
                            id + "-" + image,
                            CLASSES.get(label),
                            List.of(1 - male, male)));
                }
            }
        }
        return new PredictionTable(Unit.IMAGE, CLASSES, rows);
    }

    private record Named(String name, Map<String, String> families, Map<String, String> axes) implements Route {
        @Override
        public String family() {
            return families.getOrDefault(name, name);
        }

        @Override
        public String question() {
            return Question.ofFamily(family());
        }

        @Override
        public Optional<String> axis() {
            return Optional.ofNullable(axes.get(name));
        }

        @Override
        public List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) {
            return List.of();
        }
    }
}
