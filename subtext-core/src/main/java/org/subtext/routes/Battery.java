package org.subtext.routes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.subtext.progress.Progress;
import org.subtext.recognition.TrainingDivergedException;

/**
 * The main path of the routes: list the experiments, price them, run what the budget pays for, assess everything together.
 *
 * <p>Evidence is stored whole, one experiment at a time; what is stored is not run again. Experiments that train run side by
 * side, as many as the processors hold; the others use all processors themselves. Neither shows in the results.
 */
public final class Battery {
    private final List<Route> routes;
    private final Progress progress;

    /** @param routes all there are, in the order of the report */
    public Battery(List<Route> routes, Progress progress) {
        this.routes = routes;
        this.progress = progress;
    }

    /** What would be run, and what it would cost. */
    public record Estimate(int settings, int stored, int leftOut, double seconds, String sentence) {}

    /** Prices the plan without running it. */
    public Estimate price(FinishedAudit audit, RoutesPlan plan) {
        try (KeptOpen trainer = new KeptOpen(audit.trainer())) {
            return priced(audit.withTrainer(trainer), plan).estimate();
        }
    }

    /** Runs the plan's routes on a finished audit, or continues; what is stored in its folder is not run again. */
    public RoutesAssessment run(FinishedAudit audit, RoutesPlan plan) {
        Map<Experiment, Evidence> evidence;
        Priced priced;
        try (KeptOpen trainer = new KeptOpen(audit.trainer())) {
            FinishedAudit kept = audit.withTrainer(trainer);
            priced = priced(kept, plan);
            progress.begin("By what route", 0, "settings");
            progress.end(priced.estimate().sentence());
            evidence = run(priced, kept);
        }
        List<String> notes = new ArrayList<>();
        notes.add(priced.estimate().sentence() + ".");
        if (plan.warmStart()) {
            notes.add("Newly trained networks began with the finished network's weights (warm start): they may remember"
                    + " what a setting took away.");
        }
        return new RouteAssessor(audit.assessment()).assess(audit.predictions(), found(priced, evidence), notes);
    }

    /** The experiments of a plan: listed, what is stored already, what is to be run, what is not. */
    private record Priced(
            List<Listing> listings, Map<Experiment, Evidence> stored, Schedule schedule, Estimate estimate) {}

    /** A route's experiments; what turns out not to run is added. */
    private record Listing(Route route, List<Experiment> experiments, List<NotRun> notRun) {
        static Listing of(Route route, FinishedAudit audit, RoutesPlan plan) {
            List<NotRun> notRun = new ArrayList<>();
            try {
                return new Listing(route, route.experiments(audit, plan), notRun);
            } catch (NotRunException e) {
                notRun.add(new NotRun(route.name(), e.reason(), e.mend()));
                return new Listing(route, List.of(), notRun);
            }
        }
    }

    private Priced priced(FinishedAudit audit, RoutesPlan plan) {
        List<Listing> listings = Routes.named(routes, plan).stream()
                .map(route -> Listing.of(route, audit, plan))
                .toList();
        EvidenceStore store = new EvidenceStore(audit.folder());
        Map<Experiment, Evidence> stored = new LinkedHashMap<>();
        List<Experiment> toRun = new ArrayList<>();
        for (Experiment experiment : listings.stream()
                .flatMap(listing -> listing.experiments().stream())
                .toList()) {
            Optional<Evidence> before = store.read(experiment);
            before.ifPresentOrElse(found -> stored.put(experiment, found), () -> toRun.add(experiment));
        }
        boolean trains = toRun.stream().anyMatch(e -> e.work().trainingImages() > 0);
        Prices prices = toRun.isEmpty() ? new Prices(1, 1, 1) : Prices.measure(audit, trains);
        Schedule schedule = Schedule.within(plan.budget(), toRun, e -> prices.seconds(e.work()));
        listings.forEach(listing -> listing.experiments().stream()
                .filter(schedule.leftOut()::contains)
                .forEach(e -> listing.notRun().add(tooDear(e, prices, plan))));
        return new Priced(listings, stored, schedule, estimate(stored.size(), schedule, prices));
    }

