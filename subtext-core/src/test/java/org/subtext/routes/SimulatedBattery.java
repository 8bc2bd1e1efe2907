package org.subtext.routes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.perturbation.Perturbations;
import org.subtext.perturbation.contract.PlannedPerturbation;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionRows;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRun;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;
import org.subtext.routes.perturbed.PerturbationRoute;
import org.subtext.routes.reading.RouteAssessor;

/**
 * Scores as a battery would find them, without images: each setting keeps a share of the signal, and its scores are
 * partly those of the unchanged images. Patients have one or two images and take the classes in turn; a fifth of them
 * is fold 1.
 */
public final class SimulatedBattery {
    public static final List<String> CLASSES = List.of("Female", "Male");

    private final List<String> classes;
    private final int patients;
    private final double signal;
    private final long seed;
    private final Map<String, Map<Setting, Evidence>> routes = new LinkedHashMap<>();
    private final Map<String, List<NotRun>> notRun = new LinkedHashMap<>();
    private final Map<String, String> axes = new LinkedHashMap<>();
    private final Map<String, String> families = new LinkedHashMap<>();
    private final Map<String, String> questions = new LinkedHashMap<>();

    /** Two classes. */
    public SimulatedBattery(int patients, double signal, long seed) {
        this(CLASSES, patients, signal, seed);
    }

    /** @param signal difference of the class means of unchanged scores, in standard deviations of one image */
    public SimulatedBattery(List<String> classes, int patients, double signal, long seed) {
        this.classes = List.copyOf(classes);
        this.patients = patients;
        this.signal = signal;
        this.seed = seed;
    }

    public static AssessmentPlan plan() {
        return AssessmentPlan.ofDefaults(3).withDraws(500);
    }

    public PredictionTable unchanged() {
        return table("internal", 1, false, row -> true);
    }

    /** A perturbation as a plan writes it, as its own route. */
    public SimulatedBattery with(String setting, Mode mode, double share) {
        return with(
                Perturbations.kindOf(setting), PerturbationRoute.subject(Perturbations.parse(setting)), mode, share);
    }

    /** A perturbation that no list of kinds need hold, in the route that its kind would have. */
    public SimulatedBattery with(PlannedPerturbation perturbation, Mode mode, double share) {
        Route route = new PerturbationRoute(perturbation.kind());
        questions.put(route.name(), route.question());
        axis(route.name(), route.family(), route.axis().orElse(""));
        return with(route.name(), PerturbationRoute.subject(perturbation), mode, share);
    }

    /** A setting that keeps a share of the signal; newly trained ones know fold 1 only. */
    public SimulatedBattery with(String route, Subject subject, Mode mode, double share) {
        boolean firstFold = mode == Mode.NEWLY_TRAINED;
        Setting setting = new Setting(route, subject, mode);
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
                new Named(name, families, axes, questions), evidence, notRun.getOrDefault(name, List.of()))));
        return found;
    }

    public RoutesAssessment assessed() {
        return new RouteAssessor(plan()).assess(unchanged(), found(), List.of());
    }

    /** Which patients a table holds. */
    public interface Choice {
        boolean holds(int patient);
    }

    /** Stored scores of a part of the patients. */
    public PredictionTable part(Setting setting, Choice choice) {
        return table(setting.experiment(), 1, false, choice);
    }

    /** Scores with a share of the signal. */
    public PredictionTable part(Setting setting, double share) {
        return table(setting.experiment(), share, true, patient -> true);
    }

    public PredictionTable table(String experiment, double share, boolean ownNoise, Choice choice) {
        SplittableRandom common = new SplittableRandom(seed);
        SplittableRandom own = new SplittableRandom(seed * 31 + experiment.hashCode());
        List<PredictionRow> rows = new ArrayList<>();
        for (int patient = 0; patient < patients; patient++) {
            int label = patient % classes.size();
            for (int image = 0; image <= patient / 2 % 2; image++) {
                List<Double> scores = scores(label, signal * share, ownNoise, common, own);
                if (choice.holds(patient)) {
                    String id = "P" + patient;
                    rows.add(new PredictionRow(
                            ExperimentName.read(experiment),
                            "fold " + (patient % 5 + 1),
                            "test",
                            id + "-" + image,
                            id,
                            id + "-" + image,
                            classes.get(label),
                            scores));
                }
            }
        }
        return PredictionRows.table(Unit.IMAGE, classes, rows);
    }

    /** Softmax of the signal at the class's place and noise, of which part is that of the unchanged images. */
    private List<Double> scores(
            int label, double kept, boolean ownNoise, SplittableRandom common, SplittableRandom own) {
        double[] odds = new double[classes.size()];
        double sum = 0;
        for (int k = classes.size() == 2 ? 1 : 0; k < odds.length; k++) {
            double shared = common.nextGaussian();
            double noise = own.nextGaussian();
            odds[k] = Math.exp(kept * (k == label ? 1 : 0) + (ownNoise ? 0.8 * shared + 0.6 * noise : shared));
            sum += odds[k];
        }
        if (classes.size() == 2) {
            odds[0] = 1;
            sum += 1;
        }
        List<Double> scores = new ArrayList<>();
        for (double one : odds) {
            scores.add(one / sum);
        }
        return scores;
    }

    private record Named(
            String name, Map<String, String> families, Map<String, String> axes, Map<String, String> questions)
            implements Route {
        @Override
        public String family() {
            return families.getOrDefault(name, name);
        }

        @Override
        public String question() {
            return questions.getOrDefault(name, "Does " + family() + " matter?");
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
