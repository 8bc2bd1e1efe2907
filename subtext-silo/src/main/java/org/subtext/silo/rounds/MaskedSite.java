package org.subtext.silo.rounds;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.OwnerOnly;
import org.subtext.silo.journal.Journal;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.masking.FixedPoint;
import org.subtext.silo.masking.Masking;
import org.subtext.silo.masking.MaskingSecrets;
import org.subtext.silo.masking.Masks;
import org.subtext.silo.masking.Purpose;
import org.subtext.silo.masking.Refusal;
import org.subtext.silo.masking.Roster;
import org.subtext.silo.masking.RoundRefusedException;
import org.subtext.silo.masking.SealedShares;
import org.subtext.silo.masking.Shamir;
import org.subtext.silo.masking.Share;
import org.subtext.silo.masking.SiteSet;
import org.subtext.silo.rounds.RoundMessage.AnsweredShown;
import org.subtext.silo.rounds.RoundMessage.Declined;
import org.subtext.silo.rounds.RoundMessage.KeysOffered;
import org.subtext.silo.rounds.RoundMessage.RosterShown;
import org.subtext.silo.rounds.RoundMessage.RoundClosed;
import org.subtext.silo.rounds.RoundMessage.SetSigned;
import org.subtext.silo.rounds.RoundMessage.SharesDelivered;
import org.subtext.silo.rounds.RoundMessage.SharesRevealed;
import org.subtext.silo.rounds.RoundMessage.SharesSealed;
import org.subtext.silo.rounds.RoundMessage.UnmaskAsked;
import org.subtext.silo.rounds.RoundMessage.VectorPart;

/**
 * One site's side of one attempt at a masked round: what it sends at each of the six steps, and what it refuses.
 *
 * <p>Whatever it promises is in its journal before it is sent, and is sent again after a kill, the same bytes; nothing
 * is promised twice in two ways. When the round is over its secrets are erased. Not thread-safe.
 */
public final class MaskedSite implements Closeable {
    /** The site's numbers, asked for once its masks are agreed on. */
    @FunctionalInterface
    public interface Answer {
        long[] numbers() throws IOException;
    }

    /** Where letters to the coordinator go. */
    @FunctionalInterface
    interface Outbox {
        void send(RoundMessage message) throws IOException;
    }

    /** What stands in the journal, in this order. */
    private enum Kind {
        KEYS,
        SHARES,
        DELIVERY,
        VECTOR,
        SIGNED,
        REVEALED
    }

    private final RoundTerms terms;
    private final SiteHouse house;
    private final Answer answer;
    private final Journal journal;
    private final Progress at = new Progress();

    /** As far as the round has come; what is null has not come yet. */
    private static final class Progress {
        @Nullable MaskingSecrets secrets;

        @Nullable KeysOffered keys;

        @Nullable RosterShown shown;

        @Nullable SharesSealed shares;

        SealedShares.@Nullable Pair ownShares;

        @Nullable SharesDelivered delivery;

        @Nullable ContentHash vector;

        @Nullable AnsweredShown answered;

        @Nullable SetSigned signed;

        @Nullable UnmaskAsked asked;

        @Nullable SharesRevealed revealed;

        @Nullable RoundClosed closed;

        @Nullable Refusal refused;

        final SortedMap<Integer, SealedShares.Pair> held = new TreeMap<>();

        Roster roster() {
            return Objects.requireNonNull(shown).roster();
        }

        SiteSet sharing() {
            return Objects.requireNonNull(delivery).sharing();
        }

        MaskingSecrets secrets() {
            return Objects.requireNonNull(secrets);
        }
    }

    private MaskedSite(RoundTerms terms, SiteHouse house, Answer answer, Journal journal) {
        this.terms = terms;
        this.house = house;
        this.answer = answer;
        this.journal = journal;
    }

    /**
     * Begins an attempt, or goes on with it after a kill.
     *
     * @throws RoundRefusedException if the attempt is over, or older than another one of its plan
     */
    static MaskedSite open(RoundTerms terms, SiteHouse house, Answer answer) throws IOException {
        RoundRefusedException.unless(
                terms.site(house.identity().name().value())
                        .filter(house.identity().known()::equals)
                        .isPresent(),
                Refusal.FOREIGN_SITE,
                house.identity().name() + " with its present keys");
        OwnerOnly.folder(house.folder());
        Journal journal = Journal.open(house.folder().resolve("site.journal"));
        MaskedSite site = new MaskedSite(terms, house, answer, journal);
        try {
            site.begin();
            return site;
        } catch (IOException | RuntimeException e) {
            site.close();
            throw e;
        }
    }

