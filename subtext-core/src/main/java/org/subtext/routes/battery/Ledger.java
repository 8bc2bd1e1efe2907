package org.subtext.routes.battery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.subtext.predictions.PredictionTable;
import org.subtext.problems.InvalidInputException;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceStore;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRun;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.reading.RouteAssessor;

/**
 * What a battery was asked for, now and before, and what came of it: every setting once, whether it has evidence, is to
 * be run, or was not run for a reason. Thread-safe.
 */
final class Ledger {
    private final List<Route> routes;

    /** The audit's own, with which evidence shares its texts. */
    private final PredictionTable unchanged;

    private final Map<String, Map<Setting, Entry>> entries = new LinkedHashMap<>();
    private final Map<String, NotRun> refused = new LinkedHashMap<>();

    /** Of the three exactly one is there once the battery has run; before, an experiment that is to be run has none. */
    private record Entry(Experiment experiment, Optional<Evidence> evidence, Optional<NotRun> notRun) {}

    private Ledger(List<Route> routes, PredictionTable unchanged) {
        this.routes = routes;
        this.unchanged = unchanged;
    }

    /**
     * Lists the experiments of all plans and takes what is stored of them.
     *
     * @param plan asked for now: what is not stored of it is to be run
     * @param before asked of the same run earlier, oldest first: only what is stored of it is taken
     */
    static Ledger of(
            List<Route> routes, FinishedAudit audit, RoutesPlan plan, List<RoutesPlan> before, EvidenceStore store) {
        Ledger ledger = new Ledger(routes, audit.predictions());
        for (Route route : routes) {
            for (RoutesPlan earlier : before) {
                if (earlier.asksFor(route)) {
                    ledger.list(route, audit, earlier, store, false);
                }
            }
            if (plan.asksFor(route)) {
                ledger.list(route, audit, plan, store, true);
            }
        }
        return ledger;
    }

    private void list(Route route, FinishedAudit audit, RoutesPlan plan, EvidenceStore store, boolean now) {
        List<Experiment> experiments;
        try {
            experiments = route.experiments(audit, plan);
        } catch (NotRunException e) {
            refused.put(route.name(), new NotRun(route.name(), e.reason(), e.mend()));
            return;
        } catch (InvalidInputException e) {
            refused.put(route.name(), new NotRun(route.name(), e.prose(), "Or leave this route out."));
            return;
        }
        refused.remove(route.name());
        Map<Setting, Entry> ofRoute = entries.computeIfAbsent(route.name(), name -> new LinkedHashMap<>());
        for (Experiment experiment : experiments) {
            Setting setting = experiment.setting();
            Optional<Evidence> stored = store.read(experiment).map(found -> found.sharedWith(unchanged));
            if (stored.isPresent() || now) {
                ofRoute.put(setting, new Entry(experiment, stored, Optional.empty()));
            } else {
                ofRoute.putIfAbsent(setting, new Entry(experiment, stored, Optional.of(notRunThen(setting))));
            }
        }
    }

    private static NotRun notRunThen(Setting setting) {
        return new NotRun(
                setting.experiment(),
                "It was asked for before, and not run then.",
                "Ask for the route " + setting.route() + " again.");
    }

    /** What is to be run, in the order of the report. */
    synchronized List<Experiment> toRun() {
        return entries.values().stream()
                .flatMap(ofRoute -> ofRoute.values().stream())
                .filter(entry -> entry.evidence().isEmpty() && entry.notRun().isEmpty())
                .map(Entry::experiment)
                .toList();
    }

    /** How many experiments have evidence. */
    synchronized int withEvidence() {
        return (int) entries.values().stream()
                .flatMap(ofRoute -> ofRoute.values().stream())
                .filter(entry -> entry.evidence().isPresent())
                .count();
    }

    /** How many experiments and whole routes were not run. */
    synchronized int notRun() {
        return refused.size()
                + (int) entries.values().stream()
                        .flatMap(ofRoute -> ofRoute.values().stream())
                        .filter(entry -> entry.notRun().isPresent())
                        .count();
    }

    synchronized void found(Experiment experiment, Evidence evidence) {
        settle(new Entry(experiment, Optional.of(evidence.sharedWith(unchanged)), Optional.empty()));
    }

    synchronized void notRun(Experiment experiment, String reason, String mend) {
        NotRun notRun = new NotRun(experiment.setting().experiment(), reason, mend);
        settle(new Entry(experiment, Optional.empty(), Optional.of(notRun)));
    }

    private void settle(Entry entry) {
        Setting setting = entry.experiment().setting();
        entries.values().stream()
                .filter(ofRoute -> ofRoute.containsKey(setting))
                .forEach(ofRoute -> ofRoute.put(setting, entry));
    }

    /** Everything asked for, by route. */
    synchronized List<RouteAssessor.Found> findings() {
        List<RouteAssessor.Found> findings = new ArrayList<>();
        for (Route route : routes) {
            Map<Setting, Entry> ofRoute = entries.getOrDefault(route.name(), Map.of());
            Map<Setting, Evidence> evidence = new LinkedHashMap<>();
            List<NotRun> notRun = new ArrayList<>();
            NotRun whole = refused.get(route.name());
            if (whole != null) {
                notRun.add(whole);
            }
            ofRoute.forEach((setting, entry) -> {
                entry.evidence().ifPresent(found -> evidence.put(setting, found));
                entry.notRun().ifPresent(notRun::add);
            });
            if (!evidence.isEmpty() || !notRun.isEmpty()) {
                findings.add(new RouteAssessor.Found(route, evidence, notRun));
            }
        }
        return findings;
    }
}
