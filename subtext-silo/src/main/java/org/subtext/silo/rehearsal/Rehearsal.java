package org.subtext.silo.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.UnavailableException;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.FolderTree;
import org.subtext.provenance.OwnerOnly;
import org.subtext.provenance.Seed;
import org.subtext.silo.coordinator.Conductor;
import org.subtext.silo.coordinator.CoordinatorHome;
import org.subtext.silo.coordinator.Offering;
import org.subtext.silo.enrolment.Invitation;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.site.ConsentPage;
import org.subtext.silo.site.OfferedPlan;
import org.subtext.silo.site.SiteFiles;
import org.subtext.silo.site.SiteHome;
import org.subtext.silo.site.SiteService;
import org.subtext.silo.site.WouldLeave;
import org.subtext.silo.transport.Door;
import org.subtext.silo.transport.PostOffice;

/**
 * One site's rows through a whole plan, with a coordinator of its own on loopback and two invented partners: what would
 * have left the house, what would be told, and what was refused and why.
 *
 * <p>Keys are made for it and thrown away. Of the real site it takes the name and, as a copy, the ledger of whom was
 * answered, so that what that one refuses is refused here; nothing of the real site is written to.
 */
public final class Rehearsal {
    static final String NAME = "rehearsal";
    private static final List<String> PARTNERS = List.of("invented-one", "invented-two");
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final long NAP_MILLIS = 100;

    private final Path folder;
    private final TriedQuestion question;
    private final SiteFiles files;
    private final Seed seed;
    private final Clock clock;
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final List<Future<?>> services = new ArrayList<>();
    private final AtomicBoolean goesOn = new AtomicBoolean(true);

    /**
     * @param folder for what is found out; must be absent or empty
     * @param seed of what the partners' patients are drawn by
     */
    public Rehearsal(Path folder, TriedQuestion question, SiteFiles files, Seed seed, Clock clock) {
        this.folder = folder;
        this.question = question;
        this.files = files;
        this.seed = seed;
        this.clock = clock;
    }

