package org.subtext.audit.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.audit.Audit;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.PlantedCohort;
import org.subtext.audit.plan.LadderPlan;
import org.subtext.images.PixelCache.FileNow;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.FolderTree;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.testing.LogisticTrainer;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.RoutesPlan;

/** Cases as they were tested: the array that is shown is the array that was scored. */
class CasesOfRunTest {
    /** Settings that draw, that learn from training images, that change the size, and that come in turn. */
    private static final List<String> SETTINGS = List.of(
            "low-pass 2",
            "low-pass 4",
            "noise 0.05",
            "quantum-noise 100",
            "match-histogram",
            "resolution 8",
            "blur 1",
            "low-pass 4 + noise 0.05");

    private static final WitnessTrainer WITNESS = new WitnessTrainer(new LogisticTrainer());

    private static Path cohort;
    private static Path audited;

    @TempDir
    private Path folder;

    private Path run;

    @BeforeAll
    static void auditOnce(@TempDir Path shared) throws IOException {
        cohort = shared.resolve("cohort");
        AuditPlan plan = PlantedCohort.in(cohort)
                .plan("tiny")
                .withLadder(any -> LadderPlan.NONE)
                .withRoutes(RoutesPlan.NONE
                        .withRoutes(List.of("saliency"))
                        .withSettings(SETTINGS)
                        .withModes(List.of(Mode.TESTED_UNDER)));
        audited = new Audit(WITNESS, Progress.SILENT)
                .run(plan, shared.resolve("runs"), false)
                .folder();
    }

    /** A run may be moved: each test has a copy of its own. */
    @BeforeEach
    void copyTheRun() throws IOException {
        run = folder.resolve("tiny");
        try (Stream<Path> files = Files.walk(audited)) {
            for (Path file : files.toList()) {
                Files.copy(file, run.resolve(audited.relativize(file).toString()));
            }
        }
    }

    @Test
    void theShownArrayIsTheOneThatWasScored() throws IOException {
        try (CasesOfRun cases = CasesOfRun.open(run, LogisticTrainer::new)) {
            assertThat(cases.size()).isEqualTo(PlantedCohort.PATIENTS);
            assertThat(cases.settings()).hasSizeGreaterThanOrEqualTo(SETTINGS.size());
            Set<String> shown = new HashSet<>();
            for (int index = 0; index < cases.size(); index++) {
                shown.add(cases.original(index).hash().hex());
                for (TestedSetting setting : cases.settings()) {
                    shown.add(cases.tested(index, setting).hash().hex());
                }
            }
            assertThat(WITNESS.scored()).containsAll(shown);
        }
    }

    @Test
    void aNetworkSaysOfTheShownArrayWhatTheRunHolds() throws IOException {
        try (CasesOfRun cases = CasesOfRun.open(run, LogisticTrainer::new)) {
            for (int index = 0; index < cases.size(); index++) {
                for (TestedSetting setting : cases.settings()) {
                    float[] scores = scores(cases.tested(index, setting), cases.model(index));
                    for (int k = 0; k < scores.length; k++) {
                        assertThat((float) cases.score(index, k, setting).orElseThrow())
                                .as("%s, case %d", setting.label(), index)
                                .isEqualTo(scores[k]);
                    }
                }
                float[] unchanged = scores(cases.original(index), cases.model(index));
                assertThat((float) cases.score(index, 0)).isEqualTo(unchanged[0]);
            }
        }
    }

    private static float[] scores(SeenImage image, Path model) {
        try (Recogniser recogniser = new LogisticTrainer().open(model)) {
            float[][] found = new float[1][];
            recogniser.score(new One(image), new int[] {0}, (i, scores) -> found[0] = scores.clone(), Progress.SILENT);
            return found[0];
        }
    }

    private record One(SeenImage image) implements PixelSource {
        @Override
        public PixelLayout layout() {
            return image.layout();
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public void read(int row, FloatBuffer target) {
            target.put(image.values());
        }
    }

