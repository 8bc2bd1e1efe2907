package org.subtext.cli.silo;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.OwnerOnly;
import org.subtext.silo.coordinator.CoordinatorHome;
import org.subtext.silo.coordinator.Offering;
import org.subtext.silo.coordinator.PlanDraft;
import org.subtext.silo.enrolment.Invitation;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.plan.PlanClass;
import org.subtext.silo.plan.PlanCohort;
import org.subtext.silo.plan.PlanQuestion;
import org.subtext.silo.site.ConsentPage;
import org.subtext.silo.site.OfferedPlan;
import org.subtext.silo.site.SiteFiles;
import org.subtext.silo.site.SiteHome;
import org.subtext.silo.sums.Terms;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.ClusteredAuc;
import org.subtext.statistics.Estimate;

/**
 * A coordinator and three phantom hospitals as four processes of this machine: enrolled, approved, audited.
 *
 * <p>All that the administrators of the parties would do is done here; the processes do the rest over loopback.
 */
public final class SilosDemo {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int TAUGHT_BY = 200;
    private static final int PATIENTS = 480;
    private static final long NAP_MILLIS = 250;

    /** A house: the share of its patients who are of the class, and its scanner. */
    private record House(String name, double share, String scanner) {}

    private static final List<House> HOUSES = List.of(
            new House("north", 0.30, "Alder"), new House("south", 0.45, "Birch"), new House("west", 0.60, "Cedar"));

    private final Path folder;
    private final long seed;
    private final PrintWriter out;
    private final Progress progress;
    private final Clock clock = Clock.systemUTC();

    /** @param folder for everything; must be absent or empty */
    public SilosDemo(Path folder, long seed, PrintWriter out, Progress progress) {
        this.folder = folder;
        this.seed = seed;
        this.out = out;
        this.progress = progress;
    }

    /** Runs it to its result. */
    public void run() throws IOException, InterruptedException {
        requireEmpty();
        OwnerOnly.folder(folder);
        BandReader reader = taught();
        List<PredictionTable> tables = new ArrayList<>();
        for (int i = 0; i < HOUSES.size(); i++) {
            House house = HOUSES.get(i);
            tables.add(PhantomHospital.of(
                            house.name(),
                            PATIENTS,
                            house.share(),
                            house.scanner(),
                            seed + 1 + i,
                            folder.resolve("phantoms"),
                            progress)
                    .scoredBy(reader));
        }
        int port = freePort();
        CoordinatorHome centre = CoordinatorHome.begin(folder.resolve("coordinator"), "127.0.0.1", port, clock);
        List<Process> processes = new ArrayList<>();
        try {
            processes.add(start("serve", "coordinator", port));
            List<SiteHome> sites = new ArrayList<>();
            for (House house : HOUSES) {
                sites.add(enrolled(house.name(), centre, processes));
                processes.add(start("join", house.name(), port));
            }
            Offering plan = offered(centre, sites);
            for (int i = 0; i < sites.size(); i++) {
                approve(sites.get(i), tables.get(i), processes);
            }
            awaitResult(plan, processes);
            report(plan, tables);
        } finally {
            processes.forEach(Process::destroy);
            for (Process process : processes) {
                process.waitFor();
            }
        }
    }

