package org.subtext.silo.coordinator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.OwnerOnly;
import org.subtext.silo.envelope.Envelope;
import org.subtext.silo.envelope.RefusedEnvelope;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.masking.Purpose;
import org.subtext.silo.masking.Refusal;
import org.subtext.silo.plan.PlanState;
import org.subtext.silo.plan.PlannedOperation;
import org.subtext.silo.plan.SiloPlan;
import org.subtext.silo.report.SitesContent;
import org.subtext.silo.report.SitesJson;
import org.subtext.silo.report.SitesPage;
import org.subtext.silo.report.SitesSummary;
import org.subtext.silo.rounds.CoordinatorRound;
import org.subtext.silo.rounds.Letter;
import org.subtext.silo.rounds.Mailbox;
import org.subtext.silo.rounds.Patience;
import org.subtext.silo.rounds.RoundId;
import org.subtext.silo.rounds.RoundMessage;
import org.subtext.silo.rounds.RoundOutcome;
import org.subtext.silo.rounds.RoundTerms;
import org.subtext.silo.sums.Layout;
import org.subtext.silo.sums.Operation;
import org.subtext.silo.sums.Operations;
import org.subtext.silo.sums.SummedAudit;
import org.subtext.silo.sums.Sums;
import org.subtext.silo.sums.Told;
import org.subtext.silo.talk.Consent;
import org.subtext.silo.talk.RoundAsk;
import org.subtext.silo.talk.Word;
import org.subtext.silo.transport.EnvelopeFolder;
import org.subtext.silo.transport.OfficeMailbox;
import org.subtext.silo.transport.PostOffice;
import org.subtext.wording.Lists;

/**
 * Conducts the plans of a coordinator: hears consents, runs the rounds one after the other once enough sites said yes,
 * and writes the result. Killed at any point and begun again, it goes on: what was asked and opened is on disk.
 *
 * <p>Used by one thread; one plan runs at a time.
 */
public final class Conductor {
    private static final int ATTEMPTS = 3;
    private static final int STEPS = 6;
    private static final long NAP_MILLIS = 200;
    private static final Duration LOOK = Duration.ofMillis(500);

    private final CoordinatorHome home;
    private final PostOffice office;
    private final Consumer<String> log;

    public Conductor(CoordinatorHome home, PostOffice office, Consumer<String> log) {
        this.home = home;
        this.office = office;
        this.log = log;
    }

    /** A round that its plan does not go on from. */
    private static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;

        Stopped(String words) {
            super(words);
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }

    /** Conducts until told to stop. */
    public void run(BooleanSupplier goesOn) throws IOException, InterruptedException {
        while (goesOn.getAsBoolean()) {
            hear();
            for (Offering plan : home.offerings()) {
                step(plan, goesOn);
            }
            Thread.sleep(NAP_MILLIS);
        }
    }

    /** Takes what sites said beside rounds. */
    private void hear() throws IOException {
        EnvelopeFolder words = office.words();
        for (String name : words.names()) {
            Optional<Envelope> envelope = words.get(name);
            if (envelope.isPresent()) {
                try {
                    hear(envelope.get(), office.open(envelope.get()));
                } catch (RefusedEnvelope | IllegalArgumentException e) {
                    log.accept("not taken: " + e.getMessage());
                }
                words.remove(name);
            }
        }
    }

    private void hear(Envelope envelope, byte[] content) throws IOException, RefusedEnvelope {
        PartyName site = envelope.header().sender();
        Offering plan = home.offering(envelope.header().plan())
                .orElseThrow(() -> new IllegalArgumentException("it is about a plan that is not known here"));
        // The keys that the plan names, so that a site that was enrolled anew does not answer for the old one.
        envelope.requireFrom(plan.plan()
                .parties()
                .site(site)
                .orElseThrow(() -> new RefusedEnvelope(RefusedEnvelope.Reason.ANOTHER_PLAN)));
        Word word = Word.of(envelope.header().kind()).orElseThrow(() -> new IllegalArgumentException("not a word"));
        Consent consent = Consent.read(content);
        if (word == Word.WITHDRAWN) {
            consent = Consent.refusal("withdrew: " + consent.reason());
        } else if (word != Word.CONSENT) {
            throw new IllegalArgumentException("a site does not say this");
        }
        plan.consent(site, consent, home.clock().instant());
        log.accept("plan " + plan.hash().abbreviated() + ": " + site
                + (consent.isRefusal() ? " says no" : " says yes to " + consent.rounds() + " rounds"));
    }

