package org.subtext.silo.rounds;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.primitives.Randomness;

/**
 * What a masked round of many sites and large vectors costs, in seconds of one core.
 *
 * <p>{@code sites FOLDER 50 16 11000000}: fifty sites, of which sixteen say nothing after their shares, mask eleven
 * million numbers each. {@code open FOLDER}, in a process of its own with little memory: the coordinator goes on from
 * its journal, takes the shares that were revealed and opens the sum, which is compared with the true one.
 */
public final class MaskedRoundBenchmark {
    private static final Duration PATIENCE = Duration.ofHours(1);

    private MaskedRoundBenchmark() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[1]);
        if (args[0].equals("sites")) {
            sites(folder, Integer.parseInt(args[2]), Integer.parseInt(args[3]), Integer.parseInt(args[4]));
        } else {
            open(folder);
        }
    }

    private static void sites(Path folder, int count, int silent, int length) throws IOException {
        Path post = Files.createDirectories(folder.resolve("post"));
        Instant now = Instant.now();
        List<Identity> identities = new ArrayList<>();
        List<String> lines = new ArrayList<>(
                List.of(String.valueOf(length), now.plus(Duration.ofHours(9)).toString()));
        for (int i = 0; i < count; i++) {
            Identity identity = Identity.make(new PartyName("site-%03d".formatted(i)));
            identities.add(identity);
            lines.add(identity.name() + " " + identity.known().signing() + " "
                    + identity.known().sealing());
        }
        Files.write(post.resolve("terms"), lines);
        RoundTerms terms = PartyProcess.terms(post);

        MaskedRound round = MaskedRound.open(terms, Patience.of(PATIENCE), folder.resolve("round"), now);
        Map<String, MaskedSite> sites = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String name = identities.get(i).name().value();
            int seed = i;
            RoundLedger ledger = RoundLedger.open(folder.resolve(name + ".ledger"));
            SiteHouse house = new SiteHouse(identities.get(i), folder.resolve(name), ledger, Randomness.ofTheSystem());
            MaskedSite site = MaskedSite.open(terms, house, () -> numbers(seed, length));
            sites.put(name, site);
            site.sendAgain(message -> take(round, terms, name, message));
        }
        Map<String, RoundMessage> said = advance(round, now);
        said.forEach((name, message) -> give(sites, terms, name, message, now, round));
        System.out.println("shares: " + count + " sites");

        said = advance(round, now);
        long[] expected = new long[length];
        double slowest = 0;
        double spooling = 0;
        int answering = count - silent;
        for (var entry : new ArrayList<>(said.entrySet()).subList(0, answering)) {
            String name = entry.getKey();
            // The numbers are made outside of what is measured.
            long[] numbers = numbers(Integer.parseInt(name.substring(5)), length);
            for (int i = 0; i < length; i++) {
                expected[i] += numbers[i];
            }
            double before = seconds();
            double[] taking = new double[1];
            MaskedSite site = Objects.requireNonNull(sites.get(name));
            Letter letter =
                    new Letter(terms.id(), Mailbox.COORDINATOR, entry.getValue().bytes());
            site.take(letter, now, message -> {
                double start = seconds();
                take(round, terms, name, message);
                taking[0] += seconds() - start;
            });
            double masking = seconds() - before - taking[0];
            slowest = Math.max(slowest, masking);
            spooling += taking[0];
            System.out.printf("%s masked and sent in %.1f s, taken in %.1f s%n", name, masking, taking[0]);
        }
        System.out.printf(
                "masking: slowest site %.1f s; the coordinator took %d vectors in %.1f s%n",
                slowest, answering, spooling);

        Instant later = now.plus(PATIENCE).plusSeconds(1);
        said = advance(round, later);
        said.forEach((name, message) -> give(sites, terms, name, message, later, round));
        said = advance(round, later);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(folder.resolve("revealed"))))) {
            for (var entry : said.entrySet()) {
                Letter letter = new Letter(
                        terms.id(), Mailbox.COORDINATOR, entry.getValue().bytes());
                Objects.requireNonNull(sites.get(entry.getKey())).take(letter, later, message -> {
                    out.writeUTF(entry.getKey());
                    out.writeInt(message.bytes().length);
                    out.write(message.bytes());
                });
            }
        }
        round.close();
        Files.write(folder.resolve("expected"), MaskedVector.bytes(expected, length));
    }

    private static void open(Path folder) throws IOException {
        RoundTerms terms = PartyProcess.terms(folder.resolve("post"));
        Instant now = Instant.now();
        double before = seconds();
        long wall = System.nanoTime();
        try (MaskedRound round = MaskedRound.open(terms, Patience.of(PATIENCE), folder.resolve("round"), now);
                DataInputStream in = new DataInputStream(Files.newInputStream(folder.resolve("revealed")))) {
            for (int i = 0; in.available() > 0; i++) {
                Letter letter = new Letter(terms.id(), in.readUTF(), in.readNBytes(in.readInt()));
                round.take(letter);
            }
            round.advance(now, (site, message) -> {});
            System.out.printf(
                    "unmasking: %.1f s of one core, %.1f s by the clock%n",
                    seconds() - before, (System.nanoTime() - wall) / 1e9);
            RoundOutcome.Opened opened = (RoundOutcome.Opened) round.outcome().orElseThrow();
            boolean isExact = Files.mismatch(opened.sum(), folder.resolve("expected")) < 0;
            System.out.printf(
                    "sum of %d sites, %d dropped: %s%n",
                    opened.answered().size(), opened.dropped().size(), isExact ? "exact" : "WRONG");
            long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                    .sum();
            System.out.printf(
                    "heap: at most %.0f MiB, garbage included, of %.0f MiB%n",
                    peak / 0x1p20, Runtime.getRuntime().maxMemory() / 0x1p20);
        }
    }

    static long[] numbers(int seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] numbers = new long[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = random.nextLong() >> 12;
        }
        return numbers;
    }

    private static Map<String, RoundMessage> advance(MaskedRound round, Instant now) throws IOException {
        Map<String, RoundMessage> said = new TreeMap<>();
        round.advance(now, said::put);
        return said;
    }

    private static void give(
            Map<String, MaskedSite> sites,
            RoundTerms terms,
            String name,
            RoundMessage message,
            Instant now,
            MaskedRound round) {
        try {
            Objects.requireNonNull(sites.get(name))
                    .take(
                            new Letter(terms.id(), Mailbox.COORDINATOR, message.bytes()),
                            now,
                            answer -> take(round, terms, name, answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void take(MaskedRound round, RoundTerms terms, String name, RoundMessage message)
            throws IOException {
        round.take(new Letter(terms.id(), name, message.bytes()));
    }

    /** Of this thread, so that what else the machine does is not counted. */
    static double seconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }
}
