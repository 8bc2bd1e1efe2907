package org.subtext.silo.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.OwnerOnly;
import org.subtext.silo.enrolment.CoordinatorCard;
import org.subtext.silo.envelope.Envelope;
import org.subtext.silo.envelope.Header;
import org.subtext.silo.envelope.ReceivedLedger;
import org.subtext.silo.envelope.RefusedEnvelope;
import org.subtext.silo.journal.Lines;
import org.subtext.silo.keys.Identity;

/**
 * A site's envelopes, on disk: what is to leave, what left, what came. Nothing leaves that is not written here first,
 * and what left stays, sealed as it went and opened beside it, for whoever asks later.
 *
 * <p>Thread-safe; one process has it open.
 */
public final class SitePost {
    private static final int MOST_AT_ONCE = 1000;
    private static final String OUTBOX = "outbox";
    private static final String RECORD = "what-left.txt";
    private static final long MICROS_IN_MILLI = 1000;

    private final Identity site;
    private final CoordinatorCard coordinator;
    private final Clock clock;
    private final Path left;
    private final Lines record;
    private final EnvelopeFolder pending;
    private final EnvelopeFolder sent;
    private final EnvelopeFolder refused;
    private final Path came;
    private final ReceivedLedger ledger;
    private long lastSequence;

    private SitePost(Path folder, Lines received, Identity site, CoordinatorCard coordinator, Clock clock)
            throws IOException {
        this.site = site;
        this.coordinator = coordinator;
        this.clock = clock;
        Path outbox = OwnerOnly.folder(folder.resolve(OUTBOX));
        this.left = OwnerOnly.folder(outbox.resolve("opened"));
        this.record = new Lines(outbox.resolve(RECORD));
        this.pending = EnvelopeFolder.open(outbox.resolve("pending"));
        this.sent = EnvelopeFolder.open(outbox.resolve("sent"));
        this.refused = EnvelopeFolder.open(outbox.resolve("refused"));
        this.came = OwnerOnly.folder(folder.resolve("inbox"));
        this.ledger = ReceivedLedger.in(received);
    }

    /**
     * @param folder of the site
     * @param received the ledger of what came, a file of that folder
     */
    public static SitePost open(Path folder, Lines received, Identity site, CoordinatorCard coordinator, Clock clock)
            throws IOException {
        return new SitePost(folder, received, site, coordinator, clock);
    }

    /** Seals something for the coordinator, and returns when it is kept; it leaves with the next connection. */
    public synchronized void send(ContentHash plan, int round, int attempt, String kind, byte[] content)
            throws IOException {
        lastSequence = Math.max(lastSequence + 1, clock.millis() * MICROS_IN_MILLI);
        Header header = new Header(
                plan, round, attempt, site.name(), coordinator.identity().name(), kind, lastSequence);
        Envelope envelope = Envelope.close(site, coordinator.identity(), header, content);
        // What is in it first, so that nothing leaves that cannot be shown.
        AtomicFiles.write(left.resolve(envelope.hash().abbreviated() + "-" + kind), out -> out.write(content));
        pending.put(envelope);
    }

    /** When a site sealed an envelope of a sequence, to the millisecond, by its own clock. */
    public static Instant sealedAt(long sequence) {
        return Instant.ofEpochMilli(sequence / MICROS_IN_MILLI);
    }

    /** What is to leave. */
    public EnvelopeFolder pending() {
        return pending;
    }

    /** Brings what is to leave; what the coordinator will never take is put aside and noted. */
    public synchronized void flush(SiteLink link) throws RefusedCall, IOException, InterruptedException {
        for (String name : pending.names()) {
            Optional<Envelope> envelope = pending.get(name);
            if (envelope.isEmpty()) {
                continue;
            }
            try {
                link.send(envelope.get());
                left(name, envelope.get(), "by the line");
            } catch (RefusedCall e) {
                if (e.status() != 422) {
                    throw e;
                }
                refused.put(envelope.get());
                note(envelope.get(), "refused: " + e.words());
                pending.remove(name);
            }
        }
    }

