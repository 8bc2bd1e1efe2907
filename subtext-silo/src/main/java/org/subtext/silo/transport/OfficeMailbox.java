package org.subtext.silo.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.envelope.Envelope;
import org.subtext.silo.envelope.RefusedEnvelope;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.plan.SiloPlan;
import org.subtext.silo.rounds.Letter;
import org.subtext.silo.rounds.Mailbox;
import org.subtext.silo.rounds.RoundId;

/** Letters of one plan, at the coordinator's end: kept in its {@link PostOffice}, which sites come to. */
public final class OfficeMailbox implements Mailbox {
    private static final String KIND = "letter";
    private static final long NAP_MILLIS = 50;

    private final PostOffice office;
    private final SiloPlan plan;
    private final ContentHash hash;
    private Optional<String> shown = Optional.empty();

    public OfficeMailbox(PostOffice office, SiloPlan plan) {
        this.office = office;
        this.plan = plan;
        this.hash = plan.hash();
    }

    @Override
    public void send(RoundId round, String to, byte[] letter) throws IOException {
        PublicIdentity site = plan.parties()
                .site(new PartyName(to))
                .orElseThrow(() -> new IllegalArgumentException("\"" + to + "\" is no site of the plan"));
        office.send(site, hash, round.round(), round.attempt(), KIND, letter);
    }

    @Override
    public Optional<Letter> next(Duration longest) throws IOException, InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            Optional<Letter> letter = kept();
            if (letter.isPresent() || System.nanoTime() >= end) {
                return letter;
            }
            Thread.sleep(Math.max(1, Math.min(NAP_MILLIS, (end - System.nanoTime()) / 1_000_000)));
        }
    }

    private Optional<Letter> kept() throws IOException {
        EnvelopeFolder letters = office.letters(hash);
        for (String name : letters.names()) {
            Optional<Envelope> envelope = letters.get(name);
            if (envelope.isEmpty() || !envelope.get().header().plan().equals(hash)) {
                continue;
            }
            PartyName sender = envelope.get().header().sender();
            try {
                // The keys that the plan was approved with, not those that the register may know by now.
                PublicIdentity approved = plan.parties()
                        .site(sender)
                        .orElseThrow(() -> new RefusedEnvelope(RefusedEnvelope.Reason.ANOTHER_PLAN));
                envelope.get().requireFrom(approved);
                byte[] bytes = office.open(envelope.get());
                shown = Optional.of(name);
                return Optional.of(new Letter(
                        new RoundId(
                                hash,
                                envelope.get().header().round(),
                                envelope.get().header().attempt()),
                        sender.value(),
                        bytes));
            } catch (RefusedEnvelope e) {
                letters.remove(name);
            }
        }
        return Optional.empty();
    }

    @Override
    public void taken(Letter letter) throws IOException {
        if (shown.isPresent()) {
            office.letters(hash).remove(shown.get());
            shown = Optional.empty();
        }
    }
}