    /**
     * Runs the plan once.
     *
     * @param real the site whose name and ledger are taken; empty where there is none yet
     * @return what happened, a line each
     * @throws InvalidInputException where the rows do not fit the plan, or the site's ledger refuses it
     */
    public List<String> run(Optional<SiteHome> real) throws IOException, InterruptedException {
        requireEmpty();
        OwnerOnly.folder(folder);
        Path working = OwnerOnly.folder(folder.resolve("working"));
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, NAME);
            thread.setDaemon(true);
            return thread;
        });
        try {
            return run(working, real, threads);
        } finally {
            goesOn.set(false);
            threads.shutdownNow();
            threads.awaitTermination(1, TimeUnit.MINUTES);
            FolderTree.delete(working);
        }
    }

    private List<String> run(Path working, Optional<SiteHome> real, ExecutorService threads)
            throws IOException, InterruptedException {
        CoordinatorHome centre = CoordinatorHome.begin(working.resolve("coordinator"), "127.0.0.1", 8443, clock);
        PostOffice office = centre.office();
        try (Door door = centre.openDoor(Map.of("SUBTEXT_SILO_LISTEN", "127.0.0.1:0"), office, log::add)) {
            URI address = URI.create("https://127.0.0.1:" + door.port());
            SiteHome own = real.isPresent()
                    ? real.get().rehearsing(working.resolve("site"))
                    : SiteHome.begin(working.resolve("site"), new PartyName("this-site"), clock);
            List<SiteHome> sites = new ArrayList<>(List.of(own));
            for (String name : PARTNERS) {
                sites.add(SiteHome.begin(working.resolve(name), new PartyName(name), clock));
            }
            for (SiteHome site : sites) {
                enrol(site, centre, address);
            }
            Offering offered =
                    centre.offer(question.plan(centre.identity().known(), known(sites), clock.instant()), office);
            for (SiteHome site : sites) {
                services.add(threads.submit(() -> {
                    serve(site);
                    return null;
                }));
            }
            List<OfferedPlan> plans = new ArrayList<>();
            for (SiteHome site : sites) {
                plans.add(approved(site, site == own ? files : invented(site, working)));
            }
            services.add(threads.submit(() -> {
                new Conductor(centre, office, line -> log.add("coordinator: " + line)).run(goesOn::get);
                return null;
            }));
            awaitEnd(() -> centre.plan(NAME).life().state().isEnd());
            for (SiteHome site : sites) {
                awaitEnd(() -> site.plan(NAME).life().state().isEnd());
            }
            return kept(own, plans, offered);
        }
    }

    private void requireEmpty() throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> before = Files.list(folder)) {
                if (before.findAny().isPresent()) {
                    throw new InvalidInputException(
                            "The folder " + folder + " is not empty. Give a new one, or remove it: it holds an earlier"
                                    + " rehearsal, or something else.");
                }
            }
        }
    }

    private void enrol(SiteHome site, CoordinatorHome centre, URI address) throws IOException, InterruptedException {
        Invitation invitation = centre.authority().invite(site.identity().name(), address, clock.instant());
        site.enrol(invitation, Map.of());
    }

    private static List<PublicIdentity> known(List<SiteHome> sites) {
        return sites.stream().map(site -> site.identity().known()).toList();
    }

    private void serve(SiteHome site) throws IOException, InterruptedException {
        try (SiteService service = SiteService.open(
                site,
                site.post(),
                Optional.of(site.link(Map.of())),
                line -> log.add(site.identity().name() + ": " + line))) {
            service.run(goesOn::get);
        }
    }

    private SiteFiles invented(SiteHome site, Path working) throws IOException {
        return InventedSite.write(question, site.identity().name().value(), seed, working);
    }

    /** Looks and says yes as an administrator would; the page of the site that tries it is kept. */
    private OfferedPlan approved(SiteHome site, SiteFiles rows) throws IOException, InterruptedException {
        awaitEnd(() -> !site.plans().isEmpty());
        OfferedPlan plan = site.plan("");
        List<String> page = ConsentPage.of(plan, site, Optional.of(rows));
        if (rows == files) {
            AtomicFiles.writeString(folder.resolve("page.txt"), String.join("\n", page) + "\n");
        }
        plan.approve(plan.plan().rounds().most(), site, site.post());
        return plan;
    }

    /** Something that is waited for. */
    @FunctionalInterface
    private interface Moment {
        boolean isReached() throws IOException;
    }

    private void awaitEnd(Moment moment) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!moment.isReached()) {
            for (Future<?> service : services) {
                if (service.isDone()) {
                    throw ended(service);
                }
            }
            if (System.nanoTime() > end) {
                throw new UnavailableException("The rehearsal took longer than " + LONGEST.toMinutes()
                        + " minutes. What was said last: " + last());
            }
            Thread.sleep(NAP_MILLIS);
        }
    }

    private RuntimeException ended(Future<?> service) throws InterruptedException {
        try {
            service.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InvalidInputException problem) {
                return problem;
            }
            return new IllegalStateException("a party of the rehearsal ended", e);
        }
        return new IllegalStateException("a party of the rehearsal ended");
    }

    private String last() {
        return log.isEmpty() ? "nothing" : log.get(log.size() - 1);
    }

    private List<String> kept(SiteHome own, List<OfferedPlan> plans, Offering offered) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("Tried         " + question.operations().size() + " operations by " + plans.size()
                + " sites, all but " + own.identity().name() + " invented, on this machine alone");
        lines.add("Page          what a yes would have meant: " + folder.resolve("page.txt"));
        ConsentPage.write(WouldLeave.amongAll(plans), folder.resolve("numbers"))
                .forEach(line -> lines.add("Numbers       " + line));
        long bytes = 0;
        List<String> left = own.post().record().read();
        for (String part : List.of("sent", "opened")) {
            Path from = own.folder().resolve("outbox").resolve(part);
            Files.move(from, folder.resolve(part));
        }
        try (Stream<Path> sent = Files.list(folder.resolve("sent"))) {
            for (Path file : sent.toList()) {
                bytes += Files.size(file);
            }
        }
        AtomicFiles.writeString(folder.resolve("what-left.txt"), String.join("\n", left) + "\n");
        lines.add("Left          " + left.size() + " envelopes of " + bytes + " bytes: sealed in "
                + folder.resolve("sent") + ", what was in them in " + folder.resolve("opened"));
        lines.addAll(told(offered));
        lines.addAll(refused(own));
        AtomicFiles.writeString(folder.resolve("log.txt"), String.join("\n", List.copyOf(log)) + "\n");
        return lines;
    }

    /** The result, whose other two thirds are invented. */
    private List<String> told(Offering offered) throws IOException {
        if (!Files.exists(offered.resultFile())) {
            return List.of("Told          nothing: the plan ended without a result");
        }
        Path told = OwnerOnly.folder(folder.resolve("told"));
        for (String name : List.of("result.txt", "result.html", "result.json")) {
            Files.move(offered.resultFile().resolveSibling(name), told.resolve(name));
        }
        return List.of(
                "Told          " + told.resolve("result.html"),
                "              its numbers are of invented patients too, and say nothing of anybody");
    }

    private List<String> refused(SiteHome own) {
        List<String> lines = List.copyOf(log).stream()
                .filter(line -> line.contains(own.identity().name().value() + ": not taken")
                        || line.contains("refused")
                        || line.contains("opened nothing")
                        || line.contains("stopped"))
                .map(line -> "Refused       " + line)
                .toList();
        return lines.isEmpty() ? List.of("Refused       nothing") : lines;
    }
}
