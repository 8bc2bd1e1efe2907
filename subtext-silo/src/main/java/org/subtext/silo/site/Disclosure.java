package org.subtext.silo.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.AtomicFiles;
import org.subtext.silo.disclosure.LedgerAnswer;
import org.subtext.silo.disclosure.QueryLedger;

/** Whether a plan, with all that this site ever answered, could tell of fewer patients than the limit. */
final class Disclosure {
    private static final String ANSWERED = "answered";
    private static final String LEDGER = "disclosure.ledger";

    private Disclosure() {}

    /** What the ledger would say now, which is noted nowhere. */
    static LedgerAnswer wouldSay(OfferedPlan plan, SiteData data, SiteHome home) throws IOException {
        try (QueryLedger ledger = ledger(plan, home, QueryLedger::peek)) {
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

    @FunctionalInterface
    private interface Opening {
        QueryLedger open(Path file, int limit) throws IOException;
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
            try (QueryLedger ledger = ledger(plan, home, QueryLedger::open)) {
                LedgerAnswer answer = ledger.askTogether(plan.hash().hex(), data.asked());
                AtomicFiles.writeString(asked, (answer.isAnswered() ? ANSWERED : "refused: " + answer.why()) + "\n");
            }
        }
        String said = Files.readString(asked).strip();
        if (!said.equals(ANSWERED)) {
            throw refused(plan, said, "Withdraw from it.");
        }
    }

    /**
     * The site's ledger.
     *
     * @throws InvalidInputException if a plan was answered that it does not know: it is gone, or an older one
     */
    private static QueryLedger ledger(OfferedPlan plan, SiteHome home, Opening how) throws IOException {
        Path file = home.folder().resolve(LEDGER);
        List<OfferedPlan> answered = new ArrayList<>();
        for (OfferedPlan one : home.plans()) {
            if (said(one).filter(LedgerAnswer::isAnswered).isPresent()) {
                answered.add(one);
            }
        }
        if (!answered.isEmpty() && !Files.exists(file)) {
            throw lost(answered.size());
        }
        QueryLedger ledger = how.open(file, plan.plan().terms().limit());
        long unknown =
                answered.stream().filter(one -> !ledger.knows(one.hash().hex())).count();
        if (unknown > 0) {
            ledger.close();
            throw lost(unknown);
        }
        return ledger;
    }

    private static InvalidInputException lost(long plans) {
        return new InvalidInputException("The file " + LEDGER + " of this site does not hold what " + plans
                + (plans == 1 ? " plan was" : " plans were")
                + " answered: it is gone, or an older copy. Without it nobody"
                + " can say what one more answer would tell of a few patients, so that nothing is answered. Put the"
                + " newest copy back.");
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
