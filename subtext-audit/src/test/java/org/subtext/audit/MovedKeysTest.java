package org.subtext.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.audit.plan.ImagesPlan;
import org.subtext.audit.plan.LadderPlan;
import org.subtext.audit.plan.ReportPlan;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Remark;
import org.subtext.provenance.ContentHash;
import org.subtext.recognition.TrainingPlan;
import org.subtext.routes.contract.NewTraining;
import org.subtext.routes.contract.RoutesPlan;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

final class MovedKeysTest {
    private static final String WHO = "cohort: {table: t.csv, attribute: sex}\n";

    private final List<Remark> remarks = new ArrayList<>();

    private AuditPlan read(String yaml) {
        return PlanFile.parse(yaml, Path.of("/plans"), "plan.yaml", remarks::add);
    }

    /** As {@code subtext plan} of the last version with this layout printed it; every value is another than usual. */
    private static String ofTheFirstLayout() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(MovedKeysTest.class.getResourceAsStream("plan-of-the-first-layout.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aPlanOfTheFirstLayoutIsReadAndEveryMovedKeyIsNamed() throws IOException {
        AuditPlan plan = read(ofTheFirstLayout());

        assertThat(plan.recognition().training().passes().epochs()).isEqualTo(12);
        assertThat(plan.recognition().training().optimisation().learningRate()).isEqualTo(0.0125);
        assertThat(plan.recognition().training().regularisation().weightAverage())
                .isEqualTo(0.9);
        assertThat(plan.recognition().training().execution().workers()).isEqualTo(3);
        assertThat(plan.images().pixels().side()).isEqualTo(96);
        assertThat(plan.images().unusable()).isEqualTo(ImagesPlan.Unusable.EXCLUDE);
        assertThat(plan.images().nearDuplicates()).isEqualTo(ImagesPlan.NearDuplicates.REFUSE);
        assertThat(plan.routes().training()).isEqualTo(new NewTraining(true, 2, 4));
        assertThat(plan.report()).isEqualTo(new ReportPlan(2, "a sentence"));
        assertThat(plan.cohort().recoding().codes()).containsEntry("2", "Black");
        assertThat(plan.cohort().inclusion().minimumPatients()).isEqualTo(25);
        assertThat(plan.external().get(0).cohort().inclusion().minimumPatients())
                .isEqualTo(3);
        assertThat(remarks).singleElement().satisfies(remark -> {
            assertThat(remark.code()).isEqualTo(Remark.Code.PLAN_KEYS_MOVED);
            for (PlanKey key : PlanKey.values()) {
                key.formerly()
                        .ifPresent(
                                former -> assertThat(remark.toString()).contains(former + " is " + key.id() + " now"));
            }
            assertThat(remark.toString()).contains("external[0].cohort.only is external[0].cohort.inclusion.only now");
        });
    }

    @Test
    void everyKeyThatMovedHadAPlaceInTheFirstLayout() throws IOException {
        JsonNode first = new YAMLMapper().readTree(ofTheFirstLayout());
        assertThat(Stream.of(PlanKey.values()).flatMap(key -> key.formerly().stream()))
                .isNotEmpty()
                .allSatisfy(former -> assertThat(
                                first.at("/" + former.replace('.', '/')).isMissingNode())
                        .as(former)
                        .isFalse());
    }

    @Test
    void aPlanThatIsWrittenAgainSaysTheSameWithoutANote() throws IOException {
        AuditPlan plan = read(ofTheFirstLayout());
        remarks.clear();

        assertThat(read(PlanFile.toYaml(plan))).isEqualTo(plan);
        assertThat(remarks).isEmpty();
    }

    /** What a report says is stored beside it, and opened by later versions: training as the plan of before had it. */
    @Test
    void theTrainingOfAStoredReportIsWrittenAndReadInTheWordsOfTheFirstLayout(@TempDir Path folder) throws IOException {
        JsonNode before = new YAMLMapper().readTree(ofTheFirstLayout()).path("training");
        Path file = folder.resolve("training.json");
        RunJson.write(file, read(ofTheFirstLayout()).recognition().training());

        JsonNode stored = new YAMLMapper().readTree(Files.readString(file));
        assertThat(stored.propertyNames()).containsExactlyInAnyOrderElementsOf(before.propertyNames());
        Files.writeString(file, before.toString());
        assertThat(RunJson.read(file, TrainingPlan.class))
                .isEqualTo(read(ofTheFirstLayout()).recognition().training());
    }

    /** Run folders and ledgers of looks hold such hashes: that of the file's bytes is what the last version noted. */
    @Test
    void theHashOfAPlanIsThatOfItsFirstLayout() throws IOException {
        AuditPlan today = read(ofTheFirstLayout());
        assertThat(PlanFile.hash(readByNetworkAlone(today))).isEqualTo(ContentHash.ofText(ofTheFirstLayout()));
        assertThat(PlanFile.hash(today)).isNotEqualTo(ContentHash.ofText(ofTheFirstLayout()));
    }

    /** Plans of the first layout knew no reader beside the network. */
    private static AuditPlan readByNetworkAlone(AuditPlan plan) {
        return plan.withLadder(usual -> LadderPlan.NONE);
    }

    /** 0 passes of new trainings stood for as many as the audit's own. */
    @Test
    void noPassesOfNewTrainingsAreReadAndHashedAsTheZeroOfBefore() throws IOException {
        String usual = ofTheFirstLayout().replace("  epochs: 4\n", "  epochs: 0\n");
        AuditPlan plan = read(usual);

        assertThat(plan.routes().training().epochs()).isNull();
        assertThat(plan).isEqualTo(read(usual.replace("  epochs: 0\n", "")));
        assertThat(PlanFile.hash(readByNetworkAlone(plan))).isEqualTo(ContentHash.ofText(usual));
        assertThatThrownBy(() -> read(WHO + "routes: {training: {epochs: 0}}\n"))
                .hasMessageContaining("routes.training.epochs must be at least 1, got 0. Leave it out");
        assertThatThrownBy(() -> read(WHO + "routes: {epochs: -1}\n"))
                .hasMessageContaining("routes.training.epochs must be at least 1, got -1");
        assertThatThrownBy(() -> read(WHO + "routes: {folds: 2, training: {folds: 3}}\n"))
                .hasMessageContaining("\"routes.folds\" in plan.yaml, line 2 is called \"routes.training.folds\" now");
    }

    /** Run folders keep what was asked of them in the words of the first layout. */
    @Test
    void theRoutesThatARunWasAskedForAreKeptInTheWordsOfTheFirstLayout(@TempDir Path folder) throws IOException {
        JsonNode before = new YAMLMapper().readTree(ofTheFirstLayout()).path("routes");
        Path file = folder.resolve("routes.json");
        RunJson.write(file, read(ofTheFirstLayout()).routes());

        assertThat(new YAMLMapper().readTree(Files.readString(file))).isEqualTo(before);
        assertThat(RunJson.read(file, RoutesPlan.class))
                .isEqualTo(read(ofTheFirstLayout()).routes());
        RunJson.write(file, RoutesPlan.NONE);
        assertThat(Files.readString(file)).contains("\"folds\" : 1", "\"epochs\" : 0");
        assertThat(RunJson.read(file, RoutesPlan.class)).isEqualTo(RoutesPlan.NONE);
    }

    @Test
    void aKeyAtItsOldAndItsNewPlaceIsRefusedWithBothLinesBesideAllElse() {
        assertThatThrownBy(() -> read(WHO + """
            training:
              epochs: 3
              passes: {epochs: 5}
            external:
            - {name: b, cohort: {table: t.csv, attribute: sex, only: {a: b}, inclusion: {only: {a: b}}}}
            pixels: {side: 32}
            images:
              pixels: {channels: 1}
            sead: 5
            """))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"training.epochs\" in plan.yaml, line 3 is called \"training.passes.epochs\""
                        + " now, which stands there too, line 4. Leave \"training.epochs\" out")
                .hasMessageContaining("\"external[0].cohort.only\"")
                .hasMessageContaining("\"pixels\" in plan.yaml, line 7 is called \"images.pixels\" now, which stands"
                        + " there too, line 9")
                .hasMessageContaining("\"external[0].cohort.inclusion.only\"")
                .hasMessageContaining("Unknown key \"sead\"");
    }

