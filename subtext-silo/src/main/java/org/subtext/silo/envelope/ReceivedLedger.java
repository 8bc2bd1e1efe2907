package org.subtext.silo.envelope;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.OwnerOnly;
import org.subtext.silo.journal.Lines;
import org.subtext.silo.keys.PartyName;

/**
 * What was taken before, so that nothing is taken twice: one line an envelope, forced to disk before it is acted on.
 *
 * <p>A last line that a killed process did not finish is dropped: that envelope was never acted on. Safe for use by
 * several threads; one process has it open at a time.
 */
public final class ReceivedLedger {
    private final Lines lines;
    private final Map<String, String> taken = new HashMap<>();

    private ReceivedLedger(Lines lines) {
        this.lines = lines;
    }

    /** Reads what there is; a file that is missing is an empty ledger. */
    public static ReceivedLedger open(Path file) throws IOException {
        return in(new Lines(file));
    }

    /** The ledger in a file of lines. */
    public static ReceivedLedger in(Lines lines) throws IOException {
        ReceivedLedger ledger = new ReceivedLedger(lines);
        OwnerOnly.folder(lines.file().resolveSibling(""));
        for (String line : ledger.lines.read()) {
            ledger.remember(line);
        }
        return ledger;
    }

    /** The highest sequence that was taken of each sender, as a ledger has it that somebody may be writing. */
    public static Map<PartyName, Long> lastOfEach(Path file) throws IOException {
        ReceivedLedger ledger = new ReceivedLedger(new Lines(file));
        Map<PartyName, Long> last = new TreeMap<>();
        for (String line : ledger.lines.read()) {
            ledger.remember(line);
            String[] parts = line.split(" ");
            last.merge(new PartyName(parts[0]), Long.valueOf(parts[2]), Math::max);
        }
        return last;
    }

    private void remember(String line) {
        int space = line.lastIndexOf(' ');
        if (space < 0 || !line.substring(space + 1).matches("[0-9a-f]{64}")) {
            throw new InvalidInputException("The ledger " + lines.file()
                    + " is damaged: a line is not as it was written. Without it what was taken before could be taken"
                    + " again; bring it back from a copy.");
        }
        taken.put(line.substring(0, space), line.substring(space + 1));
    }

    /**
     * Requires that an envelope was not taken before.
     *
     * @throws RefusedEnvelope if it, or another of the same sender and sequence, was taken
     */
    public synchronized void require(Envelope envelope) throws RefusedEnvelope {
        String before = taken.get(key(envelope));
        if (before != null) {
            throw new RefusedEnvelope(
                    before.equals(envelope.hash().hex())
                            ? RefusedEnvelope.Reason.REPLAYED
                            : RefusedEnvelope.Reason.SEQUENCE_USED);
        }
    }

    /**
     * Takes an envelope that was opened already, or says that it was taken before.
     *
     * @throws RefusedEnvelope if it, or another of the same sender and sequence, was taken
     */
    public synchronized void take(Envelope envelope) throws RefusedEnvelope, IOException {
        lines.append(before -> {
            // Another process may have taken a bundle meanwhile.
            for (String line : before.subList(Math.min(taken.size(), before.size()), before.size())) {
                remember(line);
            }
            require(envelope);
            return key(envelope) + " " + envelope.hash().hex();
        });
        taken.put(key(envelope), envelope.hash().hex());
    }

    private static String key(Envelope envelope) {
        Header header = envelope.header();
        return header.sender() + " " + header.recipient() + " " + header.sequence();
    }
}