    /** What is to leave, in order, to be packed. */
    public synchronized List<Envelope> packed() throws IOException {
        List<Envelope> all = new ArrayList<>();
        for (String name : pending.names()) {
            pending.get(name).ifPresent(all::add);
        }
        return all;
    }

    /** Notes that all that was to leave was packed and will be carried. */
    public synchronized void carried() throws IOException {
        for (String name : pending.names()) {
            Optional<Envelope> envelope = pending.get(name);
            if (envelope.isPresent()) {
                left(name, envelope.get(), "in a bundle");
            }
        }
    }

    /** Notes that an envelope left, and keeps it. */
    private void left(String name, Envelope envelope, String how) throws IOException {
        note(envelope, "left " + how);
        sent.put(envelope);
        pending.remove(name);
    }

    private void note(Envelope envelope, String what) throws IOException {
        Header header = envelope.header();
        record.append(clock.instant().truncatedTo(ChronoUnit.SECONDS) + " plan "
                + header.plan().abbreviated()
                + " round " + header.round() + " attempt " + header.attempt() + " " + header.kind() + " "
                + envelope.size() + " bytes " + envelope.hash().abbreviated() + " "
                + what.replaceAll("\\p{C}", " "));
    }

    /** Lines of {@link #record} that are of a plan, as a folder has them that somebody may be sending from. */
    public static List<String> recordOf(ContentHash plan, Path folder) throws IOException {
        String named = " plan " + plan.abbreviated() + " ";
        return new Lines(folder.resolve(OUTBOX).resolve(RECORD))
                .read().stream().filter(line -> line.contains(named)).toList();
    }

    /** One line for each envelope that left or was refused. */
    public Lines record() {
        return record;
    }

    /**
     * Takes an envelope of the coordinator's and keeps it until it is used.
     *
     * @return whether it was new
     * @throws RefusedEnvelope if it is forged, for somebody else, or one that was taken in another form
     */
    public synchronized boolean receive(Envelope envelope) throws RefusedEnvelope, IOException {
        envelope.open(site, coordinator.identity());
        try {
            ledger.require(envelope);
        } catch (RefusedEnvelope e) {
            if (e.reason() == RefusedEnvelope.Reason.REPLAYED) {
                return false;
            }
            throw e;
        }
        in(envelope.header()).put(envelope);
        ledger.take(envelope);
        return true;
    }

    /** Fetches the oldest envelope that waits, waiting for one as long as the coordinator lets a site wait. */
    public boolean fetch(SiteLink link) throws RefusedCall, RefusedEnvelope, IOException, InterruptedException {
        Optional<Envelope> next = link.next();
        if (next.isEmpty()) {
            return false;
        }
        try {
            receive(next.get());
        } finally {
            // Also what is refused: it would come again for ever.
            link.taken(next.get());
        }
        return true;
    }

    /** Fetches whatever waits now and a little more. */
    public int fetchAll(SiteLink link) throws RefusedCall, RefusedEnvelope, IOException, InterruptedException {
        int fetched = 0;
        while (fetched < MOST_AT_ONCE && fetch(link)) {
            fetched++;
        }
        return fetched;
    }

    /** Opens what came and is kept here. */
    public byte[] open(Envelope envelope) throws RefusedEnvelope {
        return envelope.open(site, coordinator.identity());
    }

    /** What came that belongs to no round: plans, withdrawals, results. */
    public EnvelopeFolder words() throws IOException {
        return EnvelopeFolder.open(came.resolve("words"));
    }

    /** Letters of the rounds of a plan that came and were not used. */
    public EnvelopeFolder letters(ContentHash plan) throws IOException {
        OwnerOnly.folder(came.resolve("letters"));
        return EnvelopeFolder.open(came.resolve("letters").resolve(plan.abbreviated()));
    }

    private EnvelopeFolder in(Header header) throws IOException {
        return header.round() == 0 ? words() : letters(header.plan());
    }
}