    private void step(Offering plan, BooleanSupplier goesOn) throws IOException, InterruptedException {
        Instant now = home.clock().instant();
        PlanState state = plan.life().state();
        boolean isOpen = state == PlanState.OFFERED || state == PlanState.MAPPED;
        if (!state.isEnd() && state != PlanState.DRAFTED && plan.plan().isOver(now)) {
            plan.life().to(PlanState.EXPIRED, "", now);
            log.accept("plan " + plan.hash().abbreviated() + " expired");
        } else if (isOpen) {
            decide(plan, now);
        } else if (state == PlanState.APPROVED || state == PlanState.RUNNING) {
            conduct(plan, goesOn);
        }
    }

    /** Begins once every site answered, or enough did when the time for answers is over. */
    private void decide(Offering plan, Instant now) throws IOException {
        int yes = plan.willing(1).size();
        int answers = plan.consents().size();
        int sites = plan.plan().parties().sites().size();
        Instant due = plan.life()
                .last(PlanState.OFFERED)
                .map(step -> step.at().plus(deadline(plan.plan())))
                .orElse(now);
        if (answers < sites && now.isBefore(due)) {
            return;
        }
        if (yes >= plan.plan().parties().quorum()) {
            plan.life().to(PlanState.MAPPED, "by sites, each its own rows", now);
            plan.life().to(PlanState.APPROVED, "by " + yes + " of " + sites + " sites", now);
            log.accept("plan " + plan.hash().abbreviated() + " is approved by " + yes + " of " + sites + " sites");
        } else if (answers == sites) {
            plan.life()
                    .to(
                            PlanState.REFUSED,
                            "only " + yes + " of " + sites + " sites said yes; at least "
                                    + plan.plan().parties().quorum() + " must",
                            now);
            log.accept("plan " + plan.hash().abbreviated() + " is refused: too few sites said yes");
        }
    }

    private static Duration deadline(SiloPlan plan) {
        return Duration.ofMinutes(plan.rounds().deadlineMinutes());
    }

    private void conduct(Offering plan, BooleanSupplier goesOn) throws IOException, InterruptedException {
        Map<String, Sums> sums = new HashMap<>();
        Map<String, List<Set<String>>> answered = new HashMap<>();
        Map<String, long[]> own = new TreeMap<>();
        Told told = Told.NOTHING;
        try {
            for (int round = 1; round <= plan.plan().operations().size(); round++) {
                if (!goesOn.getAsBoolean()) {
                    return;
                }
                hear();
                Operation operation =
                        Operations.named(plan.plan().operation(round).name());
                if (operation.isOfOneSite()) {
                    own.putAll(own(plan, round, operation, told, goesOn));
                } else {
                    Sums sum = sum(plan, round, operation, told, answered);
                    sums.put(operation.name(), sum);
                    told = told.and(operation.told(plan.plan().terms(), sum));
                }
            }
            finish(plan, sums, own);
        } catch (Stopped e) {
            PlanState state = home.offering(plan.hash()).orElse(plan).life().state();
            if (!state.isEnd()) {
                plan.life()
                        .to(
                                PlanState.CLOSED,
                                "without a result: " + e.words(),
                                home.clock().instant());
                tellAll(plan, Word.STOPPED, Consent.refusal(e.words()).bytes());
            }
            log.accept("plan " + plan.hash().abbreviated() + " stopped: " + e.words());
        }
    }

