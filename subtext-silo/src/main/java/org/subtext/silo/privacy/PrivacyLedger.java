package org.subtext.silo.privacy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.journal.Journal;

/**
 * What a site has spent of its patients' privacy, over all plans: a round that would exceed the budget is refused, and
 * one that is taken is on the disk before any noise is drawn. A kill in between has spent it, and nothing left.
 *
 * <p>All rounds are counted as of the same patients, whoever was in the table at the time: a patient may have been in
 * each. A round is spent once, by its name; noise drawn twice on one sum would be two looks at it. Thread-safe; one
 * process at a time.
 */
public final class PrivacyLedger implements Closeable {
    private static final byte SPENT = 1;

    private final Journal journal;
    private final PrivacyBudget budget;
    private final Set<String> names = new HashSet<>();
    private PrivacyLoss loss = PrivacyLoss.none();

    /** What the ledger says of a round. */
    public sealed interface Reply permits Permit, Refused {}

    /**
     * The round is not taken, and nothing was spent.
     *
     * @param why for the site's own eyes
     */
    public record Refused(String why) implements Reply {}

    /** Leave to draw noise for one sum, once. */
    public static final class Permit implements Reply {
        private final NoiseTerms terms;
        private final PrivacyClaim.Epsilon after;
        private final AtomicBoolean isUsed = new AtomicBoolean();

        private Permit(NoiseTerms terms, PrivacyClaim.Epsilon after) {
            this.terms = terms;
            this.after = after;
        }

        /** What all rounds have cost, with this one. */
        public PrivacyClaim.Epsilon after() {
            return after;
        }

        void use(NoiseTerms asked) {
            if (!terms.equals(asked)) {
                throw new IllegalStateException("the ledger was asked for " + terms + ", not for " + asked);
            }
            if (isUsed.getAndSet(true)) {
                throw new IllegalStateException("noise was drawn for this round already");
            }
        }
    }

    private PrivacyLedger(Journal journal, PrivacyBudget budget) {
        this.journal = journal;
        this.budget = budget;
        journal.before().forEach(this::read);
    }

    /** Opens a site's ledger, which is made where there is none. */
    public static PrivacyLedger open(Path file, PrivacyBudget budget) throws IOException {
        Journal journal = Journal.open(file);
        try {
            return new PrivacyLedger(journal, budget);
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** What all rounds so far have cost, at the budget's delta. */
    public synchronized PrivacyClaim.Epsilon spent() {
        return loss.epsilon(budget.delta());
    }

    /** What all would have cost after so many rounds more, for the page before a yes. */
    public synchronized PrivacyClaim.Epsilon wouldBe(SampledGaussian round, long count) {
        return loss.and(round, count).epsilon(budget.delta());
    }

    /**
     * Asks to take part in a round.
     *
     * @param name of the round, unlike any other's: plan, round and attempt
     * @param patients how many this site has, whom each takes part by the terms' rate; their number is its own
     */
    public synchronized Reply spend(ContentHash plan, int round, int attempt, NoiseTerms terms, int patients)
            throws IOException {
        String name = plan.hex() + " " + round + " " + attempt;
        if (names.contains(name)) {
            return new Refused("it was spent before: send what was kept of it, or take the next attempt");
        }
        if (patients < 1) {
            return new Refused("this site has no patient for it");
        }
        if (budget.delta() * patients >= 1) {
            return new Refused(String.format(
                    Locale.ROOT,
                    "delta %s is not below 1 over %d patients, so that one of them could be given away whole",
                    budget.delta(),
                    patients));
        }
        PrivacyClaim.Epsilon after = wouldBe(terms.round(), 1);
        if (after.epsilon() > budget.epsilon()) {
            return new Refused(String.format(
                    Locale.ROOT,
                    "it would bring epsilon from %.3f to %.3f, above the budget of %s at delta %s",
                    spent().epsilon(),
                    after.epsilon(),
                    budget.epsilon(),
                    budget.delta()));
        }
        byte[] record = record(name, terms.round());
        journal.append(record);
        read(record);
        return new Permit(terms, after);
    }

    private static byte[] record(String name, SampledGaussian round) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(SPENT);
            out.writeUTF(name);
            out.writeDouble(round.rate());
            out.writeDouble(round.noise());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void read(byte[] record) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(record))) {
            byte kind = in.readByte();
            if (kind != SPENT) {
                throw new IllegalStateException("a record of kind " + kind + " in a ledger of privacy");
            }
            names.add(in.readUTF());
            loss = loss.and(new SampledGaussian(in.readDouble(), in.readDouble()), 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
