package org.subtext.silo.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.silo.site.ConsentPage;
import org.subtext.silo.site.OfferedPlan;
import org.subtext.silo.site.SiteFiles;
import org.subtext.silo.site.SiteHome;

/** What few plans ask: draws of patients, and who was left out before; through the services of three sites. */
class DrawsAndLeftOutTest {
    private static final List<String> OPERATIONS = List.of("groups", "counts", "scores", "bootstrap");

    @TempDir
    private Path folder;

    @Test
    void drawsAreAnsweredBySeedsOfTheSitesAndWhoWasLeftOutIsSummed() throws Exception {
        try (SiloTrial trial = new SiloTrial(folder)) {
            List<SiteHome> sites = trial.threeSites();
            Offering offered = trial.offer(
                    sites, SiloTrial.TERMS.withDraws(100).withFlow(List.of("no image", "too young")), OPERATIONS, 10);
            trial.conduct();
            for (int i = 0; i < sites.size(); i++) {
                trial.join(sites.get(i));
                whatIsMissingIsSaidAndTheRestApproved(trial, sites.get(i), 200 + i);
            }
            trial.await("is closed; its result");
            String result = Files.readString(offered.resultFile().resolveSibling("result.json"));
            assertThat(result)
                    .contains("resampled within site")
                    .containsPattern(
                            "\"left_out\"\\s*:\\s*\\{\\s*\"no image\"\\s*:\\s*603,\\s*\"too young\"\\s*:\\s*0");
            Set<String> seeds = new HashSet<>();
            for (SiteHome site : sites) {
                trial.await(site.identity().name() + ": plan " + offered.hash().abbreviated() + " is closed");
                Path plan =
                        site.folder().resolve("plans").resolve(offered.hash().abbreviated());
                seeds.add(Files.readString(plan.resolve("draws.seed")));
            }
            assertThat(seeds).as("no two sites draw alike").hasSize(3);
            assertThat(trial.log).noneMatch(line -> line.contains("not taken"));
        }
    }

    private void whatIsMissingIsSaidAndTheRestApproved(SiloTrial trial, SiteHome site, int noImage) throws Exception {
        String name = site.identity().name().value();
        OfferedPlan plan = SiloTrial.awaited(site);
        Path predictions = trial.write(name, SiloTrial.predictions("black", 200, noImage));
        assertThatThrownBy(() -> ConsentPage.of(plan, site, Optional.of(SiteFiles.of(predictions))))
                .hasMessageContaining("asks how many patients were left out for [no image, too young]")
                .hasMessageContaining("Give a table with the columns reason and patients");
        Path table = folder.resolve(name + "-left-out.csv");
        SiteFiles files = new SiteFiles(predictions, Optional.empty(), Optional.empty(), Optional.of(table));
        Files.writeString(table, "reason,patients\nno image,about 200\ntoo young,0\n");
        assertThatThrownBy(() -> ConsentPage.of(plan, site, Optional.of(files)))
                .hasMessageContaining("Row 2 of " + table + " has no number of patients. Expected a whole number");
        Files.writeString(table, "why,patients\nno image,200\n");
        assertThatThrownBy(() -> ConsentPage.of(plan, site, Optional.of(files)))
                .hasMessageContaining("Expected reason and patients, a row a reason");
        Files.writeString(table, "reason,patients\nno image," + noImage + "\ntoo young,3\n");
        assertThat(String.join("\n", ConsentPage.of(plan, site, Optional.of(files))))
                .contains("Left out      no image: not told, since one of the reasons is of 1 to 10")
                .contains("Left out      too young: not told");
        Files.writeString(table, "reason,patients\nno image," + noImage + "\ntoo young,0\n");
        assertThatThrownBy(() -> plan.approve(4, site, site.post())).hasMessageContaining("changed since");
        assertThat(String.join("\n", ConsentPage.of(plan, site, Optional.of(files))))
                .contains("Left out      no image: " + noImage + " patients")
                .contains("bootstrap: ");
        plan.approve(4, site, site.post());
    }
}
