package org.subtext.routes.masks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionRows;
import org.subtext.progress.Progress;
import org.subtext.routes.ChestAudit;
import org.subtext.routes.MeanTrainer;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.RoutesPlan;

class MaskRouteTest {
    private final MeanTrainer trainer = new MeanTrainer();

    @TempDir
    private Path folder = Path.of("");

    private FinishedAudit audit = nothing();

    @BeforeEach
    void takeFilms() throws IOException {
        audit = ChestAudit.in(folder, trainer, false);
    }

    @Test
    void everyPartOfBothBuiltInMasksIsRunBothWays() {
        List<Experiment> experiments = new MaskRoute().experiments(audit, RoutesPlan.NONE);
        Set<String> names = experiments.stream()
                .map(experiment -> experiment.setting().experiment())
                .collect(Collectors.toSet());
        assertThat(experiments).hasSize(16);
        assertThat(names)
                .hasSize(16)
                .contains(
                        "lung inside, tested under",
                        "lung outside, newly trained",
                        "lung outside with a margin, tested under",
                        "body shape only, newly trained");
    }

    @Test
    void allPartsOfAMaskLeaveOutTheSameImagesAndSayHowMany() throws NotRunException {
        Evidence inside = run("lung inside, tested under", RoutesPlan.NONE);
        Evidence shape = run("lung shape only, tested under", RoutesPlan.NONE);
        assertThat(images(shape)).isEqualTo(images(inside));
        assertThat(images(inside)).hasSizeBetween(20, 40);
        assertThat(String.join(" ", inside.sentences()))
                .startsWith("Masks of lung from the built-in segmentation of frontal chest films:");
        assertThat(inside.tables().get(0).rows().get(0)).hasSize(2).first().isEqualTo("recorded as F");
    }

    @Test
    void aShapeIsBlackAndWhiteAndWhatIsHiddenIsOneGrey() throws NotRunException {
        run("lung shape only, tested under", RoutesPlan.NONE);
        for (float[] image : trainer.scored) {
            assertThat(image).contains(0f, 1f);
            for (float value : image) {
                assertThat(value == 0 || value == 1).isTrue();
            }
        }
        trainer.scored.clear();
        run("body inside, tested under", RoutesPlan.NONE);
        int half = 20;
        assertThat(trainer.scored).hasSizeGreaterThan(2 * half - 4);
        float hidden = trainer.scored.get(0)[0]; // air in the upper corner
        assertThat(hidden).isGreaterThan(0.1f);
        assertThat(trainer.scored.get(1)[0]).isEqualTo(hidden);
    }

    @Test
    void newNetworksAreTrainedOnImagesThatHaveAMask() throws NotRunException {
        Evidence evidence = run("lung outside, newly trained", RoutesPlan.NONE);
        assertThat(trainer.trained).hasSize(1);
        assertThat(trainer.trained.get(0).training().size()).isBetween(8, 20);
        assertThat(images(evidence).size()).isBetween(8, 20);
    }

    @Test
    void aGivenLungMaskTakesThePlaceOfTheBuiltInOne() {
        RoutesPlan plan = masks("lung", folder.resolve("nowhere"));
        assertThat(new MaskRoute().experiments(audit, plan)).hasSize(16);
    }

    @Test
    void aMissingFolderIsNotRunWithAMend() {
        NotRunException refused = catchThrowableOfType(
                NotRunException.class,
                () -> run("heart inside, tested under", masks("heart", folder.resolve("nowhere"))));
        assertThat(refused.reason()).contains("nowhere, which is no folder");
        assertThat(refused.mend()).contains("white inside");
    }

    @Test
    void tooManyMissingMasksAreNotRunAndNoPatientIsNamed() throws IOException {
        Path masks = drawn(20, true);
        NotRunException refused = catchThrowableOfType(
                NotRunException.class, () -> run("heart inside, tested under", masks("heart", masks)));
        assertThat(refused.reason())
                .isEqualTo("Of 40 test images 50 % have no usable heart mask"
                        + " (most often: no mask file of the image's name).");
        assertThat(refused.getMessage()).doesNotContain("P0000");
    }

    @Test
    void emptyMasksAreCountedAsSuch() throws IOException {
        Path masks = drawn(40, false);
        assertThatThrownBy(() -> run("heart outside, tested under", masks("heart", masks)))
                .isInstanceOf(NotRunException.class)
                .hasMessageContaining("100 % have no usable heart mask (most often: empty mask (nothing white))");
    }

    @Test
    void aFewMissingMasksAreLeftOutAndNotCountedAloud() throws IOException, NotRunException {
        Path masks = drawn(37, true);
        Evidence evidence = run("heart inside, tested under", masks("heart", masks));
        assertThat(images(evidence)).hasSize(37);
        assertThat(String.join(" ", evidence.sentences())).contains("fewer than 11 of the test images have none");
        assertThat(evidence.tables().get(0).rows().toString())
                .doesNotContain(" 3")
                .contains("fewer than 11");
    }

    @Test
    void changedMaskFilesAreAnotherExperiment() throws IOException {
        Path masks = drawn(40, true);
        String before =
                experiment("heart inside, tested under", masks("heart", masks)).determinants();
        Files.delete(masks.resolve(names().get(0) + ".png"));
        assertThat(experiment("heart inside, tested under", masks("heart", masks))
                        .determinants())
                .isNotEqualTo(before);
    }

    @Test
    void theFirstSettingShowsThePartsOnAPhantom() throws NotRunException {
        Evidence evidence = run("body inside, tested under", RoutesPlan.NONE);
        assertThat(evidence.pictures()).hasSize(1);
        assertThat(evidence.pictures().get(0).showsPatient()).isFalse();
        assertThat(evidence.pictures().get(0).caption())
                .startsWith("From left to right: unchanged, body inside, body outside,")
                .contains("no patient");
    }

    private Evidence run(String name, RoutesPlan plan) throws NotRunException {
        return experiment(name, plan).run(audit, Progress.SILENT);
    }

    private Experiment experiment(String name, RoutesPlan plan) {
        return new MaskRoute()
                .experiments(audit, plan).stream()
                        .filter(one -> one.setting().experiment().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    private static Set<String> images(Evidence evidence) {
        return PredictionRows.of(requireNonNull(evidence.predictions())).stream()
                .map(PredictionRow::image)
                .collect(Collectors.toSet());
    }

    /** Masks of the first images: a white square, or nothing. */
    private Path drawn(int count, boolean white) throws IOException {
        Path masks = Files.createDirectories(folder.resolve("heart"));
        for (String name : names().subList(0, count)) {
            BufferedImage mask = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
            for (int i = 8; white && i < 24; i++) {
                for (int j = 8; j < 24; j++) {
                    mask.setRGB(i, j, 0xFFFFFF);
                }
            }
            ImageIO.write(mask, "png", masks.resolve(name + ".png").toFile());
        }
        return masks;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("films/images"))) {
            return files.map(file -> file.getFileName().toString().replace(".png", ""))
                    .sorted()
                    .toList();
        }
    }

    private static RoutesPlan masks(String name, Path masks) {
        return RoutesPlan.NONE.withMasks(Map.of(name, masks.toString()));
    }

    @SuppressWarnings("NullAway") // replaced before each test
    private static FinishedAudit nothing() {
        return null;
    }
}
