package org.subtext.routes.battery;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.UnavailableException;
import org.subtext.progress.CancelledException;
import org.subtext.progress.Progress;
import org.subtext.provenance.AtomicFiles;
import org.subtext.recognition.TrainingDivergedException;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceStore;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.reading.RouteAssessor;
import org.subtext.statistics.Widening;
import org.subtext.wording.Durations;

/**
 * The main path of the routes: list the experiments, price them, run what the budget pays for, assess everything
 * together.
 *
 * <p>Evidence is stored whole, one experiment at a time; what is stored is not run again. Experiments that train run
 * side by side, as many as the processors hold; the others use all processors themselves. Neither shows in the results.
 * An experiment that fails is reported as not run, and the rest goes on.
 */
public final class Battery {
    private final List<Route> routes;
    private final Progress progress;

    /** @param routes all there are, in the order of the report */
    public Battery(List<Route> routes, Progress progress) {
        this.routes = List.copyOf(routes);
        this.progress = progress;
    }

    /**
     * What would be run, and what it would cost.
     *
     * @param settings to run
     * @param stored settings with evidence, not run again
     * @param seconds that the settings to run take on this machine
     * @param routes the price by route
     * @param sentence all of it in words
     */
    public record Estimate(int settings, int stored, double seconds, List<RoutePrice> routes, String sentence) {
        public Estimate {
            routes = List.copyOf(routes);
        }

        /** How many settings the budget does not pay for. */
        public int leftOut() {
            return routes.stream().mapToInt(route -> route.leftOut().size()).sum();
        }
    }

    /**
     * What one route costs.
     *
     * @param settings to run
     * @param seconds they take
     * @param leftOut settings that the budget does not pay for
     */
    public record RoutePrice(String route, int settings, double seconds, List<String> leftOut) {
        public RoutePrice {
            leftOut = List.copyOf(leftOut);
        }
    }

    /** Prices the plan without running it. */
    public Estimate price(FinishedAudit audit, RoutesPlan plan) {
        RoutesPlanCheck.require(plan, routes, audit.cohort().columnNames());
        try (KeptOpen trainer = new KeptOpen(audit.trainer())) {
            return offer(audit.withTrainer(trainer), plan, List.of()).estimate();
        }
    }

    /**
     * Runs the plan's routes on a finished audit, or continues; what is stored in its folder is not run again.
     *
     * @param before plans that the same run was asked for earlier, oldest first: what is stored of them is assessed too
     * @param widening of the audit's own AUCs, for its folds
     */
    public RoutesAssessment run(FinishedAudit audit, RoutesPlan plan, List<RoutesPlan> before, Widening widening) {
        Offer offer = carriedOut(audit, plan, before);
        List<String> notes =
                new ArrayList<>(offer.schedule().whatMoreWouldBuy().stream().toList());
        notes.addAll(notes(plan, before));
        return new RouteAssessor(audit.assessment(), widening)
                .assess(audit.predictions(), offer.ledger().findings(), notes);
    }

    /** Everything but the assessment: what was found, by route, in the order of the report. */
    List<RouteAssessor.Found> gather(FinishedAudit audit, RoutesPlan plan, List<RoutesPlan> before) {
        return carriedOut(audit, plan, before).ledger().findings();
    }

    private Offer carriedOut(FinishedAudit audit, RoutesPlan plan, List<RoutesPlan> before) {
        RoutesPlanCheck.require(plan, routes, audit.cohort().columnNames());
        try (KeptOpen trainer = new KeptOpen(audit.trainer())) {
            FinishedAudit kept = audit.withTrainer(trainer);
            progress.begin("Price of the routes", 0, "settings");
            Offer offer = offer(kept, plan, before);
            progress.end(offer.estimate().sentence());
            run(offer, kept, plan);
            return offer;
        }
    }

    private static List<String> notes(RoutesPlan plan, List<RoutesPlan> before) {
        boolean warm = Stream.concat(before.stream(), Stream.of(plan))
                .anyMatch(one -> one.training().warmStart());
        return warm
                ? List.of("Newly trained networks with a warm start began with the finished network's weights: they may"
                        + " remember what a setting took away.")
                : List.of();
    }

    /** What is asked for, at what price, and what of it the budget pays for. */
    private record Offer(Ledger ledger, Prices prices, Schedule schedule, Estimate estimate) {}

    private Offer offer(FinishedAudit audit, RoutesPlan plan, List<RoutesPlan> before) {
        Ledger ledger = Ledger.of(routes, audit, plan, before, new EvidenceStore(audit.folder()));
        List<Experiment> toRun = ledger.toRun();
        int stored = ledger.withEvidence();
        Prices prices = Prices.measure(audit, toRun);
        Schedule schedule = Schedule.within(plan.budget(), toRun, e -> prices.seconds(e.work()));
        schedule.leftOut()
                .forEach(e -> ledger.notRun(
                        e,
                        "It would take about " + Durations.words(prices.seconds(e.work()))
                                + " and does not fit the budget of " + plan.budget() + ".",
                        "Give a longer budget; what has been run is kept."));
        return new Offer(ledger, prices, schedule, estimate(stored, schedule, prices));
    }

