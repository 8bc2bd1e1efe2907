package org.subtext.silo.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.silo.plan.PlanState;
import org.subtext.silo.plan.SiloPlan;
import org.subtext.silo.site.ConsentPage;
import org.subtext.silo.site.OfferedPlan;
import org.subtext.silo.site.SiteFiles;
import org.subtext.silo.site.SiteHome;
import org.subtext.silo.site.SiteService;

/** A site that forgot what it answered, in the middle of a plan and after it. */
class LostLedgersTest {
    @TempDir
    private Path folder;

    @Test
    void aSiteThatLostALedgerAnswersNothingUntilItIsBackOrBegunAnew() throws Exception {
        try (SiloTrial trial = new SiloTrial(folder)) {
            List<SiteHome> sites = trial.threeSites();
            SiteHome south = sites.get(1);
            Path disclosure = south.folder().resolve("disclosure.ledger");
            Path kept = folder.resolve("kept.ledger");
            // The coordinator asks for the second round only when it is gone.
            trial.when("round 1 opened the sum", held -> Files.move(disclosure, kept));
            Offering offered = trial.offer(sites, List.of("groups", "counts"), 10);
            trial.conduct();
            SiloTrial.Running service = trial.join(south);
            trial.approve(south, trial.write("south", SiloTrial.predictions("black", 200, 1)));
            trial.joinAndApprove(sites.get(0), SiloTrial.predictions("black", 200, 0));
            trial.joinAndApprove(sites.get(2), SiloTrial.predictions("black", 200, 2));
            trial.await("south: not taken: The ledger disclosure.ledger is gone from " + south.folder());
            trial.await("south takes no part: a site declined to go on");
            trial.await("stopped: round 2 opened nothing");
            // Others hear why, and not who.
            trial.await("north: plan " + offered.hash().abbreviated() + " is closed: without a result: round 2 opened");
            assertThat(trial.log)
                    .filteredOn(line -> line.startsWith("north: ") && line.contains("without a result"))
                    .allMatch(line -> line.contains("take no part: a site declined") && !line.contains("south"));
            assertThat(offered.resultFile()).doesNotExist();
            assertThat(trial.log).noneMatch(line -> line.contains("round 2 opened the sum"));
            trial.await("south: plan " + offered.hash().abbreviated() + " is closed");
            service.stop();

            Path older = folder.resolve("older.ledger");
            // Gone, an older copy, the newest.
            assertRefused(south, "disclosure.ledger is gone");
            Files.write(older, Arrays.copyOf(Files.readAllBytes(kept), 18)); // as it was when it was made
            Files.copy(older, disclosure);
            assertRefused(south, "disclosure.ledger in " + south.folder() + " has ");
            Files.delete(disclosure);
            Files.move(kept, disclosure);
            SiteService.open(south, south.post(), Optional.empty(), line -> {}).close();

            // The ledger of rounds that was deleted was begun again without a word.
            Files.delete(south.folder().resolve("rounds.ledger"));
            assertRefused(south, "The ledger rounds.ledger is gone");
            Path rows = folder.resolve("south-predictions.csv");
            SiloPlan second = named("second-audit", offered.plan());
            trial.centre.offer(second, trial.office());
            assertThat(south.post().fetch(south.link(Map.of()))).isTrue();
            assertThatThrownBy(() -> ConsentPage.of(south.plans().get(0), south, Optional.of(SiteFiles.of(rows))))
                    .hasMessageContaining("The ledger rounds.ledger is gone");

            // Begun anew by intent: noted, and shown before each yes.
            assertThatThrownBy(() -> south.beginLedgersAnew(" ", south.post())).hasMessageContaining("No reason");
            assertThat(south.beginLedgersAnew("the disk failed", south.post())).isEmpty();
            try (SiteService again = SiteService.open(south, south.post(), Optional.empty(), line -> {})) {
                again.work();
                assertThatThrownBy(() -> south.beginLedgersAnew("again", south.post()))
                        .hasMessageContaining("as they were left");
            }
            OfferedPlan plan = south.plan("second-audit");
            assertThat(String.join("\n", ConsentPage.of(plan, south, Optional.of(SiteFiles.of(rows)))))
                    .contains("was forgotten here, and is not compared: ")
                    .contains("the disk failed");

            // A no, and a withdrawal, need no ledger.
            SiteHome north = sites.get(0);
            trial.await("north: plan " + second.hash().abbreviated() + " (second-audit) was offered");
            Files.delete(north.folder().resolve("answered.txt"));
            assertThat(north.ledgers().problems()).hasSize(1);
            north.plan("second-audit").withdraw("our ledger is lost", north, north.post());
            assertThat(north.plan(second.hash().hex()).life().state()).isEqualTo(PlanState.WITHDRAWN);
            trial.await("plan " + second.hash().abbreviated() + ": north says no");

            // Under a plan with a yes it is a withdrawal.
            plan.approve(2, south, south.post());
            Files.copy(older, disclosure, StandardCopyOption.REPLACE_EXISTING);
            assertThatThrownBy(() -> south.plan("second-audit").approve(2, south, south.post()))
                    .hasMessageContaining("older copy");
            assertThat(south.beginLedgersAnew("put back from Monday", south.post()))
                    .extracting(OfferedPlan::hash)
                    .containsExactly(plan.hash());
            assertThat(south.plan(plan.hash().hex()).life().state()).isEqualTo(PlanState.WITHDRAWN);
            assertThat(south.ledgers().begunAnew()).hasSize(2);
        }
    }

    private static void assertRefused(SiteHome site, String words) {
        assertThatThrownBy(() -> SiteService.open(site, site.post(), Optional.empty(), line -> {}))
                .hasMessageContaining(words)
                .hasMessageContaining("Put the newest copy back");
    }

    /** The same under another name, which is compared with what was answered. */
    private static SiloPlan named(String name, SiloPlan first) {
        return new SiloPlan(
                first.format(),
                first.software(),
                name,
                first.expires(),
                first.asked(),
                first.parties(),
                first.cohort(),
                first.terms(),
                first.operations(),
                first.rounds(),
                first.privacy(),
                first.outputs());
    }
}