    private void requireEmpty() throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new InvalidInputException("The folder " + folder + " is not empty. Give the demonstration"
                            + " another name with --name, or remove the folder.");
                }
            }
        }
    }

    private BandReader taught() throws IOException {
        PhantomHospital own =
                PhantomHospital.of("coordinator", TAUGHT_BY, 0.5, "", seed, folder.resolve("phantoms"), progress);
        return BandReader.taughtBy(own.features(), own.positives());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Process start(String command, String name, int port) throws IOException {
        Path log = folder.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.subtext.cli.Subtext",
                        "silo",
                        command,
                        "--folder",
                        folder.resolve(name).toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("SUBTEXT_SILO_LISTEN", "127.0.0.1:" + port);
        return builder.start();
    }

    private SiteHome enrolled(String name, CoordinatorHome centre, List<Process> processes)
            throws IOException, InterruptedException {
        SiteHome site = SiteHome.begin(folder.resolve(name), new PartyName(name), clock);
        Invitation invitation =
                centre.authority().invite(site.identity().name(), centre.address(Map.of()), clock.instant());
        long end = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            try {
                site.enrol(invitation, Map.of());
                say(name + " is enrolled, fingerprint "
                        + site.identity().known().fingerprint());
                return site;
            } catch (IOException e) {
                // The coordinator's process is not at its port yet.
                requireAlive(processes, end);
                Thread.sleep(NAP_MILLIS);
            }
        }
    }

    private Offering offered(CoordinatorHome centre, List<SiteHome> sites) throws IOException {
        List<PublicIdentity> known =
                sites.stream().map(site -> site.identity().known()).toList();
        Offering plan = centre.offer(
                PlanDraft.of(
                        "demo",
                        new PlanQuestion(
                                "The demonstration of Subtext",
                                "Do phantom radiographs of three houses reveal a planted class?",
                                "To show how it is done; no patient is in it"),
                        clock.instant().plus(Duration.ofDays(1)),
                        centre.identity().known(),
                        known,
                        new PlanCohort(
                                "group",
                                List.of(
                                        new PlanClass(PhantomHospital.POSITIVE, List.of()),
                                        new PlanClass(PhantomHospital.NEGATIVE, List.of())),
                                List.of("all images of the house's scanner")),
                        Terms.of(PhantomHospital.POSITIVE, PhantomHospital.NEGATIVE),
                        PlanDraft.usual(),
                        5),
                centre.office());
        say("plan " + plan.hash().abbreviated() + " is offered to three houses");
        return plan;
    }

    private void approve(SiteHome site, PredictionTable table, List<Process> processes)
            throws IOException, InterruptedException {
        String name = site.identity().name().value();
        Path file = folder.resolve(name).resolve("predictions.csv");
        PredictionFiles.write(table, file);
        long end = System.nanoTime() + LONGEST.toNanos();
        while (site.plans().isEmpty()) {
            requireAlive(processes, end);
            Thread.sleep(NAP_MILLIS);
        }
        OfferedPlan plan = site.plan("");
        List<String> page = ConsentPage.of(plan, site, Optional.of(SiteFiles.of(file)));
        Path shown = folder.resolve(name).resolve("shown-before-yes");
        ConsentPage.bytes(plan, shown);
        Files.write(shown.resolve("page.txt"), page);
        plan.approve(plan.plan().rounds().most(), site, site.post());
        say(name + " approved " + table.size() + " images of " + table.patientCount()
                + " patients; the page and the bytes are in " + shown);
    }

    private void awaitResult(Offering plan, List<Process> processes) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!Files.exists(plan.resultFile())) {
            requireAlive(processes, end);
            Thread.sleep(NAP_MILLIS);
        }
    }

    private void requireAlive(List<Process> processes, long end) {
        if (System.nanoTime() > end || processes.stream().anyMatch(process -> !process.isAlive())) {
            throw new InvalidInputException("A process of the demonstration ended, or it took longer than "
                    + LONGEST.toMinutes() + " minutes. Its log is one of those in " + folder + ".");
        }
    }

    private void report(Offering plan, List<PredictionTable> tables) throws IOException {
        out.println();
        out.print(Files.readString(plan.resultFile()));
        PredictionTableBuilder all =
                new PredictionTableBuilder(List.of(PhantomHospital.POSITIVE, PhantomHospital.NEGATIVE));
        tables.forEach(all::addAll);
        PredictionTable pooled = all.build();
        boolean[] positives = new boolean[pooled.size()];
        for (int row = 0; row < positives.length; row++) {
            positives[row] = pooled.truth(row).equals(PhantomHospital.POSITIVE);
        }
        Estimate rows = ClusteredAuc.wald(BinaryScores.of(pooled.scores(0), positives, pooled.patients()), 0.95);
        out.println();
        out.println(
                rows instanceof Estimate.Known known
                        ? String.format(
                                Locale.ROOT,
                                "Rows in one place, which nobody has here, would have said: AUC %.4f (%.4f to %.4f).",
                                known.value(),
                                known.interval().lower(),
                                known.interval().upper())
                        : "Rows in one place would have said nothing.");
        for (House house : HOUSES) {
            out.println("What left " + house.name() + ": "
                    + folder.resolve(house.name()).resolve("outbox").resolve("what-left.txt"));
        }
        out.println("The page: " + plan.resultFile().resolveSibling("result.html"));
        out.println(
                "In a browser: subtext explore " + folder.resolve(HOUSES.get(0).name())
                        + ", and as the coordinator: subtext explore " + folder.resolve("coordinator"));
        out.flush();
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
