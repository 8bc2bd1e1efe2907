package org.subtext.silo.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.silo.plan.PlanState;
import org.subtext.silo.site.CarriedFiles;
import org.subtext.silo.site.ConsentPage;
import org.subtext.silo.site.OfferedPlan;
import org.subtext.silo.site.SiteFiles;
import org.subtext.silo.site.SiteHome;
import org.subtext.silo.site.SiteService;

/** From enrolment to a result, with a coordinator that dies on the way, and with sites that say no. */
class LivesTest {
    private static final List<String> OPERATIONS = List.of("groups", "counts", "scores", "ages", "spread", "site");

    @TempDir
    private Path folder;

    @Test
    void threeSitesAgreeAndAResultComesAlsoWhenTheCoordinatorDiesOnTheWay() throws Exception {
        try (SiloTrial trial = new SiloTrial(folder)) {
            List<SiteHome> sites = trial.threeSites();
            Offering offered = trial.offer(sites, OPERATIONS, 10);
            trial.conduct();
            for (int i = 0; i < sites.size(); i++) {
                List<String> page =
                        trial.joinAndApprove(sites.get(i), SiloTrial.predictions(i == 0 ? "B" : "black", 300, i));
                assertThat(String.join("\n", page))
                        .contains("Who asks      Example University")
                        .contains("300 images of 300 patients")
                        .contains("groups: ")
                        .contains(sites.get(0).identity().known().fingerprint())
                        .contains("no plan was approved here yet")
                        .doesNotContain("patient-");
            }
            trial.await("round 1 opened the sum of 3 sites");
            trial.restartCoordinator();
            trial.await("is closed; its result");
            String result = Files.readString(offered.resultFile());
            assertThat(result).contains("north").doesNotContain("patient-");
            for (SiteHome site : sites) {
                trial.await(site.identity().name() + ": plan " + offered.hash().abbreviated() + " is closed");
                assertThat(site.post().record().read()).isNotEmpty();
            }
            assertThat(trial.centre.plan("first-audit").life().state()).isEqualTo(PlanState.CLOSED);
            nothingOfAPatientIsIn(folder.resolve("centre"));
            PlanStanding standing = PlanStanding.of(trial.centre.plan("first-audit"));
            assertThat(standing.answers()).isEqualTo("3 yes, 0 no, of 3");
            assertThat(standing.rounds()).allMatch(round -> round.stands().equals("opened, of 3 sites"));
            assertThat(standing.result()).contains(result);
            assertThat(trial.centre.lastHeard().values())
                    .hasSize(3)
                    .allMatch(at -> at.isAfter(SiloTrial.CLOCK.instant().minusSeconds(600)));
            // The bytes that were shown are those that are counted.
            OfferedPlan plan = sites.get(1).plans().get(0);
            List<String> shown = ConsentPage.bytes(plan, folder.resolve("shown"));
            assertThat(shown).first().asString().startsWith("groups: ");
            assertThat(Files.size(folder.resolve("shown/groups.int64")))
                    .isEqualTo(plan.plan().outputs().get(0).bytes());
        }
    }

    @Test
    void aSiteThatWithdrawsDuringARoundIsWaitedForByNobody() throws Exception {
        try (SiloTrial trial = new SiloTrial(folder)) {
            List<SiteHome> sites = trial.threeSites();
            Offering offered = trial.offer(sites, OPERATIONS, 10);
            SiteHome north = sites.get(0);
            // The coordinator goes on with the round only when the withdrawal is on the site's disk.
            trial.when(
                    "round 1, attempt 1, groups, asked of 3 sites",
                    held -> north.plans().get(0).withdraw("our board changed its mind", north, north.post()));
            trial.conduct();
            for (int i = 0; i < sites.size(); i++) {
                trial.joinAndApprove(sites.get(i), SiloTrial.predictions("black", 200, i));
            }
            trial.await("stopped: only 2 sites take part"); // of three nobody may be missing
            trial.await("south: plan " + offered.hash().abbreviated()
                    + " is closed: without a result: only 2 sites take part");
            try (Stream<Path> files = Files.walk(sites.get(1).folder())) {
                assertThat(files).noneMatch(file -> file.endsWith("result.txt"));
            }

            assertThat(trial.centre.plan("first-audit").life().state()).isEqualTo(PlanState.CLOSED);
            assertThat(offered.resultFile()).doesNotExist();
            assertThat(north.plans().get(0).life().state()).isEqualTo(PlanState.WITHDRAWN);
            assertThat(trial.log).noneMatch(line -> line.contains("opened the sum"));
        }
    }