    @Test
    void aChangedImageFileIsRefusedAndAMissingOneIsSaid() throws IOException {
        Path one = cohort.resolve("i0.png");
        Path gone = cohort.resolve("i1.png");
        byte[] first = Files.readAllBytes(one);
        byte[] second = Files.readAllBytes(gone);
        try (CasesOfRun cases = CasesOfRun.open(run, LogisticTrainer::new)) {
            Files.copy(cohort.resolve("i2.png"), one, StandardCopyOption.REPLACE_EXISTING);
            Files.delete(gone);
            assertThat(with(cases, FileNow.CHANGED)).hasSize(1).allSatisfy(index -> {
                assertThatThrownBy(() -> cases.original(index))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining("not the one that the run was made from");
                assertThatThrownBy(() -> cases.tested(index, cases.settings().get(0)))
                        .isInstanceOf(InvalidInputException.class);
            });
            assertThat(with(cases, FileNow.GONE))
                    .hasSize(1)
                    .allSatisfy(
                            index -> assertThat(cases.original(index).values()).hasSize(256));
        } finally {
            Files.write(one, first);
            Files.write(gone, second);
        }
    }

    private static List<Integer> with(CasesOfRun cases, FileNow state) {
        return IntStream.range(0, cases.size())
                .filter(index -> cases.file(index) == state)
                .boxed()
                .toList();
    }

    @Test
    void oneChangedByteOfTheKeptPixelsIsRefused() throws IOException {
        try (CasesOfRun cases = CasesOfRun.open(run, LogisticTrainer::new)) {
            assertThat(cases.arePixelsVouched()).isTrue();
            assertThat(IntStream.range(0, cases.size()).mapToObj(cases::obstacle))
                    .allSatisfy(why -> assertThat(why).isEmpty());
            changeOneByte(kept(".pixels")); // also while the run is open

            List<Integer> changed = IntStream.range(0, cases.size())
                    .filter(index -> cases.obstacle(index).isPresent())
                    .boxed()
                    .toList();
            assertThat(changed).hasSize(1).allSatisfy(index -> {
                TestedSetting setting = cases.settings().get(0);
                assertThatThrownBy(() -> cases.original(index)).hasMessageContaining("pixel cache was changed");
                assertThatThrownBy(() -> cases.tested(index, setting)).hasMessageContaining("pixel cache was changed");
                assertThatThrownBy(() -> cases.saliency(index, null)).hasMessageContaining("pixel cache was changed");
                assertThatThrownBy(() -> cases.mean(cases.recorded(index), setting))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining("No mean");
                assertThat(cases.mean(1 - cases.recorded(index), setting)).isPresent();
            });
        }
        try (CasesOfRun again = CasesOfRun.open(run, LogisticTrainer::new)) {
            assertThat(IntStream.range(0, again.size())
                            .filter(index -> again.obstacle(index).isPresent())
                            .count())
                    .isEqualTo(1);
        }
    }

    private Path kept(String end) throws IOException {
        try (Stream<Path> files = Files.list(run.resolve("cache"))) {
            return files.filter(one -> one.toString().endsWith(end)).findFirst().orElseThrow();
        }
    }

    private static void changeOneByte(Path file) throws IOException {
        try (RandomAccessFile pixels = new RandomAccessFile(file.toFile(), "rw")) {
            pixels.seek(100);
            int before = pixels.read();
            pixels.seek(100);
            pixels.write(before ^ 1);
        }
    }

    /** As versions wrote it that noted no hash of pixels; with the manifest of such a version it is taken, and said. */
    @Test
    void aCacheThatSaysNothingOfItsPixelsIsRefusedUnlessTheRunSaysNothingEither() throws IOException {
        Path journal = kept(".journal");
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(journal)) {
            String[] fields = line.split("\t");
            String earlier = String.join("\t", List.of(fields).subList(0, Math.min(fields.length, 10)));
            CRC32 sum = new CRC32();
            sum.update(earlier.getBytes(StandardCharsets.UTF_8));
            lines.add(fields.length == 1 ? line : earlier + "\t" + "%08x".formatted(sum.getValue()));
        }
        Files.write(journal, lines);
        assertThatThrownBy(() -> CasesOfRun.open(run, LogisticTrainer::new))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("pixel cache does not say of its pixels what the run notes");

