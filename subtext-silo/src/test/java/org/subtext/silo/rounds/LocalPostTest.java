package org.subtext.silo.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.subtext.provenance.ContentHash;

class LocalPostTest {
    private static final RoundId ROUND = new RoundId(ContentHash.ofText("plan"), 1, 1);
    private final LocalPost post = new LocalPost();

    @Test
    void lettersComeInOrderUntilTheyAreTaken() throws IOException, InterruptedException {
        Mailbox amber = post.of("amber");
        amber.send(ROUND, Mailbox.COORDINATOR, new byte[] {1});
        amber.send(ROUND, Mailbox.COORDINATOR, new byte[] {2});

        Mailbox coordinator = post.of(Mailbox.COORDINATOR);
        assertThat(coordinator.next(Duration.ZERO).orElseThrow().bytes()).containsExactly(1);
        Mailbox restarted = post.of(Mailbox.COORDINATOR);
        Letter first = restarted.next(Duration.ZERO).orElseThrow();
        assertThat(first.from()).isEqualTo("amber");
        assertThat(first.bytes()).containsExactly(1);
        restarted.taken(first);
        assertThat(restarted.next(Duration.ZERO).orElseThrow().bytes()).containsExactly(2);
    }

    @Test
    void nothingComesToNobody() throws IOException, InterruptedException {
        assertThat(post.of("amber").next(Duration.ofMillis(5))).isEmpty();
    }

    @Test
    void largerLettersAreNotCarried() {
        assertThatThrownBy(() -> post.of("amber").send(ROUND, "birch", new byte[Mailbox.LARGEST_LETTER + 1]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
