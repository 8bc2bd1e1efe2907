package org.subtext.deidentification.lettering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.pixels.DicomPixels;
import org.subtext.dicom.pixels.DisplayImage;

/**
 * How often text anywhere in an image is found, upright and turned by a quarter, and how often an image without any is
 * flagged; prints the table of docs/deidentification.md.
 *
 * <p>Radiographs are every second of a public set, the others of which served to choose thresholds; DICOM images are
 * those of public test files of at least 256 pixels either way; phantoms are drawn here, in sizes up to a mammogram's.
 */
class TextSimulationTest {
    private static final Path RADIOGRAPHS = Path.of("../../shared/data/cohen-cxr/images");
    private static final Path DICOM = Path.of("../../shared/data/dicom");
    private static final double[][] HEIGHTS = {{7, 9}, {9, 13}, {13, 21}, {21, 32}};
    private static final int LEAST_SIDE = 256;

    /** One set of images, and by height and turn how many lines of text were found. */
    private record Tally(String name, int[][] found, int[] counts) {
        static Tally of(String name) {
            return new Tally(name, new int[HEIGHTS.length][2], new int[3]);
        }

        int clean() {
            return counts[0];
        }

        /** Images, of which some are drawn on several times. */
        int images() {
            return counts[2];
        }

        int flagged() {
            return counts[1];
        }

        void take(FloatImage image, String named, long seed, int times) {
            if (TextDetector.suspects(image.grey())) {
                counts[1]++;
                counts[2]++;
                System.out.println(name + ", flagged as it came: " + named);
                return;
            }
            counts[2]++;
            for (int time = 0; time < times; time++) {
                counts[0]++;
                for (int h = 0; h < HEIGHTS.length; h++) {
                    for (int turn = 0; turn < 2; turn++) {
                        SplittableRandom random = new SplittableRandom(((seed * 31 + time) * 31 + h) * 31 + turn);
                        double pixels = random.nextDouble(HEIGHTS[h][0], HEIGHTS[h][1]);
                        FloatImage ground = turn == 0
                                ? image
                                : image.turnedLeft().turnedLeft().turnedLeft();
                        FloatImage drawn = DrawnText.anywhere(random, pixels).on(ground);
                        FloatImage seen = turn == 0 ? drawn : drawn.turnedLeft();
                        found[h][turn] += TextDetector.suspects(seen.grey()) ? 1 : 0;
                    }
                }
            }
        }

        void print() {
            for (int h = 0; h < HEIGHTS.length; h++) {
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %.0f to %.0f | %s | %s |%n",
                        name,
                        HEIGHTS[h][0],
                        HEIGHTS[h][1],
                        share(found[h][0], clean()),
                        share(found[h][1], clean()));
            }
        }
    }

    /** With the exact interval of Clopper and Pearson (1934), doi:10.1093/biomet/26.4.404, at 95 %. */
    private static String share(int found, int all) {
        double low =
                found == 0 ? 0 : BetaDistribution.of(found, all - found + 1).inverseCumulativeProbability(0.025);
        double high =
                found == all ? 1 : BetaDistribution.of(found + 1, all - found).inverseCumulativeProbability(0.975);
        return String.format(Locale.ROOT, "%d of %d: %.2f (%.2f to %.2f)", found, all, found / (double) all, low, high);
    }

    @Test
    void exactIntervalsAreThoseOfR() {
        // R 4.3.1: binom.test(83, 90)$conf.int
        assertThat(share(83, 90)).isEqualTo("83 of 90: 0.92 (0.85 to 0.97)");
        assertThat(share(0, 90)).isEqualTo("0 of 90: 0.00 (0.00 to 0.04)");
    }

    @Test
    @Tag("slow")
    void textAnywhereIsFound() throws IOException {
        assumeThat(RADIOGRAPHS).as("radiographs to draw on").isDirectory();
        assumeThat(DICOM).as("DICOM images to draw on").isDirectory();
        List<Tally> all = List.of(radiographs(), dicom(), phantoms());
        for (Tally tally : all) {
            tally.print();
            System.out.println(tally.name() + ": flagged as they came " + share(tally.flagged(), tally.images()));
        }
        for (Tally tally : all) {
            for (int[] byTurn : tally.found()) {
                assertThat(byTurn[0] / (double) tally.clean()).as(tally.name()).isGreaterThan(0.6);
            }
        }
        assertThat(all.get(0).flagged()).as("radiographs that all do hold text").isLessThanOrEqualTo(8);
    }

    private static Tally radiographs() throws IOException {
        Tally tally = Tally.of("radiographs");
        List<Path> files = below(RADIOGRAPHS);
        for (int i = 1; i < files.size(); i += 2) {
            tally.take(
                    FloatImage.read(files.get(i)), String.valueOf(files.get(i).getFileName()), i, 1);
        }
        return tally;
    }

    private static Tally dicom() throws IOException {
        Tally tally = Tally.of("DICOM");
        List<String> seen = new ArrayList<>();
        for (Path path : below(DICOM)) {
            try {
                DisplayImage shown = DicomPixels.of(DicomFile.read(path)).display(0);
                FloatImage image = FloatImage.of(shown);
                String content = String.valueOf(Arrays.hashCode(image.values()));
                if (Math.min(shown.width(), shown.height()) >= LEAST_SIDE && !seen.contains(content)) {
                    seen.add(content);
                    tally.take(image, String.valueOf(path.getFileName()), seen.size(), 4);
                }
            } catch (IOException e) {
                // Test files that are broken on purpose, or no DICOM.
                continue;
            }
        }
        return tally;
    }

    private static Tally phantoms() {
        Tally tally = Tally.of("phantoms");
        for (int i = 0; i < 12; i++) {
            tally.take(FloatImage.phantom(new SplittableRandom(i), 500 + 200 * i, 600 + 220 * i), "phantom " + i, i, 1);
        }
        return tally;
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