    private void begin() throws IOException {
        List<byte[]> before = journal.before();
        if (before.isEmpty()) {
            house.ledger().checkNew(terms.purpose());
            offerKeys();
            house.ledger().begin(terms.purpose());
            return;
        }
        before.forEach(record -> replay(Records.read(record)));
        if (!house.ledger().isOngoing(terms.purpose())) {
            try {
                house.ledger().begin(terms.purpose());
            } catch (RoundRefusedException e) {
                erase();
                throw e;
            }
        }
        if (at.delivery != null && at.vector == null) {
            mask();
        }
    }

    /** Sends what belongs to the present step: what a kill may have kept from being sent. */
    void sendAgain(Outbox out) throws IOException {
        if (at.revealed != null) {
            out.send(at.revealed);
        } else if (at.signed != null) {
            out.send(at.signed);
        } else if (at.vector != null) {
            sendVector(out);
        } else if (at.shares != null) {
            out.send(at.shares);
        } else {
            out.send(Objects.requireNonNull(at.keys));
        }
    }

    /**
     * Takes a letter, keeps what it brought, and sends what follows from it.
     *
     * @throws RoundRefusedException if the letter is not what an honest coordinator sends now; nothing is changed then
     */
    void take(Letter letter, Instant now, Outbox out) throws IOException {
        RoundRefusedException.unless(letter.from().equals(Mailbox.COORDINATOR), Refusal.ANOTHER_NAME, letter.from());
        checkRound(letter.round(), terms);
        RoundMessage message = RoundMessage.of(letter.bytes());
        if (message instanceof RoundClosed closed) {
            at.closed = closed;
            return;
        }
        if (message instanceof Declined declined) {
            at.refused = declined.refusal();
            return;
        }
        RoundRefusedException.unless(now.isBefore(terms.until()), Refusal.LATE, "open until " + terms.until());
        if (message instanceof RosterShown shown) {
            takeRoster(shown, out);
        } else if (message instanceof SharesDelivered delivery) {
            takeShares(delivery, out);
        } else if (message instanceof AnsweredShown answered) {
            takeAnswered(answered, out);
        } else if (message instanceof UnmaskAsked asked) {
            takeUnmasking(asked, out);
        } else {
            throw new RoundRefusedException(
                    Refusal.UNEXPECTED, MessageKind.of(message).toString());
        }
    }

    /** Refuses a letter of another plan, round or attempt. */
    static void checkRound(RoundId round, RoundTerms terms) {
        RoundRefusedException.unless(
                round.plan().equals(terms.purpose().plan()), Refusal.ANOTHER_PLAN, round.toString());
        RoundRefusedException.unless(round.equals(terms.id()), Refusal.STALE, round.toString());
    }

    /** Refuses keys that are for anything but what was approved. */
    static void checkPurpose(Purpose purpose, RoundTerms terms) {
        RoundRefusedException.unless(
                purpose.plan().equals(terms.purpose().plan()), Refusal.ANOTHER_PLAN, purpose.toString());
        RoundRefusedException.unless(
                purpose.model().equals(terms.purpose().model()), Refusal.ANOTHER_MODEL, purpose.toString());
        RoundRefusedException.unless(purpose.equals(terms.purpose()), Refusal.STALE, purpose.toString());
    }

    boolean isClosed() {
        return at.closed != null || at.refused != null;
    }

    /** Whether the coordinator said that the sum was opened, and why not where it told this site. */
    SiteOutcome outcome() {
        return new SiteOutcome(
                at.closed != null && at.closed.isOpened(), at.revealed != null, Optional.ofNullable(at.refused));
    }

    /** Ends the attempt for good: its secrets are erased, and it is never begun again. */
    void end() throws IOException {
        house.ledger().end(terms.purpose());
        erase();
    }

    @Override
    public void close() throws IOException {
        if (at.secrets != null) {
            at.secrets.erase();
        }
        journal.close();
    }

    private void erase() throws IOException {
        Files.deleteIfExists(vectorFile());
        journal.erase();
    }