    private static Estimate estimate(int stored, Schedule schedule, Prices prices) {
        int chosen = schedule.chosen().size();
        StringBuilder sentence = new StringBuilder(chosen + (chosen == 1 ? " setting" : " settings") + " to run");
        if (chosen > 0) {
            sentence.append(", about ").append(Schedule.words(schedule.seconds()));
            sentence.append(" (").append(prices.sentence()).append(")");
        }
        if (stored > 0) {
            sentence.append("; ").append(stored).append(" run before");
        }
        if (!schedule.leftOut().isEmpty()) {
            sentence.append("; ").append(schedule.leftOut().size()).append(" do not fit the budget");
        }
        return new Estimate(chosen, stored, schedule.leftOut().size(), schedule.seconds(), sentence.toString());
    }

    private static NotRun tooDear(Experiment experiment, Prices prices, RoutesPlan plan) {
        return new NotRun(
                experiment.setting().experiment(),
                "It would take about " + Schedule.words(prices.seconds(experiment.work()))
                        + " and does not fit the budget of " + plan.budget() + ".",
                "Give a longer --budget; what has been run is kept.");
    }

    private Map<Experiment, Evidence> run(Priced priced, FinishedAudit audit) {
        EvidenceStore store = new EvidenceStore(audit.folder());
        Map<Experiment, Evidence> evidence = new ConcurrentHashMap<>(priced.stored());
        Map<Experiment, NotRun> failed = new ConcurrentHashMap<>();
        List<Experiment> chosen = priced.schedule().chosen();
        progress.begin("By what route", chosen.size(), "settings");
        List<Runnable> alone = new ArrayList<>();
        List<Runnable> sideBySide = new ArrayList<>();
        for (Experiment experiment : chosen) {
            (experiment.work().trainingImages() > 0 ? sideBySide : alone).add(() -> {
                String name = experiment.setting().experiment();
                progress.advance(0, name);
                try {
                    Evidence found = experiment.run(audit, Progress.SILENT);
                    store.write(experiment, found);
                    evidence.put(experiment, found);
                } catch (NotRunException e) {
                    failed.put(experiment, new NotRun(name, e.reason(), e.mend()));
                } catch (TrainingDivergedException e) {
                    failed.put(
                            experiment,
                            new NotRun(name, String.valueOf(e.getMessage()), "Or leave this setting out of the plan."));
                }
                progress.advance(1, name);
            });
        }
        alone.forEach(Runnable::run);
        runSideBySide(sideBySide, audit);
        for (Listing listing : priced.listings()) {
            for (Experiment experiment : listing.experiments()) {
                NotRun why = failed.get(experiment);
                if (why != null) {
                    listing.notRun().add(why);
                }
            }
        }
        int notRun = priced.listings().stream()
                .mapToInt(listing -> listing.notRun().size())
                .sum();
        progress.end(evidence.size() + (evidence.size() == 1 ? " setting" : " settings") + " with evidence, " + notRun
                + " not run");
        return evidence;
    }

    private static void runSideBySide(List<Runnable> work, FinishedAudit audit) {
        ExecutorService pool = Executors.newFixedThreadPool(Prices.sideBySide(audit));
        try {
            List<Future<?>> running = new ArrayList<>();
            work.forEach(one -> running.add(pool.submit(one)));
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the battery was interrupted", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<RouteAssessor.Found> found(Priced priced, Map<Experiment, Evidence> evidence) {
        List<RouteAssessor.Found> found = new ArrayList<>();
        for (Listing listing : priced.listings()) {
            Map<Setting, Evidence> ofRoute = new LinkedHashMap<>();
            for (Experiment experiment : listing.experiments()) {
                Evidence one = evidence.get(experiment);
                if (one != null) {
                    ofRoute.put(experiment.setting(), one);
                }
            }
            found.add(new RouteAssessor.Found(listing.route(), ofRoute, listing.notRun()));
        }
        return found;
    }
}
