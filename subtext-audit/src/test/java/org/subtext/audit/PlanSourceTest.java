package org.subtext.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.audit.plan.ImagesPlan.Unusable;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;
import org.subtext.sources.DicomFiles;
import org.subtext.sources.GivenTable;
import org.subtext.sources.ImageSource;
import org.subtext.sources.KnownDataSet;
import org.subtext.sources.PhantomImages;
import org.subtext.sources.PlantedHarmImages;
import org.subtext.sources.SlicesOfVolumes;
import org.subtext.sources.dataset.DatasetTable;
import org.subtext.sources.dicom.SideTable;
import org.subtext.sources.phantom.HarmRecipe;
import org.subtext.sources.phantom.PhantomPlan;
import org.subtext.sources.phantom.PlantedSignal;
import org.subtext.tables.ConflictPolicy;
import org.subtext.volumes.Plane;

/** Where images come from, as plan files say it. */
class PlanSourceTest {
    private static final Path FOLDER = Path.of("/plans");
    private static final Path TABLES = Path.of("/plans/datasets");

    @TempDir
    private Path temporary;

    @Test
    void aTableIsSaidAsItAlwaysWas() {
        AuditPlan plan = parse("cohort: {table: t.csv, attribute: sex}");

        assertThat(plan.cohort().source()).isEqualTo(new GivenTable(Path.of("/plans/t.csv")));
        assertThat(PlanFile.toYaml(plan)).contains("cohort:\n  table: /plans/t.csv\n  images: null\n");
        assertThat(parse("cohort: {source: {table: t.csv}, attribute: sex}")).isEqualTo(plan);
    }

