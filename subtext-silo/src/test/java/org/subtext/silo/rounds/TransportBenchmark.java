package org.subtext.silo.rounds;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.subtext.provenance.AtomicFiles;
import org.subtext.silo.envelope.Envelope;
import org.subtext.silo.envelope.Header;
import org.subtext.silo.envelope.RefusedEnvelope;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.masking.FixedPoint;
import org.subtext.silo.primitives.Randomness;

/**
 * A masked round against one that is not masked, of the same sites, weights and letters: signed, sealed, written to a
 * file, read, opened. {@code FOLDER SITES WEIGHTS ROUNDS}; bytes on the way and seconds of one core, all parties
 * together in one thread.
 *
 * <p>The round that is not masked is the least there can be: weights as 4-byte floats in parts of one letter, kept in a
 * file each, and averaged part by part.
 */
public final class TransportBenchmark {
    private final Path folder;
    private final Identity coordinator = Identity.make(new PartyName(Mailbox.COORDINATOR));
    private final List<Identity> sites = new ArrayList<>();
    private final Map<String, Deque<Path>> waiting = new TreeMap<>();
    private final int length;
    private final RoundTerms terms;
    private long sent;
    private long sequence;

    private TransportBenchmark(Path folder, int count, int length, int round) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.length = length;
        for (int i = 0; i < count; i++) {
            sites.add(Identity.make(new PartyName("site-%03d".formatted(i))));
        }
        terms = new RoundTerms(
                RoundWorld.purpose("model", round, 1),
                sites.stream().map(Identity::known).toList(),
                length + 1,
                Instant.now().plus(Duration.ofHours(1)));
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Path.of(args[0]);
        int count = Integer.parseInt(args[1]);
        int length = Integer.parseInt(args[2]);
        for (int i = 1; i <= Integer.parseInt(args[3]); i++) {
            TransportBenchmark plain = new TransportBenchmark(folder.resolve("plain-" + i), count, length, i);
            double start = MaskedRoundBenchmark.seconds();
            plain.unmasked();
            double plainSeconds = MaskedRoundBenchmark.seconds() - start;
            TransportBenchmark masked = new TransportBenchmark(folder.resolve("masked-" + i), count, length, i);
            start = MaskedRoundBenchmark.seconds();
            masked.masked();
            double maskedSeconds = MaskedRoundBenchmark.seconds() - start;
            System.out.printf(
                    "round %d: not masked %.1f MB, %.1f s; masked %.1f MB, %.1f s; ratios %.2f and %.2f%n",
                    i,
                    plain.sent / 1e6,
                    plainSeconds,
                    masked.sent / 1e6,
                    maskedSeconds,
                    (double) masked.sent / plain.sent,
                    maskedSeconds / plainSeconds);
        }
    }

    private float[] weights(int site) {
        float[] weights = new float[length];
        for (int i = 0; i < length; i++) {
            weights[i] = (float) Math.sin(site + i) / 64;
        }
        return weights;
    }

    private void unmasked() throws IOException {
        int partFloats = MaskedVector.PART_BYTES / Float.BYTES;
        for (int site = 0; site < sites.size(); site++) {
            float[] weights = weights(site);
            for (int at = 0; at < length; at += partFloats) {
                int words = Math.min(partFloats, length - at);
                ByteBuffer bytes = ByteBuffer.allocate(words * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(weights, at, words);
                box(sites.get(site)).send(terms.id(), Mailbox.COORDINATOR, bytes.array());
            }
        }
        Mailbox box = box(coordinator);
        for (Optional<Letter> letter = next(box); letter.isPresent(); letter = next(box)) {
            try (FileChannel channel = FileChannel.open(
                    folder.resolve(letter.get().from()), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                MaskedVector.writeFully(channel, ByteBuffer.wrap(letter.get().bytes()));
            }
            taken(box, letter.get());
        }
        AtomicFiles.write(folder.resolve("mean"), out -> {
            for (int at = 0; at < length; at += partFloats) {
                int words = Math.min(partFloats, length - at);
                double[] sum = new double[words];
                for (Identity site : sites) {
                    try (FileChannel channel =
                            FileChannel.open(folder.resolve(site.name().value()))) {
                        ByteBuffer bytes =
                                ByteBuffer.allocate(words * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                        channel.read(bytes, (long) at * Float.BYTES);
                        for (int i = 0; i < words; i++) {
                            sum[i] += bytes.getFloat(i * Float.BYTES);
                        }
                    }
                }
                ByteBuffer mean = ByteBuffer.allocate(words * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                for (double one : sum) {
                    mean.putFloat((float) (one / sites.size()));
                }
                out.write(mean.array());
            }
        });
    }

    private void masked() throws IOException {
        Mailbox box = box(coordinator);
        Instant now = Instant.now();
        MaskedRound.Outbox toSites = (site, message) -> box.send(terms.id(), site, message.bytes());
        Map<String, MaskedSite> open = new TreeMap<>();
        for (int i = 0; i < sites.size(); i++) {
            Identity identity = sites.get(i);
            int seed = i;
            SiteHouse house = new SiteHouse(
                    identity,
                    folder.resolve(identity.name().value()),
                    RoundLedger.open(folder.resolve(identity.name() + ".ledger")),
                    Randomness.ofTheSystem());
            MaskedSite site = MaskedSite.open(terms, house, () -> encoded(seed));
            open.put(identity.name().value(), site);
            site.sendAgain(toCoordinator(identity));
        }
        MaskedRound round = MaskedRound.open(terms, Patience.of(Duration.ofHours(1)), folder.resolve("round"), now);
        while (round.outcome().isEmpty()) {
            for (Optional<Letter> letter = next(box); letter.isPresent(); letter = next(box)) {
                round.take(letter.get());
                taken(box, letter.get());
            }
            round.advance(now, toSites);
            for (Identity identity : sites) {
                Mailbox own = box(identity);
                for (Optional<Letter> letter = next(own); letter.isPresent(); letter = next(own)) {
                    Objects.requireNonNull(open.get(identity.name().value()))
                            .take(letter.get(), now, toCoordinator(identity));
                    taken(own, letter.get());
                }
            }
        }
        if (!(round.outcome().get() instanceof RoundOutcome.Opened)) {
            throw new IllegalStateException(round.outcome().get().toString());
        }
    }

    private long[] encoded(int site) {
        float[] weights = weights(site);
        double[] update = new double[length];
        for (int i = 0; i < length; i++) {
            update[i] = weights[i];
        }
        return FixedPoint.encode(100, update);
    }

    private MaskedSite.Outbox toCoordinator(Identity identity) {
        Mailbox own = box(identity);
        return message -> own.send(terms.id(), Mailbox.COORDINATOR, message.bytes());
    }

    private static Optional<Letter> next(Mailbox box) throws IOException {
        try {
            return box.next(Duration.ZERO);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void taken(Mailbox box, Letter letter) throws IOException {
        box.taken(letter);
    }

    private Mailbox box(Identity party) {
        return new SealedBox(party);
    }

    private Identity identity(String name) {
        return sites.stream()
                .filter(one -> one.name().value().equals(name))
                .findFirst()
                .orElse(coordinator);
    }

    /** Each letter signed, sealed and in a file of its own. */
    private final class SealedBox implements Mailbox {
        private final Identity party;

        SealedBox(Identity party) {
            this.party = party;
        }

        @Override
        public void send(RoundId round, String to, byte[] letter) throws IOException {
            PublicIdentity recipient = identity(to).known();
            Header header = new Header(
                    round.plan(), round.round(), round.attempt(), party.name(), recipient.name(), "round", ++sequence);
            byte[] bytes = Envelope.close(party, recipient, header, letter).bytes();
            Path file = folder.resolve("letter-" + sequence);
            Files.write(file, bytes);
            sent += bytes.length;
            waiting.computeIfAbsent(to, name -> new ArrayDeque<>()).addLast(file);
        }

        @Override
        public Optional<Letter> next(Duration longest) throws IOException {
            Deque<Path> own = waiting.getOrDefault(party.name().value(), new ArrayDeque<>());
            if (own.isEmpty()) {
                return Optional.empty();
            }
            try {
                Envelope envelope = Envelope.read(Files.readAllBytes(own.getFirst()));
                Header header = envelope.header();
                byte[] bytes =
                        envelope.open(party, identity(header.sender().value()).known());
                RoundId round = new RoundId(header.plan(), header.round(), header.attempt());
                return Optional.of(new Letter(round, header.sender().value(), bytes));
            } catch (RefusedEnvelope e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void taken(Letter letter) throws IOException {
            Files.delete(
                    Objects.requireNonNull(waiting.get(party.name().value())).removeFirst());
        }
    }
}
