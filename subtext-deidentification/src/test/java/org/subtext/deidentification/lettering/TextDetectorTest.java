package org.subtext.deidentification.lettering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Recall and false alarms on radiographs; prints the table of docs/deidentification.md. */
class TextDetectorTest {
    private static final Path RADIOGRAPHS = Path.of("../../shared/data/cohen-cxr/images");
    private static final double[][] HEIGHTS = {{7, 9}, {9, 13}, {13, 21}, {21, 32}};

    @Test
    void anEmptyImageAndNoiseHaveNoText() {
        assertThat(TextDetector.suspects(Grey.of(64, 64, new float[64 * 64]))).isFalse();
        SplittableRandom random = new SplittableRandom(1);
        float[] noise = new float[256 * 256];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextDouble();
        }
        assertThat(TextDetector.suspects(Grey.of(256, 256, noise))).isFalse();
    }

    /** Every second image; the others served to choose the thresholds. */
    @Test
    void textOnRadiographsIsFound() throws IOException {
        assumeThat(RADIOGRAPHS).as("radiographs to draw on").isDirectory();
        List<Path> files;
        try (Stream<Path> all = Files.list(RADIOGRAPHS)) {
            files = all.sorted().toList();
        }
        int[] found = new int[HEIGHTS.length];
        int clean = 0;
        int flagged = 0;
        for (int i = 1; i < files.size(); i += 2) {
            FloatImage image = FloatImage.read(files.get(i));
            if (TextDetector.suspects(image.grey())) {
                flagged++;
                System.out.println("flagged as it came: " + files.get(i).getFileName());
                continue;
            }
            clean++;
            for (int h = 0; h < HEIGHTS.length; h++) {
                SplittableRandom random = new SplittableRandom(1000L * i + h);
                double pixels = random.nextDouble(HEIGHTS[h][0], HEIGHTS[h][1]);
                found[h] += TextDetector.suspects(
                                DrawnText.random(random, pixels).on(image).grey())
                        ? 1
                        : 0;
            }
        }
        System.out.printf(Locale.ROOT, "%d images, %d flagged as they came%n", clean + flagged, flagged);
        for (int h = 0; h < HEIGHTS.length; h++) {
            System.out.printf(
                    Locale.ROOT,
                    "capitals of %.0f to %.0f pixels: %d of %d found%n",
                    HEIGHTS[h][0],
                    HEIGHTS[h][1],
                    found[h],
                    clean);
            assertThat(found[h] / (double) clean).isGreaterThan(0.75);
        }
        assertThat(flagged / (double) (clean + flagged)).isLessThan(0.15);
    }
}