    private static Estimate estimate(int stored, Schedule schedule, Prices prices) {
        int chosen = schedule.chosen().size();
        StringBuilder sentence = new StringBuilder(chosen + (chosen == 1 ? " setting" : " settings") + " to run");
        if (chosen > 0) {
            sentence.append(", about ").append(Durations.words(schedule.seconds()));
        }
        if (!prices.sentence().isEmpty()) {
            sentence.append(" (").append(prices.sentence()).append(")");
        }
        if (stored > 0) {
            sentence.append("; ").append(stored).append(" run before");
        }
        int leftOut = schedule.leftOut().size();
        if (leftOut > 0) {
            sentence.append("; ")
                    .append(leftOut)
                    .append(leftOut == 1 ? " does" : " do")
                    .append(" not fit the budget");
        }
        return new Estimate(chosen, stored, schedule.seconds(), byRoute(schedule, prices), sentence.toString());
    }

    private static List<RoutePrice> byRoute(Schedule schedule, Prices prices) {
        Map<String, RoutePrice> byRoute = new LinkedHashMap<>();
        for (Experiment one : schedule.chosen()) {
            RoutePrice price = new RoutePrice(one.setting().route(), 1, prices.seconds(one.work()), List.of());
            byRoute.merge(price.route(), price, Battery::sum);
        }
        for (Experiment one : schedule.leftOut()) {
            RoutePrice price = new RoutePrice(
                    one.setting().route(), 0, 0, List.of(one.setting().experiment()));
            byRoute.merge(price.route(), price, Battery::sum);
        }
        return List.copyOf(byRoute.values());
    }

    private static RoutePrice sum(RoutePrice a, RoutePrice b) {
        List<String> leftOut =
                Stream.of(a.leftOut(), b.leftOut()).flatMap(Collection::stream).toList();
        return new RoutePrice(a.route(), a.settings() + b.settings(), a.seconds() + b.seconds(), leftOut);
    }

    private void run(Offer offer, FinishedAudit audit, RoutesPlan plan) {
        String budget = plan.budget();
        double limit = budget == null ? Double.POSITIVE_INFINITY : Schedule.seconds(budget);
        List<Experiment> chosen = offer.schedule().chosen();
        BatteryProgress watched =
                new BatteryProgress(progress, chosen.size(), offer.schedule().seconds());
        List<Runnable> alone = new ArrayList<>();
        List<Runnable> training = new ArrayList<>();
        for (Experiment experiment : chosen) {
            (experiment.work().trainingImages() > 0 ? training : alone).add(() -> {
                double begun = watched.elapsed();
                String outcome = begun < limit
                        ? runOne(experiment, offer.ledger(), audit, watched)
                        : spent(experiment, offer.ledger(), plan);
                double price = offer.prices().seconds(experiment.work());
                watched.finished(experiment, price, watched.elapsed() - begun, outcome);
            });
        }
        alone.forEach(Runnable::run);
        SideBySide.run(training, offer.prices().sideBySide());
        int found = offer.ledger().withEvidence();
        watched.end(found + (found == 1 ? " setting" : " settings") + " with evidence, "
                + offer.ledger().notRun() + " not run");
    }

    /** A measured price can be too low; the budget holds all the same. */
    private static String spent(Experiment experiment, Ledger ledger, RoutesPlan plan) {
        ledger.notRun(
                experiment,
                "The budget of " + plan.budget() + " was spent before its turn.",
                "Give a longer budget; what has been run is kept.");
        return "not run, the budget is spent";
    }

    private static String runOne(Experiment experiment, Ledger ledger, FinishedAudit audit, BatteryProgress watched) {
        Evidence evidence;
        try {
            evidence = experiment.run(audit, watched.of(experiment));
        } catch (NotRunException e) {
            ledger.notRun(experiment, e.reason(), e.mend());
            return "not run. " + e.reason();
        } catch (TrainingDivergedException | InvalidInputException | UnavailableException e) {
            ledger.notRun(experiment, String.valueOf(e.getMessage()), "Or leave this setting out.");
            return "not run. " + e.getMessage();
        } catch (CancelledException e) {
            throw e; // no finding about the experiment
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            ledger.notRun(
                    experiment, "It failed (" + e.getClass().getSimpleName() + ").", describe(experiment, e, audit));
            return "failed (" + e.getClass().getSimpleName() + ")";
        }
        new EvidenceStore(audit.folder()).write(experiment, evidence);
        ledger.found(experiment, evidence);
        return "done";
    }

    /** The trace lies beside the evidence; its message may name files and stays out of the report. */
    private static String describe(Experiment experiment, RuntimeException e, FinishedAudit audit) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        String name = EvidenceStore.slug(experiment.setting()) + ".error.txt";
        try {
            AtomicFiles.writeString(audit.folder().resolve(name), trace.toString());
        } catch (IOException cannot) {
            cannot.addSuppressed(e);
            throw new UncheckedIOException(cannot);
        }
        return "This is a bug in Subtext. Please report routes/" + name + " of the run's folder.";
    }
}
