package org.subtext.silo.harmony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.subtext.problems.InvalidInputException;

class HarmonyTest {
    private static final int LIMIT = 11;
    private static final AgreedMeaning AGREED = new AgreedMeaning(
            ValueMap.of("class", ordered("White", List.of("Caucasian", "W"), "Black", List.of("African American"))),
            ValueMap.of("view", ordered("PA", List.of("posteroanterior"), "AP", List.of())),
            List.of("MONOCHROME1", "MONOCHROME2"),
            10,
            16);

    private static Map<String, List<String>> ordered(
            String first, List<String> wordings, String second, List<String> others) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put(first, wordings);
        values.put(second, others);
        return values;
    }

    private static SiteMeaning site(Map<String, Long> classes, double[] ages, AgeUnit unit, PatientUnit patients) {
        return new SiteMeaning(
                classes,
                Map.of("PosteroAnterior", 90L, "ap", 60L),
                Map.of("MONOCHROME2", 150L),
                Map.of(12, 150L),
                ages,
                unit,
                patients,
                150,
                100);
    }

    private static final double[] ADULTS = {34, 57, 71};

    @Test
    void wordingsOfTheSourceAreMappedByName() {
        Harmony harmony = Harmony.of(
                AGREED, site(Map.of("caucasian", 60L, "BLACK", 40L), ADULTS, AgeUnit.YEARS, PatientUnit.PERSON), LIMIT);
        assertThat(harmony.isAgreed()).as("%s", harmony.problems()).isTrue();
        assertThat(harmony.lines())
                .contains(new ValueMap.Line("caucasian", "White", 60), new ValueMap.Line("BLACK", "Black", 40));
        assertThat(harmony.classes().get("White")).contains(60L);
    }

    @Test
    void whatIsNotMappedBlocks() {
        Harmony harmony = Harmony.of(
                AGREED, site(Map.of("White", 60L, "Hispanic", 40L), ADULTS, AgeUnit.YEARS, PatientUnit.PERSON), LIMIT);
        assertThat(harmony.isAgreed()).isFalse();
        assertThat(harmony.problems().toString())
                .contains("40 rows have the class")
                .contains("Hispanic");
    }

    @Test
    void smallClassesDoNotLeaveTheSite() {
        Harmony harmony = Harmony.of(
                AGREED, site(Map.of("White", 96L, "Black", 4L), ADULTS, AgeUnit.YEARS, PatientUnit.PERSON), LIMIT);
        assertThat(harmony.classes().get("Black")).isEmpty();
        assertThat(harmony.classes().toString()).doesNotContain("4");
    }

    @Test
    void ageStringsOfDicomAreReadInTheirUnit() {
        assertThat(AgeUnit.yearsOf("045Y")).isEqualTo(45);
        assertThat(AgeUnit.yearsOf("45")).isEqualTo(45);
        assertThat(AgeUnit.yearsOf("006M")).isEqualTo(0.5);
        assertThat(AgeUnit.yearsOf("10d")).isCloseTo(10 / 365.25, within(1e-12));
        assertThat(AgeUnit.yearsOf("003W")).isCloseTo(21 / 365.25, within(1e-12));
        assertThatThrownBy(() -> AgeUnit.yearsOf("45 years")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anotherUnitOfAgesIsFound() {
        double[] months = {400, 700, 850};
        Harmony asYears =
                Harmony.of(AGREED, site(Map.of("White", 60L), months, AgeUnit.YEARS, PatientUnit.PERSON), LIMIT);
        assertThat(asYears.problems().toString()).contains("give 3 of 3 patients");
        Harmony asMonths =
                Harmony.of(AGREED, site(Map.of("White", 60L), months, AgeUnit.MONTHS, PatientUnit.PERSON), LIMIT);
        assertThat(asMonths.isAgreed()).isTrue();
        Harmony asDays =
                Harmony.of(AGREED, site(Map.of("White", 60L), ADULTS, AgeUnit.DAYS, PatientUnit.PERSON), LIMIT);
        assertThat(asDays.problems().toString()).contains("younger than a year");
    }

    @Test
    void idsOfStudiesBlock() {
        Harmony harmony =
                Harmony.of(AGREED, site(Map.of("White", 60L), ADULTS, AgeUnit.YEARS, PatientUnit.STUDY), LIMIT);
        assertThat(harmony.problems().toString()).contains("stand for a study each");
    }

    @Test
    void colourAndEightBitsBlock() {
        SiteMeaning screen = new SiteMeaning(
                Map.of("White", 60L),
                Map.of("lateral", 5L),
                Map.of("RGB", 7L),
                Map.of(8, 7L),
                ADULTS,
                AgeUnit.YEARS,
                PatientUnit.PERSON,
                7,
                7);
        Harmony harmony = Harmony.of(AGREED, screen, LIMIT);
        assertThat(harmony.problems().toString())
                .contains("photometric interpretation RGB")
                .contains("8 bits")
                .contains("lateral");
        assertThat(harmony.notes().toString()).contains("one image").contains("\"Black\"");
    }

    @Test
    void aWordingOfTwoClassesIsRefused() {
        assertThatThrownBy(() -> ValueMap.of("class", ordered("White", List.of("other"), "Black", List.of("Other"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("White")
                .hasMessageContaining("Black");
    }
}
