package org.subtext.silo.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.keys.PartyName;

/**
 * A coordinator and four sites as five processes, halted at each of the six steps: the sum is exact or the round is
 * refused, and neither the traffic, nor the coordinator's disk, nor its memory holds one number of any site.
 */
class FiveProcessesTest {
    private static final List<String> SITES = List.of("amber", "birch", "cedar", "dune");

    /** Two parts, so that a vector can be cut off between them. */
    private static final int LENGTH = MaskedVector.PART_WORDS + 1000;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final Map<String, long[]> numbers = new TreeMap<>();
    private final Map<String, Process> processes = new HashMap<>();

    @BeforeEach
    void enrol() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        List<String> terms = new ArrayList<>(List.of(
                String.valueOf(LENGTH),
                Instant.now().plus(Duration.ofMinutes(10)).toString()));
        Files.createDirectories(folder.resolve("post"));
        Files.createDirectories(folder.resolve(Mailbox.COORDINATOR));
        for (String site : SITES) {
            Identity identity = Identity.make(new PartyName(site));
            identity.save(folder.resolve(site));
            terms.add(site + " " + identity.known().signing() + " "
                    + identity.known().sealing());
            long[] own = random.longs(LENGTH, -(1L << 60), 1L << 60).toArray();
            numbers.put(site, own);
            ByteBuffer bytes = ByteBuffer.allocate(LENGTH * Long.BYTES);
            bytes.asLongBuffer().put(own);
            Files.write(folder.resolve(site).resolve("numbers"), bytes.array());
        }
        Files.write(folder.resolve("post").resolve("terms"), terms);
    }

    @AfterEach
    void end() {
        processes.values().forEach(Process::destroyForcibly);
    }

    private void start(String party, String... moment) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                PartyProcess.class.getName(),
                folder.resolve(party).toString(),
                folder.resolve("post").toString(),
                String.valueOf(PATIENCE.toMillis())));
        command.addAll(List.of(moment));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(party + ".log").toFile())
                .start();
        processes.put(party, process);
    }

    private int await(String party) throws InterruptedException, IOException {
        Process process = Objects.requireNonNull(processes.get(party));
        assertThat(process.waitFor(8, TimeUnit.MINUTES)).as("%s ended", party).isTrue();
        assertThat(process.exitValue()).as(() -> party + " said: " + log(party)).isIn(0, 9);
        return process.exitValue();
    }

    private String log(String party) {
        try {
            return Files.readString(folder.resolve(party + ".log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The sites in the sum, after it was found exact; empty where the round was refused. */
    private List<String> exact() throws IOException {
        String outcome = Files.readString(folder.resolve(Mailbox.COORDINATOR).resolve("outcome.txt"));
        Path file = folder.resolve(Mailbox.COORDINATOR).resolve("round").resolve("sum.words");
        if (outcome.startsWith("refused")) {
            assertThat(file).doesNotExist();
            return List.of();
        }
        List<String> answered = List.of(outcome.split(" "));
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        long[] sum = new long[LENGTH];
        bytes.asLongBuffer().get(sum);
        assertThat(sum).isEqualTo(sum(answered));
        return answered;
    }

    private long[] sum(List<String> sites) {
        long[] sum = new long[LENGTH];
        for (String site : sites) {
            long[] own = Objects.requireNonNull(numbers.get(site));
            for (int i = 0; i < LENGTH; i++) {
                sum[i] += own[i];
            }
        }
        return sum;
    }

    /** All that the coordinator stored, its memory included, and all letters. */
    private void assertThatNobodySawAVector(List<String> answered) throws IOException {
        long[] all = numbers.values().stream().flatMapToLong(Arrays::stream).toArray();
        ByteRuns plain = new ByteRuns(all);
        assertThat(plain.countIn(folder.resolve(Mailbox.COORDINATOR))).isZero();
        assertThat(plain.countIn(folder.resolve("post"))).isZero();
        // The search finds what is there: the vectors where they belong, and the sum.
        assertThat(plain.countIn(folder.resolve("amber"))).isGreaterThanOrEqualTo(LENGTH - 1);
        if (!answered.isEmpty()) {
            ByteRuns sum = new ByteRuns(sum(answered));
            assertThat(sum.countIn(folder.resolve(Mailbox.COORDINATOR))).isGreaterThan(LENGTH);
        }
    }

    @Test
    void aSiteAndTheCoordinatorAreHaltedAndGoOn() throws IOException, InterruptedException {
        start(Mailbox.COORDINATOR, "REVEALED 2 BEFORE_TAKEN");
        for (String site : SITES) {
            start(site, site.equals("birch") ? new String[] {"VECTOR 2 BEFORE_SENT"} : new String[0]);
        }
        assertThat(await("birch")).isEqualTo(9);
        start("birch");
        assertThat(await(Mailbox.COORDINATOR)).isEqualTo(9);
        start(Mailbox.COORDINATOR);
        for (String party : List.of(Mailbox.COORDINATOR, "amber", "birch", "cedar", "dune")) {
            assertThat(await(party)).isZero();
        }
        List<String> answered = exact();
        assertThat(answered).containsExactlyElementsOf(SITES);
        assertThatNobodySawAVector(answered);
    }

    /** Where birch is halted, what it does not say from then on that is waited for, and who is in the sum. */
    private record Away(String moment, Optional<MessageKind> missing, List<String> inSum) {}

    private static final List<String> OTHERS = List.of("amber", "cedar", "dune");

    /** Before its vector is whole a site is in no sum; afterwards its numbers are in it, and three shares open it. */
    private static final List<Away> AWAY = List.of(
            new Away("KEYS 1 BEFORE_SENT", Optional.of(MessageKind.KEYS), OTHERS),
            new Away("SHARES 1 BEFORE_SENT", Optional.of(MessageKind.SHARES), OTHERS),
            // Its shares left before the roster counts as taken.
            new Away("ROSTER 1 BEFORE_TAKEN", Optional.of(MessageKind.VECTOR), OTHERS),
            new Away("SHARES 1 AFTER_SENT", Optional.of(MessageKind.VECTOR), OTHERS),
            new Away("VECTOR 2 BEFORE_SENT", Optional.of(MessageKind.VECTOR), OTHERS),
            new Away("SIGNED 1 BEFORE_SENT", Optional.empty(), SITES),
            new Away("REVEALED 1 BEFORE_SENT", Optional.empty(), SITES));

    static Stream<Arguments> moments() {
        Stream<String> ofTheCoordinator = Stream.of(
                "KEYS 2 BEFORE_TAKEN",
                "ROSTER 2 BEFORE_SENT",
                "DELIVERY 2 AFTER_SENT",
                "VECTOR 5 BEFORE_TAKEN",
                "ANSWERED 2 BEFORE_SENT",
                "UNMASK 2 AFTER_SENT",
                "CLOSED 2 BEFORE_SENT");
        return Stream.concat(
                AWAY.stream().map(away -> Arguments.of("birch", away.moment())),
                ofTheCoordinator.map(moment -> Arguments.of(Mailbox.COORDINATOR, moment)));
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("moments")
    void haltedAtEachStepAndBack(String halted, String moment) throws IOException, InterruptedException {
        startAll(halted, moment);
        assertThat(await(halted)).isEqualTo(9);
        start(halted);
        for (String party : List.of(Mailbox.COORDINATOR, "amber", "birch", "cedar", "dune")) {
            assertThat(await(party)).isZero();
        }
        List<String> answered = exact();
        assertThat(answered).containsExactlyElementsOf(SITES);
        assertThatNobodySawAVector(answered);
    }

    static Stream<Away> away() {
        return AWAY.stream();
    }

    /** The coordinator's patience ends when it has what the others say at the step, however long they take. */
    @Tag("slow")
    @ParameterizedTest
    @MethodSource("away")
    void haltedAtEachStepAndAway(Away away) throws IOException, InterruptedException {
        startAll("birch", away.moment());
        assertThat(await("birch")).isEqualTo(9);
        if (away.missing().isPresent()) {
            awaitOfOthers(away.missing().get());
            Files.createFile(folder.resolve("post").resolve(PartyProcess.LATER));
        }
        for (String party : List.of(Mailbox.COORDINATOR, "amber", "cedar", "dune")) {
            assertThat(await(party)).isZero();
        }
        List<String> answered = exact();
        assertThat(answered).containsExactlyElementsOf(away.inSum());
        assertThatNobodySawAVector(answered);
    }

    private void startAll(String halted, String moment) throws IOException {
        for (String party : List.of(Mailbox.COORDINATOR, "amber", "birch", "cedar", "dune")) {
            start(party, party.equals(halted) ? new String[] {moment} : new String[0]);
        }
    }

    /** Returns when the coordinator took all that the three others say of a kind. */
    private void awaitOfOthers(MessageKind kind) throws IOException, InterruptedException {
        int wanted = OTHERS.size() * (kind == MessageKind.VECTOR ? 2 : 1);
        Path taken = folder.resolve("post").resolve(Mailbox.COORDINATOR).resolve("taken");
        long end = System.nanoTime() + Duration.ofMinutes(8).toNanos();
        while (true) {
            long found;
            try (Stream<Path> letters = Files.list(taken)) {
                found = letters.filter(letter -> !letter.toString().endsWith("-birch"))
                        .filter(letter -> FolderMailbox.kindOf(letter) == kind)
                        .count();
            }
            if (found == wanted) {
                return;
            }
            assertThat(System.nanoTime())
                    .as("%d of %d of %s", found, wanted, kind)
                    .isLessThan(end);
            Thread.sleep(50);
        }
    }
}
