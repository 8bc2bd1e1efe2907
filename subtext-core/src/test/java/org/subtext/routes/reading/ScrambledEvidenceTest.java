package org.subtext.routes.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionRows;
import org.subtext.predictions.PredictionTable;
import org.subtext.progress.Progress;
import org.subtext.routes.SimulatedBattery;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceStore;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Picture;
import org.subtext.routes.contract.Pointer;
import org.subtext.routes.contract.RouteFindings;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.SettingResult;
import org.subtext.routes.contract.Subject;
import org.subtext.routes.contract.Work;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Nothing is read from words: evidence whose every text became random letters says the same. */
class ScrambledEvidenceTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** An experiment of which only the evidence is left. */
    private record Finished(Setting setting) implements Experiment {
        @Override
        public Work work() {
            return Work.NONE;
        }

        @Override
        public int information() {
            return 1;
        }

        @Override
        public Evidence run(FinishedAudit audit, Progress progress) {
            throw new AssertionError("what is stored is not run again");
        }
    }

    /** A band and a tile planted, ladders, a mask, columns; what points at something and what does not. */
    private static SimulatedBattery battery() {
        SimulatedBattery battery = new SimulatedBattery(300, 2, 8);
        for (int radius : new int[] {1, 5, 10, 25, 50}) {
            battery.with("low-pass " + radius, Mode.TESTED_UNDER, radius >= 25 ? 0.95 : 0.02);
            battery.with("high-pass " + radius, Mode.NEWLY_TRAINED, radius <= 10 ? 0.95 : 0.02);
        }
        for (String band : List.of("1 5", "5 10", "10 25", "25 50")) {
            battery.with("band-pass " + band, Mode.TESTED_UNDER, band.equals("10 25") ? 0.9 : 0.05);
            battery.with("notch " + band, Mode.TESTED_UNDER, band.equals("10 25") ? 0.05 : 0.9);
        }
        for (int tile = 0; tile < 9; tile++) {
            battery.with("keep-tile 3 " + tile, Mode.TESTED_UNDER, tile == 4 ? 0.9 : 0.02);
            battery.with("remove-tile 3 " + tile, Mode.TESTED_UNDER, tile == 4 ? 0.1 : 0.98);
        }
        battery.with("inversion", Mode.TESTED_UNDER, 0.5)
                .with("noise 0.1", Mode.TESTED_UNDER, 0.8)
                .with("noise 0.3 + blur 2", Mode.TESTED_UNDER, 0.3)
                .with("masks", new Subject.Region("lung", true, false), Mode.TESTED_UNDER, 0.9)
                .with("masks", new Subject.Region("lung", false, false), Mode.TESTED_UNDER, 0.1);
        Setting column = new Setting("table", new Subject.OneColumn("view"), Mode.FROM_TABLE);
        Setting all = new Setting("table", new Subject.AllColumns("random forest"), Mode.FROM_TABLE);
        Setting stratum = new Setting("strata", new Subject.Stratum("view", "AP"), Mode.SUBSET);
        return battery.with(
                        column,
                        new Evidence(
                                battery.part(column, 0.9),
                                List.of(new EvidenceTable(
                                        "title", List.of("heading"), List.of(List.of("cell")), "note")),
                                List.of(new Picture("caption", "aGk=", false)),
                                List.of("A sentence.")))
                .with(all, Evidence.of(battery.part(all, 0.5)))
                .with(stratum, Evidence.of(battery.part(stratum, 0.2)));
    }

    @Test
    void storedEvidenceUnderRandomLettersPointsAtTheSame(@TempDir Path folder) throws IOException {
        List<RouteAssessor.Found> found = battery().found();
        EvidenceStore store = new EvidenceStore(folder);
        for (RouteAssessor.Found route : found) {
            route.evidence().forEach((setting, evidence) -> store.write(new Finished(setting), evidence));
        }
        scramble(folder, new ScrambledText(11));
        List<RouteAssessor.Found> scrambled = found.stream()
                .map(route -> new RouteAssessor.Found(route.route(), read(store, route), route.notRun()))
                .toList();

        RoutesAssessment before = assessed(found);
        RoutesAssessment after = assessed(scrambled);

        assertThat(after.pointers()).isNotEmpty().isEqualTo(before.pointers());
        assertThat(after.reading()).isEqualTo(before.reading());
        assertThat(results(after)).isEqualTo(results(before));
        assertThat(after.routes().get(after.routes().size() - 2).tables().toString())
                .isNotEqualTo(
                        before.routes().get(after.routes().size() - 2).tables().toString());
    }

    @Test
    void subjectsUnderRandomNamesAreReadAlike() {
        List<RouteAssessor.Found> found = battery().found();
        ScrambledText letters = new ScrambledText(12);
        List<RouteAssessor.Found> renamed = found.stream()
                .map(route -> new RouteAssessor.Found(route.route(), renamed(route, letters), route.notRun()))
                .toList();

        RoutesAssessment before = assessed(found);
        RoutesAssessment after = assessed(renamed);

        assertThat(after.pointers()).hasSameSizeAs(before.pointers());
        for (int i = 0; i < before.pointers().size(); i++) {
            Pointer one = before.pointers().get(i);
            assertThat(after.pointers().get(i))
                    .usingRecursiveComparison()
                    .ignoringFields("what", "sentence")
                    .isEqualTo(one);
        }
        assertThat(after.reading()).hasSameSizeAs(before.reading());
        for (int i = 0; i < before.routes().size(); i++) {
            RouteFindings one = before.routes().get(i);
            RouteFindings other = after.routes().get(i);
            assertThat(other.reading()).as(one.route()).hasSameSizeAs(one.reading());
            assertThat(other.settings())
                    .extracting(SettingResult::macroAuc)
                    .containsExactlyElementsOf(
                            one.settings().stream().map(SettingResult::macroAuc).toList());
            assertThat(other.settings())
                    .extracting(result -> result.setting().position())
                    .containsExactlyElementsOf(one.settings().stream()
                            .map(result -> result.setting().position())
                            .toList());
        }
    }

    private static RoutesAssessment assessed(List<RouteAssessor.Found> found) {
        return new RouteAssessor(SimulatedBattery.plan()).assess(battery().unchanged(), found, List.of());
    }

    private static List<List<SettingResult>> results(RoutesAssessment found) {
        return found.routes().stream().map(RouteFindings::settings).toList();
    }

    private static Map<Setting, Evidence> read(EvidenceStore store, RouteAssessor.Found route) {
        Map<Setting, Evidence> read = new LinkedHashMap<>();
        route.evidence()
                .keySet()
                .forEach(setting ->
                        read.put(setting, store.read(new Finished(setting)).orElseThrow()));
        return read;
    }

    private static Map<Setting, Evidence> renamed(RouteAssessor.Found route, ScrambledText letters) {
        Map<Setting, Evidence> renamed = new LinkedHashMap<>();
        route.evidence().forEach((setting, evidence) -> {
            JsonNode subject =
                    letters.of(JSON.readTree(JSON.writerFor(Subject.class).writeValueAsString(setting.subject())));
            renamed.put(
                    new Setting(setting.route(), JSON.treeToValue(subject, Subject.class), setting.mode()), evidence);
        });
        return renamed;
    }

    /** Every text of the files but their determinants, by which they are found. */
    private static void scramble(Path folder, ScrambledText letters) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.toList();
        }
        for (Path file : files) {
            if (file.toString().endsWith(".json")) {
                ObjectNode note = (ObjectNode) JSON.readTree(Files.readString(file));
                note.remove("predictionsSha256"); // of the scores before they were scrambled
                Files.writeString(file, letters.of(note).toString());
            } else {
                PredictionFiles.write(scrambled(PredictionFiles.read(file), letters), file);
            }
        }
    }

    private static PredictionTable scrambled(PredictionTable table, ScrambledText letters) {
        List<PredictionRow> rows = new ArrayList<>();
        for (PredictionRow row : PredictionRows.of(table)) {
            rows.add(new PredictionRow(
                    new ExperimentName.Model(letters.of(row.experiment().name())),
                    row.run(),
                    row.split(),
                    row.study(),
                    row.patient(),
                    row.image(),
                    row.truth(),
                    row.scores()));
        }
        return PredictionRows.table(table.unit(), table.classes(), rows);
    }
}