    private void finish(Offering plan, Map<String, Sums> sums, Map<String, long[]> own) throws IOException {
        SummedAudit audit = SummedAudit.read(plan.plan().terms(), sums, own);
        SitesContent content = content(plan.plan(), audit, sums, own);
        String text = SitesSummary.of(content, "the coordinator's page of the result");
        AtomicFiles.writeString(plan.folder().resolve("result.html"), SitesPage.render(content));
        AtomicFiles.writeString(plan.folder().resolve("result.json"), SitesJson.write(content));
        AtomicFiles.writeString(plan.resultFile(), text);
        plan.life().to(PlanState.CLOSED, "with a result", home.clock().instant());
        tellAll(plan, Word.RESULT, text.getBytes(StandardCharsets.UTF_8));
        log.accept("plan " + plan.hash().abbreviated() + " is closed; its result is in " + plan.resultFile());
    }

    private static SitesContent content(
            SiloPlan plan, SummedAudit audit, Map<String, Sums> sums, Map<String, long[]> own) {
        List<SitesContent.Left> left = new ArrayList<>();
        List<String> names =
                plan.parties().sites().stream().map(site -> site.name().value()).toList();
        for (String site : names) {
            for (PlannedOperation operation : plan.operations()) {
                if (sums.containsKey(operation.name()) || own.containsKey(site)) {
                    left.add(SitesContent.Left.of(site, operation.name(), plan.terms()));
                }
            }
        }
        return new SitesContent(
                plan.asked().question(),
                plan.asked().asker(),
                plan.hash().hex(),
                plan.software(),
                names,
                audit,
                left,
                Optional.empty());
    }

    private void tellAll(Offering plan, Word word, byte[] content) throws IOException {
        for (PublicIdentity site : plan.plan().parties().sites()) {
            office.send(site, plan.hash(), 0, 1, word.kind(), content);
        }
    }

    /** Asks the willing sites, once for each attempt; again after a restart, which changes nothing for them. */
    private Offering.Asked ask(Offering plan, int round, int attempt, Operation operation, Told told)
            throws IOException, Stopped {
        Offering known = home.offering(plan.hash()).orElse(plan);
        if (known.life().state().isEnd()) {
            throw new Stopped("the plan is " + known.life().state().word());
        }
        Instant now = home.clock().instant();
        Optional<Offering.Asked> before = plan.lastAsked(round).filter(asked -> asked.attempt() == attempt);
        Instant end = now.plus(deadline(plan.plan()).multipliedBy(STEPS)).truncatedTo(ChronoUnit.SECONDS);
        Offering.Asked asked = before.orElse(new Offering.Asked(
                round,
                attempt,
                end.isBefore(plan.plan().expiresAt()) ? end : plan.plan().expiresAt()));
        List<PublicIdentity> willing = plan.willing(round);
        if (willing.size() < plan.plan().parties().quorum()) {
            throw new Stopped("only " + willing.size() + " sites take part in round " + round + ", at least "
                    + plan.plan().parties().quorum() + " must");
        }
        if (before.isEmpty()) {
            plan.asked(asked);
            plan.life().to(PlanState.RUNNING, "round " + round + ", attempt " + attempt + ", " + operation.name(), now);
        }
        byte[] bytes = new RoundAsk(round, attempt, operation.name(), asked.until(), told).bytes();
        for (PublicIdentity site : willing) {
            office.send(site, plan.hash(), 0, 1, Word.ASK.kind(), bytes);
        }
        log.accept("plan " + plan.hash().abbreviated() + ": round " + round + ", attempt " + attempt + ", "
                + operation.name() + ", asked of " + willing.size() + " sites");
        return asked;
    }

