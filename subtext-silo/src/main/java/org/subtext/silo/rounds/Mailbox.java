package org.subtext.silo.rounds;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * How letters reach one party of a plan and leave it. The mailbox of a site knows one other party, the coordinator.
 *
 * <p>What a carrier promises: the sender's name is proven; letters of one sender arrive in the order sent; a letter is
 * delivered again until it was {@linkplain #taken taken}, also after either end was killed. So a letter may come twice,
 * and its receiver does the same as the first time. What it does not promise: secrecy towards the coordinator, who
 * passes on what sites send each other, and that a letter arrives at all.
 *
 * <p>Used by one thread at a time.
 */
public interface Mailbox {
    /** The name of the coordinator as a party; no site has it. */
    String COORDINATOR = "coordinator";

    /** The most bytes of one letter, so that a letter in its envelope stays within a chunk of 1 MiB. */
    int LARGEST_LETTER = (1 << 20) - (1 << 14);

    /** Sends a letter, and returns when it is kept: killed afterwards, the sender does not send it again. */
    void send(RoundId round, String to, byte[] letter) throws IOException;

    /**
     * The oldest letter that came and was not taken, of whatever round.
     *
     * @param longest how long is waited for one
     */
    Optional<Letter> next(Duration longest) throws IOException, InterruptedException;

    /** Says that what the letter brought is kept, so that it is not delivered again. */
    void taken(Letter letter) throws IOException;
}
