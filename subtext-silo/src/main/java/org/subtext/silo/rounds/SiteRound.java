package org.subtext.silo.rounds;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.subtext.silo.masking.Refusal;
import org.subtext.silo.masking.RoundRefusedException;

/** A site's part in a masked round, from its keys to the end, over a mailbox; called again after a kill it goes on. */
public final class SiteRound {
    private static final Duration LOOK_AT_CLOCK = Duration.ofSeconds(25);

    private final Mailbox mailbox;
    private final InstantSource clock;
    private final Consumer<RoundRefusedException> refusals;

    /** @param refusals told of each letter that was not taken */
    public SiteRound(Mailbox mailbox, InstantSource clock, Consumer<RoundRefusedException> refusals) {
        this.mailbox = mailbox;
        this.clock = clock;
        this.refusals = refusals;
    }

    /**
     * Takes part until the coordinator closes the round or its time is over.
     *
     * @throws RoundRefusedException if the attempt is over already, or older than another one
     */
    public SiteOutcome run(RoundTerms terms, SiteHouse house, MaskedSite.Answer answer)
            throws IOException, InterruptedException {
        MaskedSite.Outbox out = message -> mailbox.send(terms.id(), Mailbox.COORDINATOR, message.bytes());
        try (MaskedSite site = MaskedSite.open(terms, house, answer)) {
            site.sendAgain(out);
            Instant now = clock.instant();
            while (!site.isClosed() && now.isBefore(terms.until())) {
                Duration left = Duration.between(now, terms.until());
                Optional<Letter> letter = mailbox.next(left.compareTo(LOOK_AT_CLOCK) < 0 ? left : LOOK_AT_CLOCK);
                now = clock.instant();
                if (letter.isPresent()) {
                    take(letter.get(), site, now, out);
                    mailbox.taken(letter.get());
                }
            }
            SiteOutcome outcome = site.outcome();
            if (outcome.refusal().isPresent()) {
                // So that nobody waits for what will not come.
                out.send(new RoundMessage.Declined(Refusal.DECLINED));
            }
            site.end();
            return outcome;
        }
    }

    private void take(Letter letter, MaskedSite site, Instant now, MaskedSite.Outbox out) throws IOException {
        try {
            site.take(letter, now, out);
        } catch (RoundRefusedException e) {
            refusals.accept(e);
            // A letter of another round, or of somebody else, is not answered.
            boolean isOfRound = e.refusal() != Refusal.STALE
                    && e.refusal() != Refusal.ANOTHER_PLAN
                    && e.refusal() != Refusal.ANOTHER_NAME;
            if (isOfRound) {
                out.send(new RoundMessage.Declined(e.refusal()));
            }
        }
    }
}