    private Sums sum(Offering plan, int round, Operation operation, Told told, Map<String, List<Set<String>>> answered)
            throws IOException, InterruptedException, Stopped {
        Layout layout = operation.layout(plan.plan().terms());
        int attempt = plan.lastAsked(round).map(Offering.Asked::attempt).orElse(1);
        String why = "";
        for (; attempt <= ATTEMPTS; attempt++) {
            Offering.Asked asked = isOpened(plan, round, attempt)
                    ? plan.lastAsked(round).orElseThrow()
                    : ask(plan, round, attempt, operation, told);
            RoundAsk question = new RoundAsk(round, attempt, operation.name(), asked.until(), told);
            RoundTerms terms = new RoundTerms(
                    new Purpose(plan.hash(), question.model(plan.plan().terms()), round, attempt),
                    plan.plan().parties().sites(),
                    layout.size(),
                    asked.until(),
                    Operations.earlierSums(operation, told, answered));
            Mailbox mailbox = new WithoutUnwilling(new OfficeMailbox(office, plan.plan()), terms, plan);
            RoundOutcome outcome = new CoordinatorRound(
                            mailbox,
                            home.clock(),
                            (site, refused) ->
                                    log.accept("a letter of " + site + " was refused: " + refused.getMessage()))
                    .run(terms, Patience.of(deadline(plan.plan())), plan.attempt(round, attempt));
            if (outcome instanceof RoundOutcome.Opened opened) {
                AtomicFiles.writeString(
                        plan.attempt(round, attempt).resolve(Offering.OPENED),
                        opened.answered().size() + "\n");
                log.accept("plan " + plan.hash().abbreviated() + ": round " + round + " opened the sum of "
                        + opened.answered().size() + " sites");
                answered.put(operation.name(), List.of(Set.copyOf(opened.answered())));
                return Sums.of(layout, opened.words(), opened.answered().size());
            }
            RoundOutcome.Refused refused = (RoundOutcome.Refused) outcome;
            why = why(refused);
            log.accept("plan " + plan.hash().abbreviated() + ": round " + round + ", attempt " + attempt
                    + " opened nothing: " + why);
            new TreeMap<>(refused.declined())
                    .forEach((site, reason) -> log.accept(
                            "plan " + plan.hash().abbreviated() + ": " + site + " takes no part: " + reason.meaning()));
        }
        throw new Stopped("round " + round + " opened nothing: " + why);
    }

    /** For everybody to hear: which sites declined is told to nobody else. */
    private static String why(RoundOutcome.Refused refused) {
        List<String> reasons = refused.declined().values().stream()
                .distinct()
                .sorted()
                .map(Refusal::meaning)
                .toList();
        boolean isOfSites = refused.declined().containsValue(Refusal.DIFFERENCE);
        return refused.refusal().meaning() + " (" + refused.found() + ")"
                + (reasons.isEmpty() ? "" : "; sites that take no part: " + Lists.and(reasons))
                + (isOfSites
                        ? "; offer it to the same sites as the plan before, or to sites of which three or more are others"
                        : "");
    }

    private static boolean isOpened(Offering plan, int round, int attempt) throws IOException {
        return Files.exists(plan.attempt(round, attempt).resolve(Offering.OPENED));
    }

    /**
     * Hears while a round goes on what sites say beside it, and says for those that will not come, or no longer, that
     * they decline: nobody waits for them, and of a plan that was taken back nothing more is opened.
     */
    private final class WithoutUnwilling implements Mailbox {
        private final Mailbox mailbox;
        private final Offering plan;
        private final RoundTerms terms;
        private final Deque<Letter> declines = new ArrayDeque<>();
        private final Map<PublicIdentity, Letter> ours = new HashMap<>();

        WithoutUnwilling(Mailbox mailbox, RoundTerms terms, Offering plan) {
            this.mailbox = mailbox;
            this.terms = terms;
            this.plan = plan;
        }

        @Override
        public void send(RoundId round, String to, byte[] letter) throws IOException {
            mailbox.send(round, to, letter);
        }

        @Override
        public Optional<Letter> next(Duration longest) throws IOException, InterruptedException {
            long end = System.nanoTime() + longest.toNanos();
            while (true) {
                hear();
                declineForTheUnwilling();
                if (!declines.isEmpty()) {
                    return Optional.of(declines.getFirst());
                }
                Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
                Optional<Letter> letter = mailbox.next(left.compareTo(LOOK) < 0 ? left : LOOK);
                if (letter.isPresent() || System.nanoTime() >= end) {
                    return letter;
                }
            }
        }

