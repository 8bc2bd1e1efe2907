package org.subtext.silo.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.testing.Seeds;

/**
 * Letters in any order, and any party killed before or after any letter that it sends, or before one that it took
 * counts as taken. All come back, so the sum is that of all; and no party ever says one thing in two ways.
 */
class KilledAnywhereTest {
    /** Ends a party where it stands. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    private int untilKilled = Integer.MAX_VALUE;

    @Seeds(8)
    void theSumIsThatOfAll(SplittableRandom random) throws IOException {
        try (RoundWorld world = new RoundWorld(folder, 4, 30)) {
            Map<String, RoundMessage> said = new HashMap<>();
            world.wire = (site, message) -> {
                if (untilKilled == 0) {
                    untilKilled = Integer.MAX_VALUE;
                    throw new Killed();
                }
                untilKilled--;
                RoundMessage before = said.putIfAbsent(site + " " + MessageKind.of(message), message);
                if (before != null && MessageKind.of(message) != MessageKind.UNMASK) {
                    assertThat(message).isEqualTo(before);
                }
                return Optional.of(message);
            };
            world.open();
            int kills = 0;
            while (!world.sites.isEmpty()) {
                boolean isKilled = kills < 12 && random.nextInt(3) == 0;
                kills += isKilled ? 1 : 0;
                untilKilled = isKilled ? random.nextInt(3) : Integer.MAX_VALUE;
                step(world, random, isKilled);
            }
            assertThat(kills).isPositive();
            assertThat(world.assertExact().answered()).hasSize(4);
            assertThat(world.refused.values()).allMatch(List::isEmpty);
        }
    }

    /** One party takes one letter; killed, it is begun anew and the letter comes again. */
    private void step(RoundWorld world, SplittableRandom random, boolean isKilled) throws IOException {
        List<String> busy = new ArrayList<>();
        world.sites.keySet().stream()
                .filter(name -> !RoundWorld.of(world.toSites, name).isEmpty())
                .forEach(busy::add);
        if (!world.toCoordinator.isEmpty()) {
            busy.add(Mailbox.COORDINATOR);
        }
        String party = busy.get(random.nextInt(busy.size()));
        boolean isCoordinator = party.equals(Mailbox.COORDINATOR);
        Deque<Letter> box = isCoordinator ? world.toCoordinator : RoundWorld.of(world.toSites, party);
        Letter letter = box.getFirst();
        try {
            if (isCoordinator) {
                world.giveCoordinator(letter);
                world.round().advance(world.now, world::toSite);
            } else {
                world.giveSite(party, letter);
            }
            if (isKilled && untilKilled < Integer.MAX_VALUE) {
                throw new Killed();
            }
            box.remove(letter);
        } catch (Killed e) {
            untilKilled = Integer.MAX_VALUE;
            if (isCoordinator) {
                world.round().close();
                world.openRound();
                world.round().advance(world.now, world::toSite);
            } else if (world.sites.containsKey(party)) {
                world.kill(party);
                world.openSite(party);
            } else {
                box.remove(letter);
            }
        }
    }
}
