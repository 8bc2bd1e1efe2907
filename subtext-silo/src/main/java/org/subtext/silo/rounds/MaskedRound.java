package org.subtext.silo.rounds;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.OwnerOnly;
import org.subtext.silo.journal.Journal;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.masking.Refusal;
import org.subtext.silo.masking.RoundRefusedException;
import org.subtext.silo.masking.SealedShares;
import org.subtext.silo.masking.Shamir;
import org.subtext.silo.masking.SiteSet;
import org.subtext.silo.rounds.Collected.Step;
import org.subtext.silo.rounds.RoundMessage.Declined;
import org.subtext.silo.rounds.RoundMessage.KeysOffered;
import org.subtext.silo.rounds.RoundMessage.SetSigned;
import org.subtext.silo.rounds.RoundMessage.SharesRevealed;
import org.subtext.silo.rounds.RoundMessage.SharesSealed;
import org.subtext.silo.rounds.RoundMessage.VectorPart;

/**
 * The coordinator's side of one attempt at a masked round: it collects at each of the six steps, goes on with whoever
 * answered in time if they are enough, and ends with a sum or with a refusal.
 *
 * <p>Every answer is in its journal before the letter counts as taken, every closed step before it is told; masked
 * vectors lie in files beside it. When the round is over only its outcome is left. Not thread-safe.
 */
public final class MaskedRound implements Closeable {
    /** Where letters to sites go. */
    @FunctionalInterface
    interface Outbox {
        void send(String site, RoundMessage message) throws IOException;
    }

    /** What stands in the journal. */
    private enum Kind {
        BEGUN,
        LETTER,
        VECTOR,
        STEP
    }

    private final RoundTerms terms;
    private final Patience patience;
    private final Path folder;
    private final Journal journal;
    private final Collected at = new Collected();
    private final Map<Integer, ContentHash> announced = new HashMap<>();
    private Instant stepBegan;
    private @Nullable RoundOutcome outcome;

    private MaskedRound(RoundTerms terms, Patience patience, Path folder, Journal journal, Instant now) {
        this.terms = terms;
        this.patience = patience;
        this.folder = folder;
        this.journal = journal;
        this.stepBegan = now;
    }

    /**
     * Begins an attempt, or goes on with it after a kill.
     *
     * @param folder of this attempt alone
     */
    static MaskedRound open(RoundTerms terms, Patience patience, Path folder, Instant now) throws IOException {
        OwnerOnly.folder(folder);
        MaskedRound round =
                new MaskedRound(terms, patience, folder, Journal.open(folder.resolve("coordinator.journal")), now);
        try {
            round.begin(now);
            return round;
        } catch (IOException | RuntimeException e) {
            round.close();
            throw e;
        }
    }

    private void begin(Instant now) throws IOException {
        Optional<RoundOutcome> before = OutcomeFile.read(outcomeFile(), sumFile(), terms.hash());
        if (before.isPresent()) {
            outcome = before.get();
            erase();
            return;
        }
        List<byte[]> records = journal.before();
        if (records.isEmpty()) {
            record(Kind.BEGUN, terms.hash().hex().getBytes(StandardCharsets.US_ASCII), time(now));
        } else {
            records.forEach(record -> replay(Records.read(record)));
        }
    }

    /** Says again what belongs to the present step: what a kill may have kept from being sent. */
    void sendAgain(Outbox out) throws IOException {
        if (outcome != null) {
            sendClosed(out);
            return;
        }
        for (var said : at.said().entrySet()) {
            out.send(said.getKey(), said.getValue());
        }
    }

