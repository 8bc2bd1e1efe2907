package org.subtext.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortPlan;
import org.subtext.cohort.CohortReader;
import org.subtext.cohort.TableFolder;
import org.subtext.cohort.Targets;
import org.subtext.cohort.TruthReading;
import org.subtext.cohort.TruthReading.Uncertain;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.RefusedValueException;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.split.Fractions;
import org.subtext.split.Part;
import org.subtext.split.PatientFolds;
import org.subtext.split.PatientSplit;
import org.subtext.split.Strata;

class FindingsTest {
    private static final String HEADER = "image_path,patient_id,sex,effusion,edema";

    @TempDir
    Path folder;

    private Cohort cohort(String attribute, Targets targets, String... rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        lines.addAll(List.of(rows));
        CohortPlan plan = CohortPlan.of(new TableFolder(folder).table(lines.toArray(new String[0])), attribute)
                .withInclusion(inclusion -> inclusion.withMinimumPatients(1))
                .withTargets(targets);
        return CohortReader.read(plan, Progress.SILENT);
    }

    private static Targets targets(String... columns) {
        Map<String, String> findings = new LinkedHashMap<>();
        Arrays.stream(columns).forEach(column -> findings.put(column, column));
        return new Targets(findings, TruthReading.USUAL);
    }

    @Test
    void nobodyLeavesWhoseImagesDifferAndUnknownOfAllIsCounted() throws IOException {
        Cohort cohort = cohort(
                "",
                targets("effusion", "edema"),
                "a.png,P1,F,1,no",
                "b.png,P1,F,0,yes",
                "c.png,P2,M,-1,",
                "d.png,P3,M,u,TRUE",
                "e.png,P3,M,,0");
        Findings findings = Findings.of(cohort);
        Cohort known = findings.known(cohort);

        assertThat(cohort.size()).isEqualTo(5);
        assertThat(known.images()).extracting(image -> image.id()).containsExactly("a.png", "b.png", "d.png", "e.png");
        assertThat(known.flow().exclusions()).singleElement().satisfies(step -> {
            assertThat(step.label()).isEqualTo("No recorded finding");
            assertThat(step.images()).isEqualTo(1);
            assertThat(step.patients()).isEqualTo(1);
        });
        assertThat(known.images())
                .extracting(image -> findings.status(image, 0))
                .containsExactly(
                        FindingStatus.PRESENT,
                        FindingStatus.ABSENT,
                        FindingStatus.UNCERTAIN,
                        FindingStatus.NOT_RECORDED);
        assertThat(known.images())
                .extracting(image -> findings.isKnown(image, 0))
                .containsExactly(true, true, false, false);
    }

    @Test
    void uncertainTruthsFollowThePolicy() throws IOException {
        for (Uncertain policy : Uncertain.values()) {
            Targets targets =
                    targets("effusion").withTruth(new TruthReading(List.of(), null, policy, List.of("query")));
            Cohort cohort = cohort("", targets, "a.png,P1,F,1,", "b.png,P2,F,0,", "c.png,P3,M,query,");
            Findings findings = Findings.of(cohort);

            assertThat(findings.isKnown(cohort.images().get(2), 0)).isEqualTo(policy != Uncertain.EXCLUDE);
            assertThat(findings.isPresent(cohort.images().get(2), 0)).isEqualTo(policy == Uncertain.POSITIVE);
        }
    }

    @Test
    void aColumnOfWordsIsReadByTheValuesThatSayThatItIsThere() throws IOException {
        Targets targets = new Targets(
                Map.of("no finding", "effusion"),
                new TruthReading(List.of("No Finding"), null, Uncertain.EXCLUDE, List.of()));
        Cohort cohort = cohort("", targets, "a.png,P1,F,no finding,", "b.png,P2,F,Mass|Edema,");
        Findings findings = Findings.of(cohort);

        assertThat(findings.names()).containsExactly("no finding");
        assertThat(cohort.images())
                .extracting(image -> findings.isPresent(image, 0))
                .containsExactly(true, false);
        assertThat(findings.remarks()).isNotEmpty();
    }

