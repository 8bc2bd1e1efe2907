package org.subtext.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.assessment.Ladder;
import org.subtext.assessment.RungKind;
import org.subtext.audit.plan.RecognitionPlan;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionTable;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.recognition.TrainingPresets;
import org.subtext.recognition.testing.LogisticTrainer;
import org.subtext.recognition.testing.StopsAfter;

/** All four readers of one run, end to end: a linear one, a small network, the network asked for, embeddings. */
class LadderRunTest {
    private static AuditPlan plan;
    private static List<String> vectors;
    private static Path whole;
    private static Audit.Result found;

    @TempDir
    private Path folder;

    @BeforeAll
    static void auditOnce(@TempDir Path shared) throws IOException {
        AuditPlan tiny = PlantedCohort.in(shared.resolve("cohort")).plan("tiny");
        plan = tiny.withRecognition(
                asked -> new RecognitionPlan(TrainingPresets.STUDY_CXR.name(), asked.training(), asked.recogniser()));
        vectors = vectors();
        plan = withVectors(plan, shared, vectors);
        found = audit(Progress.SILENT).run(plan, shared.resolve("runs"), false);
        whole = found.folder();
    }

    /** Two coordinates, of which one tells the class; sorted by id, which is not the order of the table. */
    private static List<String> vectors() {
        SplittableRandom random = new SplittableRandom(5);
        List<String> lines = new ArrayList<>();
        for (int patient = 0; patient < PlantedCohort.PATIENTS; patient++) {
            double told = random.nextGaussian() + (patient % 2 == 1 ? 3 : 0);
            lines.add(String.format(Locale.ROOT, "i%d.png,%.4f,%.4f", patient, told, random.nextGaussian()));
        }
        Collections.sort(lines);
        return lines;
    }

    private static AuditPlan withVectors(AuditPlan plan, Path folder, List<String> lines) throws IOException {
        List<String> all = new ArrayList<>(List.of("image,e0,e1"));
        all.addAll(lines);
        Path file = Files.write(folder.resolve("vectors.csv"), all);
        return plan.withLadder(ladder -> ladder.withEmbeddings(file.toString()));
    }

    @Test
    void eachReaderScoresEveryImageAndVectorsAreFoundById() throws IOException {
        Ladder ladder = Objects.requireNonNull(found.content().assessment().ladder());

        assertThat(ladder.rungs()).extracting(Ladder.Rung::kind).containsExactly(RungKind.values());
        // joined by row, vectors sorted by id would tell about as many wrong as right
        assertThat(ladder.rung(RungKind.EMBEDDINGS).auc().valueOr(0)).isGreaterThan(0.95);
        assertThat(ladder.rung(RungKind.SMALL).auc().valueOr(0)).isGreaterThan(0.9);
        for (String reader : List.of("linear", "bands", "small", "embeddings")) {
            PredictionTable table = PredictionFiles.read(whole.resolve("ladder/" + reader + ".parquet"));
            assertThat(table.size()).as(reader).isEqualTo(PlantedCohort.PATIENTS);
        }
        assertThat(whole.resolve("ladder/small")).isDirectoryContaining("glob:**.safetensors");
    }

    @Test
    void aKillBetweenTwoReadersComputesTheFirstOnceAndVectorsThatChangedMeanwhileAreRefused() throws IOException {
        AuditPlan own = withVectors(plan, folder, vectors);
        Path runs = folder.resolve("runs");
        assertThatThrownBy(() -> audit(new StopsAfter("Training small network, fold 2", 2))
                        .run(own, runs, false))
                .isInstanceOf(StopsAfter.Stopped.class);

        List<String> changed = new ArrayList<>(vectors);
        changed.set(0, changed.get(0) + "1");
        withVectors(plan, folder, changed);
        assertThatThrownBy(() -> audit(Progress.SILENT).run(own, runs, true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("vectors.csv")
                .hasMessageContaining("has changed since the run was begun");

        withVectors(plan, folder, vectors);
        Stages stages = new Stages();
        Path continued = audit(stages).run(own, runs, true).folder();

        assertThat(stages.begun)
                .doesNotContain("Reading pixels and spectra", "Training small network, fold 1")
                .contains("Training small network, fold 2", "Training small network, fold 3");
        for (String name : List.of("estimates.json", "predictions.csv", "ladder/small.parquet")) {
            assertThat(continued.resolve(name)).as(name).hasSameBinaryContentAs(whole.resolve(name));
        }
    }

    @Test
    void imagesWithoutAVectorAreCountedAndRefused() throws IOException {
        AuditPlan some = withVectors(plan, folder, vectors.subList(7, vectors.size()));

        assertThatThrownBy(() -> audit(Progress.SILENT).run(some, folder.resolve("runs"), false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("7 of 72 images have no vector in vectors.csv")
                .hasMessageContaining("The image of row ");
        assertThat(folder.resolve("runs/tiny")).doesNotExist();
    }

    @Test
    void idsOfNobodyAreRefusedWithWhatWouldMatch() throws IOException {
        List<String> others = new ArrayList<>();
        vectors.forEach(line -> others.add("archive/" + line));
        AuditPlan nobody = withVectors(plan, folder, others);

        assertThatThrownBy(() -> audit(Progress.SILENT).run(nobody, folder.resolve("runs"), false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("72 of 72 images have no vector in vectors.csv")
                .hasMessageContaining("But for the folders before the file name, 72 of 72 would match.");
    }

    private static Audit audit(Progress progress) {
        return new Audit(new LogisticTrainer(), progress);
    }

    /** Remembers which stages began. */
    private static final class Stages implements Progress {
        private final List<String> begun = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void begin(String stage, long total, String unit) {
            begun.add(stage);
        }

        @Override
        public void advance(long done, String note) {}

        @Override
        public void end(String summary) {}
    }
}
