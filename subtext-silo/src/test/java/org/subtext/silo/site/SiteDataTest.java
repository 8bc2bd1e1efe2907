package org.subtext.silo.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.silo.disclosure.QueryLedger;
import org.subtext.silo.plan.PlanClass;
import org.subtext.silo.plan.PlanCohort;
import org.subtext.silo.plan.PlanImages;
import org.subtext.silo.plan.Plans;
import org.subtext.silo.plan.SiloPlan;
import org.subtext.silo.sums.Terms;

/** What a site reads of its own files, and what it asks its ledger of them. */
class SiteDataTest {
    @TempDir
    private Path folder;

    private final StringBuilder facts = new StringBuilder("patient,group,age\n");

    private static SiloPlan plan(List<String> groups) {
        SiloPlan plan = Plans.of(
                Plans.party("coordinator"), List.of(Plans.party("north"), Plans.party("south"), Plans.party("west")));
        return withTerms(plan, plan.terms().withGroups(groups));
    }

    private static SiloPlan withTerms(SiloPlan plan, Terms terms) {
        return with(plan, plan.cohort(), terms);
    }

    private static SiloPlan withImages(SiloPlan plan, PlanImages images) {
        PlanCohort cohort = plan.cohort();
        return with(plan, new PlanCohort(cohort.attribute(), cohort.classes(), images, cohort.rules()), plan.terms());
    }

    private static SiloPlan with(SiloPlan plan, PlanCohort cohort, Terms terms) {
        return new SiloPlan(
                plan.format(),
                plan.software(),
                plan.name(),
                plan.expires(),
                plan.asked(),
                plan.parties(),
                cohort,
                terms,
                plan.operations(),
                plan.rounds(),
                plan.privacy(),
                plan.outputs());
    }

    private void patients(PredictionTableBuilder table, String group, String truth, int count) {
        for (int i = 0; i < count; i++) {
            String patient = group + truth + i;
            facts.append(patient + "," + group + "," + (40 + i) + "\n");
            table.add(ExperimentName.read("internal"), "run", "test", "", patient, patient + ".1", truth, 0.4, 0.6);
        }
    }

    private SiteData read(PredictionTableBuilder table, List<String> groups) throws Exception {
        Path predictions = folder.resolve("predictions.csv");
        PredictionFiles.write(table.build(), predictions);
        return SiteData.read(
                new SiteFiles(
                        predictions,
                        Optional.of(Files.writeString(folder.resolve("facts.csv"), facts)),
                        Optional.empty(),
                        Optional.empty()),
                plan(groups));
    }

    @Test
    void aFewOfAClassInAWithheldGroupDoNotStopThePlan() throws Exception {
        PredictionTableBuilder table = new PredictionTableBuilder(List.of("B", "white"));
        patients(table, "F", "white", 30);
        patients(table, "M", "white", 20);
        patients(table, "M", "B", 3);
        SiteData data = read(table, List.of("F", "M"));
        Map<String, Set<String>> asked = data.asked();
        // By class over all rows the three would be asked for, and the whole plan refused.
        assertThat(asked.values()).hasSize(1).allSatisfy(ids -> assertThat(ids).hasSize(30));
        try (QueryLedger ledger =
                QueryLedger.open(folder.resolve("ledger"), data.table().terms().limit())) {
            assertThat(ledger.askTogether("plan", asked).isAnswered()).isTrue();
        }
    }

    @Test
    void groupsThatDifferByFewFromWhatWasAnsweredAreRefused() throws Exception {
        PredictionTableBuilder table = new PredictionTableBuilder(List.of("B", "white"));
        patients(table, "F", "white", 30);
        patients(table, "M", "white", 30);
        SiteData data = read(table, List.of("F", "M"));
        // One patient changes the group; each class over all rows stays what it was.
        facts.replace(0, facts.length(), facts.toString().replace("Fwhite7,F,", "Fwhite7,M,"));
        SiteData other = read(table, List.of("F", "M"));
        try (QueryLedger ledger =
                QueryLedger.open(folder.resolve("ledger"), data.table().terms().limit())) {
            assertThat(ledger.askTogether("plan", data.asked()).isAnswered()).isTrue();
            assertThat(ledger.wouldSay(other.asked()).isAnswered()).isFalse();
        }
    }