    // Step 1

    private void offerKeys() throws IOException {
        MaskingSecrets secrets = MaskingSecrets.drawn(house.randomness());
        String site = own();
        byte[] signature = house.identity().sign(RoundMessage.signedKeys(terms.purpose(), site, secrets.keys()));
        KeysOffered keys = new KeysOffered(terms.purpose(), site, secrets.keys(), Bytes.of(signature));
        record(Kind.KEYS, secrets.sealing(), secrets.masking(), secrets.seed(), keys.bytes());
    }

    // Steps 2 and 3

    private void takeRoster(RosterShown shown, Outbox out) throws IOException {
        if (at.shown != null) {
            RoundRefusedException.unless(shown.equals(at.shown), Refusal.SECOND_ANSWER, "another roster");
            return;
        }
        check(shown);
        Roster roster = shown.roster();
        int position = roster.position(own()).orElseThrow();
        List<Share> ofMasking = split(at.secrets().masking(), roster);
        List<Share> ofSeed = split(at.secrets().seed(), roster);
        Masks masks = new Masks(roster);
        SortedMap<Integer, Bytes> sealed = new TreeMap<>();
        for (int to : roster.all().without(position).positions()) {
            SealedShares.Pair pair = new SealedShares.Pair(ofMasking.get(to - 1), ofSeed.get(to - 1));
            sealed.put(
                    to,
                    Bytes.of(SealedShares.seal(masks, position, to, at.secrets().sealing(), pair)));
        }
        SealedShares.Pair kept = new SealedShares.Pair(ofMasking.get(position - 1), ofSeed.get(position - 1));
        Bytes commitment = Bytes.of(masks.commitment(position, at.secrets().seed()));
        SharesSealed shares = new SharesSealed(roster.hash(), commitment, sealed);
        record(Kind.SHARES, shown.bytes(), kept.bytes(), shares.bytes());
        out.send(shares);
    }

    private void check(RosterShown shown) {
        Roster roster = shown.roster();
        checkPurpose(roster.purpose(), terms);
        RoundRefusedException.unless(
                roster.size() >= terms.quorum(), Refusal.TOO_FEW, roster.size() + " of " + terms.quorum());
        checkLeft(roster, roster.all());
        for (int i = 1; i <= roster.size(); i++) {
            Roster.Entry entry = roster.at(i);
            PublicIdentity site = terms.site(entry.site())
                    .orElseThrow(() -> new RoundRefusedException(Refusal.FOREIGN_SITE, entry.site()));
            RoundRefusedException.unless(
                    site.hasSigned(
                            RoundMessage.signedKeys(roster.purpose(), entry.site(), entry.keys()),
                            shown.signatures().get(i - 1).array()),
                    Refusal.BAD_SIGNATURE,
                    entry.site());
        }
        RoundRefusedException.unless(
                roster.entries()
                        .contains(new Roster.Entry(
                                own(), Objects.requireNonNull(at.keys).keys())),
                Refusal.OWN_ENTRY,
                own());
    }

    private List<Share> split(byte[] secret, Roster roster) {
        List<Share> shares = Shamir.split(secret, roster.size(), roster.threshold(), house.randomness());
        Arrays.fill(secret, (byte) 0);
        return shares;
    }

    // Step 4

    private void takeShares(SharesDelivered delivery, Outbox out) throws IOException {
        checkRoster(delivery.roster());
        if (at.delivery != null) {
            RoundRefusedException.unless(delivery.equals(at.delivery), Refusal.SECOND_ANSWER, "other shares");
            return;
        }
        hold(delivery);
        record(Kind.DELIVERY, delivery.bytes());
        mask();
        sendVector(out);
    }

    /** Opens the shares of all others, which are kept beside the site's own. */
    private void hold(SharesDelivered delivery) {
        Roster roster = at.roster();
        int position = roster.position(own()).orElseThrow();
        SiteSet sharing = delivery.sharing();
        RoundRefusedException.unless(
                roster.all().containsAll(sharing)
                        && sharing.contains(position)
                        && RoundMessage.isOf(sharing.without(position), delivery.sealed()),
                Refusal.NOT_OF_THE_ROUND,
                sharing.toString());
        RoundRefusedException.unless(
                sharing.size() >= roster.quorum(), Refusal.TOO_FEW, sharing.size() + " of " + roster.quorum());
        checkLeft(roster, sharing);
        Masks masks = new Masks(roster);
        SortedMap<Integer, SealedShares.Pair> opened = new TreeMap<>();
        opened.put(position, Objects.requireNonNull(at.ownShares));
        delivery.sealed()
                .forEach((from, bytes) -> opened.put(
                        from,
                        SealedShares.open(masks, from, position, at.secrets().sealing(), bytes.array())));
        at.held.putAll(opened);
    }

