package org.subtext.perturbation.regions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.address.ImageAddress;
import org.subtext.images.PixelCache;
import org.subtext.images.PixelLayout;
import org.subtext.perturbation.Perturbed;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.sources.phantom.PhantomImage;
import org.subtext.testing.Seeds;
import org.subtext.testing.SharedData;

class ChestSegmentationTest {
    /** Overlaps with the painted truth, ascending, of those that were found. */
    private record Overlap(int images, double[] dice) {
        double failures() {
            return 1 - (double) dice.length / images;
        }

        double median() {
            return dice[dice.length / 2];
        }
    }

    @Test
    void thePaintedBodyIsFoundInPhantoms() {
        Overlap overlap = onPhantoms(20, 64, ChestSegmentation::body, PhantomImage::body);
        assertThat(overlap.failures()).isLessThanOrEqualTo(0.1);
        assertThat(overlap.median()).isGreaterThan(0.93);
    }

    @Test
    void thePaintedLungsAreFoundInMostPhantoms() {
        Overlap overlap = onPhantoms(20, 64, ChestSegmentation::lungs, PhantomImage::lungs);
        assertThat(overlap.failures()).isLessThanOrEqualTo(0.25);
        assertThat(overlap.median()).isGreaterThan(0.65);
    }

    @Test
    void anImageOfOneGreyHasNeither() {
        PixelValues grey = new PixelValues(Perturbed.grey(64), new float[64 * 64]);
        assertThat(ChestSegmentation.lungs(grey)).isInstanceOf(MaskOutcome.Failed.class);
        assertThat(ChestSegmentation.body(grey)).isInstanceOf(MaskOutcome.Failed.class);
    }

    @Seeds(10)
    void noiseHasNoLungs(SplittableRandom random) {
        PixelValues noise = Perturbed.random(random, Perturbed.grey(64));
        assertThat(ChestSegmentation.lungs(noise)).isInstanceOf(MaskOutcome.Failed.class);
    }

    @Test
    void theImageIsNotChanged() {
        PhantomImage phantom = PhantomImage.chest(64, new Seed(1));
        float[] before = phantom.grey().clone();
        ChestSegmentation.lungs(new PixelValues(Perturbed.grey(64), phantom.grey()));
        assertThat(phantom.grey()).isEqualTo(before);
    }

    @Test
    void contrastBrightnessAndSizeMatterLittle() {
        PhantomImage phantom = PhantomImage.chest(128, new Seed(1));
        MaskOutcome once = ChestSegmentation.lungs(new PixelValues(Perturbed.grey(128), phantom.grey()));
        float[] dull = phantom.grey().clone();
        for (int i = 0; i < dull.length; i++) {
            dull[i] = 0.3f + 0.4f * dull[i];
        }
        MaskOutcome again = ChestSegmentation.lungs(new PixelValues(Perturbed.grey(128), dull));
        assertThat(((MaskOutcome.Found) once).mask().dice(((MaskOutcome.Found) again).mask()))
                .isGreaterThan(0.99);
    }

    /** Failure rates on public films; the overlays were looked at when the figures of the documentation were taken. */
    @Test
    @Tag("slow")
    void mostFrontalFilmsHaveBothMasks(@TempDir Path scratch) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(SharedData.find("data/nih-cxr64").resolve("images"))) {
            files = listed.sorted().toList();
        }
        PixelLayout layout = Perturbed.grey(64);
        int lungs = 0;
        int bodies = 0;
        try (PixelCache cache = PixelCache.build(scratch, ImageAddress.ofFiles(files), layout, 2, Progress.SILENT)) {
            for (int row = 0; row < files.size(); row++) {
                FloatBuffer image = FloatBuffer.allocate(layout.valuesPerImage());
                cache.read(row, image);
                PixelValues values = new PixelValues(layout, image.array());
                lungs += ChestSegmentation.lungs(values) instanceof MaskOutcome.Found ? 1 : 0;
                bodies += ChestSegmentation.body(values) instanceof MaskOutcome.Found ? 1 : 0;
            }
        }
        System.err.println("lungs found in " + lungs + ", bodies in " + bodies + " of " + files.size());
        assertThat(lungs).isGreaterThan(files.size() * 8 / 10);
        assertThat(bodies).isGreaterThan(files.size() * 95 / 100);
    }

    private static Overlap onPhantoms(
            int count,
            int side,
            Function<PixelValues, MaskOutcome> segmentation,
            Function<PhantomImage, boolean[]> truth) {
        List<Double> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            PhantomImage phantom = PhantomImage.chest(side, new Seed(7).child("phantom", i));
            MaskOutcome outcome = segmentation.apply(new PixelValues(Perturbed.grey(side), phantom.grey()));
            if (outcome instanceof MaskOutcome.Found one) {
                found.add(one.mask().dice(Mask.of(side, truth.apply(phantom))));
            }
        }
        double[] dice = found.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(dice);
        return new Overlap(count, dice);
    }
}
