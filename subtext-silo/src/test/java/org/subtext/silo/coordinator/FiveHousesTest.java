package org.subtext.silo.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.predictions.PredictionFiles;
import org.subtext.silo.enrolment.Invitation;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.site.ConsentPage;
import org.subtext.silo.site.OfferedPlan;
import org.subtext.silo.site.SiteFiles;
import org.subtext.silo.site.SiteHome;
import org.subtext.silo.site.WouldLeave;

/**
 * A coordinator and four sites as five processes over HTTPS, from enrolment to a result, with sites and the coordinator
 * killed on the way: each sum is exact, and neither the coordinator's disk nor its memory holds a site's numbers.
 */
@Tag("slow")
class FiveHousesTest {
    private static final List<String> SITES = List.of("amber", "birch", "cedar", "dune");
    private static final List<String> OPERATIONS = List.of("groups", "counts", "scores");
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private int port;
    private final Map<String, Process> processes = new HashMap<>();

    @AfterEach
    void end() {
        processes.values().forEach(Process::destroyForcibly);
    }

    private void start(String party) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                HouseProcess.class.getName(),
                folder.resolve(party).toString(),
                String.valueOf(port));
        processes.put(
                party,
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(log(party).toFile()))
                        .start());
    }

    /** As pulling the plug does. */
    private void killAndStart(String party) throws Exception {
        Process process = Objects.requireNonNull(processes.get(party)).destroyForcibly();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        start(party);
    }

    private Path log(String party) {
        return folder.resolve(party + ".log");
    }

    @FunctionalInterface
    private interface Moment {
        boolean isReached() throws Exception;
    }

    private void await(String what, Moment moment) throws Exception {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!moment.isReached()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(what + " never came:\n" + Files.readString(log("centre")));
            }
            Thread.sleep(50);
        }
    }

    private void awaitSaid(String party, String words) throws Exception {
        await(
                words,
                () -> Files.exists(log(party)) && Files.readString(log(party)).contains(words));
    }

    @Test
    void eachSumIsExactAlsoWhenHousesAreKilled() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        CoordinatorHome centre = CoordinatorHome.begin(folder.resolve("centre"), "127.0.0.1", port, Clock.systemUTC());
        start("centre");
        List<SiteHome> sites = new ArrayList<>();
        for (String name : SITES) {
            sites.add(enrolled(name, centre));
        }
        List<PublicIdentity> known =
                sites.stream().map(site -> site.identity().known()).toList();
        Offering offered = centre.offer(SiloTrial.plan(centre, known, OPERATIONS, 10), centre.office());
        List<OfferedPlan> plans = new ArrayList<>();
        for (int i = 0; i < sites.size(); i++) {
            start(SITES.get(i));
            plans.add(approved(sites.get(i), 500 + i));
        }
        awaitSaid("birch", "round 1, attempt 1, groups");
        killAndStart("birch");
        awaitSaid("centre", "round 2, attempt 1, counts, asked");
        killAndStart("centre");
        awaitSaid("centre", "round 3, attempt 1, scores, asked");
        killAndStart("cedar");
        awaitSaid("centre", "is closed; its result");
        Files.createFile(folder.resolve("centre").resolve(HouseProcess.STOP));
        assertThat(Objects.requireNonNull(processes.get("centre")).waitFor(2, TimeUnit.MINUTES))
                .isTrue();

        Map<String, List<long[]>> vectors = vectors(plans);
        for (int round = 1; round <= OPERATIONS.size(); round++) {
            List<long[]> own = Objects.requireNonNull(vectors.get(OPERATIONS.get(round - 1)));
            Path sum = offered.attempt(
                            round, offered.lastAsked(round).orElseThrow().attempt())
                    .resolve("sum.words");
            assertThat(words(Files.readAllBytes(sum))).isEqualTo(sum(own));
        }
        nobodySawAVector(Objects.requireNonNull(vectors.get("scores")));
    }

    private SiteHome enrolled(String name, CoordinatorHome centre) throws Exception {
        SiteHome site = SiteHome.begin(folder.resolve(name), new PartyName(name), Clock.systemUTC());
        Invitation invitation = centre.authority()
                .invite(site.identity().name(), URI.create("https://127.0.0.1:" + port), Instant.now());
        await("the port", () -> {
            try {
                site.enrol(invitation, Map.of());
                return true;
            } catch (IOException e) {
                // The coordinator's process is not at its port yet.
                return false;
            }
        });
        return site;
    }

    private OfferedPlan approved(SiteHome site, int patients) throws Exception {
        Path file = folder.resolve(site.identity().name() + "-predictions.csv");
        PredictionFiles.write(SiloTrial.predictions("black", patients, patients), file);
        await("the plan", () -> !site.plans().isEmpty());
        OfferedPlan plan = site.plan("");
        ConsentPage.of(plan, site, Optional.of(SiteFiles.of(file)));
        plan.approve(OPERATIONS.size(), site, site.post());
        return plan;
    }

    /** What each site answered, by operation, in the order of the sites. */
    private static Map<String, List<long[]>> vectors(List<OfferedPlan> plans) throws IOException {
        Map<String, List<long[]>> vectors = new HashMap<>();
        for (OfferedPlan first : plans) {
            List<OfferedPlan> inOrder = new ArrayList<>(List.of(first));
            plans.stream().filter(plan -> plan != first).forEach(inOrder::add);
            for (WouldLeave one : WouldLeave.amongAll(inOrder)) {
                vectors.computeIfAbsent(one.output().operation(), name -> new ArrayList<>())
                        .add(words(((WouldLeave.Numbers) one).words()));
            }
        }
        return vectors;
    }

    private static long[] words(byte[] bytes) {
        long[] words = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
        return words;
    }

    private static long[] sum(List<long[]> vectors) {
        long[] sum = new long[vectors.get(0).length];
        for (long[] vector : vectors) {
            for (int cell = 0; cell < sum.length; cell++) {
                sum[cell] += vector[cell];
            }
        }
        return sum;
    }

    private void nobodySawAVector(List<long[]> vectors) throws IOException {
        Path centre = folder.resolve("centre");
        assertThat(centre.resolve("memory.hprof")).isNotEmptyFile();
        for (long[] vector : vectors) {
            Windows windows = new Windows(vector);
            assertThat(windows.size()).isGreaterThan(20);
            assertThat(windows.countIn(centre)).isZero();
        }
        // The search finds what is there.
        Windows sum = new Windows(sum(vectors));
        assertThat(sum.countIn(centre)).isGreaterThanOrEqualTo(sum.size() / 2);
    }
}
