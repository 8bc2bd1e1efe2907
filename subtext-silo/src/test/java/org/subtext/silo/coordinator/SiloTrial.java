package org.subtext.silo.coordinator;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.silo.enrolment.CoordinatorCard;
import org.subtext.silo.enrolment.Invitation;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.plan.PlanClass;
import org.subtext.silo.plan.PlanCohort;
import org.subtext.silo.plan.PlanQuestion;
import org.subtext.silo.plan.SiloPlan;
import org.subtext.silo.site.ConsentPage;
import org.subtext.silo.site.OfferedPlan;
import org.subtext.silo.site.SiteFiles;
import org.subtext.silo.site.SiteHome;
import org.subtext.silo.site.SiteService;
import org.subtext.silo.sums.Terms;
import org.subtext.silo.transport.Door;
import org.subtext.silo.transport.PostOffice;
import org.subtext.silo.transport.SitePost;

/** A coordinator and its sites in one process over loopback, for tests. */
final class SiloTrial implements AutoCloseable {
    static final Clock CLOCK = Clock.systemUTC();
    static final Terms TERMS = Terms.of("black", "white").withBins(64);
    private static final Map<String, String> NOTHING = Map.of();

    final Path folder;
    final CoordinatorHome centre;
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Task> moments = new ConcurrentHashMap<>();
    private final List<Running> sites = new ArrayList<>();
    private Map<String, String> environment = Map.of("SUBTEXT_SILO_LISTEN", "127.0.0.1:0");
    private Door door;
    private PostOffice office;
    private @org.jspecify.annotations.Nullable Running conductor;

    /** Something that goes on in a thread until it is stopped. */
    record Running(Thread thread, AtomicBoolean goesOn) {
        static Running of(String name, Task task) {
            AtomicBoolean goesOn = new AtomicBoolean(true);
            Thread thread = new Thread(
                    () -> {
                        try {
                            task.run(goesOn);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        } catch (Exception e) {
                            if (goesOn.get()) {
                                throw new IllegalStateException(name, e);
                            }
                            // Killed in the middle of a write, as it was meant to be.
                        }
                    },
                    name);
            thread.setDaemon(true);
            thread.start();
            return new Running(thread, goesOn);
        }

        void stop() throws InterruptedException {
            goesOn.set(false);
            thread.interrupt();
            thread.join(10_000);
        }
    }

    @FunctionalInterface
    interface Task {
        void run(AtomicBoolean goesOn) throws Exception;
    }

    SiloTrial(Path folder) throws Exception {
        this.folder = folder;
        this.centre = CoordinatorHome.begin(folder.resolve("centre"), "127.0.0.1", 8443, CLOCK);
        open();
    }

    /** Once a line with these words is said, does something before whoever said it goes on. */
    void when(String words, Task task) {
        moments.put(words, task);
    }

    private void say(String line) {
        log.add(line);
        for (String words : moments.keySet()) {
            Task task = line.contains(words) ? moments.remove(words) : null;
            if (task != null) {
                try {
                    task.run(new AtomicBoolean(true));
                } catch (Exception e) {
                    log.add("when \"" + words + "\" was said: " + e);
                }
            }
        }
    }

    private void open() throws Exception {
        office = centre.office();
        door = centre.openDoor(environment, office, line -> say("door: " + line));
        environment = Map.of("SUBTEXT_SILO_LISTEN", "127.0.0.1:" + door.port());
    }

    PostOffice office() {
        return office;
    }

    URI address() {
        return URI.create("https://127.0.0.1:" + door.port());
    }

    void conduct() {
        conductor = Running.of(
                "conductor", goesOn -> new Conductor(centre, office, line -> say("centre: " + line)).run(goesOn::get));
    }

    /** As if the coordinator's process had died and begun again. */
    void restartCoordinator() throws Exception {
        java.util.Objects.requireNonNull(conductor).stop();
        door.close();
        open();
        conduct();
    }

    /** Begins and enrols a site. */
    SiteHome enrolled(String name) throws Exception {
        SiteHome site = SiteHome.begin(folder.resolve(name), new PartyName(name), CLOCK);
        Invitation invitation = centre.authority().invite(site.identity().name(), address(), Instant.now());
        site.enrol(invitation, NOTHING);
        return site;
    }