    private static void nothingOfAPatientIsIn(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(text)
                        .as("%s", file.getFileName())
                        .doesNotContain("patient-")
                        .doesNotContain("image-");
            }
        }
    }

    @Test
    void withTooFewYesNothingIsAsked() throws Exception {
        try (SiloTrial trial = new SiloTrial(folder)) {
            List<SiteHome> sites = trial.threeSites();
            Offering offered = trial.offer(sites, List.of("groups", "counts"), 10);
            assertThatThrownBy(() -> trial.centre.offer(offered.plan(), trial.office()))
                    .hasMessageContaining("offered before");
            trial.conduct();
            for (SiteHome site : sites) {
                trial.join(site);
            }
            Path file = trial.write("any", SiloTrial.predictions("black", 200, 5));
            Path foreign = trial.write("foreign", SiloTrial.predictions("yellow", 200, 5));
            OfferedPlan first = SiloTrial.awaited(sites.get(0));
            assertThatThrownBy(() -> ConsentPage.of(first, sites.get(0), Optional.of(SiteFiles.of(foreign))))
                    .hasMessageContaining("\"yellow\"")
                    .hasMessageContaining("no class of the plan");
            assertThatThrownBy(() -> first.approve(1, sites.get(0), sites.get(0).post()))
                    .hasMessageContaining("No rows were chosen");
            trial.approve(sites.get(0), file);
            trial.approve(sites.get(1), file);
            SiloTrial.awaited(sites.get(2))
                    .refuse("our board said no", sites.get(2), sites.get(2).post());
            trial.await("is refused: too few sites said yes");
            assertThat(trial.centre.offerings().get(0).life().state()).isEqualTo(PlanState.REFUSED);
            assertThat(trial.log).noneMatch(line -> line.contains("opened"));
        }
    }

    @Test
    void rowsThatChangedAfterTheyWereLookedAtAreNotAnswered() throws Exception {
        try (SiloTrial trial = new SiloTrial(folder)) {
            List<SiteHome> sites = trial.threeSites();
            trial.offer(sites, List.of("groups", "counts"), 10);
            trial.join(sites.get(0));
            Path file = trial.write("north", SiloTrial.predictions("black", 200, 5));
            OfferedPlan plan = SiloTrial.awaited(sites.get(0));
            ConsentPage.of(plan, sites.get(0), Optional.of(SiteFiles.of(file)));
            trial.write("north", SiloTrial.predictions("black", 200, 6));
            assertThatThrownBy(() -> plan.approve(1, sites.get(0), sites.get(0).post()))
                    .hasMessageContaining("changed since they were looked at");
        }
    }

    @Test
    @Tag("slow")
    void aSiteWithoutNetworkTakesPartByCarriedFiles() throws Exception {
        try (SiloTrial trial = new SiloTrial(folder)) {
            List<SiteHome> sites = trial.threeSites();
            Offering offered = trial.offer(sites, List.of("groups", "counts"), 10);
            trial.conduct();
            for (SiteHome site : sites.subList(0, 2)) {
                trial.joinAndApprove(
                        site,
                        SiloTrial.predictions(
                                "black", 200, site.identity().name().value().length()));
            }
            SiteHome west = sites.get(2);
            carryTo(west, trial, 0);
            trial.approve(west, trial.write("west", SiloTrial.predictions("black", 200, 9)));
            int trips = 0;
            while (!Files.exists(offered.resultFile()) && trips < 40) {
                carryFrom(west, trial, trips);
                Thread.sleep(1500);
                trips++;
                carryTo(west, trial, trips);
            }
            assertThat(offered.resultFile()).exists();
            assertThat(west.post().record().read()).isNotEmpty().allMatch(line -> line.endsWith("left in a bundle"));
            assertThatThrownBy(() -> new CarriedFiles(west, west.post()).take(folder.resolve("to-west-0")))
                    .hasMessageContaining("taken here before");
        }
    }

    private void carryTo(SiteHome west, SiloTrial trial, int trip) throws Exception {
        Path file = folder.resolve("to-west-" + trip);
        new CarriedPost(trial.centre, trial.centre.office(), west.identity().name()).pack(file);
        new CarriedFiles(west, west.post()).take(file);
        try (SiteService service =
                SiteService.open(west, west.post(), Optional.empty(), line -> trial.log.add("west: " + line))) {
            service.work();
        }
    }

    private void carryFrom(SiteHome west, SiloTrial trial, int trip) throws Exception {
        Path file = folder.resolve("from-west-" + trip);
        new CarriedFiles(west, west.post()).pack(file);
        new CarriedPost(trial.centre, trial.centre.office(), west.identity().name())
                .take(file, line -> trial.log.add("carried: " + line));
    }
}
