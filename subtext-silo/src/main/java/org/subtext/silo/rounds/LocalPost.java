package org.subtext.silo.rounds;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Letters between parties of one process, in its memory: for dry runs and for tests. What a party did not take is
 * delivered again by the next mailbox that it opens. Thread-safe.
 */
public final class LocalPost {
    private final Map<String, Deque<Letter>> waiting = new HashMap<>();

    /** The mailbox of a party; opened again, it delivers what was not taken. */
    public Mailbox of(String party) {
        return new LocalMailbox(party);
    }

    private final class LocalMailbox implements Mailbox {
        private final String party;

        LocalMailbox(String party) {
            this.party = party;
        }

        @Override
        public void send(RoundId round, String to, byte[] letter) {
            if (letter.length > LARGEST_LETTER) {
                throw new IllegalArgumentException(
                        "a letter of " + letter.length + " bytes; the largest has " + LARGEST_LETTER);
            }
            synchronized (waiting) {
                queue(to).addLast(new Letter(round, party, letter.clone()));
                waiting.notifyAll();
            }
        }

        @Override
        public Optional<Letter> next(Duration longest) throws InterruptedException {
            long end = System.nanoTime() + longest.toNanos();
            synchronized (waiting) {
                while (queue(party).isEmpty()) {
                    long millis = (end - System.nanoTime() + 999_999) / 1_000_000;
                    if (millis <= 0) {
                        return Optional.empty();
                    }
                    waiting.wait(millis);
                }
                return Optional.of(queue(party).getFirst());
            }
        }

        @Override
        public void taken(Letter letter) {
            synchronized (waiting) {
                queue(party).remove(letter);
            }
        }

        private Deque<Letter> queue(String name) {
            return waiting.computeIfAbsent(name, n -> new ArrayDeque<>());
        }
    }
}
