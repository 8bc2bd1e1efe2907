package org.subtext.silo.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.plan.PlanText;
import org.subtext.silo.plan.SiloPlan;

class PlanDraftTest {
    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

    private static SiloPlan draft(Instant expires) {
        List<PublicIdentity> sites = List.of("north", "south", "west").stream()
                .map(name -> Identity.make(new PartyName(name)).known())
                .toList();
        return PlanDraft.example(
                "black", "white", Identity.make(new PartyName("coordinator")).known(), sites, expires);
    }

    @Test
    void aDraftThatNobodyEditedIsNotOffered() {
        assertThatThrownBy(() -> PlanDraft.completed(draft(NOW.plus(Duration.ofDays(90))), NOW))
                .hasMessageContaining("asked.asker, asked.question, asked.purpose and cohort.rules");
    }

    @Test
    void aPlanThatIsOverBeforeAnybodyCanAnswerIsNotOfferedEither() {
        assertThatThrownBy(() -> PlanDraft.completed(draft(NOW.plus(Duration.ofHours(24))), NOW))
                .hasMessageContaining("asked.asker")
                .hasMessageContaining("expires at 2026-12-02T12:00:00Z, before sites had the 1440 minutes to answer");
        assertThatThrownBy(() -> PlanDraft.completed(draft(Instant.EPOCH), NOW))
                .hasMessageContaining("expires at 1970-01-01T00:00:00Z");
    }

    @Test
    void anEditedOneIs() {
        String edited = PlanText.forPeople(draft(NOW.plus(Duration.ofDays(90)))).replace("Say ", "Here: ");
        SiloPlan plan = PlanText.draft(edited.getBytes(StandardCharsets.UTF_8), "plan.json");
        assertThat(PlanDraft.completed(plan, NOW).asked()).isEqualTo(plan.asked());
    }
}
