package org.subtext.silo.rounds;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.subtext.silo.masking.Refusal;
import org.subtext.silo.masking.RoundRefusedException;

/** The coordinator's part in a masked round, over a mailbox; called again after a kill it goes on where it was. */
public final class CoordinatorRound {
    private static final Duration LOOK_AT_CLOCK = Duration.ofSeconds(25);

    private final Mailbox mailbox;
    private final InstantSource clock;
    private final BiConsumer<String, RoundRefusedException> refusals;

    /** @param refusals told of each letter that was not taken, with who sent it */
    public CoordinatorRound(Mailbox mailbox, InstantSource clock, BiConsumer<String, RoundRefusedException> refusals) {
        this.mailbox = mailbox;
        this.clock = clock;
        this.refusals = refusals;
    }

    /**
     * Collects until the sum is opened or the round is refused. A round that is over already is told of again.
     *
     * @param folder of this attempt alone; the sum lies there afterwards
     */
    public RoundOutcome run(RoundTerms terms, Patience patience, Path folder) throws IOException, InterruptedException {
        MaskedRound.Outbox out = (site, message) -> mailbox.send(terms.id(), site, message.bytes());
        try (MaskedRound round = MaskedRound.open(terms, patience, folder, clock.instant())) {
            round.sendAgain(out);
            round.advance(clock.instant(), out);
            while (round.outcome().isEmpty()) {
                Duration left = round.patience(clock.instant());
                Optional<Letter> letter = mailbox.next(left.compareTo(LOOK_AT_CLOCK) < 0 ? left : LOOK_AT_CLOCK);
                if (letter.isPresent()) {
                    take(letter.get(), round);
                    mailbox.taken(letter.get());
                }
                round.advance(clock.instant(), out);
            }
            return round.outcome().get();
        }
    }

    private void take(Letter letter, MaskedRound round) throws IOException {
        try {
            round.take(letter);
        } catch (RoundRefusedException e) {
            refusals.accept(letter.from(), e);
            if (e.refusal() != Refusal.FOREIGN_SITE) {
                mailbox.send(letter.round(), letter.from(), new RoundMessage.Declined(e.refusal()).bytes());
            }
        }
    }
}
