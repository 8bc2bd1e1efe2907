package org.subtext.silo.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
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
import org.subtext.silo.masking.MaskingKeys;
import org.subtext.silo.masking.Refusal;
import org.subtext.silo.masking.RoundRefusedException;
import org.subtext.silo.masking.SiteSet;
import org.subtext.silo.rounds.RoundMessage.KeysOffered;
import org.subtext.silo.rounds.RoundMessage.SetSigned;
import org.subtext.silo.rounds.RoundMessage.SharesRevealed;
import org.subtext.silo.rounds.RoundMessage.SharesSealed;
import org.subtext.silo.rounds.RoundMessage.VectorPart;

/** What the coordinator refuses of a dishonest or broken site, one test each; the sum of the others stays exact. */
class DishonestSitesTest {
    private static final String SITE = "site-b";

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    private RoundWorld world;

    @BeforeEach
    void begin() throws IOException {
        world = new RoundWorld(folder, 5, 20);
    }

    @AfterEach
    void end() throws IOException {
        world.close();
    }

    private void refuses(Refusal refusal, String from, RoundMessage message) {
        assertThatThrownBy(() -> world.round().take(new Letter(world.terms.id(), from, message.bytes())))
                .isInstanceOfSatisfying(
                        RoundRefusedException.class,
                        e -> assertThat(e.refusal()).isEqualTo(refusal));
    }

    /** One kind of message of the site is another one than an honest site sends. */
    private <T extends RoundMessage> void changed(Class<T> type, UnaryOperator<T> change) throws IOException {
        world.wire = (name, message) ->
                Optional.of(name.equals(SITE) && type.isInstance(message) ? change.apply(type.cast(message)) : message);
        world.open().runUntilLate();
    }

    private void assertRefusedAndOthersExact(Refusal refusal) throws IOException {
        assertThat(RoundWorld.of(world.refused, Mailbox.COORDINATOR))
                .isNotEmpty()
                .allMatch(e -> e.refusal() == refusal);
        assertThat(world.assertExact().answered()).doesNotContain(SITE).hasSize(4);
    }

    @Test
    void keysThatAreNotForThisRound() throws IOException {
        world.openRound();
        Identity site = world.identity(SITE);
        MaskingKeys keys = RoundWorlds.keys();
        refuses(
                Refusal.ANOTHER_MODEL,
                SITE,
                RoundWorlds.offered(site, RoundWorld.purpose("another model", 1, 1), keys));
        refuses(Refusal.STALE, SITE, RoundWorlds.offered(site, RoundWorld.purpose("model", 1, 2), keys));
        // Another site's name, with a signature of one's own or with that site's own message.
        KeysOffered others = RoundWorlds.offered(world.identity("site-c"), world.terms.purpose(), keys);
        refuses(Refusal.ANOTHER_NAME, SITE, others);
        KeysOffered own = RoundWorlds.offered(site, world.terms.purpose(), keys);
        refuses(Refusal.BAD_SIGNATURE, "site-c", new KeysOffered(own.purpose(), "site-c", own.keys(), own.signature()));
        Identity stranger = Identity.make(new PartyName("site-x"));
        refuses(Refusal.FOREIGN_SITE, "site-x", RoundWorlds.offered(stranger, world.terms.purpose(), keys));
        refuses(
                Refusal.BAD_SIGNATURE,
                SITE,
                RoundWorlds.offered(Identity.make(new PartyName(SITE)), world.terms.purpose(), keys));
        assertThatThrownBy(() -> world.round()
                        .take(new Letter(new RoundId(world.terms.purpose().plan(), 1, 2), SITE, own.bytes())))
                .hasMessageStartingWith(Refusal.STALE.meaning());
        world.round().take(new Letter(world.terms.id(), "site-c", others.bytes()));
        refuses(
                Refusal.KEY_TWICE,
                SITE,
                RoundWorlds.offered(
                        site,
                        world.terms.purpose(),
                        new MaskingKeys(RoundWorlds.keys().sealing(), keys.sealing())));
        world.round()
                .take(new Letter(
                        world.terms.id(),
                        SITE,
                        RoundWorlds.offered(site, world.terms.purpose(), RoundWorlds.keys())
                                .bytes()));
        refuses(Refusal.SECOND_ANSWER, SITE, RoundWorlds.offered(site, world.terms.purpose(), RoundWorlds.keys()));
    }

    @Test
    void sharesForTooFewOrOfAnotherRoster() throws IOException {
        changed(SharesSealed.class, shares -> {
            SortedMap<Integer, Bytes> fewer = new TreeMap<>(shares.sealed());
            fewer.remove(1);
            return new SharesSealed(shares.roster(), shares.commitment(), fewer);
        });
        assertRefusedAndOthersExact(Refusal.MALFORMED);
    }

    @Test
    void sharesOfAnotherRoster() throws IOException {
        changed(
                SharesSealed.class,
                shares -> new SharesSealed(ContentHash.ofText("x"), shares.commitment(), shares.sealed()));
        assertRefusedAndOthersExact(Refusal.ANOTHER_ROSTER);
    }

