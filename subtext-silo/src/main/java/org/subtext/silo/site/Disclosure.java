package org.subtext.silo.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.AtomicFiles;
import org.subtext.silo.disclosure.LedgerAnswer;
import org.subtext.silo.disclosure.QueryLedger;

/** Whether a plan, with all that this site ever answered, could tell of fewer patients than the limit. */
final class Disclosure {
    private static final String ANSWERED = "answered";

    private Disclosure() {}

    /** What the ledger would say now, which is noted nowhere. */
    static LedgerAnswer wouldSay(OfferedPlan plan, SiteData data, SiteHome home) throws IOException {
        try (QueryLedger ledger =
                home.ledgers().seenDisclosure(plan.plan().terms().limit())) {
            return ledger.wouldSay(data.asked());
        }
    }

    /** What the ledger said when the plan was answered for the first time; empty where it was not asked yet. */
    static Optional<LedgerAnswer> said(OfferedPlan plan) throws IOException {
        Path file = fileOf(plan);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String said = Files.readString(file).strip();
        return Optional.of(said.equals(ANSWERED) ? new LedgerAnswer(true, "") : new LedgerAnswer(false, said));
    }

    /** @throws InvalidInputException if the ledger would refuse now */
    static void requireAnswerable(OfferedPlan plan, SiteData data, SiteHome home) throws IOException {
        LedgerAnswer answer = wouldSay(plan, data, home);
        if (!answer.isAnswered()) {
            throw refused(plan, answer.why(), "Refuse it.");
        }
    }

    /** Asks the ledger, once for a plan: what it said stays, and counts as told from then on. */
    static void requireAnswered(OfferedPlan plan, SiteData data, SiteHome home) throws IOException {
        Path asked = fileOf(plan);
        if (!Files.exists(asked)) {
            try (QueryLedger ledger =
                    home.ledgers().disclosure(plan.plan().terms().limit())) {
                LedgerAnswer answer = ledger.askTogether(plan.hash().hex(), data.asked());
                AtomicFiles.writeString(asked, (answer.isAnswered() ? ANSWERED : "refused: " + answer.why()) + "\n");
            }
        }
        String said = Files.readString(asked).strip();
        if (!said.equals(ANSWERED)) {
            throw refused(plan, said, "Withdraw from it.");
        }
    }

    private static Path fileOf(OfferedPlan plan) {
        return plan.folder().resolve("disclosure.txt");
    }

    private static InvalidInputException refused(OfferedPlan plan, String why, String cure) {
        return new InvalidInputException("The plan " + plan.hash().abbreviated()
                + " is not answered, since with what was answered before it could tell of fewer than "
                + plan.plan().terms().limit() + " patients (" + why + "). " + cure);
    }
}