    @Test
    void allUnknownColumnsAreNamedAtOnce() {
        assertThatThrownBy(() -> cohort("race", targets("efusion", "oedema"), "a.png,P1,F,1,0"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("efusion")
                .hasMessageContaining("oedema")
                .hasMessageContaining("race");
    }

    @Test
    void everythingThatIsNoTruthIsRefusedAtOnce() throws IOException {
        Cohort cohort = cohort("", targets("effusion", "edema"), "a.png,P1,F,1,large", "b.png,P2,F,1,small");
        assertThatThrownBy(() -> Findings.of(cohort))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("edema holds \"large\", \"small\" (first in row 2)");
        Cohort one = cohort("", targets("effusion"), "a.png,P1,F,1,", "b.png,P2,F,1,");
        assertThatThrownBy(() -> Findings.of(one))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("there in 2 images and not there in 0");
    }

    @Test
    void theAttributeIsNoFindingAndNoFindingIsNamedTwice() {
        assertThatThrownBy(() -> cohort("sex", targets("sex"), "a.png,P1,F,1,"))
                .isInstanceOf(RefusedValueException.class)
                .hasMessageContaining("another column");
        assertThatThrownBy(() -> CohortPlan.of(folder.resolve("t.csv"), "")
                        .withTargets(targets("effusion"))
                        .withClasses(List.of("F", "M")))
                .isInstanceOf(RefusedValueException.class)
                .hasMessageContaining("cohort.attribute is missing");
        assertThatThrownBy(() -> new Targets(Map.of("a", "effusion", "b", "effusion"), TruthReading.USUAL))
                .isInstanceOf(RefusedValueException.class);
        assertThatThrownBy(() -> new Targets(Map.of("Edema", "a", "edema ", "b"), TruthReading.USUAL))
                .isInstanceOf(RefusedValueException.class);
    }

    @Test
    void everyPartHasItsShareOfRareFindings() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String finding = (i % 10 == 0 ? "1" : "0") + "," + (i % 40 == 3 ? "1" : "0");
            rows.add("a" + i + ".png,P" + i + "," + (i % 3 == 0 ? "F" : "M") + "," + finding);
            rows.add("b" + i + ".png,P" + i + "," + (i % 3 == 0 ? "F" : "M") + ",0,0");
        }
        Cohort cohort = cohort("sex", targets("effusion", "edema"), rows.toArray(new String[0]));
        Findings findings = Findings.of(cohort);
        Strata strata = Strata.of(cohort, findings.strata(cohort));

        PatientSplit split = PatientSplit.stratified(strata, new Fractions(0.6, 0.1, 0.3), new Seed(4));
        assertThat(split.parts()).hasSize(200);
        assertThat(split.patients().get(Part.TRAINING)).isBetween(118, 122);
        assertThat(split.patients().get(Part.VALIDATION)).isBetween(18, 22);
        assertThat(present(cohort, findings, split, Part.TEST, 0)).isBetween(5L, 7L);
        assertThat(present(cohort, findings, split, Part.VALIDATION, 0)).isBetween(1L, 3L);
        assertThat(present(cohort, findings, split, Part.TEST, 1)).isBetween(1L, 2L);
        assertThat(present(cohort, findings, split, Part.TRAINING, 1)).isBetween(2L, 4L);

        PatientFolds folds = PatientFolds.stratified(cohort, strata, 5, new Seed(4));
        for (int fold = 0; fold < 5; fold++) {
            PatientSplit one = folds.split(strata, fold, 0.15, new Seed(4));
            assertThat(one.patients().get(Part.TEST)).isBetween(38, 42);
            assertThat(one.patients().get(Part.VALIDATION)).isBetween(22, 26);
            assertThat(present(cohort, findings, one, Part.TEST, 0)).isBetween(3L, 5L);
            assertThat(present(cohort, findings, one, Part.TEST, 1)).isEqualTo(1);
        }
    }

    private static long present(Cohort cohort, Findings findings, PatientSplit split, Part part, int finding) {
        return Arrays.stream(split.positions(cohort, part))
                .filter(i -> findings.isPresent(cohort.images().get(i), finding))
                .count();
    }
}
