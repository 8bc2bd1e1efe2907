package org.subtext.silo.rounds;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.masking.Purpose;
import org.subtext.silo.primitives.Randomness;

/** One party as a process of its own: its folder, the post, how long is waited at a step, and when it is halted. */
final class PartyProcess {
    /** Once the post has a file of this name, the coordinator's patience is over, once. */
    static final String LATER = "later";

    private PartyProcess() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path house = Path.of(args[0]);
        Path post = Path.of(args[1]);
        Duration patience = Duration.ofMillis(Long.parseLong(args[2]));
        String party = String.valueOf(house.getFileName());
        Mailbox mailbox = new FolderMailbox(post, party);
        if (args.length > 3) {
            mailbox = new HaltingMailbox(mailbox, HaltingMailbox.Moment.of(args[3]), () -> {
                dumpOf(house, "halted");
                Runtime.getRuntime().halt(9);
            });
        }
        RoundTerms terms = terms(post);
        if (party.equals(Mailbox.COORDINATOR)) {
            InstantSource clock =
                    () -> Instant.now().plus(Files.exists(post.resolve(LATER)) ? patience : Duration.ZERO);
            RoundOutcome outcome = new CoordinatorRound(new Looking(mailbox), clock, (site, refusal) -> {})
                    .run(terms, Patience.of(patience), house.resolve("round"));
            Files.writeString(
                    house.resolve("outcome.txt"),
                    outcome instanceof RoundOutcome.Opened opened
                            ? String.join(" ", opened.answered())
                            : "refused " + ((RoundOutcome.Refused) outcome).refusal());
            dumpOf(house, "ended");
        } else {
            try (RoundLedger ledger = RoundLedger.open(house.resolve("rounds.ledger"))) {
                SiteHouse own =
                        new SiteHouse(Identity.read(house), house.resolve("round"), ledger, Randomness.ofTheSystem());
                new SiteRound(mailbox, InstantSource.system(), refusal -> {})
                        .run(terms, own, () -> words(Files.readAllBytes(house.resolve("numbers"))));
            }
        }
    }

    /** Has the coordinator look at its clock often. */
    private record Looking(Mailbox mailbox) implements Mailbox {
        private static final Duration OFTEN = Duration.ofMillis(200);

        @Override
        public void send(RoundId round, String to, byte[] letter) throws IOException {
            mailbox.send(round, to, letter);
        }

        @Override
        public Optional<Letter> next(Duration longest) throws IOException, InterruptedException {
            return mailbox.next(longest.compareTo(OFTEN) < 0 ? longest : OFTEN);
        }

        @Override
        public void taken(Letter letter) throws IOException {
            mailbox.taken(letter);
        }
    }

    /** What all were told beforehand: the approved sites, the length, and the end. */
    static RoundTerms terms(Path post) throws IOException {
        List<String> lines = Files.readAllLines(post.resolve("terms"));
        List<PublicIdentity> sites = new ArrayList<>();
        for (String line : lines.subList(2, lines.size())) {
            String[] parts = line.split(" ");
            sites.add(new PublicIdentity(new PartyName(parts[0]), parts[1], parts[2]));
        }
        Purpose purpose = new Purpose(ContentHash.ofText("plan"), ContentHash.ofText("model"), 1, 1);
        return new RoundTerms(purpose, sites, Long.parseLong(lines.get(0)), Instant.parse(lines.get(1)));
    }

    static long[] words(byte[] bytes) {
        long[] words = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().get(words);
        return words;
    }

    /** All that the coordinator's memory holds, garbage too. */
    private static void dumpOf(Path house, String when) {
        if (!String.valueOf(house.getFileName()).equals(Mailbox.COORDINATOR)) {
            return;
        }
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpHeap(house.resolve("memory-" + when + ".hprof").toString(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
