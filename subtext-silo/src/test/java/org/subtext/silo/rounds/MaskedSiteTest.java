package org.subtext.silo.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.masking.MaskingKeys;
import org.subtext.silo.masking.Refusal;
import org.subtext.silo.masking.RoundRefusedException;
import org.subtext.silo.masking.SiteSet;
import org.subtext.silo.primitives.Randomness;
import org.subtext.silo.rounds.RoundMessage.AnsweredShown;
import org.subtext.silo.rounds.RoundMessage.KeysOffered;
import org.subtext.silo.rounds.RoundMessage.RosterShown;
import org.subtext.silo.rounds.RoundMessage.SharesDelivered;
import org.subtext.silo.rounds.RoundMessage.UnmaskAsked;

/** What a site refuses of a dishonest coordinator, one test each; the honest message is taken afterwards. */
class MaskedSiteTest {
    private static final String SITE = "site-b";

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    private RoundWorld world;

    @BeforeEach
    void begin() throws IOException {
        world = new RoundWorld(folder, 4, 20);
    }

    @AfterEach
    void end() throws IOException {
        world.close();
    }

    static void assertTaken(Refusal refusal, MaskedSite site, Letter letter, Instant now) {
        assertThatThrownBy(() -> site.take(letter, now, message -> {
                    throw new AssertionError("sent " + message);
                }))
                .isInstanceOfSatisfying(
                        RoundRefusedException.class,
                        e -> assertThat(e.refusal()).isEqualTo(refusal));
    }

    private MaskedSite site() {
        return RoundWorld.of(world.sites, SITE);
    }

    /** Runs until the coordinator would tell the site this; it is held back and returned. */
    private <T extends RoundMessage> T until(Class<T> type) throws IOException {
        List<T> held = new ArrayList<>();
        world.wire = (name, message) -> {
            if (name.equals(SITE) && type.isInstance(message)) {
                held.add(type.cast(message));
                return Optional.empty();
            }
            // The others are enough for the sum, so nobody reveals anything before this site was tried.
            return message instanceof RoundMessage.SharesRevealed ? Optional.empty() : Optional.of(message);
        };
        world.open().run();
        world.wire = (name, message) -> Optional.of(message);
        return held.get(0);
    }

    private void refuses(Refusal refusal, RoundMessage message) {
        assertTaken(refusal, site(), letter(message), world.now);
    }

    private Letter letter(RoundMessage message) {
        return new Letter(world.terms.id(), Mailbox.COORDINATOR, message.bytes());
    }

    private void goesOnWith(RoundMessage honest) throws IOException {
        world.giveSite(SITE, letter(honest));
        for (String name : List.copyOf(world.sites.keySet())) {
            if (!name.equals(SITE)) {
                world.kill(name);
                world.openSite(name);
            }
        }
        world.run();
        world.assertExact();
    }

    private List<KeysOffered> offered(RosterShown shown, UnaryOperator<KeysOffered> change) {
        List<KeysOffered> offered = new ArrayList<>();
        for (int i = 1; i <= shown.roster().size(); i++) {
            offered.add(change.apply(new KeysOffered(
                    shown.roster().purpose(),
                    shown.roster().at(i).site(),
                    shown.roster().at(i).keys(),
                    shown.signatures().get(i - 1))));
        }
        return offered;
    }

