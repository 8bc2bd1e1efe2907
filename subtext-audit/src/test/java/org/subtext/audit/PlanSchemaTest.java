package org.subtext.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.cohort.CohortPlan;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.recognition.TrainingPreset;
import org.subtext.recognition.TrainingPresets;
import org.subtext.sources.ImageSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

final class PlanSchemaTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonNode SCHEMA = PlanSchema.schema();

    /** What lies below is said elsewhere: of the audited cohort, and of phantoms. */
    private static final Set<String> ELSEWHERE = Set.of("external.cohort", "cohort.source.plan");

    private static AuditPlan plan(String preset) {
        CohortPlan cohort = CohortPlan.of(Path.of("patients.csv"), "race");
        return AuditPlan.ofDefaults("race", Path.of("patients.csv"), "race", preset, 2022)
                .withExternal(List.of(new ExternalPlan("b", cohort)));
    }

    static Stream<String> presets() {
        return TrainingPresets.all().stream().map(TrainingPreset::name);
    }

    @Test
    void itsKeysAreThoseThatAPlanFileHolds() {
        Set<String> ofFile = new TreeSet<>();
        for (ImageSource source : SourceKeys.defaults()) {
            AuditPlan plan = plan("small").withCohort(CohortPlan.of(source, "race"));
            written("", YAML.readTree(PlanFile.toYaml(plan)), ofFile);
        }
        Set<String> ofSchema = new TreeSet<>();
        described("", SCHEMA, ofSchema);

        assertThat(ofSchema.remove("cohort.source.table"))
                .as("which files write shorter")
                .isTrue();
        assertThat(ofSchema).isEqualTo(ofFile);
        assertThat(Stream.of(PlanKey.values()).map(PlanKey::id))
                .as("each key of the plan is a knob with a meaning")
                .containsExactlyInAnyOrderElementsOf(ofFile);
    }

    @Test
    void aKeySaysWhatItMeans() {
        assertThat(SCHEMA.at("/properties/cohort/properties/inclusion/properties/only/description")
                        .asString())
                .isEqualTo(PlanKey.COHORT_ONLY.meaning());
    }

    @Test
    void keysThatMovedAreKnownWhereTheyStoodAndMarked() throws IOException {
        JsonNode first;
        try (InputStream in = getClass().getResourceAsStream("plan-of-the-first-layout.yaml")) {
            first = YAML.readTree(in);
        }
        assertThat(SchemaCheck.complaints(SCHEMA, first)).isEmpty();
        for (PlanKey key : PlanKey.values()) {
            key.formerly().ifPresent(former -> {
                JsonNode then = SCHEMA.at("/properties/" + former.replace(".", "/properties/"));
                assertThat(then.path("deprecated").asBoolean()).as(former).isTrue();
                assertThat(then.path("description").asString()).contains(key.id());
                assertThat(then.has("default")).isFalse();
            });
        }
        assertThat(SCHEMA.at("/properties/external/items/properties/cohort/properties/codes/deprecated")
                        .asBoolean())
                .isTrue();
        assertThat(complaints("{cohort: {table: t.csv, attribute: race}, pixels: {size: 3}}"))
                .singleElement()
                .asString()
                .contains("pixels.size is unknown");
    }

    @ParameterizedTest
    @MethodSource("presets")
    void aPlanOfDefaultsIsValid(String preset) {
        assertThat(SchemaCheck.complaints(SCHEMA, YAML.readTree(PlanFile.toYaml(plan(preset)))))
                .isEmpty();
    }

    @Test
    void plansThatPeopleWriteAreValid() {
        assertThat(complaints("cohort: {table: patients.csv, attribute: race}")).isEmpty();
        assertThat(complaints("cohort: {source: {dataset: chexpert, root: CheXpert}, attribute: race}"))
                .isEmpty();
        assertThat(complaints("cohort: {source: {table: patients.csv}, attribute: race}"))
                .isEmpty();
        assertThat(complaints("""
            name: race
            preset: study-cxr
            cohort:
              table: patients.csv
              attribute: race
              recoding: {codes: {1: White, 2: Black}, bins: [0, 40.5, 80]}
              inclusion: {only: {view: [PA, AP]}, conflicts: latest}
              source: null
            split:
            assessment: {primary_unit: STUDY}
            external:
            - {name: b, cohort: {table: b.csv, attribute: race}}
            routes: {routes: [all], budget: 2h, masks: {lung: masks}}
            """)).isEmpty();
    }

    /** What the reader takes the schema takes, and the other way round. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cohort: {source: {table: t.csv}, attribute: race}",
                "cohort: {table: t.csv, source: null, attribute: race}",
                "cohort: {table: null, source: {dicom: d}, attribute: race}",
                "{cohort: {table: t.csv, attribute: race}, assessment: {primary_unit: STUDY}}",
                "{cohort: {table: t.csv, attribute: race}, split: {kind: Folds}}",
                "{cohort: {table: t.csv, attribute: race}, routes: {modes: [Tested_Under]}}",
                "{cohort: {table: t.csv, attribute: race}, split: null}",
            })
    void whatTheReaderTakesIsValid(String plan) {
        assertThat(PlanFile.parse(plan, Path.of("/plans"), "plan.yaml").cohort().attribute())
                .isEqualTo("race");
        assertThat(complaints(plan)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cohort: {table: null, source: null, attribute: race}",
                "cohort: {table: t.csv, source: {table: t.csv}, attribute: race}",
                "{cohort: {table: t.csv, attribute: race}, assessment: {primary_unit: WARD}}"
            })
    void whatTheReaderRefusesIsNotValid(String plan) {
        assertThatThrownBy(() -> PlanFile.parse(plan, Path.of("/plans"), "plan.yaml"))
                .isInstanceOf(InvalidInputException.class);
        assertThat(complaints(plan)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cohort: {attribute: race}                                   | .cohort fits 0 of 2",
                "cohort: {source: {dataset: chexpert}, attribute: race}      | .cohort.source fits 0 of 7",
                "cohort: {table: t.csv, source: {dicom: d}, attribute: race}  | .cohort fits 0 of 2",
                "cohort: {table: t.csv, attribute: race, onyl: {}}           | .cohort.onyl is unknown",
                "{cohort: {table: t.csv, attribute: race}, seed: many}       | .seed is no integer",
                "{cohort: {table: t.csv, attribute: race}, preset: smal}     | .preset is none of",
                "cohort: {table: t.csv, attribute: race, inclusion: {conflicts: oldest}} | .cohort.inclusion.conflicts"
                        + " is none of",
                "cohort: {table: t.csv, attribute: race, recoding: {bins: [a]}} | .cohort.recoding.bins[0] is no"
                        + " number",
                "{cohort: {table: t.csv, attribute: race}, external: [{name: b}]} | .external[0] lacks cohort",
                "{cohort: {table: t.csv, attribute: race}, routes: {modes: [subset]}} | .routes.modes[0] is none of"
            })
    void whatAPlanFileWouldBeRefusedForIsNotValid(String plan, String complaint) {
        assertThat(complaints(plan)).singleElement().asString().startsWith(complaint);
    }

    @Test
    void defaultsAreOfTheTypeThatIsAskedFor() {
        assertThat(descriptions(SCHEMA)).hasSizeGreaterThan(120);
        for (JsonNode one : descriptions(SCHEMA)) {
            if (one.has("default")) {
                assertThat(SchemaCheck.complaints(one, one.get("default")))
                        .as(one.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void theTextIsJsonOfTheDialectOf2020() {
        JsonNode read = new JsonMapper().readTree(PlanSchema.text());

        assertThat(read.path("$schema").asString()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(read).hasToString(SCHEMA.toString());
    }

    private static List<String> complaints(String yaml) {
        return SchemaCheck.complaints(SCHEMA, YAML.readTree(yaml));
    }

    /** Keys of a plan as it is written; what is below an external cohort is as below the audited one. */
    private static void written(String prefix, JsonNode node, Set<String> keys) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String path = prefix + entry.getKey();
            keys.add(path);
            if (path.equals("external")) {
                written("external.", entry.getValue().get(0), keys);
            } else if (!ELSEWHERE.contains(path)) {
                written(path + ".", entry.getValue(), keys);
            }
        }
    }

    private static void described(String prefix, JsonNode schema, Set<String> keys) {
        for (Map.Entry<String, JsonNode> entry : schema.path("properties").properties()) {
            String path = prefix + entry.getKey();
            if (entry.getValue().path("deprecated").asBoolean()) {
                continue;
            }
            keys.add(path);
            if (path.equals("external")) {
                described("external.", entry.getValue().get("items"), keys);
            } else if (path.equals("cohort.source")) {
                entry.getValue().get("oneOf").forEach(kind -> described("cohort.source.", kind, keys));
            } else if (!ELSEWHERE.contains(path)) {
                described(path + ".", entry.getValue(), keys);
            }
        }
    }

    /** Each key's schema, of every kind of source. */
    private static List<JsonNode> descriptions(JsonNode schema) {
        Stream<JsonNode> deeper =
                Stream.of("/properties", "/items/properties").flatMap(place -> schema.at(place).values().stream());
        return Stream.concat(deeper, schema.path("oneOf").values().stream())
                .flatMap(one -> Stream.concat(Stream.of(one), descriptions(one).stream()))
                .toList();
    }
}
