package org.subtext.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.problems.InvalidInputException;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.RoutesPlan;

class PlanFileTest {
    private static final Path FOLDER = Path.of("/plans");
    private static final String WHO = "cohort: {table: t.csv, attribute: sex}\n";

    @Test
    void aFileWithoutEndIsNoPlan() {
        Path endless = Path.of("/dev/zero");
        assumeTrue(Files.isReadable(endless), "this system has no file without end");

        assertThatThrownBy(() -> PlanFile.read(endless))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no plan is so large");
    }

    @Test
    void everyDefaultOfTheRoutesIsSpelledOut() {
        assertThat(PlanFile.toYaml(parse(WHO))).contains("""
            routes:
              routes: []
              settings: []
              modes:
              - tested_under
              - newly_trained
              budget: null
              study_faithful: false
              training:
                warm_start: false
                folds: 1
                epochs: null
              columns: []
              masks: {}
              initial_weights: null
            report:
              example_images: 0
            """);
    }

    @Test
    void aPlanWithRoutesIsReadAsItWasWritten() {
        AuditPlan plan = parse(WHO)
                .withRoutes(RoutesPlan.NONE
                        .withRoutes(List.of("frequency", "inversion"))
                        .withSettings(List.of("low-pass 12"))
                        .withModes(List.of(Mode.TESTED_UNDER))
                        .withBudget("2h")
                        .withStudyFaithful(true)
                        .withTraining(training ->
                                training.withWarmStart(true).withFolds(3).withEpochs(4))
                        .withColumns(List.of("age", "view"))
                        .withMasks(Map.of("Left lung", "/masks/lung"))
                        .withInitialWeights("/weights.pt"));

        assertThat(parse(PlanFile.toYaml(plan))).isEqualTo(plan);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ladder: {readers: [linear, linear]}                  | each once, of: linear, bands, small; got linear, linear
            ladder: {readers: [network]}                         | each once, of: linear, bands, small; got network
            ladder: {readers: [], primary: linear}               | must be network or a reader that is asked for, got linear
            ladder: {primary: embeddings}                        | must be network or a reader that is asked for, got embed
            ladder: {primary: small}                             | where the network asked for is the small one itself
            {recogniser: m.safetensors, ladder: {primary: linear}} | must be network where a finished network is assessed
            {recogniser: m.safetensors, ladder: {embeddings: v.csv}} | must be left out where a finished network is assessed
            """)
    void aReaderWhomNobodyCouldAskIsRefused(String keys, String why) {
        String plan =
                keys.startsWith("{") ? "{cohort: {table: t.csv, attribute: sex}, " + keys.substring(1) : WHO + keys;
        assertThatThrownBy(() -> parse(plan))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("ladder.")
                .hasMessageContaining(why);
    }

    @Test
    void textThatLooksLikeANumberIsReadAsItWasWritten() {
        AuditPlan plan = parse("""
            name: "0123"
            cohort:
              table: t.csv
              attribute: "7"
              codes: {"1": "1.50", "2": "0010", "3": "0x1F", "4": ".5"}
              rename: {"1": "1e3", "1.50": "+7", "2": "1_000"}
              classes: ["1.50", "1e3", "-0.0"]
              only: {"5": ["2.0", "2"]}
            subgroups: ["3"]
            """);

        assertThat(plan.cohort().recoding().rename()).containsEntry("1", "1e3");
        assertThat(parse(PlanFile.toYaml(plan))).isEqualTo(plan);
        assertThat(PlanFile.toYaml(plan)).contains("- \"2.0\"", "attribute: \"7\"");
    }

    @Test
    void wordsThatAreValuesAreReadAsOneOrAsAList() {
        AuditPlan plan = parse("""
            cohort:
              table: t.csv
              attribute: race
              recorded: {race: None, sex: [NA, null]}
            """);

        assertThat(plan.cohort().recoding().recorded())
                .isEqualTo(Map.of("race", List.of("None"), "sex", List.of("NA", "null")));
        assertThat(parse(PlanFile.toYaml(plan))).isEqualTo(plan);
    }

    @Test
    void aListInPlaceOfOneValueIsRefusedByItsKey() {
        refuses("cohort: {attribute: sex, source: {dicom: [images]}}", "\"cohort.source.dicom\"", "one value");
        refuses("cohort: {attribute: sex, table: [t.csv]}", "\"cohort.table\"", "one value");
        refuses("cohort: {attribute: sex, table: t.csv, images: [a]}", "a path is one text");
    }

    @Test
    void oneValueInPlaceOfAListIsRefusedByItsKey() {
        refuses(
                "cohort: {attribute: sex, source: {volumes: ct}}",
                "\"cohort.source.volumes\"",
                "must be a list",
                "volumes: [ct]");
    }

    @Test
    void nothingWhereSomethingIsNeededIsMissing() {
        refuses("cohort: {attribute: sex, source: {dicom: null}}", "cohort.source.dicom is missing");
        refuses("cohort: {attribute: sex, source: {volumes: null}}", "cohort.source.volumes is missing");
        refuses("cohort: {attribute: sex, source: {dataset: chexpert, root: null}}", "cohort.source.root is missing");
        refuses("cohort: {attribute: null, table: t.csv}", "cohort.attribute is missing");
    }

    @Test
    void pathsOfMasksAndWeightsStartFromThePlansFolder() {
        RoutesPlan routes = parse(WHO + """
            routes:
              routes: [all]
              masks: {lung: masks/lung, Any name: ../breast}
              initial_weights: resnet.pt
            """).routes();

        assertThat(routes.masks())
                .containsOnly(Map.entry("lung", "/plans/masks/lung"), Map.entry("Any name", "/breast"));
        assertThat(routes.initialWeights()).isEqualTo("/plans/resnet.pt");
    }

    @Test
    void anUnknownKeyOfTheRoutesNamesTheNearest() {
        refused("routes: {rutes: [all], bugdet: 2h}\n", "routes.rutes", "\"routes\"", "routes.bugdet", "\"budget\"");
    }

    @Test
    void aValueInPlaceOfASectionIsRefused() {
        refused("routes: [frequency]\n", "\"routes\"", "keys below it", "budget");
    }

    @Test
    void valuesThatMakeNoSenseAreRefused() {
        refused("routes: {folds: 0}\n", "routes.training.folds");
        refused("routes: {epochs: -1}\n", "routes.training.epochs");
        refused("routes: {modes: []}\n", "routes.modes");
        refused("routes: {modes: [from_table]}\n", "routes.modes");
    }

    @Test
    void aSectionWithNothingBelowItIsAsIfItWereNotThere() {
        assertThat(parse(WHO + "routes:\n")).isEqualTo(parse(WHO));
    }

    @Test
    void aKeyThatStandsTwiceIsRefusedAtAnyDepthWithBothLines() {
        refuses("name: x\n" + WHO + "seed: 1\nseed: 2\n", "\"seed\" stands twice", "lines 3 and 4");
        refuses(WHO + "cohort: {table: u.csv, attribute: race}\n", "\"cohort\" stands twice");
        refused("pixels: {side: 32, side: 64}\n", "\"pixels.side\" stands twice");
        refuses("cohort: {table: t.csv, attribute: sex, rename: {a: b, a: c}}", "\"cohort.rename.a\"");
    }

    @Test
    void whatYamlHasAndAPlanHasNotIsRefusedAtOnce() {
        refuses(
                """
                cohort: &c
                  table: t.csv
                  attribute: !!str sex
                  rename: *c
                training: {<<: {epochs: 1}}
                ---
                name: other
                """,
                "anchor (&) of \"cohort\"",
                "line 1",
                "tag (",
                "line 3",
                "alias (*c)",
                "line 4",
                "merge key",
                "second document");
    }

    @Test
    void aliasesThatStandForOneAnotherAreOneProblemHoweverManyThereAre() {
        StringBuilder lines = new StringBuilder(WHO + "a0: &a0 [x]\n");
        for (int i = 1; i <= 9; i++) {
            lines.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9) + "x]\n");
        }

        assertThatThrownBy(() -> parse(lines.toString()))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.problems())
                                .filteredOn(problem -> problem.toString().contains("alias"))
                                .singleElement()
                                .asString()
                                .contains("and 86 more of this kind", "write out what each stands for"));
    }

    @Test
    void valuesOfAnotherTypeAreRefusedTogetherWithTheirLines() {
        refused(
                """
                seed: 1.5
                training: {epochs: "5", learning_rate: fast}
                subgroups: null
                exampleless: 1
                split: {folds: true}
                """,
                "\"seed\" in plan.yaml, line 2 must be a whole number, found 1.5",
                "\"training.passes.epochs\"",
                "found the text \"5\"",
                "\"training.optimisation.learning_rate\"",
                "\"subgroups\" in plan.yaml, line 4 is empty",
                "Unknown key \"exampleless\"",
                "\"split.folds\"");
    }

    @Test
    void aNumberInThePlaceOfATextIsThatTextAsItIsWritten() {
        AuditPlan plan = parse("name: 2022\ncohort: {table: t.csv, attribute: 007, rename: {1: 1.50, 2: 0x1F}}");

        assertThat(plan.name()).isEqualTo("2022");
        assertThat(plan.cohort().attribute()).isEqualTo("007");
        assertThat(plan.cohort().recoding().rename()).containsEntry("1", "1.50").containsEntry("2", "0x1F");
    }

    @Test
    void namesOfExternalCohortsCannotLeaveTheRunsFolder() {
        refused("""
            external:
            - {name: ../../../EVIL, cohort: {table: e.csv, attribute: sex}}
            - {name: "a\\nb", cohort: {table: e.csv, attribute: sex}}
            - {name: con, cohort: {table: e.csv, attribute: sex}}
            """, "\"../../../EVIL\" holds a slash", "\"a\\nb\"", "\"con\" is the name of a device");
        refused("""
            external:
            - {name: There, cohort: {table: e.csv, attribute: sex}}
            - {name: there, cohort: {table: f.csv, attribute: sex}}
            """, "external.name", "\"There\" and \"there\"");
        refuses("name: nul\n" + WHO, "device");
        refuses("name: a.\n" + WHO, "ends with a dot");
    }

    @Test
    void aPlanNestedWithoutEndIsRefused() {
        refuses("a: " + "[".repeat(3000) + "]".repeat(3000), "nested deeper");
    }

    private static AuditPlan parse(String yaml) {
        return PlanFile.parse(yaml, FOLDER, "plan.yaml");
    }

    private static void refused(String yaml, String... said) {
        refuses(WHO + yaml, said);
    }

    private static void refuses(String yaml, String... said) {
        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(InvalidInputException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(said));
    }

    @Test
    void aListInThePlaceOfTheCohortIsToldBothWaysToSayWhereImagesComeFrom() {
        assertThatThrownBy(() -> PlanFile.parse("cohort: [a]", Path.of("/plans"), "plan.yaml"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Known are table, source, ");
    }
}