    @Test
    void rostersThatAreNotWhatWasApproved() throws IOException {
        RosterShown honest = until(RosterShown.class);

        refuses(Refusal.ANOTHER_MODEL, RoundWorlds.roster(world, RoundWorld.purpose("other", 1, 1)));
        refuses(Refusal.STALE, RoundWorlds.roster(world, RoundWorld.purpose("model", 1, 2)));
        refuses(Refusal.STALE, RoundWorlds.roster(world, RoundWorld.purpose("model", 2, 1)));
        refuses(Refusal.OWN_ENTRY, RoundWorlds.roster(world, world.terms.purpose()));
        // A site that nobody approved, in the place of one of them.
        Identity foreign = Identity.make(new PartyName("site-x"));
        refuses(
                Refusal.FOREIGN_SITE,
                RoundWorlds.roster(
                        world.terms.purpose(),
                        offered(
                                honest,
                                one -> one.site().equals("site-d")
                                        ? RoundWorlds.offered(foreign, world.terms.purpose(), RoundWorlds.keys())
                                        : one)));
        // Keys of the coordinator's own under an approved name.
        refuses(
                Refusal.BAD_SIGNATURE,
                RoundWorlds.roster(
                        world.terms.purpose(),
                        offered(
                                honest,
                                one -> one.site().equals("site-d")
                                        ? new KeysOffered(
                                                one.purpose(), one.site(), RoundWorlds.keys(), one.signature())
                                        : one)));
        // Another site's name under a site's own signature.
        refuses(Refusal.BAD_SIGNATURE, RoundWorlds.roster(world.terms.purpose(), offered(honest, one -> {
            MaskingKeys keys = RoundWorlds.keys();
            byte[] signed =
                    world.identity("site-c").sign(RoundMessage.signedKeys(world.terms.purpose(), "site-d", keys));
            return one.site().equals("site-d")
                    ? new KeysOffered(one.purpose(), one.site(), keys, Bytes.of(signed))
                    : one;
        })));
        // Keys that were signed for an earlier attempt.
        refuses(Refusal.BAD_SIGNATURE, RoundWorlds.roster(world.terms.purpose(), offered(honest, one -> {
            KeysOffered old = RoundWorlds.offered(
                    world.identity(one.site()), RoundWorld.purpose("model", 1, 7), RoundWorlds.keys());
            return one.site().equals("site-d")
                    ? new KeysOffered(one.purpose(), one.site(), old.keys(), old.signature())
                    : one;
        })));
        goesOnWith(honest);
    }

    /** Three of nine would do for a sum, and are not what nine were approved for. */
    @Test
    void aRosterOfFewOfThoseApproved() throws IOException {
        List<PublicIdentity> sites = new ArrayList<>(world.terms.sites());
        for (String name : List.of("site-p", "site-q", "site-r", "site-s", "site-t")) {
            sites.add(Identity.make(new PartyName(name)).known());
        }
        world.terms = new RoundTerms(world.terms.purpose(), sites, world.terms.length(), world.terms.until());
        world.open();
        List<KeysOffered> keys = world.toCoordinator.stream()
                .map(letter -> (KeysOffered) RoundMessage.of(letter.bytes()))
                .toList();
        refuses(Refusal.TOO_FEW, RoundWorlds.roster(world.terms.purpose(), keys));
        world.runUntilLate();
        assertThat(world.assertRefused().refusal()).isEqualTo(Refusal.TOO_FEW);
    }

    @Test
    void aKeyThatStandsTwice() throws IOException {
        RosterShown honest = until(RosterShown.class);
        byte[] bytes = honest.bytes();
        byte[] twice = bytes.clone();
        byte[] from = honest.roster().at(1).keys().masking();
        byte[] to = honest.roster().at(4).keys().masking();
        System.arraycopy(from, 0, twice, indexOf(bytes, to), from.length);
        assertTaken(Refusal.KEY_TWICE, site(), new Letter(world.terms.id(), Mailbox.COORDINATOR, twice), world.now);
        goesOnWith(honest);
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int i = 0; i <= all.length - part.length; i++) {
            if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not there");
    }

