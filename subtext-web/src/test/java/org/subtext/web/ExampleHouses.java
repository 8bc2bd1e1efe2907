package org.subtext.web;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.coordinator.CoordinatorHome;
import org.subtext.silo.coordinator.Offering;
import org.subtext.silo.coordinator.PlanDraft;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.plan.PlanClass;
import org.subtext.silo.plan.PlanCohort;
import org.subtext.silo.plan.PlanLife;
import org.subtext.silo.plan.PlanQuestion;
import org.subtext.silo.plan.PlanState;
import org.subtext.silo.plan.SignedPlan;
import org.subtext.silo.plan.SiloPlan;
import org.subtext.silo.site.ConsentPage;
import org.subtext.silo.site.OfferedPlan;
import org.subtext.silo.site.SiteFiles;
import org.subtext.silo.site.SiteHome;
import org.subtext.silo.sums.Terms;
import org.subtext.silo.transport.Door;
import org.subtext.web.silos.Commands;

/** A coordinator and three sites, enrolled over loopback; whatever is said in a plan may mean harm to a page. */
final class ExampleHouses {
    static final String SCRIPT = "<script>document.title='taken'</script> & \"q\"";

    /** Reads from right to left. */
    static final String BACKWARDS = "\u0623\u062D\u0645\u062F";

    /** As long as a plan lets a text be, without a place to break it. */
    static final String LONG = "L".repeat(2_000);

    /** Of a class; 60 letters are the most. */
    static final String CLASS = "<img src=x onerror=document.title='taken'>";

    /** Of this group five patients are at the site: nothing is told of them. */
    static final String FEW = "<i>few</i>";

    private static final Clock CLOCK = Clock.systemUTC();

    final CoordinatorHome centre;
    final List<SiteHome> sites = new ArrayList<>();
    private final Path folder;

    ExampleHouses(Path folder) throws Exception {
        this.folder = folder;
        this.centre = CoordinatorHome.begin(folder.resolve("centre"), "127.0.0.1", 8443, CLOCK);
        try (Door door = centre.openDoor(Map.of("SUBTEXT_SILO_LISTEN", "127.0.0.1:0"), centre.office(), line -> {})) {
            URI address = URI.create("https://127.0.0.1:" + door.port());
            for (String name : List.of("north", "south", "west")) {
                SiteHome site = SiteHome.begin(folder.resolve(name), new PartyName(name), CLOCK);
                site.enrol(centre.authority().invite(site.identity().name(), address, Instant.now()), Map.of());
                sites.add(site);
            }
        }
    }

    SiteHome north() {
        return sites.get(0);
    }

    /** A plan whose texts are hostile, offered to all sites, as it came to the first. */
    OfferedPlan offered(String name, String question) throws IOException {
        SiloPlan edited = PlanDraft.of(
                name,
                new PlanQuestion(SCRIPT, question, LONG),
                Instant.now().plus(Duration.ofDays(100)),
                centre.identity().known(),
                sites.stream().map(site -> site.identity().known()).toList(),
                new PlanCohort(
                        "race",
                        List.of(new PlanClass(CLASS, List.of("B")), new PlanClass("white", List.of())),
                        List.of(BACKWARDS)),
                Terms.of(CLASS, "white").withGroups(List.of("many", FEW)).withBins(64),
                List.of("groups", "counts", "scores"),
                10);
        Offering offering = centre.offer(edited, centre.office());
        SiloPlan plan = offering.plan();
        Path kept = Files.createDirectories(
                north().folder().resolve("plans").resolve(plan.hash().abbreviated()));
        Files.write(
                kept.resolve("plan.signed"),
                SignedPlan.sign(plan, centre.identity()).bytes());
        PlanLife life = PlanLife.open(kept.resolve("life.txt"), plan.hash());
        Instant when =
                CLOCK.instant().minusSeconds(100).plusSeconds(centre.offerings().size());
        life.to(PlanState.SIGNED, "by the coordinator", when);
        life.to(PlanState.OFFERED, "", when);
        return north().plan(plan.hash().abbreviated());
    }

    /** The folder of a plan at its coordinator. */
    Path folderAtCentre(OfferedPlan plan) {
        return centre.folder().resolve("plans").resolve(plan.hash().abbreviated());
    }

    /** The administrator's look at a plan with this house's rows. */
    List<String> looked(OfferedPlan plan, SiteFiles rows) throws IOException {
        return ConsentPage.of(plan, north(), Optional.of(rows));
    }

    /** Predictions with facts: of many patients, and of five of the other group. */
    SiteFiles rows(int seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        PredictionTableBuilder builder = new PredictionTableBuilder(List.of("B", "white"));
        StringBuilder facts = new StringBuilder("patient,group,age\n");
        for (int i = 0; i < 205; i++) {
            boolean isPositive = i % 3 == 0;
            double score = (isPositive ? 0.3 : 0.2) + 0.5 * random.nextDouble();
            String patient = "patient-" + seed + "-" + i;
            builder.add(
                    ExperimentName.read("internal"),
                    "run",
                    "test",
                    "",
                    patient,
                    "image-of-" + i,
                    isPositive ? "B" : "white",
                    score,
                    1 - score);
            facts.append(patient)
                    .append(i < 200 ? ",many," : "," + FEW + ",")
                    .append(30 + i % 40)
                    .append('\n');
        }
        Path predictions = folder.resolve("predictions.csv");
        PredictionFiles.write(builder.build(), predictions);
        Path table = Files.writeString(folder.resolve("facts.csv"), facts.toString());
        return new SiteFiles(predictions, Optional.of(table), Optional.empty(), Optional.empty());
    }

    /** Commands that say which they are. */
    static Commands commands() {
        return new Commands() {
            @Override
            public String look(ContentHash plan) {
                return "look at " + plan.abbreviated();
            }

            @Override
            public String approve(ContentHash plan, int rounds) {
                return "approve " + plan.abbreviated() + " for " + rounds;
            }

            @Override
            public String refuse(ContentHash plan) {
                return "refuse " + plan.abbreviated();
            }

            @Override
            public String withdraw(ContentHash plan) {
                return "withdraw from " + plan.abbreviated();
            }
        };
    }
}
