package org.subtext.silo.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.OwnerOnly;
import org.subtext.silo.enrolment.Register;
import org.subtext.silo.envelope.Envelope;
import org.subtext.silo.envelope.Header;
import org.subtext.silo.envelope.ReceivedLedger;
import org.subtext.silo.envelope.RefusedEnvelope;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.keys.PublicIdentity;

/**
 * The coordinator's envelopes, on disk: what waits for sites, and what came from them. Whether they come by a wire or
 * on a stick, they come through {@link #receive}.
 *
 * <p>Thread-safe; one process has it open.
 */
public final class PostOffice {
    /** Says which envelopes are wanted at all: whose plan is known and whose round is not over. */
    @FunctionalInterface
    public interface Gate {
        /** @throws RefusedEnvelope if it is not */
        void require(Header header) throws RefusedEnvelope, IOException;
    }

    /** The ledger of envelopes that were taken, within the folder of the post. */
    public static final String RECEIVED = "received.txt";

    private static final long LONGEST_NAP_MILLIS = 500;

    private final Path folder;
    private final Identity coordinator;
    private final Register register;
    private final ReceivedLedger ledger;
    private final Gate gate;
    private final Map<String, EnvelopeFolder> folders = new HashMap<>();
    private final Map<PartyName, Long> sequences = new HashMap<>();

    public PostOffice(Path folder, Identity coordinator, Register register, Gate gate) throws IOException {
        this.folder = OwnerOnly.folder(folder);
        this.coordinator = coordinator;
        this.register = register;
        this.ledger = ReceivedLedger.open(folder.resolve(RECEIVED));
        this.gate = gate;
    }

    /**
     * Takes an envelope of a site: checked, opened once to see that it can be, written down and kept until it is used.
     *
     * @throws RefusedEnvelope if it is forged, replayed, stale, or for somebody else
     */
    public void receive(byte[] bytes) throws RefusedEnvelope, IOException {
        Envelope envelope = Envelope.read(bytes);
        PublicIdentity sender = register.party(envelope.header().sender())
                .map(Register.Party::identity)
                .orElseThrow(() -> new RefusedEnvelope(RefusedEnvelope.Reason.UNKNOWN_SENDER));
        envelope.open(coordinator, sender);
        gate.require(envelope.header());
        synchronized (this) {
            ledger.require(envelope);
            // Kept first: killed between the two, it is sent again and taken twice, which its reader bears.
            in(envelope.header()).put(envelope);
            ledger.take(envelope);
            notifyAll();
        }
    }

    /** Seals something for a site, and keeps it until the site took it. */
    public synchronized void send(
            PublicIdentity site, ContentHash plan, int round, int attempt, String kind, byte[] content)
            throws IOException {
        Header header =
                new Header(plan, round, attempt, coordinator.name(), site.name(), kind, nextSequence(site.name()));
        waiting(site.name()).put(Envelope.close(coordinator, site, header, content));
        notifyAll();
    }

    /** Microseconds since 1970 and never the same twice, so that no number is used again after a restart. */
    private long nextSequence(PartyName site) {
        return sequences.merge(site, System.currentTimeMillis() * 1000, (before, now) -> Math.max(before + 1, now));
    }

    /** The oldest envelope that waits for a site, waiting for one a while. */
    public Optional<Envelope> next(PartyName site, Duration longest) throws IOException, InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            Optional<String> name = waiting(site).first();
            Optional<Envelope> first = name.isPresent() ? waiting(site).get(name.get()) : Optional.empty();
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (first.isPresent() || millis <= 0) {
                return first;
            }
            synchronized (this) {
                // A command may put something here from another process, which wakes nobody.
                wait(Math.max(1, Math.min(millis, LONGEST_NAP_MILLIS)));
            }
        }
    }

    /** The envelope of a hash that waits for a site. */
    Optional<Envelope> waiting(PartyName site, ContentHash hash) throws IOException {
        Optional<String> name = name(site, hash);
        return name.isPresent() ? waiting(site).get(name.get()) : Optional.empty();
    }

    /** Says that a site took an envelope. */
    public void taken(PartyName site, ContentHash hash) throws IOException {
        Optional<String> name = name(site, hash);
        if (name.isPresent()) {
            waiting(site).remove(name.get());
        }
    }

    private Optional<String> name(PartyName site, ContentHash hash) throws IOException {
        return waiting(site).names().stream()
                .filter(name -> name.endsWith("-" + hash.hex().substring(0, 16)))
                .findFirst();
    }

    /** What waits for a site. */
    public EnvelopeFolder waiting(PartyName site) throws IOException {
        return named("waiting", site.value());
    }

    /** Letters of the rounds of a plan that came and were not used. */
    public EnvelopeFolder letters(ContentHash plan) throws IOException {
        return named("letters", plan.abbreviated());
    }

    /** What came that belongs to no round: answers of consent. */
    public EnvelopeFolder words() throws IOException {
        return named("words", "all");
    }

    private EnvelopeFolder in(Header header) throws IOException {
        return header.round() == 0 ? words() : letters(header.plan());
    }

    private synchronized EnvelopeFolder named(String kind, String name) throws IOException {
        String key = kind + "/" + name;
        EnvelopeFolder known = folders.get(key);
        if (known == null) {
            OwnerOnly.folder(folder.resolve(kind));
            known = EnvelopeFolder.open(folder.resolve(key));
            folders.put(key, known);
        }
        return known;
    }

    /** Opens what came and is kept here. */
    public byte[] open(Envelope envelope) throws RefusedEnvelope, IOException {
        PublicIdentity sender = register.party(envelope.header().sender())
                .map(Register.Party::identity)
                .orElseThrow(() -> new RefusedEnvelope(RefusedEnvelope.Reason.UNKNOWN_SENDER));
        return envelope.open(coordinator, sender);
    }
}