        Path manifest = run.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replaceAll("\"Pixels as kept[^,]*,\\s*", ""));
        try (CasesOfRun cases = CasesOfRun.open(run, LogisticTrainer::new)) {
            assertThat(cases.arePixelsVouched()).isFalse();
            assertThat(cases.original(0).values()).hasSize(256);
        }
    }

    @Test
    void aRunWithoutItsPixelsIsRefused() throws IOException {
        FolderTree.delete(run.resolve("cache"));

        assertThatThrownBy(() -> CasesOfRun.open(run, LogisticTrainer::new))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("not kept any more");
    }

    @Test
    void aRunWhoseTableIsAnotherOneIsRefused() throws IOException {
        Path table = cohort.resolve("table.csv");
        String before = Files.readString(table);
        try {
            Files.writeString(table, before + "\n");
            assertThatThrownBy(() -> CasesOfRun.open(run, LogisticTrainer::new))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("table");
        } finally {
            Files.writeString(table, before);
        }
    }

    @Test
    void groupsHaveMeansOfTheirPatientsAndChangesTheirBars() throws IOException {
        try (CasesOfRun cases = CasesOfRun.open(run, LogisticTrainer::new)) {
            GroupMean mean = cases.mean(0, null).orElseThrow();
            assertThat(mean.patients()).isEqualTo(PlantedCohort.PATIENTS / 2);
            double expected = 0;
            for (int index = 0; index < cases.size(); index++) {
                expected += cases.recorded(index) == 0 ? cases.original(index).values()[17] / mean.patients() : 0;
            }
            assertThat((double) mean.image().values()[17]).isCloseTo(expected, offset(1e-6));

            Changes changes = cases.changes(cases.settings().get(0)).orElseThrow();
            assertThat(changes.count()).isEqualTo(cases.size());
            assertThat(changes.bars()).hasSize(PlantedCohort.PATIENTS / 11);
            assertThat(changes.bars().stream().mapToDouble(Changes.Bar::share).sum())
                    .isCloseTo(1, offset(1e-9));
            double lower = 0;
            for (int index = 0; index < cases.size(); index++) {
                lower += cases.below(index, cases.settings().get(0)).orElseThrow();
            }
            assertThat(lower / cases.size()).isBetween(0.3, 0.5);
        }
    }

    @Test
    void aMapIsShownOnlyBesideWhatItsChecksSaid() throws IOException {
        try (CasesOfRun cases = CasesOfRun.open(run, LogisticTrainer::new)) {
            assertThat(cases.sanity()).isPresent();
            SeenImage map = cases.saliency(5, null).orElseThrow();
            assertThat(map.values()).hasSize(256);
            for (float value : map.values()) {
                assertThat(value).isNotNegative();
            }
            assertThat(cases.saliency(5, cases.settings().get(1))).isPresent();
        }
        try (Stream<Path> evidence = Files.list(run.resolve("routes"))) {
            for (Path file :
                    evidence.filter(one -> one.toString().contains("grad-cam")).toList()) {
                String said = Files.readString(file);
                assertThat(said).contains("\"sanity\"");
                Files.writeString(file, said.replaceAll(",\\s*\"sanity\"\\s*:\\s*\"\\w+\"", ""));
            }
        }
        try (CasesOfRun before = CasesOfRun.open(run, LogisticTrainer::new)) {
            assertThat(before.saliency(5, null))
                    .as("evidence of an earlier version")
                    .isEmpty();
        }
    }

    @Test
    void nothingInTheRunIsWritten() throws IOException {
        Map<String, String> before = files(run);
        try (CasesOfRun cases = CasesOfRun.open(run, LogisticTrainer::new)) {
            cases.tested(3, cases.settings().get(0));
            cases.changes(cases.settings().get(0));
            cases.mean(1, cases.settings().get(1));
            AccessLog log = AccessLog.begin(
                    run.resolveSibling(""),
                    "a \"b\"\n",
                    "why",
                    Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC));
            log.opened("tiny", cases.size());
            log.overview("tiny", "low-pass 2", cases.size());
            log.shown("tiny", "unchanged", cases.original(0).hash());
            log.closed("tiny", 7, List.of("low-pass 2", "unchanged"));
        }
        assertThat(files(run)).isEqualTo(before);
        assertThat(Files.readAllLines(run.resolveSibling(AccessLog.FILE)))
                .hasSize(5)
                .anyMatch(
                        line -> line.contains("\"opened\",\"run\":\"tiny\",\"cases\":" + PlantedCohort.PATIENTS + ","))
                .anyMatch(line -> line.contains("\"stop\":\"low-pass 2\",\"cases\":" + PlantedCohort.PATIENTS + ","))
                .anyMatch(line -> line.contains("\"listed\":7,\"stops\":[\"low-pass 2\",\"unchanged\"],"))
                .first()
                .isEqualTo("{\"when\":\"2026-11-30T12:00:00Z\",\"account\":\"a \\\"b\\\"\\u000a\",\"what\":\"begun\","
                        + "\"reason\":\"why\"}");
    }

    private static Map<String, String> files(Path run) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                hashes.put(
                        run.relativize(file).toString(),
                        ContentHash.ofFile(file).hex());
            }
        }
        return hashes;
    }
}
