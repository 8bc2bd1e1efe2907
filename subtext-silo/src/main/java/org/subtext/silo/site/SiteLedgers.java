package org.subtext.silo.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.subtext.problems.InvalidInputException;
import org.subtext.silo.disclosure.QueryLedger;
import org.subtext.silo.journal.Ledgers;
import org.subtext.silo.journal.Lines;
import org.subtext.silo.rounds.RoundLedger;

/**
 * What a site must not forget, whatever plan it is of: what it answered, promised and took. One that is gone, or an
 * older copy, is refused ({@link Ledgers}), and nothing is answered until it is back or they were begun anew.
 */
public final class SiteLedgers {
    private static final String ROUNDS = "rounds.ledger";
    private static final String DISCLOSURE = "disclosure.ledger";
    private static final String ANSWERED = "answered.txt";
    private static final String RECEIVED = "inbox/received.txt";
    private static final String BUNDLES = "bundles.txt";
    private static final String BEGUN_ANEW = "begun-anew.txt";

    private final Path folder;
    private final Ledgers ledgers;
    private final Lines begunAnew;

    SiteLedgers(Path folder) {
        this.folder = folder;
        this.ledgers = new Ledgers(folder, List.of(ROUNDS, DISCLOSURE, ANSWERED, RECEIVED, BUNDLES, BEGUN_ANEW));
        this.begunAnew = new Lines(folder.resolve(BEGUN_ANEW));
    }

    /** Rounds that were taken part in, and over which sites sums were opened. */
    RoundLedger rounds() throws IOException {
        return RoundLedger.in(ledgers.journal(ROUNDS));
    }

    /**
     * Of whom was answered.
     *
     * @param limit the smallest number of patients that is told of
     */
    QueryLedger disclosure(int limit) throws IOException {
        return QueryLedger.in(ledgers.journal(DISCLOSURE), limit);
    }

    /** The same, only looked into: a service may hold it. */
    QueryLedger seenDisclosure(int limit) throws IOException {
        return QueryLedger.peek(ledgers.peek(DISCLOSURE), limit);
    }

    Answered answered() {
        return new Answered(ledgers.lines(ANSWERED));
    }

    /** Envelopes that were taken. */
    Lines received() {
        return ledgers.lines(RECEIVED);
    }

    /** Bundles that were taken. */
    Lines bundles() {
        return ledgers.lines(BUNDLES);
    }

    /** @throws InvalidInputException if one is gone or an older copy, with what to do */
    void require() throws IOException {
        ledgers.require();
    }

    /** Which are gone, or older copies, in words; empty where all are as they were left. */
    public List<String> problems() throws IOException {
        return ledgers.problems();
    }

    /** When and why they were begun anew, a line each: what was answered before was forgotten. */
    public List<String> begunAnew() throws IOException {
        return begunAnew.read();
    }

    /** Copies the ledger of whom was answered, where there is one. */
    void copyAnswered(Path other) throws IOException {
        if (Files.exists(folder.resolve(DISCLOSURE))) {
            Files.copy(folder.resolve(DISCLOSURE), other.resolve(DISCLOSURE));
        }
    }

    /** Begins them for a new site. */
    void begin() throws IOException {
        ledgers.begin();
    }

    /** Takes them as they are now, after the reason is on the disk. */
    void beginAnew(String reason, Instant now) throws IOException {
        begunAnew.append(now.truncatedTo(ChronoUnit.SECONDS) + " " + reason);
        ledgers.begin();
    }

    /** The lock that a service holds while it runs. */
    Path lockOfService() {
        return folder.resolve(ROUNDS + ".lock");
    }
}