    @Test
    void whatIsWrongWithAMovedKeyIsSaidWithItsLine() {
        assertThatThrownBy(() -> read(WHO + "training:\n  epochs: many\n"))
                .hasMessageContaining("\"training.passes.epochs\" in plan.yaml, line 3 must be a whole number");
        assertThatThrownBy(() -> read(WHO + "training:\n  epochs: 3\n  passes: 5\n"))
                .hasMessageContaining("\"training.passes\" in plan.yaml must have keys below it");
    }

    @Test
    void aSectionThatMovedIsReadWithWhatItLeavesOut() {
        AuditPlan plan = read(WHO + "pixels:\n  side: 32\nnear_duplicates: exclude\nexample_images: 3\n");

        assertThat(plan.images().pixels()).isEqualTo(new PixelLayout(32, 1, Resize.AREA_AVERAGE));
        assertThat(remarks).singleElement().asString().contains("pixels is images.pixels now");
        assertThatThrownBy(() -> read(WHO + "pixels:\n  size: 32\n"))
                .hasMessageContaining("Unknown key \"images.pixels.size\"")
                .hasMessageContaining("side");
        assertThatThrownBy(() -> read(WHO + "example_images: 13\n"))
                .hasMessageContaining("report.example_images")
                .hasMessageContaining("between 0 and 12, got 13");
    }

    @Test
    void nothingInThePlaceOfAValueIsRefusedWhereItStoodAndStands() {
        assertThatThrownBy(() -> read(WHO + "unusable_images:\n"))
                .hasMessageContaining("\"images.unusable\" in plan.yaml, line 2 is empty");
        assertThatThrownBy(() -> read(WHO + "images: {near_duplicates: null}\n"))
                .hasMessageContaining("\"images.near_duplicates\" in plan.yaml, line 2 is empty");
        assertThat(read(WHO + "images:\nreport:\npixels:\n")).isEqualTo(read(WHO));
    }

    /** It was documented so; where the key stands now, 0 is refused. */
    @Test
    void noPatientsAtLeastMeantTheUsualNumberWhereTheKeyStoodFormerly() {
        AuditPlan plan = read("cohort: {table: t.csv, attribute: sex, minimum_patients: 0}\n");
        assertThat(plan).isEqualTo(read(WHO));

        assertThatThrownBy(() -> read("cohort: {table: t.csv, attribute: sex, inclusion: {minimum_patients: 0}}\n"))
                .hasMessageContaining("cohort.inclusion.minimum_patients")
                .hasMessageContaining("at least 1, got 0");
    }

    @Test
    void textThatLooksLikeANumberStaysTextWhereItsKeyMoved() {
        AuditPlan plan = read("cohort: {table: t.csv, attribute: sex, rename: {1: 1.50}, only: {ward: [007]}}\n");

        assertThat(plan.cohort().recoding().rename()).containsEntry("1", "1.50");
        assertThat(plan.cohort().inclusion().only()).containsEntry("ward", List.of("007"));
    }
}
