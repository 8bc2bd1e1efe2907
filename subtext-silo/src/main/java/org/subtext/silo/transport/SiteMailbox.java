package org.subtext.silo.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.envelope.Envelope;
import org.subtext.silo.envelope.RefusedEnvelope;
import org.subtext.silo.rounds.Letter;
import org.subtext.silo.rounds.Mailbox;
import org.subtext.silo.rounds.RoundId;

/**
 * Letters of one plan between a site and its coordinator: through the line where there is one, otherwise into the
 * folder from which they are carried.
 */
public final class SiteMailbox implements Mailbox {
    private static final String KIND = "letter";
    private static final long NAP_MILLIS = 1000;

    private final SitePost post;
    private final ContentHash plan;
    private final Optional<SiteLink> link;
    private final GoesOn goesOn;
    private final Consumer<String> log;
    private Optional<String> shown = Optional.empty();

    /** Whether the round is still taken part in. */
    @FunctionalInterface
    public interface GoesOn {
        boolean get() throws IOException;
    }

    /** Nothing more can be done now: the next letter has to be carried here, or the site left the plan. */
    public static final class NoMoreNow extends IOException {
        private static final long serialVersionUID = 1L;

        NoMoreNow(String words) {
            super(words);
        }
    }

    /**
     * @param link empty where files are carried
     * @param goesOn asked before each letter
     * @param log takes what went wrong with the line, once until it is well again
     */
    public SiteMailbox(SitePost post, ContentHash plan, Optional<SiteLink> link, GoesOn goesOn, Consumer<String> log) {
        this.post = post;
        this.plan = plan;
        this.link = link;
        this.goesOn = goesOn;
        this.log = log;
    }

    @Override
    public void send(RoundId round, String to, byte[] letter) throws IOException {
        if (!round.plan().equals(plan) || !to.equals(COORDINATOR)) {
            throw new IllegalArgumentException("a site writes to the coordinator, of this plan");
        }
        post.send(plan, round.round(), round.attempt(), KIND, letter);
        flush();
    }

    @Override
    public Optional<Letter> next(Duration longest) throws IOException, InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            if (!goesOn.get()) {
                throw new NoMoreNow("this site left the plan");
            }
            Optional<Letter> letter = kept();
            if (letter.isPresent()) {
                return letter;
            }
            if (link.isEmpty()) {
                throw new NoMoreNow("the next letter has to be carried here");
            }
            flush();
            if (!fetched(link.get())) {
                if (System.nanoTime() >= end) {
                    return kept();
                }
                Thread.sleep(Math.max(1, Math.min(NAP_MILLIS, (end - System.nanoTime()) / 1_000_000)));
            }
        }
    }

    private Optional<Letter> kept() throws IOException {
        EnvelopeFolder letters = post.letters(plan);
        for (String name : letters.names()) {
            Optional<Envelope> envelope = letters.get(name);
            if (envelope.isPresent() && envelope.get().header().plan().equals(plan)) {
                try {
                    byte[] bytes = post.open(envelope.get());
                    shown = Optional.of(name);
                    return Optional.of(new Letter(
                            new RoundId(
                                    plan,
                                    envelope.get().header().round(),
                                    envelope.get().header().attempt()),
                            COORDINATOR,
                            bytes));
                } catch (RefusedEnvelope e) {
                    letters.remove(name);
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void taken(Letter letter) throws IOException {
        if (shown.isPresent()) {
            post.letters(plan).remove(shown.get());
            shown = Optional.empty();
        }
    }

    private void flush() {
        if (link.isPresent()) {
            try {
                post.flush(link.get());
            } catch (IOException | RefusedCall e) {
                log.accept(String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean fetched(SiteLink line) throws IOException, InterruptedException {
        try {
            return post.fetch(line);
        } catch (IOException | RefusedCall | RefusedEnvelope e) {
            log.accept(String.valueOf(e.getMessage()));
            return false;
        }
    }
}
