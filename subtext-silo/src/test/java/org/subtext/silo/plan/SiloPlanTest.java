package org.subtext.silo.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.subtext.silo.plan.Plans.party;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.keys.Identity;

class SiloPlanTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private final Identity centre = party("centre");
    private final List<Identity> sites = List.of(party("north"), party("south"), party("west"));
    private final SiloPlan plan = Plans.of(centre, sites);

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String text() {
        return new String(PlanText.bytes(plan), StandardCharsets.UTF_8);
    }

    @Test
    void aKeyThatPlansDoNotHaveIsNamedWithThoseThatTheyHave() {
        String typed = text().replace("\"masked\":true", "\"masked\":true,\"maskd\":true");
        assertThatThrownBy(() -> PlanText.draft(utf8(typed), "plan.json"))
                .hasMessageContaining("privacy.maskd: there is no such key; expected one of masked.")
                .hasMessageNotContaining("org.subtext");
        String missing = text().replace("\"masked\":true", "");
        assertThatThrownBy(() -> PlanText.draft(utf8(missing), "plan.json"))
                .hasMessageEndingWith("privacy.masked: the key is missing, and every key is expected.");
    }

    @Test
    void theLeastLimitIsTheSameInEveryMessage() {
        for (int limit = 0; limit < 5; limit++) {
            String low = text().replace("\"limit\":11", "\"limit\":" + limit);
            assertThatThrownBy(() -> PlanText.draft(utf8(low), "plan.json")).hasMessageContaining("at least 5");
        }
    }

    @Test
    void whatImagesHaveInCommonIsPartOfThePlan() {
        String asked = text().replace(
                        "\"images\":{\"fewest_bits\":0,\"most_bits\":0,\"photometric\":[],\"views\":[]}",
                        "\"images\":{\"fewest_bits\":10,\"most_bits\":16,\"photometric\":[\"MONOCHROME2\"],"
                                + "\"views\":[{\"name\":\"PA\",\"wordings\":[\"pa erect\"]}]}");
        SiloPlan changed = PlanText.read(utf8(asked));
        assertThat(changed.hash()).isNotEqualTo(plan.hash());
        assertThat(changed.cohort().images().lines())
                .containsExactly(
                        "view PA (also pa erect)", "photometric interpretation MONOCHROME2", "10 to 16 bits a sample");
        assertThat(plan.cohort().images()).isEqualTo(PlanImages.ANY);
        assertThatThrownBy(() -> PlanText.read(utf8(asked.replace("MONOCHROME2", "monochrome2"))))
                .hasMessageContaining("written in capitals");
        assertThatThrownBy(() -> PlanText.read(utf8(asked.replace("\"most_bits\":16", "\"most_bits\":8"))))
                .hasMessageContaining("got 10 to 8");
    }

    @Test
    void aPlanHasOneWayToBeWritten() {
        assertThat(text()).startsWith("{\"asked\":{\"asker\":\"Example").doesNotContain("\n");
        assertThat(PlanText.read(PlanText.bytes(plan))).isEqualTo(plan);
        assertThat(PlanText.draft(utf8(PlanText.forPeople(plan)), "draft.json").hash())
                .isEqualTo(plan.hash());
        assertThatThrownBy(() -> PlanText.read(utf8(text() + " "))).hasMessageContaining("not written as");
        assertThatThrownBy(() -> PlanText.read(utf8(text().replace("{\"asked\"", "{ \"asked\""))))
                .hasMessageContaining("not written as");
    }

    @Test
    void anyChangeIsAnotherHash() {
        SiloPlan changed = PlanText.read(utf8(text().replace("\"limit\":11", "\"limit\":12")));
        assertThat(changed.hash()).isNotEqualTo(plan.hash());
        assertThat(PlanDifference.between(plan, changed)).containsExactly("terms.limit: 11, now 12");
        assertThat(PlanDifference.between(plan, plan)).isEmpty();
    }

    @Test
    void whatIsNoPlanIsRefusedInWords() {
        refused(text().replace("\"asker\"", "\"code\":\"rm\",\"asker\""), "code");
        refused(text().replace("\"masked\":true", ""), "masked");
        refused(text().replace("\"masked\":true", "\"masked\":null"), "privacy.masked");
        refused(text().replace("\"limit\":11", "\"limit\":3"), "at least 5");
        refused(text().replace("\"bytes\":32", "\"bytes\":33"), "8 bytes for each");
        refused(text().replace("\"bins\":64", "\"bins\":1"), "2 to 65");
        refused(text().replace("\"positive\":\"black\"", "\"positive\":\"blue\""), "must be the same");
        refused(text().replace("\"format\":1", "\"format\":2"), "same version");
        refused(text().replace("first-audit", "../audit"), "lower-case");
        refused(text().replace("\"most\":1", "\"most\":1,\"most\":1"), "most");
        refused(text() + "{}", "no plan");
        refused("[".repeat(5000), "no plan");
        refused("", "no plan");
        refused(text().replace("Example University", "Example\\u001b[2JUniversity"), "visible letters");
        assertThatThrownBy(() -> PlanText.draft(new byte[PlanText.LONGEST + 1], "it"))
                .hasMessageContaining("at most");
    }

    private static void refused(String text, String words) {
        assertThatThrownBy(() -> PlanText.draft(utf8(text), "it"))
                .isInstanceOf(org.subtext.problems.InvalidInputException.class)
                .hasMessageContaining(words);
    }

    @Test
    void twoSitesOrOneSiteTwiceAreRefused() {
        assertThatThrownBy(() -> Plans.of(centre, sites.subList(0, 2))).hasMessageContaining("3 to 64 sites");
        assertThatThrownBy(() -> Plans.of(centre, List.of(sites.get(0), sites.get(1), sites.get(0))))
                .hasMessageContaining("same name or key");
        assertThat(plan.parties().quorum()).isEqualTo(3);
    }

    @Test
    void aSignedPlanIsItsCoordinatorsAndUnchanged() {
        byte[] bytes = SignedPlan.sign(plan, centre).bytes();
        assertThat(SignedPlan.read(bytes, centre.known()).plan()).isEqualTo(plan);
        for (int i = 0; i < bytes.length; i += 7) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> SignedPlan.read(changed, centre.known())).hasMessageContaining("not signed");
        }
        assertThatThrownBy(() -> SignedPlan.read(bytes, party("centre").known()))
                .hasMessageContaining("not signed");
        assertThatThrownBy(() -> SignedPlan.sign(plan, sites.get(0))).hasMessageContaining("another coordinator");
        assertThatThrownBy(() -> SignedPlan.read(new byte[9], centre.known())).hasMessageContaining("no signed plan");
    }

    @Test
    void aLifeGoesOnlyWhereItMayAndIsReadAgainAfterAKill(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("life");
        PlanLife life = PlanLife.open(file, plan.hash());
        assertThatThrownBy(() -> life.to(PlanState.RUNNING, "", NOW)).hasMessageContaining("What may follow: signed");
        life.to(PlanState.SIGNED, "", NOW);
        life.to(PlanState.OFFERED, "to 3 sites\nand more", NOW);
        Files.writeString(file, plan.hash().hex() + " 2026", StandardOpenOption.APPEND);
        PlanLife again = PlanLife.open(file, plan.hash());
        assertThat(again.steps()).isEqualTo(life.steps());
        again.to(PlanState.MAPPED, "", NOW);
        again.to(PlanState.REFUSED, "the board said no", NOW);
        assertThatThrownBy(() -> again.to(PlanState.APPROVED, "", NOW)).hasMessageContaining("life is over");
        assertThat(PlanLife.open(file, plan.hash())
                        .last(PlanState.OFFERED)
                        .orElseThrow()
                        .about())
                .isEqualTo("to 3 sites and more");
        assertThatThrownBy(() -> PlanLife.open(file, ContentHash.ofText("another")))
                .hasMessageContaining("another plan");
    }
}