    /** Then one site cannot open its share, gives up, and the sum is over the others, the sealer among them. */
    @Test
    void aShareThatCannotBeOpened() throws IOException {
        changed(SharesSealed.class, shares -> {
            SortedMap<Integer, Bytes> broken = new TreeMap<>(shares.sealed());
            broken.put(1, Bytes.of(new byte[148]));
            return new SharesSealed(shares.roster(), shares.commitment(), broken);
        });
        assertThat(world.assertExact().declined()).containsEntry("site-a", Refusal.SHARE_NOT_OPENED);
    }

    @Test
    void aVectorOfAnotherLength() throws IOException {
        changed(
                VectorPart.class,
                part -> new VectorPart(part.roster(), part.sharing(), part.vector(), 20, 0, part.words()));
        assertRefusedAndOthersExact(Refusal.ANOTHER_VECTOR);
    }

    @Test
    void aVectorThatWasChangedOnItsWay() throws IOException {
        changed(VectorPart.class, part -> {
            byte[] words = part.words().array().clone();
            words[100] ^= 1;
            return new VectorPart(part.roster(), part.sharing(), part.vector(), part.length(), 0, Bytes.of(words));
        });
        assertRefusedAndOthersExact(Refusal.ANOTHER_VECTOR);
    }

    @Test
    void aVectorMaskedForOtherSites() throws IOException {
        changed(
                VectorPart.class,
                part -> new VectorPart(
                        part.roster(), SiteSet.of(1, 2, 3, 4), part.vector(), part.length(), 0, part.words()));
        assertRefusedAndOthersExact(Refusal.ANOTHER_SET);
    }

    @Test
    void anotherVectorAfterTheFirst() throws IOException {
        VectorPart[] sent = new VectorPart[1];
        world.wire = (name, message) -> {
            if (name.equals(SITE) && message instanceof VectorPart part) {
                sent[0] = part;
            }
            return message instanceof SharesRevealed ? Optional.empty() : Optional.of(message);
        };
        world.open().run();
        VectorPart first = sent[0];
        refuses(
                Refusal.SECOND_ANSWER,
                SITE,
                new VectorPart(
                        first.roster(), first.sharing(), ContentHash.ofText("x"), first.length(), 0, first.words()));
        // The same again is no second one.
        world.round().take(new Letter(world.terms.id(), SITE, first.bytes()));
    }

    @Test
    void aSignatureOfAnotherSet() throws IOException {
        changed(SetSigned.class, signed -> new SetSigned(signed.roster(), Bytes.of(new byte[64])));
        assertThat(RoundWorld.of(world.refused, Mailbox.COORDINATOR))
                .extracting(RoundRefusedException::refusal)
                .containsOnly(Refusal.BAD_SIGNATURE);
        assertThat(world.assertExact().answered()).contains(SITE);
    }

    /** Five sites, four needed: with the shares of the other four the sum is opened, and it is exact. */
    @Test
    void wrongSharesOfOneSiteAreDoneWithout() throws IOException {
        changed(SharesRevealed.class, DishonestSitesTest::withAWrongShare);
        world.assertExact();
    }

    @Test
    void wrongSharesThatAreNeededRefuseTheRound() throws IOException {
        world.wire = (name, message) -> {
            if (name.equals("site-e") && message instanceof SharesRevealed) {
                return Optional.empty();
            }
            return Optional.of(
                    name.equals(SITE) && message instanceof SharesRevealed revealed
                            ? withAWrongShare(revealed)
                            : message);
        };
        world.open().runUntilLate();
        assertThat(world.assertRefused().refusal()).isEqualTo(Refusal.BAD_SHARE);
        assertThat(folder.resolve("round-1-1").resolve("sum.words")).doesNotExist();
    }

    /** By one at its lowest bit, so that what is put together may well be a number of 32 bytes. */
    private static SharesRevealed withAWrongShare(SharesRevealed revealed) {
        SortedMap<Integer, Bytes> seeds = new TreeMap<>(revealed.seeds());
        byte[] wrong = Objects.requireNonNull(seeds.get(3)).array().clone();
        wrong[wrong.length - 1] ^= 1;
        seeds.put(3, Bytes.of(wrong));
        return new SharesRevealed(revealed.roster(), seeds, revealed.maskingKeys());
    }

    @Test
    void sharesOfBothKindsForOneSite() throws IOException {
        changed(
                SharesRevealed.class,
                revealed -> new SharesRevealed(revealed.roster(), revealed.seeds(), new TreeMap<>(revealed.seeds())));
        assertThat(RoundWorld.of(world.refused, Mailbox.COORDINATOR))
                .extracting(RoundRefusedException::refusal)
                .containsOnly(Refusal.NOT_OF_THE_ROUND);
        world.assertExact();
    }

    @Test
    void lettersThatCannotBeRead() throws IOException {
        world.openRound();
        byte[] bytes = RoundWorlds.offered(world.identity(SITE), world.terms.purpose(), RoundWorlds.keys())
                .bytes();
        for (int cut = 0; cut < bytes.length; cut++) {
            Letter letter = new Letter(world.terms.id(), SITE, Arrays.copyOf(bytes, cut));
            assertThatThrownBy(() -> world.round().take(letter)).isInstanceOf(RoundRefusedException.class);
        }
        for (int i = 0; i < bytes.length; i++) {
            byte[] flipped = bytes.clone();
            flipped[i] ^= 0x20;
            Letter letter = new Letter(world.terms.id(), SITE, flipped);
            assertThatThrownBy(() -> world.round().take(letter)).isInstanceOf(RoundRefusedException.class);
        }
    }
}