    private void mask() throws IOException {
        long[] numbers = answer.numbers();
        if (numbers.length != terms.length()) {
            throw new IllegalStateException(
                    "a vector of " + numbers.length + " numbers where " + terms.length() + " were agreed");
        }
        Roster roster = at.roster();
        FixedPoint.checkRange(numbers, roster.size());
        Masking masking = Masking.of(roster, roster.position(own()).orElseThrow(), at.secrets(), at.sharing());
        ContentHash hash = MaskedVector.write(vectorFile(), numbers, masking);
        masking.erase();
        record(Kind.VECTOR, hash.hex().getBytes(StandardCharsets.US_ASCII));
    }

    private void sendVector(Outbox out) throws IOException {
        long length = terms.length() + MaskedVector.CHECK_WORDS;
        ContentHash hash = Objects.requireNonNull(at.vector);
        for (int part = 0; part < MaskedVector.parts(length); part++) {
            Bytes words = Bytes.of(MaskedVector.part(vectorFile(), length, part));
            out.send(new VectorPart(at.roster().hash(), at.sharing(), hash, length, part, words));
        }
    }

    // Step 5

    private void takeAnswered(AnsweredShown shown, Outbox out) throws IOException {
        checkRoster(shown.roster());
        if (at.answered != null) {
            RoundRefusedException.unless(shown.equals(at.answered), Refusal.SECOND_ANSWER, "another set");
            return;
        }
        RoundRefusedException.unless(at.vector != null, Refusal.UNEXPECTED, "a set before any vector");
        RoundRefusedException.unless(
                shown.sharing().equals(at.sharing()),
                Refusal.ANOTHER_SET,
                shown.sharing() + " instead of " + at.sharing());
        checkAnswered(shown.answered());
        house.ledger().checkDisclosure(shown.roster(), terms.purpose(), names(at.roster(), shown.answered()));
        Bytes signature = Bytes.of(
                house.identity().sign(RoundMessage.signedSets(shown.roster(), shown.sharing(), shown.answered())));
        SetSigned signed = new SetSigned(shown.roster(), signature);
        record(Kind.SIGNED, shown.bytes(), signed.bytes());
        out.send(signed);
    }

    private void checkAnswered(SiteSet answered) {
        Roster roster = at.roster();
        RoundRefusedException.unless(
                at.sharing().containsAll(answered)
                        && answered.contains(roster.position(own()).orElseThrow()),
                Refusal.NOT_OF_THE_ROUND,
                answered.toString());
        RoundRefusedException.unless(
                answered.size() >= roster.quorum(), Refusal.TOO_FEW, answered.size() + " of " + roster.quorum());
        terms.earlier().against(names(roster, answered)).ifPresent(refusal -> {
            throw new RoundRefusedException(refusal, answered.toString());
        });
    }

    /** Refuses a set before any number is counted where too many are missing; more may come to be, none fewer. */
    private void checkLeft(Roster roster, SiteSet sites) {
        RoundRefusedException.unless(
                !terms.earlier().isTooFew(names(roster, sites)), Refusal.TOO_FEW_TELLING, sites.toString());
    }

    // Step 6

