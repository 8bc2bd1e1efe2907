package org.subtext.web.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.PlanFile;
import org.subtext.audit.StoredRun;
import org.subtext.audit.answers.Labels;
import org.subtext.audit.door.Door;
import org.subtext.audit.door.Follower;
import org.subtext.audit.door.RunSummary;
import org.subtext.audit.door.RunSummary.Kind;
import org.subtext.audit.door.RunSummary.State;
import org.subtext.audit.door.Work;
import org.subtext.audit.harm.HarmAudit;
import org.subtext.audit.harm.HarmPlanFile;
import org.subtext.audit.plan.RunName;
import org.subtext.harm.reading.HarmRequest;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;
import org.subtext.recognition.TrainingPace;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.web.Changes;
import org.subtext.wording.Digits;

/**
 * Runs that are started from pages: an audit, a battery or a run of harm, each first as the plan file it amounts to
 * with its price, then, unless that plan has changed since, for good. Thread-safe.
 */
public final class Starts implements Changes {
    private final Door door;
    private final Path runs;
    private final Map<String, Work<?>> started = new ConcurrentSkipListMap<>();

    /**
     * Nothing is started yet.
     *
     * @param runs the folder of all runs, to which the door leads
     */
    public Starts(Door door, Path runs) {
        this.door = door;
        this.runs = runs;
    }

    @Override
    public String page(String token) {
        List<RunSummary> all = door.runs();
        return new Forms(token)
                .all(
                        List.copyOf(started.values()),
                        all.stream().filter(one -> is(one, State.FINISHED)).toList(),
                        all.stream().filter(one -> is(one, State.UNFINISHED)).toList());
    }

    private static boolean is(RunSummary run, State state) {
        return run.kind() == Kind.IMAGES && run.state() == state;
    }

    @Override
    public Optional<String> done(String action, Map<String, String> fields, String token) {
        switch (action) {
            case "check" -> {
                Planned planned = planned(fields);
                return Optional.of(
                        new Forms(token).confirmation(planned, planned.price().get(), hash(planned), fields));
            }
            case "begin" -> {
                Planned planned = planned(fields);
                if (!hash(planned).equals(fields.get("hash"))) {
                    throw new InvalidInputException(
                            "The plan is another one than was shown; it was changed since. Look at it again.");
                }
                started.put(planned.run(), planned.begins().apply(door));
            }
            case "cancel" ->
                door.works().stream()
                        .filter(work -> work.run().equals(fields.get("run")))
                        .forEach(Work::cancel);
            case "resume" -> {
                AuditPlan plan = new StoredRun(runs.resolve(halted(field(fields, "run"))))
                        .plan()
                        .orElseThrow();
                started.put(plan.name(), work(door, plan, true));
            }
            default -> throw new InvalidInputException("Nothing of that kind can be asked for.");
        }
        return Optional.empty();
    }

    private static String hash(Planned planned) {
        return ContentHash.ofText(planned.run() + "\n" + planned.plan()).hex();
    }

    private Planned planned(Map<String, String> fields) {
        return switch (field(fields, "kind")) {
            case "audit" -> audit(PlanFile.read(file(fields)));
            case "harm" -> harm(field(fields, "name"), HarmPlanFile.read(file(fields)));
            case "battery" -> battery(field(fields, "run"), fields);
            default -> throw new InvalidInputException("Audits, batteries and runs of harm can be started.");
        };
    }

    private Planned audit(AuditPlan plan) {
        requireNew(plan.name());
        return new Planned(
                plan.name(),
                PlanFile.toYaml(plan),
                () -> AuditCost.of(plan, () -> pace(plan)),
                through -> work(through, plan, false));
    }

    /** An audit of an attribute, or of findings, for which a diagnostic model is taught. */
    private static Work<?> work(Door through, AuditPlan plan, boolean resume) {
        return plan.cohort().targets().areNone()
                ? through.audit(plan, resume, Follower.NONE)
                : through.diagnose(plan, resume, Follower.NONE);
    }

    private Planned harm(String name, HarmRequest request) {
        requireNew(name);
        return new Planned(
                name,
                PlanFile.yaml(request),
                () -> {
                    try {
                        double seconds = HarmAudit.preview(request, threads(), Progress.SILENT)
                                .seconds();
                        return "Comparing takes about " + Digits.fixed(Math.max(1, seconds), 0)
                                + " s on this machine; what stands beside the gaps comes on top.";
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                through -> through.harm(name, request, Follower.NONE));
    }

    private Planned battery(String run, Map<String, String> fields) {
        if (door.runs().stream().noneMatch(one -> one.name().equals(run) && is(one, State.FINISHED))) {
            throw new InvalidInputException("There is no finished audit of images \"" + Labels.of(run) + "\".");
        }
        List<Mode> modes = new ArrayList<>(List.of(Mode.TESTED_UNDER));
        if (fields.containsKey("trains")) {
            modes.add(Mode.NEWLY_TRAINED);
        }
        RoutesPlan routes = RoutesPlan.NONE
                .withRoutes(items(fields.getOrDefault("routes", "")))
                .withSettings(items(fields.getOrDefault("settings", "")))
                .withModes(modes);
        if (routes.asksForNothing()) {
            throw new InvalidInputException(
                    "No route and no setting is named. Name at least one: frequency, low-pass 12.");
        }
        return new Planned(
                run,
                PlanFile.yaml(routes),
                () -> price(run, routes),
                through -> through.explain(run, routes, Follower.NONE));
    }

    private String price(String run, RoutesPlan routes) {
        return found(door.price(run, routes, Follower.NONE)).sentence();
    }

    private TrainingPace pace(AuditPlan plan) {
        return found(door.pace(plan, Follower.NONE));
    }

    private static <R> R found(Work<R> price) {
        try {
            return price.await();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InvalidInputException("The price was not found out; the server is ending.");
        }
    }

    /** Whatever has that name is kept: here nothing is written anew. */
    private void requireNew(String name) {
        RunName.problem(name).ifPresent(wrong -> {
            throw new InvalidInputException("The name of a run " + wrong + ". Choose another name.");
        });
        if (door.runs().stream().anyMatch(one -> one.name().equals(name))) {
            throw new InvalidInputException("There is a run \"" + Labels.of(name)
                    + "\" already. Choose another name; one that is not finished can be resumed.");
        }
    }

    private String halted(String run) {
        return door.runs().stream()
                .filter(one -> one.name().equals(run) && is(one, State.UNFINISHED))
                .map(RunSummary::name)
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "There is no audit \"" + Labels.of(run) + "\" that waits to be resumed."));
    }

    private static List<String> items(String field) {
        return Arrays.stream(field.split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    /** What is wrong with a plan is shown with its keys: of other files nothing is. */
    private static Path file(Map<String, String> fields) {
        try {
            String file = field(fields, "file");
            if (!file.endsWith(".yaml") && !file.endsWith(".yml")) {
                throw new InvalidInputException("A plan file ends in .yaml or .yml, and no other is read from here."
                        + " Give the path of a plan file.");
            }
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new InvalidInputException("That is no path of a file of this machine. Give the path of a plan file.");
        }
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            throw new InvalidInputException("The field \"" + name + "\" is empty. Fill it in.");
        }
        return value;
    }

    private static int threads() {
        return Math.max(1, Runtime.getRuntime().availableProcessors());
    }
}
