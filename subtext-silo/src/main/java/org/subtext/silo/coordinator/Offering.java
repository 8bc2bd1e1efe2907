package org.subtext.silo.coordinator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problems;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.OwnerOnly;
import org.subtext.silo.enrolment.Register;
import org.subtext.silo.journal.Lines;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.plan.PlanLife;
import org.subtext.silo.plan.PlanState;
import org.subtext.silo.plan.SignedPlan;
import org.subtext.silo.plan.SiloPlan;
import org.subtext.silo.talk.Consent;
import org.subtext.silo.talk.Word;
import org.subtext.silo.transport.PostOffice;

/** A plan at its coordinator: what was offered, who answered what, how far its rounds are. */
public final class Offering {
    /** Of an attempt whose sum was opened: how many sites are in it. */
    static final String OPENED = "opened";

    /** Of an attempt at numbers of single sites that nobody is waited for any more. */
    static final String OVER = "over";

    private static final String PLAN = "plan.signed";
    private static final List<String> RESULTS = List.of("html", "json", "txt");

    /** An attempt at a round that was asked for. */
    record Asked(int round, int attempt, Instant until) {}

    private final Path folder;
    private final SiloPlan plan;
    private final ContentHash hash;
    private final PlanLife life;
    private final Lines consents;
    private final Lines asked;