        private void declineForTheUnwilling() throws IOException {
            Offering now = home.offering(plan.hash()).orElse(plan);
            List<PublicIdentity> willing = now.life().state().isEnd()
                    ? List.of()
                    : now.willing(terms.id().round());
            for (PublicIdentity site : terms.sites()) {
                if (!willing.contains(site) && !ours.containsKey(site)) {
                    Letter letter = new Letter(
                            terms.id(), site.name().value(), new RoundMessage.Declined(Refusal.DECLINED).bytes());
                    declines.add(letter);
                    ours.put(site, letter);
                }
            }
        }

        @Override
        public void taken(Letter letter) throws IOException {
            if (ours.containsValue(letter)) {
                declines.remove(letter);
            } else {
                mailbox.taken(letter);
            }
        }
    }

    /** Numbers that are of one site, as they come, until all willing sites told them or the time is over. */
    private Map<String, long[]> own(Offering plan, int round, Operation operation, Told told, BooleanSupplier goesOn)
            throws IOException, InterruptedException, Stopped {
        Layout layout = operation.layout(plan.plan().terms());
        Path folder = OwnerOnly.folder(plan.attempt(round, 1));
        Map<String, long[]> known = new TreeMap<>();
        for (PublicIdentity site : plan.plan().parties().sites()) {
            Path file = folder.resolve(site.name().value());
            if (Files.exists(file)) {
                known.put(site.name().value(), layout.checked(words(Files.readAllBytes(file))));
            }
        }
        Path over = folder.resolve(Offering.OVER);
        if (Files.exists(over)) {
            return known;
        }
        Offering.Asked asked = ask(plan, round, 1, operation, told);
        Clock clock = home.clock();
        Instant due = clock.instant().plus(deadline(plan.plan()));
        Instant end = due.isBefore(asked.until()) ? due : asked.until();
        Set<String> declined = new HashSet<>();
        while (isWaitingFor(plan, round, known, declined) && clock.instant().isBefore(end) && goesOn.getAsBoolean()) {
            EnvelopeFolder letters = office.letters(plan.hash());
            for (String name : letters.names()) {
                Optional<Envelope> envelope = letters.get(name);
                if (envelope.isPresent()) {
                    take(plan, round, layout, envelope.get(), folder, known, declined);
                }
                letters.remove(name);
            }
            hear();
            Thread.sleep(NAP_MILLIS);
        }
        if (goesOn.getAsBoolean()) {
            AtomicFiles.writeString(over, "");
        }
        return known;
    }

    private boolean isWaitingFor(Offering plan, int round, Map<String, long[]> known, Set<String> declined)
            throws IOException {
        Offering now = home.offering(plan.hash()).orElse(plan);
        return !now.life().state().isEnd()
                && now.willing(round).stream()
                        .map(site -> site.name().value())
                        .anyMatch(site -> !known.containsKey(site) && !declined.contains(site));
    }

    private void take(
            Offering plan,
            int round,
            Layout layout,
            Envelope envelope,
            Path folder,
            Map<String, long[]> known,
            Set<String> declined)
            throws IOException {
        String site = envelope.header().sender().value();
        try {
            envelope.requireFrom(plan.plan()
                    .parties()
                    .site(envelope.header().sender())
                    .orElseThrow(() -> new RefusedEnvelope(RefusedEnvelope.Reason.ANOTHER_PLAN)));
            boolean isOfRound = envelope.header().plan().equals(plan.hash())
                    && envelope.header().round() == round;
            boolean isWanted = isOfRound && envelope.header().kind().equals(Word.OWN_NUMBERS.kind());
            if (isOfRound && !isWanted) {
                // The one letter of such a round says that a site will not come.
                declined.add(site);
            }
            if (isWanted && !known.containsKey(site)) {
                byte[] bytes = office.open(envelope);
                known.put(site, layout.checked(words(bytes)));
                AtomicFiles.write(folder.resolve(site), out -> out.write(bytes));
            }
        } catch (RefusedEnvelope | IllegalStateException | InvalidInputException e) {
            log.accept("numbers of " + site + " are not taken: " + e.getMessage());
        }
    }

    private static long[] words(byte[] bytes) {
        long[] words = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
        return words;
    }
}
