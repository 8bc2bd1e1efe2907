package org.subtext.silo.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.masking.Refusal;
import org.subtext.silo.primitives.Randomness;

/** Both sides as they are run, a thread each, over the post of one process. */
class RunnersTest {
    @TempDir(factory = MemoryFolder.class)
    Path folder;

    /** A site of another model is refused, says that it will not come, and nobody waits for it. */
    @Test
    @Timeout(120)
    void oneSiteHasAnotherModel() throws IOException, InterruptedException {
        try (RoundWorld world = new RoundWorld(folder, 4, 100)) {
            LocalPost post = new LocalPost();
            world.now = InstantSource.system().instant();
            RoundTerms terms = world.terms("model", 1, 1, 100);
            RoundTerms others = world.terms("another model", 1, 1, 100);
            Map<String, SiteOutcome> outcomes = new ConcurrentHashMap<>();
            List<Thread> threads = new ArrayList<>();
            for (Identity identity : world.identities) {
                String name = identity.name().value();
                SiteHouse house = new SiteHouse(
                        identity, folder.resolve(name), RoundWorld.of(world.ledgers, name), Randomness.ofTheSystem());
                Thread thread = new Thread(() -> outcomes.put(
                        name,
                        run(
                                post.of(name),
                                name.equals("site-d") ? others : terms,
                                house,
                                () -> RoundWorld.of(world.plain, name))));
                thread.start();
                threads.add(thread);
            }
            List<Refusal> refused = new ArrayList<>();
            RoundOutcome outcome = new CoordinatorRound(
                            post.of(Mailbox.COORDINATOR),
                            InstantSource.system(),
                            (site, refusal) -> refused.add(refusal.refusal()))
                    .run(terms, Patience.of(Duration.ofHours(1)), folder.resolve("round"));
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(refused).containsExactly(Refusal.ANOTHER_MODEL);
            assertThat(outcome.declined()).containsExactly(Map.entry("site-d", Refusal.DECLINED));
            RoundOutcome.Opened opened = (RoundOutcome.Opened) outcome;
            world.terms = terms;
            assertThat(opened.words()).isEqualTo(world.sumOf(List.of("site-a", "site-b", "site-c")));
            assertThat(outcomes.get("site-d"))
                    .isEqualTo(new SiteOutcome(false, false, Optional.of(Refusal.ANOTHER_MODEL)));
            assertThat(outcomes.get("site-a")).isEqualTo(new SiteOutcome(true, true, Optional.empty()));
        }
    }

    private static SiteOutcome run(Mailbox mailbox, RoundTerms terms, SiteHouse house, MaskedSite.Answer answer) {
        try {
            return new SiteRound(mailbox, InstantSource.system(), refusal -> {}).run(terms, house, answer);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