    private Offering(Path folder, SiloPlan plan) throws IOException {
        this.folder = folder;
        this.plan = plan;
        this.hash = plan.hash();
        this.life = PlanLife.open(folder.resolve("life.txt"), hash);
        this.consents = new Lines(folder.resolve("consents.txt"));
        this.asked = new Lines(folder.resolve("asked.txt"));
    }

    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(PLAN));
    }

    static Offering open(Path folder, PublicIdentity coordinator) throws IOException {
        return new Offering(
                folder,
                SignedPlan.read(Files.readAllBytes(folder.resolve(PLAN)), coordinator)
                        .plan());
    }

    static Offering offer(Path plans, SignedPlan signed, Register register, PostOffice office, Clock clock)
            throws IOException {
        SiloPlan plan = signed.plan();
        requireEnrolled(plan, register);
        Path folder = OwnerOnly.folder(plans.resolve(plan.hash().abbreviated()));
        if (isIn(folder)) {
            throw new InvalidInputException("The plan " + plan.hash().abbreviated()
                    + " was offered before. Any change makes it another plan; the same one is not offered twice.");
        }
        byte[] bytes = signed.bytes();
        AtomicFiles.write(folder.resolve(PLAN), out -> out.write(bytes));
        Offering offered = new Offering(folder, plan);
        offered.life.to(PlanState.SIGNED, "", clock.instant());
        for (PublicIdentity site : plan.parties().sites()) {
            office.send(site, offered.hash, 0, 1, Word.PLAN.kind(), bytes);
        }
        offered.life.to(PlanState.OFFERED, "to " + plan.parties().sites().size() + " sites", clock.instant());
        return offered;
    }

    private static void requireEnrolled(SiloPlan plan, Register register) throws IOException {
        Problems problems = new Problems();
        for (PublicIdentity site : plan.parties().sites()) {
            Optional<Register.Party> known = register.party(site.name());
            if (known.isEmpty()) {
                problems.add("The plan names \"" + site.name() + "\", which is not enrolled. Invite it first.");
            } else if (!known.get().identity().equals(site)) {
                problems.add("The plan names other keys of \"" + site.name() + "\" than those that are enrolled ("
                        + known.get().identity().fingerprint() + "). Draft it again.");
            }
        }
        problems.throwIfAny();
    }

    public SiloPlan plan() {
        return plan;
    }

    public ContentHash hash() {
        return hash;
    }

    public PlanLife life() {
        return life;
    }

    Path folder() {
        return folder;
    }

    /** The result in words, once the plan is closed. */
    public Path resultFile() {
        return folder.resolve("result.txt");
    }

    Instant signedAt() {
        return life.last(PlanState.SIGNED).map(PlanLife.Step::at).orElse(Instant.EPOCH);
    }

    /** What sites answered, the last word of each. */
    public Map<PartyName, Consent> consents() throws IOException {
        Map<PartyName, Consent> all = new TreeMap<>();
        answers().forEach((site, answer) -> all.put(site, answer.consent()));
        return all;
    }

    /** The same with when it was heard. */
    Map<PartyName, PlanStanding.Answer> answers() throws IOException {
        Map<PartyName, PlanStanding.Answer> all = new TreeMap<>();
        for (String line : consents.read()) {
            String[] parts = line.split(" ", 4);
            if (parts.length == 4) {
                Consent consent = new Consent(Integer.parseInt(parts[2]), parts[3]);
                all.put(new PartyName(parts[1]), new PlanStanding.Answer(Instant.parse(parts[0]), consent));
            }
        }
        return all;
    }

    void consent(PartyName site, Consent consent, Instant now) throws IOException {
        consents.append(
                now.truncatedTo(ChronoUnit.SECONDS) + " " + site + " " + consent.rounds() + " " + consent.reason());
    }

    /** Sites with a yes for a round. */
    List<PublicIdentity> willing(int round) throws IOException {
        Map<PartyName, Consent> all = consents();
        return plan.parties().sites().stream()
                .filter(site ->
                        all.containsKey(site.name()) && all.get(site.name()).rounds() >= round)
                .toList();
    }

    void asked(Asked ask) throws IOException {
        asked.append(ask.round() + " " + ask.attempt() + " " + ask.until());
    }

    /** The last attempt that was asked for. */
    Optional<Asked> lastAsked() throws IOException {
        List<String> lines = asked.read();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = lines.get(lines.size() - 1).split(" ");
        return Optional.of(new Asked(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Instant.parse(parts[2])));
    }

    /** The last attempt at a round. */
    Optional<Asked> lastAsked(int round) throws IOException {
        return asked.read().stream()
                .map(line -> line.split(" "))
                .map(parts ->
                        new Asked(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Instant.parse(parts[2])))
                .filter(one -> one.round() == round)
                .reduce((first, second) -> second);
    }

    /** Whether letters of an attempt come too late. */
    boolean isOver(int round, int attempt) throws IOException {
        if (life.state().isEnd()) {
            return true;
        }
        return lastAsked()
                .filter(last -> round < last.round() || round == last.round() && attempt < last.attempt())
                .isPresent();
    }

    /** The folder of an attempt. */
    Path attempt(int round, int attempt) throws IOException {
        OwnerOnly.folder(folder.resolve("rounds"));
        return OwnerOnly.folder(folder.resolve("rounds").resolve(round + "-" + attempt));
    }

    /** How many sites are in what an attempt opened, or told their own numbers in it; empty before it is over. */
    Optional<Integer> opened(Asked ask) throws IOException {
        Path attempt = folder.resolve("rounds").resolve(ask.round() + "-" + ask.attempt());
        if (Files.exists(attempt.resolve(OPENED))) {
            return Optional.of(
                    Integer.valueOf(Files.readString(attempt.resolve(OPENED)).strip()));
        }
        if (!Files.exists(attempt.resolve(OVER))) {
            return Optional.empty();
        }
        int told = 0;
        for (PublicIdentity site : plan.parties().sites()) {
            told += Files.exists(attempt.resolve(site.name().value())) ? 1 : 0;
        }
        return Optional.of(told);
    }

    /** A file of the result, once the plan is closed with one. */
    public Optional<byte[]> resultFile(String ending) throws IOException {
        Path file = folder.resolve("result." + ending);
        return RESULTS.contains(ending) && Files.exists(file)
                ? Optional.of(Files.readAllBytes(file))
                : Optional.empty();
    }

    /** Takes the plan back, and tells every site with its next call. */
    public void withdraw(String reason, PostOffice office, Clock clock) throws IOException {
        life.to(PlanState.WITHDRAWN, reason, clock.instant());
        for (PublicIdentity site : plan.parties().sites()) {
            office.send(
                    site,
                    hash,
                    0,
                    1,
                    Word.WITHDRAWN.kind(),
                    Consent.refusal(reason).bytes());
        }
    }

    /** Steps so far, one line each. */
    public List<String> history() {
        return life.steps().stream()
                .map(step -> step.at() + "  " + step.words())
                .toList();
    }
}
