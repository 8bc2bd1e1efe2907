package org.subtext.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.perturbation.contract.Role;
import org.subtext.routes.SimulatedBattery;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.routes.contract.SettingResult;
import org.subtext.routes.reading.ScrambledText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A stored routes.json is read by its types: by none of its words, and without a subject only by the older form. */
class ScrambledRoutesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern QUOTED = Pattern.compile("\"label\" : \"[^\"]*\"");

    private static RoutesAssessment battery() {
        SimulatedBattery battery = new SimulatedBattery(200, 2, 8);
        for (int radius : new int[] {1, 5, 10, 25, 50}) {
            battery.with("low-pass " + radius, Mode.TESTED_UNDER, radius >= 25 ? 0.95 : 0.02);
        }
        for (int tile = 0; tile < 9; tile++) {
            battery.with("keep-tile 3 " + tile, Mode.TESTED_UNDER, tile == 4 ? 0.9 : 0.02);
            battery.with("remove-tile 3 " + tile, Mode.TESTED_UNDER, tile == 4 ? 0.1 : 0.98);
        }
        return battery.axis("low-pass", "frequency", "radius (cycles per image)")
                .assessed();
    }

    @Test
    void labelsAreWrittenAndNotRead(@TempDir Path folder) throws Exception {
        RoutesAssessment written = battery();
        Path file = folder.resolve("routes.json");
        RunJson.write(file, written);
        String text = Files.readString(file);
        assertThat(text).contains("\"label\" : \"keep-tile 3 4\"");

        Files.writeString(file, QUOTED.matcher(text).replaceAll("\"label\" : \"xqzvw\""));

        assertThat(RunJson.read(file, RoutesAssessment.class)).isEqualTo(written);
    }

    @Test
    void everyTextUnderRandomLettersLeavesOrderPlacesAndParts(@TempDir Path folder) throws Exception {
        RoutesAssessment written = battery();
        Path file = folder.resolve("routes.json");
        RunJson.write(file, written);
        JsonNode scrambled = new ScrambledText(3).of(JSON.readTree(Files.readString(file)));
        Files.writeString(file, scrambled.toString());

        RoutesAssessment read = RunJson.read(file, RoutesAssessment.class);

        assertThat(settings(read)).extracting(one -> one.setting().label()).doesNotContain("keep-tile 3 4");
        assertThat(settings(read))
                .extracting(ScrambledRoutesTest::figure)
                .containsExactlyElementsOf(settings(written).stream()
                        .map(ScrambledRoutesTest::figure)
                        .toList());
        assertThat(read.pointers())
                .extracting(pointer -> List.of(pointer.kind(), pointer.numbers(), pointer.strength()))
                .containsExactlyElementsOf(written.pointers().stream()
                        .map(pointer -> List.of(pointer.kind(), pointer.numbers(), pointer.strength()))
                        .toList());
    }

    @Test
    void whatAnOlderVersionWroteIsReadByItsLabels(@TempDir Path folder) throws Exception {
        RoutesAssessment written = battery();
        Path file = folder.resolve("routes.json");
        RunJson.write(file, written);
        JsonNode older = JSON.readTree(Files.readString(file));
        older.findParents("subject").forEach(setting -> ((ObjectNode) setting).remove("subject"));
        Files.writeString(file, older.toString());

        assertThat(settings(RunJson.read(file, RoutesAssessment.class))).isEqualTo(settings(written));
    }

    private static List<SettingResult> settings(RoutesAssessment routes) {
        return routes.routes().stream()
                .flatMap(route -> route.settings().stream())
                .toList();
    }

    /** What figures are drawn from. */
    private static List<Object> figure(SettingResult one) {
        Object role = one.setting().subject().role() instanceof Role.Rung rung
                ? rung.value()
                : one.setting().subject().role();
        return List.of(
                role,
                one.setting().mode(),
                String.valueOf(one.setting().position()),
                one.macroAuc().valueOr(0),
                one.standing());
    }
}