    /** North, south and west, begun and enrolled. */
    List<SiteHome> threeSites() throws Exception {
        List<SiteHome> three = new ArrayList<>();
        for (String name : List.of("north", "south", "west")) {
            three.add(enrolled(name));
        }
        return three;
    }

    /** Offers a plan of these sites. */
    Offering offer(List<SiteHome> parties, List<String> operations, int minutes) throws Exception {
        return offer(parties, TERMS, operations, minutes);
    }

    Offering offer(List<SiteHome> parties, Terms terms, List<String> operations, int minutes) throws Exception {
        List<PublicIdentity> known =
                parties.stream().map(site -> site.identity().known()).toList();
        return centre.offer(plan(centre, known, terms, operations, minutes), office);
    }

    /**
     * A site's service runs from now on, and its administrator looks at the plan and says yes.
     *
     * @return the page that was looked at
     */
    List<String> joinAndApprove(SiteHome site, PredictionTable table) throws Exception {
        join(site);
        return approve(site, write(site.identity().name().value(), table));
    }

    Running join(SiteHome site) throws Exception {
        SitePost post = site.post();
        Running running = Running.of(site.identity().name().value(), goesOn -> {
            try (SiteService service = SiteService.open(
                    site,
                    post,
                    Optional.of(site.link(NOTHING)),
                    line -> say(site.identity().name() + ": " + line))) {
                service.run(goesOn::get);
            }
        });
        sites.add(running);
        return running;
    }

    static SiloPlan plan(CoordinatorHome centre, List<PublicIdentity> sites, List<String> operations, int minutes) {
        return plan(centre, sites, TERMS, operations, minutes);
    }

    private static SiloPlan plan(
            CoordinatorHome centre, List<PublicIdentity> sites, Terms terms, List<String> operations, int minutes) {
        return PlanDraft.of(
                "first-audit",
                new PlanQuestion("Example University", "Do scores tell the class?", "A test"),
                Instant.now().plus(Duration.ofDays(1)),
                centre.identity().known(),
                sites,
                new PlanCohort(
                        "race",
                        List.of(new PlanClass("black", List.of("B")), new PlanClass("white", List.of())),
                        List.of()),
                terms,
                operations,
                minutes);
    }

    /** Predictions of a site whose scores tell a little. */
    static PredictionTable predictions(String positive, int patients, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PredictionTableBuilder builder = new PredictionTableBuilder(List.of(positive, "white"));
        for (int i = 0; i < patients; i++) {
            boolean isPositive = random.nextInt(3) == 0;
            double score =
                    Math.min(0.999, Math.max(0.001, 0.4 + (isPositive ? 0.2 : 0) + 0.5 * (random.nextDouble() - 0.5)));
            builder.add(
                    ExperimentName.read("internal"),
                    "run",
                    "test",
                    "",
                    "patient-" + seed + "-" + i,
                    "image-" + seed + "-" + i,
                    isPositive ? positive : "white",
                    score,
                    1 - score);
        }
        return builder.build();
    }

    Path write(String name, PredictionTable table) throws Exception {
        Path file = folder.resolve(name + "-predictions.csv");
        PredictionFiles.write(table, file);
        return file;
    }

    /** Looks at the plan with a table, as an administrator does, and says yes. */
    List<String> approve(SiteHome site, Path predictions) throws Exception {
        OfferedPlan plan = awaited(site);
        List<String> page = ConsentPage.of(plan, site, Optional.of(SiteFiles.of(predictions)));
        plan.approve(plan.plan().rounds().most(), site, site.post());
        return page;
    }

    static OfferedPlan awaited(SiteHome site) throws Exception {
        for (int i = 0; i < 600 && site.plans().isEmpty(); i++) {
            Thread.sleep(50);
        }
        return site.plan("");
    }

    void await(String words) throws Exception {
        for (int i = 0; i < 1200; i++) {
            synchronized (log) {
                if (log.stream().anyMatch(line -> line.contains(words))) {
                    return;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("\"" + words + "\" was never said, but:\n" + String.join("\n", log));
    }

    CoordinatorCard card() throws Exception {
        return centre.authority().card(address());
    }

    @Override
    public void close() throws Exception {
        if (conductor != null) {
            conductor.stop();
        }
        for (Running site : sites) {
            site.stop();
        }
        door.close();
    }
}