    @Test
    void lettersOfOtherRoundsPlansAndParties() throws IOException {
        RosterShown honest = until(RosterShown.class);
        RoundId id = world.terms.id();
        byte[] bytes = honest.bytes();
        assertTaken(
                Refusal.STALE, site(), new Letter(new RoundId(id.plan(), 1, 2), Mailbox.COORDINATOR, bytes), world.now);
        assertTaken(
                Refusal.ANOTHER_PLAN,
                site(),
                new Letter(new RoundId(ContentHash.ofText("x"), 1, 1), Mailbox.COORDINATOR, bytes),
                world.now);
        assertTaken(Refusal.ANOTHER_NAME, site(), new Letter(id, "site-a", bytes), world.now);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertTaken(Refusal.MALFORMED, site(), new Letter(id, Mailbox.COORDINATOR, longer), world.now);
        for (int cut = 0; cut < bytes.length; cut += 7) {
            byte[] shorter = Arrays.copyOf(bytes, cut);
            assertTaken(Refusal.MALFORMED, site(), new Letter(id, Mailbox.COORDINATOR, shorter), world.now);
        }
        refuses(Refusal.UNEXPECTED, new AnsweredShown(honest.roster().hash(), SiteSet.of(1), SiteSet.of(1)));
        goesOnWith(honest);
    }

    @Test
    void aSecondRoster() throws IOException {
        SharesDelivered honest = until(SharesDelivered.class);
        refuses(Refusal.SECOND_ANSWER, RoundWorlds.roster(world, world.terms.purpose()));
        goesOnWith(honest);
    }

    @Test
    void sharesThatWereChangedOrAreNotOfTheRound() throws IOException {
        SharesDelivered honest = until(SharesDelivered.class);
        SortedMap<Integer, Bytes> swapped = new TreeMap<>(honest.sealed());
        Bytes third = Objects.requireNonNull(honest.sealed().get(3));
        swapped.put(1, third);
        refuses(Refusal.SHARE_NOT_OPENED, new SharesDelivered(honest.roster(), honest.sharing(), swapped));
        refuses(
                Refusal.ANOTHER_ROSTER,
                new SharesDelivered(ContentHash.ofText("x"), honest.sharing(), honest.sealed()));
        refuses(Refusal.NOT_OF_THE_ROUND, new SharesDelivered(honest.roster(), SiteSet.of(1, 2, 3), honest.sealed()));
        SortedMap<Integer, Bytes> one = new TreeMap<>();
        one.put(1, Objects.requireNonNull(honest.sealed().get(1)));
        refuses(Refusal.TOO_FEW, new SharesDelivered(honest.roster(), SiteSet.of(1, 2), one));
        goesOnWith(honest);
    }

    @Test
    void otherSharesAfterwards() throws IOException {
        AnsweredShown honest = until(AnsweredShown.class);
        refuses(Refusal.SECOND_ANSWER, new SharesDelivered(honest.roster(), honest.sharing(), new TreeMap<>()));
        goesOnWith(honest);
    }

    @Test
    void setsThatAreNotOfTheRound() throws IOException {
        AnsweredShown honest = until(AnsweredShown.class);
        SiteSet all = honest.sharing();
        refuses(Refusal.ANOTHER_SET, new AnsweredShown(honest.roster(), SiteSet.of(1, 2, 3), SiteSet.of(1, 2, 3)));
        refuses(Refusal.TOO_FEW, new AnsweredShown(honest.roster(), all, SiteSet.of(1, 2)));
        refuses(Refusal.NOT_OF_THE_ROUND, new AnsweredShown(honest.roster(), all, SiteSet.of(1, 3, 4)));
        refuses(Refusal.NOT_OF_THE_ROUND, new AnsweredShown(honest.roster(), all, SiteSet.of(1, 2, 3, 5)));
        goesOnWith(honest);
    }

    @Test
    void aSecondSetToSign() throws IOException {
        UnmaskAsked honest = until(UnmaskAsked.class);
        AnsweredShown other = new AnsweredShown(honest.roster(), SiteSet.of(1, 2, 3, 4), SiteSet.of(1, 2, 3));
        refuses(Refusal.SECOND_ANSWER, other);
        goesOnWith(honest);
    }