    Optional<RoundOutcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** How long it may take from now until a step is closed whoever answered. */
    Duration patience(Instant now) {
        Duration left = Duration.between(now, end());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * Takes a letter and keeps what it brought; the same one again changes nothing.
     *
     * @throws RoundRefusedException if it is none that an honest site sends now; nothing is changed then
     */
    void take(Letter letter) throws IOException {
        MaskedSite.checkRound(letter.round(), terms);
        PublicIdentity site = terms.site(letter.from())
                .orElseThrow(() -> new RoundRefusedException(Refusal.FOREIGN_SITE, letter.from()));
        RoundMessage message = RoundMessage.of(letter.bytes());
        if (outcome != null) {
            return;
        }
        if (message instanceof Declined) {
            if (!at.declined.containsKey(letter.from())) {
                recordLetter(letter.from(), message);
            }
            return;
        }
        RoundRefusedException.unless(
                !at.declined.containsKey(letter.from()), Refusal.LATE, letter.from() + " had given up before");
        if (message instanceof KeysOffered keys) {
            takeKeys(site, keys);
        } else if (message instanceof SharesSealed shares) {
            takeShares(site, shares);
        } else if (message instanceof VectorPart part) {
            takePart(site, part);
        } else if (message instanceof SetSigned signed) {
            takeSigned(site, signed);
        } else if (message instanceof SharesRevealed revealed) {
            takeRevealed(site, revealed);
        } else {
            throw new RoundRefusedException(
                    Refusal.UNEXPECTED, MessageKind.of(message).toString());
        }
    }

    /** Closes every step that all have answered or whose time is over, and says what follows. */
    void advance(Instant now, Outbox out) throws IOException {
        while (outcome == null && goesOn(now)) {
            sendAgain(out);
        }
    }

    private boolean goesOn(Instant now) throws IOException {
        int here = at.here().size();
        int waiting = waiting().size();
        boolean isDue = !now.isBefore(end());
        if (here + waiting < needed()) {
            refuse(Refusal.TOO_FEW, here + waiting + " of " + needed() + " at step " + at.step());
            return true;
        }
        if (at.step().compareTo(Step.VECTORS) <= 0) {
            Set<String> possible = new HashSet<>(at.here());
            possible.addAll(waiting());
            if (terms.earlier().isTooFew(possible)) {
                refuse(Refusal.TOO_FEW_TELLING, "at step " + at.step());
                return true;
            }
        }
        if (at.step() == Step.REVEALS) {
            return isOver(here, waiting == 0 || isDue, isDue);
        }
        // Signatures beyond the threshold add nothing, so nobody is waited for then.
        boolean isEnough = at.step() == Step.SIGNATURES ? here >= needed() : waiting == 0;
        if (!isEnough && !isDue) {
            return false;
        }
        if (here < needed()) {
            refuse(Refusal.TOO_FEW, here + " of " + needed() + " in time at step " + at.step());
        } else if (refusedBefore().isPresent()) {
            refuse(refusedBefore().get(), here + " sites in time at step " + at.step());
        } else {
            record(Kind.STEP, time(now));
        }
        return true;
    }

    /** Why no sum is opened over those who are here, beside those that the plan opened before. */
    private Optional<Refusal> refusedBefore() {
        Set<String> here = Set.copyOf(at.here());
        return switch (at.step()) {
            // Who is missing now is missing from the sum.
            case KEYS, SHARES ->
                terms.earlier().isTooFew(here) ? Optional.of(Refusal.TOO_FEW_TELLING) : Optional.empty();
            case VECTORS -> terms.earlier().against(here);
            case SIGNATURES, REVEALS -> Optional.empty();
        };
    }

    /** Whether the shares that came open the sum, or no more will come that could. */
    private boolean isOver(int here, boolean isLast, boolean isDue) throws IOException {
        if (here >= needed()) {
            return open(isLast);
        }
        if (isDue) {
            refuse(Refusal.TOO_FEW, here + " of " + needed() + " revealed their shares in time");
        }
        return isDue;
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }

    // Who is waited for

    private List<String> waiting() {
        List<String> approved =
                terms.sites().stream().map(site -> site.name().value()).toList();
        Set<String> here = new HashSet<>(at.here());
        return at.asked(approved).stream()
                .filter(name -> !here.contains(name) && !at.declined.containsKey(name))
                .toList();
    }

    private int needed() {
        return at.step() == Step.KEYS ? terms.quorum() : at.roster().quorum();
    }

    private Instant end() {
        Instant end = stepBegan.plus(
                switch (at.step()) {
                    case KEYS -> patience.keys();
                    case SHARES -> patience.shares();
                    case VECTORS -> patience.vectors();
                    case SIGNATURES -> patience.signatures();
                    case REVEALS -> patience.reveals();
                });
        return end.isBefore(terms.until()) ? end : terms.until();
    }

    // Step 1

    private void takeKeys(PublicIdentity site, KeysOffered keys) throws IOException {
        String name = site.name().value();
        MaskedSite.checkPurpose(keys.purpose(), terms);
        RoundRefusedException.unless(keys.site().equals(name), Refusal.ANOTHER_NAME, name);
        RoundRefusedException.unless(
                site.hasSigned(
                        RoundMessage.signedKeys(keys.purpose(), keys.site(), keys.keys()),
                        keys.signature().array()),
                Refusal.BAD_SIGNATURE,
                name);
        if (isNew(Step.KEYS, at.keys.get(name), keys)) {
            Set<Bytes> known = new HashSet<>();
            at.keys.values().forEach(other -> {
                known.add(Bytes.of(other.keys().sealing()));
                known.add(Bytes.of(other.keys().masking()));
            });
            RoundRefusedException.unless(
                    known.add(Bytes.of(keys.keys().sealing()))
                            && known.add(Bytes.of(keys.keys().masking())),
                    Refusal.KEY_TWICE,
                    name);
            recordLetter(name, keys);
        }
    }

    // Step 3

    private void takeShares(PublicIdentity site, SharesSealed shares) throws IOException {
        int position = position(site, shares.roster());
        boolean isWhole = RoundMessage.isOf(at.roster().all().without(position), shares.sealed())
                && shares.commitment().length() == Shamir.SECRET_BYTES
                && shares.sealed().values().stream().allMatch(one -> one.length() == SealedShares.SEALED_BYTES);
        RoundRefusedException.unless(isWhole, Refusal.MALFORMED, "shares of " + site.name());
        if (isNew(Step.SHARES, at.shares.get(position), shares)) {
            recordLetter(site.name().value(), shares);
        }
    }

    // Step 4

    private void takePart(PublicIdentity site, VectorPart part) throws IOException {
        int position = position(site, part.roster());
        if (!isNew(Step.VECTORS, at.vectors.get(position), part.vector())) {
            return;
        }
        RoundRefusedException.unless(
                at.sharing().contains(position), Refusal.NOT_OF_THE_ROUND, site.name() + " sent no shares");
        RoundRefusedException.unless(
                part.sharing().equals(at.sharing()),
                Refusal.ANOTHER_SET,
                site.name() + " masked for " + part.sharing());
        ContentHash hash = announced.computeIfAbsent(position, p -> part.vector());
        RoundRefusedException.unless(hash.equals(part.vector()), Refusal.SECOND_ANSWER, "another vector");
        VectorSpool spool = spool(position);
        if (spool.take(part)) {
            if (!spool.hash().equals(hash)) {
                spool.delete();
                announced.remove(position);
                throw new RoundRefusedException(Refusal.ANOTHER_VECTOR, "of " + site.name());
            }
            record(Kind.VECTOR, name(site), hash.hex().getBytes(StandardCharsets.US_ASCII));
        }
    }

    // Step 5

    private void takeSigned(PublicIdentity site, SetSigned signed) throws IOException {
        int position = position(site, signed.roster());
        RoundRefusedException.unless(
                at.hasAnswered() && at.answered().contains(position), Refusal.NOT_OF_THE_ROUND, site.name() + "");
        RoundRefusedException.unless(
                site.hasSigned(
                        RoundMessage.signedSets(signed.roster(), at.sharing(), at.answered()),
                        signed.signature().array()),
                Refusal.BAD_SIGNATURE,
                site.name() + "");
        // One who signs when there are signatures enough may still reveal.
        if (at.step() == Step.SIGNATURES && !at.signatures.containsKey(position)) {
            recordLetter(site.name().value(), signed);
        }
    }

    // Step 6

    private void takeRevealed(PublicIdentity site, SharesRevealed revealed) throws IOException {
        int position = position(site, revealed.roster());
        RoundRefusedException.unless(
                at.step() == Step.REVEALS, Refusal.UNEXPECTED, "shares before they were asked for");
        boolean isWhole = at.answered().contains(position)
                && RoundMessage.isOf(at.answered(), revealed.seeds())
                && RoundMessage.isOf(at.sharing().without(at.answered()), revealed.maskingKeys());
        RoundRefusedException.unless(isWhole, Refusal.NOT_OF_THE_ROUND, "shares revealed by " + site.name());
        if (isNew(Step.REVEALS, at.reveals.get(position), revealed)) {
            recordLetter(site.name().value(), revealed);
        }
    }

    /**
     * Opens the sum, if the shares that came give the secrets.
     *
     * @param isLast whether no more shares will come, so that wrong ones end the round
     * @return whether the round is over
     */
    private boolean open(boolean isLast) throws IOException {
        try {
            Opening.open(at, spools(), terms.length() + MaskedVector.CHECK_WORDS, sumFile());
        } catch (RoundRefusedException e) {
            boolean isOver = isLast || e.refusal() != Refusal.BAD_SHARE;
            if (isOver) {
                refuse(e.refusal(), String.valueOf(e.getMessage()));
            }
            return isOver;
        }
        SiteSet dropped = at.roster().all().without(at.answered());
        end(new RoundOutcome.Opened(
                at.roster().hash(),
                at.names(at.answered().positions()),
                at.names(dropped.positions()),
                sumFile(),
                ContentHash.ofFile(sumFile()),
                at.declined));
        return true;
    }

    private void refuse(Refusal refusal, String found) throws IOException {
        end(new RoundOutcome.Refused(refusal, found, at.declined));
    }

    private void end(RoundOutcome ended) throws IOException {
        OutcomeFile.write(outcomeFile(), ended, terms.hash());
        outcome = ended;
        erase();
    }

    /** The outcome is kept; masked vectors and shares are not. */
    private void erase() throws IOException {
        for (int position = 1; position <= terms.sites().size(); position++) {
            spool(position).delete();
        }
        journal.erase();
    }

    private void sendClosed(Outbox out) throws IOException {
        boolean isOpened = outcome instanceof RoundOutcome.Opened;
        for (PublicIdentity site : terms.sites()) {
            out.send(site.name().value(), new RoundMessage.RoundClosed(isOpened));
        }
    }

    // What all steps share

    private int position(PublicIdentity site, ContentHash roster) {
        RoundRefusedException.unless(at.hasRoster(), Refusal.UNEXPECTED, "before any roster");
        RoundRefusedException.unless(
                roster.equals(at.roster().hash()), Refusal.ANOTHER_ROSTER, "roster " + roster.abbreviated());
        OptionalInt position = at.roster().position(site.name().value());
        RoundRefusedException.unless(position.isPresent(), Refusal.NOT_OF_THE_ROUND, site.name() + "");
        return position.getAsInt();
    }

    /** False for what is known; refuses another answer than the first one, and what is not collected now. */
    private <T> boolean isNew(Step step, @Nullable T before, T now) {
        if (before != null) {
            RoundRefusedException.unless(now.equals(before), Refusal.SECOND_ANSWER, "at step " + step);
            return false;
        }
        RoundRefusedException.unless(at.step().compareTo(step) <= 0, Refusal.LATE, "step " + step);
        RoundRefusedException.unless(at.step() == step, Refusal.UNEXPECTED, "step " + step);
        return true;
    }

    private void recordLetter(String site, RoundMessage message) throws IOException {
        record(Kind.LETTER, site.getBytes(StandardCharsets.UTF_8), message.bytes());
    }

    private void record(Kind kind, byte[]... values) throws IOException {
        byte[] record = Records.of(kind, values);
        journal.append(record);
        replay(Records.read(record));
    }

    private void replay(Records.Fields fields) {
        switch (Kind.values()[fields.kind()]) {
            case BEGUN -> {
                if (!new String(fields.value(0), StandardCharsets.US_ASCII)
                        .equals(terms.hash().hex())) {
                    throw new InvalidInputException("The folder " + folder + " holds a round that was begun under other"
                            + " terms. Give each attempt a folder of its own.");
                }
                stepBegan = time(fields.value(1));
            }
            case LETTER -> keep(new String(fields.value(0), StandardCharsets.UTF_8), RoundMessage.of(fields.value(1)));
            case VECTOR ->
                at.vectors.put(
                        position(new String(fields.value(0), StandardCharsets.UTF_8)),
                        new ContentHash(new String(fields.value(1), StandardCharsets.US_ASCII)));
            case STEP -> {
                at.closeStep(terms.purpose());
                stepBegan = time(fields.value(0));
            }
        }
    }

    private void keep(String site, RoundMessage message) {
        if (message instanceof KeysOffered keys) {
            at.keys.put(site, keys);
        } else if (message instanceof SharesSealed shares) {
            at.shares.put(position(site), shares);
        } else if (message instanceof SetSigned signed) {
            at.signatures.put(position(site), signed.signature());
        } else if (message instanceof SharesRevealed revealed) {
            at.reveals.put(position(site), revealed);
        } else {
            at.declined.put(site, ((Declined) message).refusal());
        }
    }

    private int position(String site) {
        return at.roster().position(site).orElseThrow();
    }

    private List<VectorSpool> spools() {
        List<VectorSpool> spools = new ArrayList<>();
        at.answered().positions().forEach(position -> spools.add(spool(position)));
        return spools;
    }

    private VectorSpool spool(int position) {
        return new VectorSpool(
                folder.resolve("masked-" + position + ".vector"), terms.length() + MaskedVector.CHECK_WORDS);
    }

    private Path sumFile() {
        return folder.resolve("sum.words");
    }

    private Path outcomeFile() {
        return folder.resolve("outcome");
    }

    private static byte[] name(PublicIdentity site) {
        return site.name().value().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] time(Instant time) {
        return ByteBuffer.allocate(Long.BYTES).putLong(time.toEpochMilli()).array();
    }

    private static Instant time(byte[] bytes) {
        return Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong());
    }
}
