package org.subtext.silo.site;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.OwnerOnly;
import org.subtext.silo.envelope.Envelope;
import org.subtext.silo.envelope.RefusedEnvelope;
import org.subtext.silo.masking.Purpose;
import org.subtext.silo.masking.Refusal;
import org.subtext.silo.masking.RoundRefusedException;
import org.subtext.silo.plan.PlanState;
import org.subtext.silo.primitives.Randomness;
import org.subtext.silo.rounds.Mailbox;
import org.subtext.silo.rounds.RoundId;
import org.subtext.silo.rounds.RoundLedger;
import org.subtext.silo.rounds.RoundMessage;
import org.subtext.silo.rounds.RoundTerms;
import org.subtext.silo.rounds.SiteHouse;
import org.subtext.silo.rounds.SiteOutcome;
import org.subtext.silo.rounds.SiteRound;
import org.subtext.silo.sums.Operation;
import org.subtext.silo.sums.Operations;
import org.subtext.silo.talk.Consent;
import org.subtext.silo.talk.RoundAsk;
import org.subtext.silo.talk.Word;
import org.subtext.silo.transport.EnvelopeFolder;
import org.subtext.silo.transport.RefusedCall;
import org.subtext.silo.transport.SiteLink;
import org.subtext.silo.transport.SiteMailbox;
import org.subtext.silo.transport.SitePost;

/**
 * Answers what was approved, and nothing else: fetches what the coordinator says, keeps plans for the administrator,
 * and takes part in the rounds of those with a yes. Killed at any point and begun again, it goes on.
 *
 * <p>One service of a site at a time; used by one thread.
 */
public final class SiteService implements Closeable {
    private static final long NAP_MILLIS = 2000;
    private static final long LOOK_MILLIS = 500;

    private final SiteHome home;
    private final SitePost post;
    private final Optional<SiteLink> link;
    private final RoundLedger ledger;
    private final Consumer<String> log;

    private SiteService(
            SiteHome home, SitePost post, Optional<SiteLink> link, RoundLedger ledger, Consumer<String> log) {
        this.home = home;
        this.post = post;
        this.link = link;
        this.ledger = ledger;
        this.log = log;
    }

    /**
     * @param link empty for a site without network, whose envelopes are carried
     * @param log takes a line for everything that happens, without a count of patients
     * @throws InvalidInputException if a ledger of the site is gone or an older copy
     */
    public static SiteService open(SiteHome home, SitePost post, Optional<SiteLink> link, Consumer<String> log)
            throws IOException {
        home.ledgers().require();
        return new SiteService(home, post, link, home.ledgers().rounds(), log);
    }

    @Override
    public void close() throws IOException {
        ledger.close();
    }

    /** Serves until told to stop; a line that is down is tried again. */
    public void run(BooleanSupplier goesOn) throws IOException, InterruptedException {
        link.ifPresent(line -> line.remarks().forEach(log));
        AtomicBoolean serves = new AtomicBoolean(true);
        link.ifPresent(line -> startBringing(line, serves));
        try {
            serve(goesOn);
        } finally {
            serves.set(false);
        }
    }