    @Test
    void unmaskingThatWouldOpenMoreThanTheSum() throws IOException {
        UnmaskAsked honest = until(UnmaskAsked.class);
        SortedMap<Integer, Bytes> signed = honest.signatures();
        SiteSet all = honest.answered();
        refuses(Refusal.BOTH_SETS, new UnmaskAsked(honest.roster(), all, SiteSet.of(3), signed));
        refuses(Refusal.BOTH_SETS, new UnmaskAsked(honest.roster(), SiteSet.of(1, 2, 3), SiteSet.of(3, 4), signed));
        refuses(Refusal.TOO_FEW, new UnmaskAsked(honest.roster(), SiteSet.of(1, 2), SiteSet.of(3, 4), signed));
        refuses(Refusal.ANOTHER_SET, new UnmaskAsked(honest.roster(), SiteSet.of(1, 2, 3), SiteSet.of(4), signed));
        refuses(Refusal.ANOTHER_ROSTER, new UnmaskAsked(ContentHash.ofText("x"), all, SiteSet.of(), signed));
        goesOnWith(honest);
    }

    @Test
    void unmaskingWithoutSignatures() throws IOException {
        UnmaskAsked honest = until(UnmaskAsked.class);
        SortedMap<Integer, Bytes> two = new TreeMap<>(honest.signatures());
        while (two.size() > 2) {
            two.remove(two.lastKey());
        }
        refuses(Refusal.TOO_FEW_SIGNATURES, new UnmaskAsked(honest.roster(), honest.answered(), honest.dropped(), two));
        // One site's signature given for another's.
        SortedMap<Integer, Bytes> copied = new TreeMap<>(honest.signatures());
        int last = copied.keySet().stream().max(Comparator.naturalOrder()).orElseThrow();
        copied.put(last, Objects.requireNonNull(copied.get(copied.firstKey())));
        refuses(Refusal.BAD_SIGNATURE, new UnmaskAsked(honest.roster(), honest.answered(), honest.dropped(), copied));
        goesOnWith(honest);
    }

    /** The sites revealed, the coordinator asks again with another set; so after the site was restarted. */
    @Test
    void aSecondUnmasking() throws IOException {
        List<UnmaskAsked> asked = new ArrayList<>();
        world.wire = (name, message) -> {
            if (message instanceof UnmaskAsked one) {
                asked.add(one);
            }
            return message instanceof RoundMessage.SharesRevealed ? Optional.empty() : Optional.of(message);
        };
        world.open().run();
        UnmaskAsked first = asked.get(0);
        UnmaskAsked second = new UnmaskAsked(first.roster(), SiteSet.of(1, 2, 3), SiteSet.of(4), first.signatures());

        refuses(Refusal.SECOND_ANSWER, second);
        world.kill(SITE);
        world.openSite(SITE);
        refuses(Refusal.SECOND_ANSWER, second);
        // Also where the journal of the round was lost: the ledger of all rounds remembers.
        assertThatThrownBy(() -> RoundWorld.of(world.ledgers, SITE)
                        .checkDisclosure(first.roster(), world.terms.purpose(), Set.of("site-a", "site-b", "site-c")))
                .isInstanceOfSatisfying(
                        RoundRefusedException.class,
                        e -> assertThat(e.refusal()).isEqualTo(Refusal.SECOND_ANSWER));

        // The same once more is no second one, and changes nothing.
        site().take(letter(first), world.now, message -> {
            throw new AssertionError("sent again");
        });
        world.wire = (name, message) -> Optional.of(message);
        for (String name : world.ledgers.keySet()) {
            world.kill(name);
            world.openSite(name);
        }
        world.run();
        world.assertExact();
    }

    @Test
    void anAttemptThatIsOverIsNotBegunAgain() throws IOException {
        world.open().run();
        world.assertExact();
        assertThatThrownBy(() -> world.openSite(SITE))
                .isInstanceOfSatisfying(
                        RoundRefusedException.class,
                        e -> assertThat(e.refusal()).isEqualTo(Refusal.STALE));
    }