    @Test
    void whoWasLeftOutBeforeIsAskedForByReasonAndNotTakenForNobody() throws Exception {
        PredictionTableBuilder table = new PredictionTableBuilder(List.of("B", "white"));
        patients(table, "F", "white", 30);
        Path predictions = folder.resolve("predictions.csv");
        PredictionFiles.write(table.build(), predictions);
        SiloPlan plan = plan(List.of("everyone"));
        plan = withTerms(plan, plan.terms().withFlow(List.of("no image", "too young")));
        SiloPlan asking = plan;

        assertThatThrownBy(() -> SiteData.read(SiteFiles.of(predictions), asking))
                .hasMessageContaining("left out for [no image, too young]");
        assertThatThrownBy(() -> leftOut(predictions, "no image,40\n", asking))
                .hasMessageContaining("the plan asks for [no image, too young]");
        assertThatThrownBy(() -> leftOut(predictions, "no image,40\nno image,2\ntoo young,some\n", asking))
                .hasMessageContaining("names a reason again")
                .hasMessageContaining("no number of patients");
        SiteData data = leftOut(predictions, "too young,0\nno image,40\n", asking);
        assertThat(data.table().leftOut("no image")).isEqualTo(40);
        assertThat(data.table().tellsFlow()).isTrue();
        assertThat(leftOut(predictions, "too young,3\nno image,40\n", asking)
                        .table()
                        .tellsFlow())
                .isFalse();
    }

    @Test
    void idsThatDifferInTheirWritingAloneAreRefused() throws Exception {
        PredictionTableBuilder table = new PredictionTableBuilder(List.of("B", "white"));
        patients(table, "F", "white", 30);
        patients(table, "f", "white", 2);
        assertThatThrownBy(() -> read(table, List.of("F")))
                .hasMessageContaining("32 ids of patients")
                .hasMessageContaining("are 30 where letter case");
    }

    @Test
    void imagesThatThePlanDoesNotCountStopIt() throws Exception {
        PredictionTableBuilder table = new PredictionTableBuilder(List.of("B", "white"));
        patients(table, "F", "white", 30);
        Path predictions = folder.resolve("predictions.csv");
        PredictionFiles.write(table.build(), predictions);
        SiloPlan plan = withImages(
                plan(List.of("everyone")),
                new PlanImages(List.of(new PlanClass("PA", List.of("postero-anterior"))), List.of(), 10, 16));

        assertThat(ofImages(predictions, "Postero-Anterior,12", plan).harmony().isAgreed())
                .isTrue();
        assertThatThrownBy(() -> ofImages(predictions, "LAT,8", plan))
                .hasMessageContaining("30 rows have the view \"LAT\", which the plan does not know")
                .hasMessageContaining("30 images have 8 bits a sample");
        assertThatThrownBy(() -> SiteData.read(SiteFiles.of(predictions), plan))
                .hasMessageContaining("Give a table with the columns image and view, bits");
    }

    private SiteData ofImages(Path predictions, String each, SiloPlan plan) throws Exception {
        StringBuilder rows = new StringBuilder("image,view,bits\n");
        for (int i = 0; i < 30; i++) {
            rows.append("Fwhite").append(i).append(".1,").append(each).append("\n");
        }
        Path images = Files.writeString(folder.resolve("images.csv"), rows);
        return SiteData.read(new SiteFiles(predictions, Optional.empty(), Optional.of(images), Optional.empty()), plan);
    }

    private SiteData leftOut(Path predictions, String rows, SiloPlan plan) throws Exception {
        Path table = Files.writeString(folder.resolve("left-out.csv"), "reason,patients\n" + rows);
        return SiteData.read(new SiteFiles(predictions, Optional.empty(), Optional.empty(), Optional.of(table)), plan);
    }

    @Test
    void whatMayBeWrongWithTheRowsIsSaid() throws Exception {
        PredictionTableBuilder table = new PredictionTableBuilder(List.of("B", "white"));
        patients(table, "F", "white", 30);
        SiteData data = read(table, List.of("F"));
        assertThat(data.harmony().notes())
                .anyMatch(note -> note.contains("Every patient has one image"))
                .anyMatch(note -> note.contains("No patient here is of class \"black\""));
        assertThat(data.ages()).hasSize(30).startsWith(40).endsWith(69);
        facts.replace(0, facts.length(), facts.toString().replace("Fwhite", "F-white"));
        assertThatThrownBy(() -> read(table, List.of("F"))).hasMessageContaining("No patient of ");
    }

    @Test
    void aTruthWithoutScoresIsRefusedInWords() throws Exception {
        Path file = Files.writeString(
                folder.resolve("spelt.csv"),
                "unit,experiment,run,split,study,patient,image,truth,score:black,score:white\n"
                        + "image,internal,run,test,,p1,i1, White,0.4,0.6\n"
                        + "image,internal,run,test,,p2,i2,WHITE,0.4,0.6\n"
                        + "image,internal,run,test,,p3,i3,white,0.4,0.6\n");
        assertThatThrownBy(() -> SiteData.read(SiteFiles.of(file), plan(List.of("everyone"))))
                .hasMessageContaining("truths without scores: \" White\" (1 row), \"WHITE\" (1 row)")
                .hasMessageContaining("Write these cells so");
    }
}