    /** Brings what commands put into the outbox while the service waits for the coordinator to say something. */
    private void startBringing(SiteLink line, AtomicBoolean serves) {
        Thread thread = new Thread(
                () -> {
                    while (serves.get()) {
                        try {
                            Thread.sleep(LOOK_MILLIS);
                            if (!post.pending().names().isEmpty()) {
                                post.flush(line);
                            }
                        } catch (IOException | RefusedCall e) {
                            // The service itself says what is wrong with the line.
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                            return;
                        }
                    }
                },
                "silo-outbox");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(BooleanSupplier goesOn) throws IOException, InterruptedException {
        String trouble = "";
        while (goesOn.getAsBoolean()) {
            try {
                talk();
                trouble = "";
            } catch (IOException | RefusedCall | RefusedEnvelope e) {
                String words = String.valueOf(e.getMessage());
                if (!words.equals(trouble)) {
                    log.accept(words);
                    trouble = words;
                }
                Thread.sleep(NAP_MILLIS);
            }
            work();
        }
    }

    private void talk() throws IOException, RefusedCall, RefusedEnvelope, InterruptedException {
        if (link.isPresent()) {
            post.flush(link.get());
            post.fetch(link.get());
        }
    }

    /** Does what can be done with what came; what cannot yet stays. */
    public void work() throws IOException, InterruptedException {
        hearNews();
        expire();
        EnvelopeFolder words = post.words();
        for (String name : words.names()) {
            Optional<Envelope> envelope = words.get(name);
            if (envelope.isEmpty()) {
                continue;
            }
            try {
                hear(envelope.get(), post.open(envelope.get()));
                words.remove(name);
            } catch (SiteMailbox.NoMoreNow e) {
                log.accept("waits: " + e.getMessage());
                if (link.isPresent()) {
                    words.remove(name);
                }
            } catch (RefusedEnvelope | IllegalArgumentException | InvalidInputException | RoundRefusedException e) {
                log.accept("not taken: " + e.getMessage());
                words.remove(name);
            }
        }
    }

    private void expire() throws IOException {
        for (OfferedPlan plan : home.plans()) {
            if (plan.plan().isOver(home.clock().instant())) {
                end(plan, PlanState.EXPIRED, "");
            }
        }
    }

    /** Takes plans and withdrawals, which are heard also while a round goes on. */
    private void hearNews() throws IOException {
        EnvelopeFolder words = post.words();
        for (String name : words.names()) {
            Optional<Envelope> envelope = words.get(name);
            Optional<Word> word = envelope.flatMap(one -> Word.of(one.header().kind()));
            if (word.isEmpty() || word.get() != Word.PLAN && word.get() != Word.WITHDRAWN) {
                continue;
            }
            try {
                byte[] content = post.open(envelope.get());
                if (word.get() == Word.PLAN) {
                    take(content);
                } else {
                    end(offered(envelope.get().header().plan()), PlanState.WITHDRAWN, "by the coordinator");
                }
            } catch (RefusedEnvelope | IllegalArgumentException | InvalidInputException e) {
                log.accept("not taken: " + e.getMessage());
            }
            words.remove(name);
        }
    }

    private void take(byte[] content) throws IOException {
        OfferedPlan plan = home.keep(content);
        log.accept("plan " + plan.hash().abbreviated() + " (" + plan.plan().name() + ") was offered");
    }

    private OfferedPlan offered(ContentHash hash) throws IOException {
        return home.known(hash)
                .orElseThrow(() -> new IllegalArgumentException("it is about a plan that was not offered here"));
    }

    private void hear(Envelope envelope, byte[] content) throws IOException, InterruptedException {
        Word word = Word.of(envelope.header().kind())
                .orElseThrow(() -> new IllegalArgumentException("a kind of message that this version does not know"));
        ContentHash hash = envelope.header().plan();
        if (word == Word.PLAN) {
            take(content);
            return;
        }
        OfferedPlan plan = offered(hash);
        switch (word) {
            case ASK -> answerOrDecline(plan, RoundAsk.read(content));
            case WITHDRAWN -> end(plan, PlanState.WITHDRAWN, "by the coordinator");
            case RESULT -> {
                AtomicFiles.write(plan.folder().resolve(OfferedPlan.RESULT), out -> out.write(content));
                end(plan, PlanState.CLOSED, "the result came");
            }
            case STOPPED ->
                end(
                        plan,
                        PlanState.CLOSED,
                        "without a result: " + Consent.read(content).reason());
            default -> throw new IllegalArgumentException("a coordinator does not say this");
        }
    }

    private void end(OfferedPlan plan, PlanState state, String about) throws IOException {
        if (plan.life().state().next().contains(state)) {
            plan.life().to(state, about, home.clock().instant());
            log.accept("plan " + plan.hash().abbreviated() + " is " + state.word()
                    + (about.isEmpty() ? "" : ": " + about));
        }
    }

    /** Where this site will not answer, the coordinator hears that it declines, so that nobody waits for it. */
    private void answerOrDecline(OfferedPlan plan, RoundAsk ask) throws IOException, InterruptedException {
        try {
            answer(plan, ask);
        } catch (InvalidInputException e) {
            new SiteMailbox(post, plan.hash(), link, () -> true, log)
                    .send(
                            new RoundId(plan.hash(), ask.round(), ask.attempt()),
                            Mailbox.COORDINATOR,
                            new RoundMessage.Declined(reason(plan)).bytes());
            throw e;
        }
    }

    /** As far as the coordinator hears it: that a ledger is in the way, and not whom it is about. */
    private static Refusal reason(OfferedPlan plan) throws IOException {
        boolean isRefused =
                Disclosure.said(plan).filter(said -> !said.isAnswered()).isPresent();
        return isRefused ? Refusal.GIVES_AWAY : Refusal.DECLINED;
    }

    private void answer(OfferedPlan plan, RoundAsk ask) throws IOException, InterruptedException {
        requireApproved(plan, ask);
        home.ledgers().require();
        plan.requireFit(home.identity().known());
        SiteData data = plan.data();
        Disclosure.requireAnswered(plan, data, home);
        Operation operation = Operations.named(ask.operation());
        String what = "round " + ask.round() + ", attempt " + ask.attempt() + ", " + ask.operation();
        if (!plan.life()
                .last(PlanState.RUNNING)
                .filter(step -> step.about().equals(what))
                .isPresent()) {
            plan.life().to(PlanState.RUNNING, what, home.clock().instant());
        }
        log.accept("plan " + plan.hash().abbreviated() + ": " + what);
        Answered answered = home.ledgers().answered();
        String question = Answered.question(operation.name(), plan.plan().terms(), plan.rowsHash());
        answered.require(question, ask.model(plan.plan().terms()));
        if (operation.isOfOneSite()) {
            answered.note(question, ask.model(plan.plan().terms()));
            long[] numbers = operation.layout(plan.plan().terms()).checked(operation.answer(data.table(), ask.told()));
            post.send(plan.hash(), ask.round(), ask.attempt(), Word.OWN_NUMBERS.kind(), WouldLeave.wordsOf(numbers));
            return;
        }
        RoundTerms terms = new RoundTerms(
                new Purpose(plan.hash(), ask.model(plan.plan().terms()), ask.round(), ask.attempt()),
                plan.plan().parties().sites(),
                operation.layout(plan.plan().terms()).size(),
                earlier(ask.until(), plan.plan().expiresAt()),
                Operations.earlierSums(operation, ask.told(), answeredBefore(plan)));
        SiteMailbox mailbox = new SiteMailbox(post, plan.hash(), link, () -> isGoingOn(plan, terms), log);
        Path folder = OwnerOnly.folder(plan.folder().resolve("round-" + ask.round() + "-" + ask.attempt()));
        SiteOutcome outcome = new SiteRound(
                        mailbox,
                        home.clock(),
                        refused -> log.accept("a letter of the round was refused: " + refused.getMessage()))
                .run(terms, new SiteHouse(home.identity(), folder, ledger, Randomness.ofTheSystem()), () -> {
                    // Before anything that depends on the rows leaves.
                    answered.note(question, terms.purpose().model());
                    return operation.layout(plan.plan().terms()).checked(operation.answer(data.table(), ask.told()));
                });
        log.accept("plan " + plan.hash().abbreviated() + ": " + what + " ended, "
                + (outcome.isOpened() ? "a sum was opened" : "no sum was opened"));
    }

    /** By operation, over which sites this one helped to open sums of the plan. */
    private Map<String, List<Set<String>>> answeredBefore(OfferedPlan plan) {
        Map<String, List<Set<String>>> sums = new TreeMap<>();
        ledger.sumsOf(plan.hash())
                .forEach((round, sets) -> sums.computeIfAbsent(
                                plan.plan().operation(round).name(), first -> new ArrayList<>())
                        .addAll(sets));
        return sums;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** A withdrawal by the coordinator, or by the administrator in another process, ends a round that waits. */
    private boolean isGoingOn(OfferedPlan plan, RoundTerms terms) throws IOException {
        hearNews();
        return home.clock().instant().isBefore(terms.until())
                && home.known(plan.hash())
                        .filter(now -> now.life().state() == PlanState.RUNNING)
                        .isPresent();
    }

    private void requireApproved(OfferedPlan plan, RoundAsk ask) throws IOException {
        PlanState state = plan.life().state();
        if (plan.plan().isOver(home.clock().instant())) {
            end(plan, PlanState.EXPIRED, "");
            throw new IllegalArgumentException(
                    "the plan is over since " + plan.plan().expires());
        }
        boolean isYes = state == PlanState.APPROVED || state == PlanState.RUNNING;
        if (!isYes || ask.round() < 1 || ask.round() > plan.approvedRounds()) {
            throw new IllegalArgumentException("round " + ask.round() + " was not approved here; the plan is "
                    + state.word() + ", approved are " + plan.approvedRounds() + " rounds");
        }
        if (!plan.plan().operation(ask.round()).name().equals(ask.operation())) {
            throw new IllegalArgumentException("the plan has another operation for round " + ask.round());
        }
    }
}
