package org.subtext.silo.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.subtext.silo.masking.Quorum;
import org.subtext.silo.masking.Refusal;
import org.subtext.testing.Seeds;

/** Rounds of honest parties, some of whom fall silent. */
class MaskedRoundTest {
    @TempDir(factory = MemoryFolder.class)
    Path folder;

    @Test
    void theSumOfAllIsExact() throws IOException {
        try (RoundWorld world = new RoundWorld(folder, 5, 1000)) {
            world.open().run();
            RoundOutcome.Opened opened = world.assertExact();
            assertThat(opened.answered()).hasSize(5);
            assertThat(opened.dropped()).isEmpty();
            assertThat(world.sites).isEmpty();
        }
    }

    @Test
    void aVectorOfSeveralPartsIsSummedWhole() throws IOException {
        try (RoundWorld world = new RoundWorld(folder, 3, 2 * MaskedVector.PART_WORDS + 17)) {
            world.open().run();
            world.assertExact();
        }
    }

    @Test
    void aVectorThatFillsItsLastPartIsSummedWhole() throws IOException {
        for (int more = -2; more <= 1; more++) {
            try (RoundWorld world = new RoundWorld(
                    Files.createDirectory(folder.resolve("m" + more)), 3, MaskedVector.PART_WORDS + more)) {
                world.open().run();
                world.assertExact();
            }
        }
    }

    @Test
    void nothingOfTheRoundIsLeftButItsOutcome() throws IOException {
        try (RoundWorld world = new RoundWorld(folder, 4, 100)) {
            world.open().run();
            world.assertExact();
            assertThat(names(world.roundFolder())).containsExactlyInAnyOrder("sum.words", "outcome");
            assertThat(names(world.siteFolder("site-a"))).isEmpty();
            // Asked again, it tells the same.
            world.round().close();
            world.openRound();
            world.assertExact();
        }
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".lock"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** From one step on, one site says nothing more. */
    @ParameterizedTest
    @EnumSource(names = {"KEYS", "SHARES", "VECTOR", "SIGNED", "REVEALED"})
    void oneOfFiveMayFallSilentAtAnyStep(MessageKind from) throws IOException {
        try (RoundWorld world = new RoundWorld(folder, 5, 50)) {
            world.wire = silent(Set.of("site-c"), from);
            world.open().runUntilLate();
            RoundOutcome.Opened opened = world.assertExact();
            boolean isIn = from == MessageKind.SIGNED || from == MessageKind.REVEALED;
            assertThat(opened.answered().contains("site-c")).isEqualTo(isIn);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"KEYS", "SHARES", "VECTOR", "SIGNED", "REVEALED"})
    void noneOfThreeMayFallSilent(MessageKind from) throws IOException {
        try (RoundWorld world = new RoundWorld(folder, 3, 50)) {
            world.wire = silent(Set.of("site-c"), from);
            world.open().runUntilLate();
            assertThat(world.assertRefused().refusal()).isEqualTo(Refusal.TOO_FEW);
            assertThat(names(world.roundFolder())).containsExactly("outcome");
        }
    }

    @Seeds(12)
    void anyNumberOfSilentSitesGivesAnExactSumOrARefusal(SplittableRandom random) throws IOException {
        int n = 3 + random.nextInt(8);
        try (RoundWorld world = new RoundWorld(folder, n, 20)) {
            MessageKind[] from = {
                MessageKind.KEYS, MessageKind.SHARES, MessageKind.VECTOR, MessageKind.SIGNED, MessageKind.REVEALED
            };
            Map<String, MessageKind> silence = new TreeMap<>();
            int silent = random.nextInt(1 + n / 2);
            for (int i = 0; i < silent; i++) {
                silence.put("site-" + (char) ('a' + random.nextInt(n)), from[random.nextInt(from.length)]);
            }
            world.wire = (site, message) -> silence.containsKey(site)
                            && isFromSite(message)
                            && MessageKind.of(message).compareTo(silence.get(site)) >= 0
                    ? Optional.empty()
                    : Optional.of(message);
            world.open().runUntilLate();
            if (world.outcome() instanceof RoundOutcome.Opened) {
                assertThat(world.assertExact().answered().size()).isGreaterThanOrEqualTo(Quorum.FEWEST_SITES);
            } else {
                assertThat(silence).isNotEmpty();
            }
            if (silence.size() <= n - Quorum.of(n) && silence.size() <= 1) {
                world.assertExact();
            }
        }
    }

    static BiFunction<String, RoundMessage, Optional<RoundMessage>> silent(Set<String> sites, MessageKind from) {
        return (site, message) -> sites.contains(site)
                        && isFromSite(message)
                        && MessageKind.of(message).compareTo(from) >= 0
                ? Optional.empty()
                : Optional.of(message);
    }

    static boolean isFromSite(RoundMessage message) {
        return Set.of(
                        MessageKind.KEYS,
                        MessageKind.SHARES,
                        MessageKind.VECTOR,
                        MessageKind.SIGNED,
                        MessageKind.REVEALED)
                .contains(MessageKind.of(message));
    }

    @Test
    void aLateVectorIsRefusedAndNotInTheSum() throws IOException {
        try (RoundWorld world = new RoundWorld(folder, 4, 50)) {
            List<Letter> late = new ArrayList<>();
            world.wire = (site, message) -> {
                if (site.equals("site-b") && message instanceof RoundMessage.VectorPart) {
                    late.add(new Letter(world.terms.id(), site, message.bytes()));
                    return Optional.empty();
                }
                return message instanceof RoundMessage.SharesRevealed ? Optional.empty() : Optional.of(message);
            };
            world.open().run();
            world.now = world.now.plus(RoundWorld.PATIENCE).plusSeconds(1);
            world.run();
            assertThat(late).hasSize(1);
            world.giveCoordinator(late.get(0));
            assertThat(RoundWorld.of(world.refused, Mailbox.COORDINATOR))
                    .extracting(e -> e.refusal())
                    .containsExactly(Refusal.LATE);
            // Told so, the site ends its part, and the others go on without it.
            world.wire = (site, message) -> Optional.of(message);
            for (String name : List.of("site-a", "site-c", "site-d")) {
                world.kill(name);
                world.openSite(name);
            }
            world.run();
            assertThat(world.assertExact().answered()).containsExactly("site-a", "site-c", "site-d");
            assertThat(world.assertExact().dropped()).containsExactly("site-b");
        }
    }

    @Test
    void aSiteAnswersNothingAfterItsTime() throws IOException {
        try (RoundWorld world = new RoundWorld(folder, 3, 50)) {
            world.open();
            world.now = world.terms.until();
            world.wire = (site, message) -> Optional.of(message);
            MaskedSite site = RoundWorld.of(world.sites, "site-a");
            Letter roster = new Letter(
                    world.terms.id(),
                    Mailbox.COORDINATOR,
                    RoundWorlds.roster(world, world.terms.purpose()).bytes());
            MaskedSiteTest.assertTaken(Refusal.LATE, site, roster, world.now);
        }
    }
}