    @Test
    void aNewAttemptHasNewKeysAndTheOldOneIsStale() throws IOException {
        List<RosterShown> rosters = new ArrayList<>();
        world.wire = (name, message) -> {
            if (message instanceof RosterShown shown) {
                rosters.add(shown);
            }
            return message instanceof RoundMessage.SharesSealed ? Optional.empty() : Optional.of(message);
        };
        world.open().run();
        RosterShown old = rosters.get(0);
        world.kill(SITE);

        world.terms = world.terms("model", 1, 2, 20);
        world.openSite(SITE);

        KeysOffered fresh =
                (KeysOffered) RoundMessage.of(world.toCoordinator.getLast().bytes());
        assertThat(old.roster().at(2).site()).isEqualTo(SITE);
        assertThat(fresh.keys()).isNotEqualTo(old.roster().at(2).keys());
        refuses(Refusal.STALE, old);
        world.terms = world.terms("model", 1, 1, 20);
        assertThatThrownBy(() -> world.openSite("site-b"))
                .isInstanceOfSatisfying(
                        RoundRefusedException.class,
                        e -> assertThat(e.refusal()).isEqualTo(Refusal.STALE));
    }

    /** The first attempt opened the sum of all; the second one, without one site, would tell that site's numbers. */
    @Test
    void aSecondSumOfTheSameNumbersWithoutOneSite() throws IOException {
        world.open().run();
        world.assertExact();
        world.terms = world.terms("model", 1, 2, 20);
        world.toSites.values().forEach(Deque::clear);
        world.wire = MaskedRoundTest.silent(Set.of("site-d"), MessageKind.VECTOR);
        world.open().runUntilLate();
        assertThat(world.assertRefused().declined().values()).containsOnly(Refusal.DIFFERENCE);
    }

    /** What was sent down is changed by a hair, so that the sum of fewer counts as another question. */
    @Test
    void anotherAttemptThatAsksSomethingElse() throws IOException {
        world.open().run();
        world.assertExact();
        world.terms = world.terms("nearly the model", 1, 2, 20);
        assertThatThrownBy(() -> world.openSite(SITE))
                .isInstanceOfSatisfying(
                        RoundRefusedException.class,
                        e -> assertThat(e.refusal()).isEqualTo(Refusal.ANOTHER_MODEL));
    }

    @Test
    void theSameQuestionOfAllAgainAndAnotherQuestionOfFewer() throws IOException {
        world.open().run();
        world.assertExact();
        world.terms = world.terms("model", 2, 1, 20);
        world.open().run();
        world.assertExact();
        world.terms = world.terms("another model", 3, 1, 20);
        world.wire = MaskedRoundTest.silent(Set.of("site-d"), MessageKind.VECTOR);
        world.open().runUntilLate();
        assertThat(world.assertExact().dropped()).containsExactly("site-d");
    }

    @Test
    void numbersThatCouldOverflowTheSum() throws IOException {
        RoundWorld.of(world.plain, SITE)[3] = Long.MAX_VALUE / 4 + 1;
        world.open().runUntilLate();
        assertThat(world.assertExact().declined()).containsEntry(SITE, Refusal.OUT_OF_RANGE);
    }

    @Test
    void aSiteThatWasNotApprovedTakesNoPart() {
        SiteHouse stranger = new SiteHouse(
                Identity.make(new PartyName(SITE)),
                folder.resolve("stranger"),
                RoundWorld.of(world.ledgers, SITE),
                Randomness.ofTheSystem());
        assertThatThrownBy(() -> MaskedSite.open(world.terms, stranger, () -> new long[20]))
                .isInstanceOfSatisfying(
                        RoundRefusedException.class,
                        e -> assertThat(e.refusal()).isEqualTo(Refusal.FOREIGN_SITE));
    }
}
