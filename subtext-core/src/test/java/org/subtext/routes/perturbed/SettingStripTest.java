package org.subtext.routes.perturbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.perturbation.Perturbations;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.progress.Progress;
import org.subtext.routes.ChestAudit;
import org.subtext.routes.MeanTrainer;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Picture;
import org.subtext.routes.contract.Setting;

class SettingStripTest {
    private final List<Perturbation> settings = List.of(
            Perturbations.parse("clip 0.6"), Perturbations.parse("match-histogram"), Perturbations.parse("noise 0.3"));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aShareableStripShowsAPhantomUnderEachSetting() throws IOException {
        FinishedAudit audit = ChestAudit.in(folder, new MeanTrainer(), false);
        Picture picture = SettingStrip.of(audit, settings);
        assertThat(picture.showsPatient()).isFalse();
        assertThat(picture.caption())
                .isEqualTo("From left to right: unchanged, clip 0.6, match-histogram, noise 0.3."
                        + " A phantom film, no patient."
                        + " Values that leave the range from black to white are shown by a linear stretch from the"
                        + " image's least to its greatest value: noise 0.3.");
        BufferedImage strip = decoded(picture);
        assertThat(strip.getWidth()).isEqualTo(4 * 64 + 3 * 4);
        assertThat(strip.getHeight()).isEqualTo(64);
        assertThat(brightest(strip, 0)).isGreaterThan(160);
        assertThat(brightest(strip, 68)).isEqualTo(153);
    }

    @Test
    void whereTheAuditShowsPatientsThereIsOneOfEachClass() throws IOException {
        FinishedAudit audit = ChestAudit.in(folder, new MeanTrainer(), true);
        Picture picture = SettingStrip.of(audit, settings);
        assertThat(picture.showsPatient()).isTrue();
        assertThat(picture.caption()).contains("one patient recorded as ").doesNotContain("P0000");
        assertThat(decoded(picture).getHeight()).isEqualTo(2 * 64 + 4);
    }

    @Test
    void anIllustratedExperimentIsTheSameWithAPicture() throws IOException, NotRunException {
        FinishedAudit audit = ChestAudit.in(folder, new MeanTrainer(), false);
        Setting setting = new Setting("clip", PerturbationRoute.subject(settings.get(0)), Mode.TESTED_UNDER);
        Experiment plain = new TestedUnder(setting, settings.get(0), audit, 2);
        Experiment illustrated = SettingStrip.illustrated(plain, settings);
        Evidence evidence = illustrated.run(audit, Progress.SILENT);
        assertThat(illustrated.setting()).isEqualTo(setting);
        assertThat(evidence.pictures()).hasSize(1);
        assertThat(evidence.predictions()).isNotNull();
    }

    @Test
    void phantomsComeInEveryLayout() {
        for (int side : new int[] {4, 20, 32, 224}) {
            PixelLayout layout = new PixelLayout(side, 3, Resize.AREA_AVERAGE);
            FloatBuffer image = FloatBuffer.allocate(layout.valuesPerImage());
            new PhantomPixels(layout).read(0, image);
            assertThat(image.remaining()).isZero();
            assertThat(image.get(0)).isEqualTo(image.get(2 * side * side));
        }
    }

    private static int brightest(BufferedImage strip, int left) {
        int brightest = 0;
        for (int y = 0; y < 64; y++) {
            for (int x = left; x < left + 64; x++) {
                brightest = Math.max(brightest, strip.getRaster().getSample(x, y, 0));
            }
        }
        return brightest;
    }

    private static BufferedImage decoded(Picture picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(picture.png())));
    }
}
