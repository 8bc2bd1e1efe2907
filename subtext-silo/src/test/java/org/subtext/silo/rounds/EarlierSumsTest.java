package org.subtext.silo.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.subtext.silo.masking.EarlierSums;
import org.subtext.silo.masking.OpenedSums;
import org.subtext.silo.masking.Refusal;

/** Rounds after which it would be told of fewer than three sites what a group of theirs has. */
class EarlierSumsTest {
    private static final Set<String> ALL = Set.of("site-a", "site-b", "site-c", "site-d", "site-e");

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    private RoundWorld world(EarlierSums earlier) throws IOException {
        RoundWorld world = new RoundWorld(folder, 5, 20);
        world.terms = with(world.terms, earlier);
        return world;
    }

    private static RoundTerms with(RoundTerms terms, EarlierSums earlier) {
        return new RoundTerms(terms.purpose(), terms.sites(), terms.length(), terms.until(), earlier);
    }

    private static EarlierSums counted(int mostMissing) {
        return new EarlierSums(ALL, mostMissing, new OpenedSums(List.of()));
    }

    @ParameterizedTest
    @EnumSource(names = {"KEYS", "SHARES", "VECTOR"})
    void nothingIsOpenedWhereTooManyAreMissing(MessageKind from) throws IOException {
        try (RoundWorld world = world(counted(0))) {
            world.wire = MaskedRoundTest.silent(Set.of("site-c"), from);
            world.open().runUntilLate();
            assertThat(world.assertRefused().refusal()).isEqualTo(Refusal.TOO_FEW_TELLING);
            assertThat(world.everything)
                    .noneMatch(letter -> RoundMessage.of(letter.bytes()) instanceof RoundMessage.SharesRevealed);
        }
    }

    @Test
    void oneMayBeMissingWhereFourHaveIt() throws IOException {
        try (RoundWorld world = world(counted(1))) {
            world.wire = MaskedRoundTest.silent(Set.of("site-c"), MessageKind.VECTOR);
            world.open().runUntilLate();
            assertThat(world.assertExact().answered()).hasSize(4);
        }
    }

    /** A coordinator that forgets what was opened finds no site that signs. */
    @ParameterizedTest
    @EnumSource(names = {"KEYS", "SHARES", "VECTOR"})
    void sitesRefuseWhereTheCoordinatorDoesNot(MessageKind from) throws IOException {
        try (RoundWorld world = world(EarlierSums.NONE)) {
            world.wire = MaskedRoundTest.silent(Set.of("site-c"), from);
            world.openRound();
            world.terms = with(world.terms, counted(0));
            for (String name : ALL) {
                world.openSite(name);
            }
            world.runUntilLate();
            world.assertRefused();
            assertThat(RoundWorld.of(world.refused, "site-a"))
                    .extracting(e -> e.refusal())
                    .contains(Refusal.TOO_FEW_TELLING);
            assertThat(world.everything)
                    .noneMatch(letter -> RoundMessage.of(letter.bytes()) instanceof RoundMessage.SharesRevealed);
        }
    }

    /** Counts over five and scores over four of them would be counts of the fifth. */
    @Test
    void sumsOfAPlanDoNotDifferByOneSite() throws IOException {
        EarlierSums earlier = new EarlierSums(ALL, 2, new OpenedSums(List.of(ALL)));
        try (RoundWorld world = world(earlier)) {
            world.wire = MaskedRoundTest.silent(Set.of("site-e"), MessageKind.VECTOR);
            world.open().runUntilLate();
            assertThat(world.assertRefused().refusal()).isEqualTo(Refusal.DIFFERENCE);
        }
    }

    @Test
    void aSiteRemembersOverWhichSitesThePlansSumsWereOpened() throws IOException {
        try (RoundWorld world = world(EarlierSums.NONE)) {
            world.wire = MaskedRoundTest.silent(Set.of("site-b"), MessageKind.VECTOR);
            world.open().runUntilLate();
            Set<String> answered = Set.copyOf(world.assertExact().answered());
            RoundLedger ledger = RoundWorld.of(world.ledgers, "site-a");
            assertThat(ledger.sumsOf(world.terms.purpose().plan())).containsOnlyKeys(1);
            assertThat(ledger.sumsOf(world.terms.purpose().plan()).get(1)).containsExactly(answered);
            ledger.close();
            world.ledgers.put("site-a", RoundLedger.open(folder.resolve("site-a.ledger")));
            assertThat(RoundWorld.of(world.ledgers, "site-a")
                            .sumsOf(world.terms.purpose().plan())
                            .get(1))
                    .containsExactly(answered);
        }
    }
}