    private void takeUnmasking(UnmaskAsked asked, Outbox out) throws IOException {
        checkRoster(asked.roster());
        SiteSet answered = asked.answered();
        RoundRefusedException.unless(
                asked.dropped().without(answered).equals(asked.dropped()),
                Refusal.BOTH_SETS,
                answered + " and " + asked.dropped());
        RoundRefusedException.unless(at.answered != null, Refusal.UNEXPECTED, "unmasking before any set");
        checkAnswered(answered);
        if (at.asked != null) {
            RoundRefusedException.unless(
                    answered.equals(at.asked.answered()) && asked.dropped().equals(at.asked.dropped()),
                    Refusal.SECOND_ANSWER,
                    "unmasking for other sets");
            return;
        }
        RoundRefusedException.unless(
                answered.equals(Objects.requireNonNull(at.answered).answered()),
                Refusal.ANOTHER_SET,
                answered + " was not signed");
        RoundRefusedException.unless(
                asked.dropped().equals(at.sharing().without(answered)),
                Refusal.NOT_OF_THE_ROUND,
                asked.dropped().toString());
        checkSignatures(asked);
        SharesRevealed revealed = revealed(asked);
        house.ledger().reveal(asked.roster(), terms.purpose(), names(at.roster(), answered));
        record(Kind.REVEALED, asked.bytes(), revealed.bytes());
        out.send(revealed);
    }

    private void checkSignatures(UnmaskAsked asked) {
        Roster roster = at.roster();
        byte[] signed = RoundMessage.signedSets(asked.roster(), at.sharing(), asked.answered());
        asked.signatures().forEach((position, signature) -> {
            RoundRefusedException.unless(
                    asked.answered().contains(position), Refusal.NOT_OF_THE_ROUND, "a signature of " + position);
            String site = roster.at(position).site();
            RoundRefusedException.unless(
                    terms.site(site).orElseThrow().hasSigned(signed, signature.array()), Refusal.BAD_SIGNATURE, site);
        });
        RoundRefusedException.unless(
                asked.signatures().size() >= roster.threshold(),
                Refusal.TOO_FEW_SIGNATURES,
                asked.signatures().size() + " of " + roster.threshold());
    }

    private SharesRevealed revealed(UnmaskAsked asked) {
        SortedMap<Integer, Bytes> seeds = new TreeMap<>();
        SortedMap<Integer, Bytes> maskingKeys = new TreeMap<>();
        at.held.forEach((from, pair) -> {
            if (asked.answered().contains(from)) {
                seeds.put(from, Bytes.of(pair.ofSeed().bytes()));
            } else {
                maskingKeys.put(from, Bytes.of(pair.ofMasking().bytes()));
            }
        });
        return new SharesRevealed(asked.roster(), seeds, maskingKeys);
    }

    // What all steps share

    private void checkRoster(ContentHash roster) {
        RoundRefusedException.unless(at.shown != null, Refusal.UNEXPECTED, "before any roster");
        RoundRefusedException.unless(
                roster.equals(at.roster().hash()), Refusal.ANOTHER_ROSTER, "roster " + roster.abbreviated());
    }

    private String own() {
        return house.identity().name().value();
    }

    private Path vectorFile() {
        return house.folder().resolve("masked.vector");
    }

    private static Set<String> names(Roster roster, SiteSet sites) {
        return sites.positions().stream()
                .map(position -> roster.at(position).site())
                .collect(Collectors.toSet());
    }

    private void record(Kind kind, byte[]... values) throws IOException {
        byte[] record = Records.of(kind, values);
        journal.append(record);
        replay(Records.read(record));
        Arrays.fill(record, (byte) 0);
    }

    private void replay(Records.Fields fields) {
        switch (Kind.values()[fields.kind()]) {
            case KEYS -> {
                at.secrets = new MaskingSecrets(fields.value(0), fields.value(1), fields.value(2));
                at.keys = (KeysOffered) RoundMessage.of(fields.value(3));
                checkPurpose(at.keys.purpose(), terms);
            }
            case SHARES -> {
                at.shown = (RosterShown) RoundMessage.of(fields.value(0));
                at.ownShares = SealedShares.Pair.of(at.roster().position(own()).orElseThrow(), fields.value(1));
                at.shares = (SharesSealed) RoundMessage.of(fields.value(2));
            }
            case DELIVERY -> {
                at.delivery = (SharesDelivered) RoundMessage.of(fields.value(0));
                hold(at.delivery);
            }
            case VECTOR -> at.vector = new ContentHash(new String(fields.value(0), StandardCharsets.US_ASCII));
            case SIGNED -> {
                at.answered = (AnsweredShown) RoundMessage.of(fields.value(0));
                at.signed = (SetSigned) RoundMessage.of(fields.value(1));
            }
            case REVEALED -> {
                at.asked = (UnmaskAsked) RoundMessage.of(fields.value(0));
                at.revealed = (SharesRevealed) RoundMessage.of(fields.value(1));
            }
        }
    }
}