    @Test
    void everyOtherSourceIsToldByItsOwnKey() {
        assertThat(source("{dataset: chexpert, root: ../chexpert, rules: study}"))
                .isEqualTo(new KnownDataSet("chexpert", Path.of("/chexpert"), DatasetTable.Rules.STUDY, TABLES));
        assertThat(source("{dicom: images, side_table: race.csv, join: study, join_column: uid, tables: made}"))
                .isEqualTo(new DicomFiles(
                        Path.of("/plans/images"),
                        Path.of("/plans/race.csv"),
                        SideTable.Key.STUDY,
                        "uid",
                        Path.of("/plans/made")));
        assertThat(source("{volumes: [ct, scan.nii.gz], plane: coronal, every: 5, lowest: 0.2, window: lung}"))
                .isEqualTo(new SlicesOfVolumes(
                        List.of(Path.of("/plans/ct"), Path.of("/plans/scan.nii.gz")),
                        Plane.CORONAL,
                        5,
                        0.2,
                        1,
                        "lung",
                        null,
                        SideTable.Key.PATIENT,
                        null,
                        TABLES));
        PhantomPlan planted = PhantomPlan.demo().withSize(60, 64).withSignal(new PlantedSignal.Region(0, 2, 4));
        assertThat(source("{phantom: p, plan: {patients: 60, signal: {kind: region, row: 0, column: 2, strength: 4}}}"))
                .isEqualTo(new PhantomImages(Path.of("/plans/p"), planted));
        HarmRecipe harm = new HarmRecipe(HarmRecipe.Cause.CASE_MIX, 0.5, 60, 32, 7);
        assertThat(source("{planted: p, harm: {cause: case_mix, dose: 0.5, patients: 60, seed: 7}}"))
                .isEqualTo(new PlantedHarmImages(Path.of("/plans/p"), harm));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{dataset: chexpert, root: chexpert}",
                "{dicom: images}",
                "{dicom: images, side_table: race.csv}",
                "{volumes: [ct], window: -600_1500}",
                "{phantom: p}",
                "{planted: p, harm: {cause: label_noise, dose: 0.5, seed: 7}}"
            })
    void aPlanIsReadAsItWasWritten(String source) {
        AuditPlan plan = parse("cohort: {source: " + source + ", attribute: sex}\n"
                + "external: [{name: b, cohort: {source: " + source + ", attribute: sex}}]");

        assertThat(PlanFile.parse(PlanFile.toYaml(plan), Path.of("/elsewhere"), "plan.yaml"))
                .isEqualTo(plan);
        assertThat(plan.external().get(0).cohort()).isEqualTo(plan.cohort());
    }

    @Test
    void whatIsDoneAboutUnusableImagesFollowsFromTheSource() {
        assertThat(unusable("cohort: {table: t.csv, attribute: sex}")).isEqualTo(Unusable.REFUSE);
        assertThat(unusable("cohort: {source: {dataset: chexpert, root: c}, attribute: sex}"))
                .isEqualTo(Unusable.REFUSE);
        assertThat(unusable("cohort: {source: {dicom: d}, attribute: sex}")).isEqualTo(Unusable.EXCLUDE);
        assertThat(unusable("cohort: {source: {volumes: [d]}, attribute: sex}")).isEqualTo(Unusable.EXCLUDE);
        assertThat(unusable("unusable_images: refuse\ncohort: {source: {dicom: d}, attribute: sex}"))
                .isEqualTo(Unusable.REFUSE);
    }

    @Test
    void whatIsWrongWithASourceIsSaid() {
        refused("{source: {dataset: chexpert, rot: c}}", "cohort.source.rot", "Did you mean \"root\"?");
        refused("{source: {dataset: chexpert}}", "cohort.source.root is missing", "below \"source:\"");
        refused("{source: {folder: c}}", "cohort.source in plan.yaml names no source", "dicom, volumes, phantom");
        refused("{source: {dicom: d}, table: t.csv}", "cohort.table stands beside cohort.source");
        refused("{source: {volumes: [d], every: 0}}", "every n-th slice");
        refused("{source: {phantom: p, plan: {side: 7}}}", "side must lie in");
    }

    @Test
    void aRunThatWasBegunOverTheMadeTableIsContinued() throws IOException {
        Path root = temporary.resolve("nih");
        ImageSource source =
                new KnownDataSet("nih-cxr14", root, DatasetTable.Rules.NONE, temporary.resolve("datasets"));
        AuditPlan now = AuditPlan.ofDefaults("old", source, "sex", "small", 1);
        AuditPlan then = AuditPlan.ofDefaults("old", temporary.resolve("datasets/nih-cxr14.csv"), "sex", "small", 1);
        then = then.withCohort(then.cohort().withImages(root));
        RunFolder.open(temporary, then, false).close();

        try (RunFolder run = RunFolder.open(temporary, now, true)) {
            assertThat(PlanFile.read(run.file("plan.yaml"))).isEqualTo(then);
        }
    }

    @Test
    void aTableThatIsGoneOrNotTheRunsIsMadeAgain() throws IOException {
        Path root = Files.createDirectory(temporary.resolve("nih"));
        Files.writeString(
                root.resolve("Data_Entry_2017_v2020.csv"),
                "Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View Position\n"
                        + "00000001_000.png,Mass,0,1,57,M,PA\n");
        KnownDataSet source = new KnownDataSet("nih-cxr14", root, DatasetTable.Rules.NONE, temporary);
        AuditPlan plan = AuditPlan.ofDefaults("r", source, "sex", "small", 1);
        Path table = source.make(ConflictPolicy.EXCLUDE, Progress.SILENT).table();
        String hash = ContentHash.ofFile(table).hex();
        Path run = Files.createDirectory(temporary.resolve("run"));
        Files.writeString(
                run.resolve("manifest.json"),
                "{\"run\": \"r\", \"state\": \"finished\", \"facts\": {\"Table (SHA-256)\": \"" + hash + "\"}}");
        Files.writeString(table, "of another run");

        TableOfRun.restore(plan.cohort(), run, Progress.SILENT);

        assertThat(TableOfRun.isOf(table, run)).isTrue();
    }

    private static ImageSource source(String yaml) {
        return parse("cohort: {source: " + yaml + ", attribute: sex}").cohort().source();
    }

    private static Unusable unusable(String yaml) {
        return parse(yaml).images().unusable();
    }

    private static AuditPlan parse(String yaml) {
        return PlanFile.parse(yaml, FOLDER, "plan.yaml");
    }

    private static void refused(String cohort, String... said) {
        assertThatThrownBy(() -> parse("cohort: " + cohort.replaceFirst("}$", ", attribute: sex}")))
                .isInstanceOf(InvalidInputException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(said));
    }
}
