package org.subtext.volumes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.address.ImageAddress;
import org.subtext.sources.slices.SliceSelection;
import org.subtext.volumes.SeriesOrder.Reason;

class SeriesSorterTest {
    private static final double[] AXIAL = {1, 0, 0, 0, 1, 0};
    private static final double[] CORONAL = {1, 0, 0, 0, 0, -1};

    @Test
    void slicesAreOrderedByPlaceWhateverTheirNumbers() {
        List<SliceRecord> series = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            series.add(slice("z" + i, 100 - i, 1, AXIAL, 0, 0, -50 + 2.5 * i));
        }
        shuffle(series);

        SeriesOrder order = SeriesSorter.sort(series);

        assertThat(order.stacks()).hasSize(1);
        Stack stack = order.stacks().get(0);
        assertThat(paths(stack))
                .startsWith("z0", "z1", "z2")
                .endsWith("z18", "z19")
                .hasSize(20);
        assertThat(stack.positionMm(0)).isEqualTo(-50);
        assertThat(stack.relativePosition(19)).isEqualTo(1);
        assertThat(stack.relativePosition(4)).isCloseTo(4 / 19.0, within(1e-12));
        assertThat(stack.gaps()).isEmpty();
        assertThat(order.leftOut()).isEmpty();
    }

    /** A gantry tilted by 20 degrees: positions along the normal are z·cos 20° − y·sin 20°, worked out by hand. */
    @Test
    void aTiltedGantryIsMeasuredAlongItsNormal() {
        double tilt = Math.toRadians(20);
        double[] tilted = {1, 0, 0, 0, Math.cos(tilt), Math.sin(tilt)};
        List<SliceRecord> series = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            series.add(slice("t" + i, 5 - i, 1, tilted, -10, 7, 3 * i));
        }

        Stack stack = SeriesSorter.sort(series).stacks().get(0);

        for (int i = 0; i < 5; i++) {
            assertThat(stack.positionMm(i)).isCloseTo(3 * i * Math.cos(tilt) - 7 * Math.sin(tilt), within(1e-9));
        }
    }

    /** Prone and feet first change the directions of rows and columns, not where the head is. */
    @Test
    void theHeadIsLastHoweverThePatientLies() {
        for (double[] directions :
                new double[][] {AXIAL, {-1, 0, 0, 0, -1, 0}, {-1, 0, 0, 0, 1, 0}, {0, 1, 0, 1, 0, 0}}) {
            List<SliceRecord> series =
                    List.of(slice("head", 1, 1, directions, 0, 0, 90), slice("feet", 2, 1, directions, 0, 0, -90));

            assertThat(paths(SeriesSorter.sort(series).stacks().get(0))).containsExactly("feet", "head");
        }
    }

    @Test
    void localisersAndImagesWithoutGeometryAreSetApart() {
        List<SliceRecord> series = new ArrayList<>(List.of(
                slice("a", 1, 1, AXIAL, 0, 0, 0),
                slice("b", 2, 1, AXIAL, 0, 0, 1),
                record(
                        "scout",
                        3,
                        1,
                        List.of("ORIGINAL", "PRIMARY", "LOCALIZER"),
                        "",
                        SliceGeometry.of(new double[] {0, 0, 0}, CORONAL).orElseThrow()),
                record("dose", 4, 1, List.of("DERIVED", "SECONDARY"), "", null)));

        SeriesOrder order = SeriesSorter.sort(series);

        assertThat(order.count(Reason.LOCALISER)).isEqualTo(1);
        assertThat(order.count(Reason.NO_GEOMETRY)).isEqualTo(1);
        assertThat(order.stacks())
                .singleElement()
                .satisfies(stack -> assertThat(paths(stack)).containsExactly("a", "b"));
    }

    @Test
    void orientationsAndReconstructionsAreStacksOfTheirOwn() {
        List<SliceRecord> series = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            series.add(slice("axial" + i, i, 1, AXIAL, 0, 0, i));
        }
        for (int i = 0; i < 4; i++) {
            series.add(slice("coronal" + i, i, 1, CORONAL, 0, i, 0));
        }
        for (int i = 0; i < 5; i++) {
            series.add(record(
                    "sharp" + i,
                    i,
                    1,
                    List.of(),
                    "B70f",
                    SliceGeometry.of(new double[] {0, 0, i}, AXIAL).orElseThrow()));
        }
        shuffle(series);

        SeriesOrder order = SeriesSorter.sort(series);

        assertThat(order.stacks()).extracting(stack -> stack.slices().size()).containsExactly(6, 5, 4);
        assertThat(order.stacks()).extracting(Stack::number).containsExactly(1, 2, 3);
        assertThat(paths(order.stacks().get(2))).containsExactly("coronal0", "coronal1", "coronal2", "coronal3");
        assertThat(order.leftOut()).isEmpty();
    }

    /** Writers round the spacing or the directions of some images of a series and not of others. */
    @Test
    void roundedSpacingsAndDirectionsAreOneStackOtherReconstructionsAreNot() {
        double[] turned = AXIAL.clone();
        turned[1] = 0.00004;
        List<SliceRecord> series = new ArrayList<>();
        double[] spacings = {0.703125, 0.70313, 0.7031250001, 0.7031};
        for (int i = 0; i < 8; i++) {
            SliceGeometry place = SliceGeometry.of(new double[] {0, 0, i}, i % 2 == 0 ? AXIAL : turned)
                    .orElseThrow();
            series.add(record("one" + i, i, 1, List.of(), "B30f", spacings[i % 4], place));
        }
        for (int i = 0; i < 3; i++) {
            SliceGeometry place =
                    SliceGeometry.of(new double[] {0, 0, i}, AXIAL).orElseThrow();
            series.add(record("finer" + i, i, 1, List.of(), "B30f", 0.693, place));
        }
        shuffle(series);

        assertThat(SeriesSorter.sort(series).stacks())
                .extracting(stack -> stack.slices().size())
                .containsExactly(8, 3);
    }

    @Test
    void aRepeatedScanIsPartedAScanInStepsIsNot() {
        List<SliceRecord> repeated = new ArrayList<>();
        List<SliceRecord> stepped = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            repeated.add(slice("first" + i, i, 1, AXIAL, 0, 0, i));
            repeated.add(slice("again" + i, i, 2, AXIAL, 0, 0, i));
            stepped.add(slice("step" + i, i, i / 4, AXIAL, 0, 0, i));
        }
        shuffle(repeated);

        assertThat(SeriesSorter.sort(repeated).stacks())
                .extracting(stack -> stack.slices().size())
                .containsExactly(8, 8);
        assertThat(SeriesSorter.sort(repeated).leftOut()).isEmpty();
        assertThat(SeriesSorter.sort(stepped).stacks())
                .extracting(stack -> stack.slices().size())
                .containsExactly(8);
    }

    @Test
    void ofTwoImagesAtOnePlaceTheLowerNumberStays() {
        SeriesOrder order = SeriesSorter.sort(List.of(
                slice("copy", 9, 1, AXIAL, 0, 0, 1.004),
                slice("a", 1, 1, AXIAL, 0, 0, 0),
                slice("b", 2, 1, AXIAL, 0, 0, 1),
                slice("c", 3, 1, AXIAL, 0, 0, 2)));

        assertThat(paths(order.stacks().get(0))).containsExactly("a", "b", "c");
        assertThat(order.count(Reason.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void missingSlicesAreCounted() {
        List<SliceRecord> series = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            if (i != 3 && i != 7 && i != 8) {
                series.add(slice("s" + i, i, 1, AXIAL, 0, 0, 1.25 * i));
            }
        }

        Stack stack = SeriesSorter.sort(series).stacks().get(0);

        assertThat(stack.gaps()).containsExactly(new Stack.Gap(2, 1), new Stack.Gap(5, 2));
        assertThat(stack.missing()).isEqualTo(3);
    }

    @Test
    void directionsThatAreNotPerpendicularUnitVectorsAreNoGeometry() {
        double[] origin = {0, 0, 0};
        assertThat(SliceGeometry.of(origin, new double[] {1, 0, 0, 1, 0, 0})).isEmpty();
        assertThat(SliceGeometry.of(origin, new double[] {2, 0, 0, 0, 1, 0})).isEmpty();
        assertThat(SliceGeometry.of(origin, new double[6])).isEmpty();
        assertThat(SliceGeometry.of(new double[] {0, 0}, AXIAL)).isEmpty();
        assertThat(SliceGeometry.of(new double[] {0, Double.NaN, 0}, AXIAL)).isEmpty();
    }

    @Test
    void everyNthSliceOfARangeIsTaken() {
        List<Double> positions = new ArrayList<>();
        for (int i = 0; i <= 10; i++) {
            positions.add(i / 10.0);
        }
        assertThat(new SliceSelection(1, 0, 1).of(positions)).hasSize(11);
        assertThat(new SliceSelection(3, 0.2, 0.8).of(positions)).containsExactly(2, 5, 8);
    }

    private static SliceRecord slice(
            String path, int instance, int acquisition, double[] directions, double... position) {
        return record(
                path,
                instance,
                acquisition,
                List.of("ORIGINAL", "PRIMARY", "AXIAL"),
                "B30f",
                SliceGeometry.of(position, directions).orElseThrow());
    }

    private static SliceRecord record(
            String path,
            int instance,
            int acquisition,
            List<String> type,
            String kernel,
            @org.jspecify.annotations.Nullable SliceGeometry place) {
        return record(path, instance, acquisition, type, kernel, 0.703125, place);
    }

    private static SliceRecord record(
            String path,
            int instance,
            int acquisition,
            List<String> type,
            String kernel,
            double spacing,
            @org.jspecify.annotations.Nullable SliceGeometry place) {
        return new SliceRecord(
                ImageAddress.ofFile(Path.of(path)),
                "p",
                "st",
                "se",
                instance,
                acquisition,
                type,
                512,
                512,
                new Reconstruction(List.of(kernel), List.of(1.0), List.of(spacing, spacing)),
                true,
                place);
    }

    private static List<String> paths(Stack stack) {
        return stack.slices().stream().map(slice -> slice.address().text()).toList();
    }

    private static void shuffle(List<SliceRecord> slices) {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = slices.size() - 1; i > 0; i--) {
            Collections.swap(slices, i, random.nextInt(i + 1));
        }
    }
}
