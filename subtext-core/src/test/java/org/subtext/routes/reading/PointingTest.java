package org.subtext.routes.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.subtext.routes.SimulatedBattery;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Pointer;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;
import org.subtext.testing.Seeds;

/** Batteries whose truth is known, without images: what is pointed at, what is not, and what is said. */
class PointingTest {
    private static final int[][] BANDS = {{1, 5}, {5, 10}, {10, 25}, {25, 50}};
    private static final String[] RANGES = {"0 0.2", "0.2 0.4", "0.4 0.6", "0.6 0.8", "0.8 1"};

    /** Kept and removed tiles: the share of the signal that each leaves. */
    private static SimulatedBattery tiles(
            SimulatedBattery battery, Mode mode, BiFunction<Integer, Integer, Double> share) {
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                double held = share.apply(row, column);
                battery.with("keep-tile 3 " + (3 * row + column), mode, held);
                battery.with("remove-tile 3 " + (3 * row + column), mode, 1 - held);
            }
        }
        return battery;
    }

    private static SimulatedBattery bands(SimulatedBattery battery, Mode mode, int planted) {
        for (int band = 0; band < BANDS.length; band++) {
            String numbers = BANDS[band][0] + " " + BANDS[band][1];
            battery.with("band-pass " + numbers, mode, band == planted ? 0.9 : 0.05);
            battery.with("notch " + numbers, mode, band == planted ? 0.05 : 0.9);
        }
        return battery;
    }

    @Seeds(10)
    void aPlantedTileIsPointedAtAndNoOther(SplittableRandom random) {
        int row = random.nextInt(3);
        int column = random.nextInt(3);
        List<Pointer> pointers = tiles(
                        new SimulatedBattery(200, 2, random.nextLong()),
                        Mode.TESTED_UNDER,
                        (r, c) -> r == row && c == column ? 0.9 : 0.02)
                .assessed()
                .pointers();

        assertThat(pointers).singleElement().satisfies(pointer -> {
            assertThat(pointer.kind()).isEqualTo(Pointer.Kind.TILE);
            assertThat(pointer.numbers()).containsExactly(3.0, 3.0 * row + column);
            assertThat(pointer.strength()).isGreaterThan(0.5);
        });
    }

    @Seeds(10)
    void aSignalThatEveryTileHoldsPointsAtNoTile(SplittableRandom random) {
        SimulatedBattery battery = new SimulatedBattery(200, 2, random.nextLong());
        for (int tile = 0; tile < 9; tile++) {
            battery.with("keep-tile 3 " + tile, Mode.TESTED_UNDER, 0.5);
            battery.with("remove-tile 3 " + tile, Mode.TESTED_UNDER, 0.95);
        }

        assertThat(battery.assessed().pointers()).isEmpty();
    }

    @Seeds(10)
    void aPlantedBandIsPointedAtInEitherMode(SplittableRandom random) {
        int planted = random.nextInt(BANDS.length);
        Mode mode = random.nextBoolean() ? Mode.TESTED_UNDER : Mode.NEWLY_TRAINED;
        int patients = mode == Mode.NEWLY_TRAINED ? 800 : 200;
        List<Pointer> pointers = bands(new SimulatedBattery(patients, 2, random.nextLong()), mode, planted)
                .assessed()
                .pointers();

        assertThat(pointers).singleElement().satisfies(pointer -> {
            assertThat(pointer.kind()).isEqualTo(Pointer.Kind.BAND);
            assertThat(pointer.numbers()).containsExactly((double) BANDS[planted][0], (double) BANDS[planted][1]);
            assertThat(pointer.sentence())
                    .startsWith(
                            "Points at " + BANDS[planted][0] + " to " + BANDS[planted][1] + " cycles per image: alone")
                    .contains(mode.words());
        });
    }

    @Seeds(10)
    void aPlantedRangeOfGreyValuesIsPointedAt(SplittableRandom random) {
        int planted = random.nextInt(RANGES.length);
        SimulatedBattery battery = new SimulatedBattery(200, 2, random.nextLong());
        for (int range = 0; range < RANGES.length; range++) {
            battery.with("keep-range " + RANGES[range], Mode.TESTED_UNDER, range == planted ? 0.8 : 0.05);
            battery.with("remove-range " + RANGES[range], Mode.TESTED_UNDER, range == planted ? 0.1 : 0.9);
        }

        assertThat(battery.assessed().pointers()).singleElement().satisfies(pointer -> {
            assertThat(pointer.kind()).isEqualTo(Pointer.Kind.INTENSITY_RANGE);
            assertThat(pointer.what())
                    .isEqualTo("grey values from " + RANGES[planted].replace(" ", " to ") + " of white");
        });
    }

    @Seeds(10)
    void theNarrowestOfOverlappingBandsIsNamed(SplittableRandom random) {
        SimulatedBattery battery = new SimulatedBattery(200, 2, random.nextLong());
        for (int[] band : new int[][] {{5, 10}, {5, 25}, {5, 50}, {10, 25}, {10, 50}, {25, 50}}) {
            boolean holds = band[0] <= 10 && band[1] >= 25;
            battery.with("band-pass " + band[0] + " " + band[1], Mode.TESTED_UNDER, holds ? 0.95 : 0.03);
            battery.with("notch " + band[0] + " " + band[1], Mode.TESTED_UNDER, holds ? 0.05 : 0.95);
        }

        assertThat(battery.assessed().pointers()).extracting(Pointer::numbers).containsExactly(List.of(10.0, 25.0));
    }

    /** Spread over two fifths it survives the loss of either; only the pair is missed. */
    @Seeds(10)
    void whatSpreadsOverTwoRangesIsPointedAtAsTheirPair(SplittableRandom random) {
        SimulatedBattery battery = new SimulatedBattery(200, 2, random.nextLong());
        for (String range : List.of("0 0.2", "0.2 0.4", "0.4 0.6", "0.6 0.8", "0.8 1")) {
            boolean holds = range.equals("0.6 0.8") || range.equals("0.8 1");
            battery.with("keep-range " + range, Mode.TESTED_UNDER, holds ? 0.8 : 0.05);
            battery.with("remove-range " + range, Mode.TESTED_UNDER, holds ? 0.9 : 0.97);
        }
        for (String pair : List.of("0 0.4", "0.2 0.6", "0.4 0.8", "0.6 1")) {
            boolean holds = pair.equals("0.6 1");
            battery.with("keep-range " + pair, Mode.TESTED_UNDER, holds ? 0.95 : 0.1);
            battery.with("remove-range " + pair, Mode.TESTED_UNDER, holds ? 0.05 : 0.9);
        }

        assertThat(battery.assessed().pointers()).extracting(Pointer::numbers).containsExactly(List.of(0.6, 1.0));
    }

    @Test
    void theInsideOfAMaskIsPointedAtWhereTheOutsideDoesNotDo() {
        SimulatedBattery inside = new SimulatedBattery(200, 2, 6)
                .with("masks", new Subject.Region("lung", true, false), Mode.NEWLY_TRAINED, 1)
                .with("masks", new Subject.Region("lung", false, false), Mode.TESTED_UNDER, 0.1)
                .with("masks", new Subject.Region("lung", false, true), Mode.TESTED_UNDER, 0)
                .with("masks", new Subject.Outline("lung"), Mode.NEWLY_TRAINED, 0);
        assertThat(inside.assessed().pointers()).singleElement().satisfies(pointer -> {
            assertThat(pointer.kind()).isEqualTo(Pointer.Kind.REGION);
            assertThat(pointer.what()).isEqualTo("what lies inside the lung mask");
        });

        SimulatedBattery both = new SimulatedBattery(200, 2, 6)
                .with("masks", new Subject.Region("lung", true, false), Mode.TESTED_UNDER, 0.9)
                .with("masks", new Subject.Region("lung", false, false), Mode.TESTED_UNDER, 0.9);
        assertThat(both.assessed().pointers()).isEmpty();
    }

    @Test
    void whatANewlyTrainedNetworkCanSpareIsNotPointedAt() {
        SimulatedBattery battery = new SimulatedBattery(1_000, 2, 5);
        for (int band = 0; band < BANDS.length; band++) {
            String numbers = BANDS[band][0] + " " + BANDS[band][1];
            battery.with("band-pass " + numbers, Mode.TESTED_UNDER, band == 0 ? 0.9 : 0.2);
            battery.with("notch " + numbers, Mode.TESTED_UNDER, band == 0 ? 0.05 : 0.9);
            battery.with("notch " + numbers, Mode.NEWLY_TRAINED, 0.98);
        }

        assertThat(battery.assessed().pointers()).isEmpty();
    }

    @Test
    void twoCurvesBracketABandWhereNoneWasCut() {
        SimulatedBattery battery = new SimulatedBattery(200, 2, 12);
        for (int radius : new int[] {1, 5, 10, 25, 50}) {
            battery.with("low-pass " + radius, Mode.TESTED_UNDER, radius >= 25 ? 0.95 : 0.02);
            battery.with("high-pass " + radius, Mode.TESTED_UNDER, radius <= 10 ? 0.95 : 0.02);
        }
        RoutesAssessment found = battery.assessed();

        assertThat(found.pointers()).extracting(Pointer::numbers).containsExactly(List.of(10.0, 25.0));
        assertThat(found.routes().get(0).reading())
                .singleElement()
                .asString()
                .startsWith("Survives the loss of everything above 25 cycles per image (tested under): low-pass 25, AUC"
                        + " 0.9")
                .contains("Low-pass 10");
    }

    @Seeds(20)
    void nothingPlantedPointsAtNothing(SplittableRandom random) {
        SimulatedBattery battery = new SimulatedBattery(200, 0, random.nextLong());
        bands(battery, Mode.TESTED_UNDER, 1);
        tiles(battery, Mode.TESTED_UNDER, (r, c) -> 0.5);
        RoutesAssessment found = battery.assessed();

        if (!found.baseline().reveals()) {
            assertThat(found.pointers()).isEmpty();
            assertThat(found.reading().get(0)).contains("points at no route");
        }
        assertThat(found.baseline().reveals() && !found.pointers().isEmpty()).isFalse();
    }

    @Test
    void aColumnThatAloneTellsItIsPointedAtUnlessPatientsAlikeInItTellAsMuch() {
        SimulatedBattery alone = new SimulatedBattery(300, 1.5, 3)
                .with(column("view"), fromTable(0.9))
                .with(column("age"), fromTable(0));
        assertThat(alone.assessed().pointers())
                .extracting(Pointer::kind, Pointer::what)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Pointer.Kind.CONFOUNDER, "recorded view"));

        Setting stratum = new Setting("strata", new Subject.Stratum("view", "= AP"), Mode.SUBSET);
        SimulatedBattery within = new SimulatedBattery(300, 1.5, 3)
                .with(column("view"), fromTable(0.9))
                .with(
                        stratum,
                        Evidence.of(new SimulatedBattery(300, 1.5, 3)
                                .table(stratum.experiment(), 1, false, patient -> patient % 3 == 0)));
        assertThat(within.assessed().pointers()).isEmpty();
    }

    @Test
    void aColumnIsPointedAtWhateverItsNameSays() {
        for (String column : List.of("ward", "reshuffled ward", "all columns", "only shuffled")) {
            SimulatedBattery battery = new SimulatedBattery(300, 1.5, 3).with(column(column), fromTable(0.9));

            assertThat(battery.assessed().pointers())
                    .as(column)
                    .extracting(Pointer::what)
                    .containsExactly("recorded " + column);
        }
    }

    private static Setting column(String name) {
        return new Setting("table", new Subject.OneColumn(name), Mode.FROM_TABLE);
    }

    private static Evidence fromTable(double share) {
        return Evidence.of(new SimulatedBattery(300, 1.5, 3).table("table " + share, share, true, patient -> true));
    }

    @Test
    void readingsNeverSayThatSomethingFellToChance() {
        SimulatedBattery battery = new SimulatedBattery(200, 2, 2);
        battery.with("noise 0.1", Mode.TESTED_UNDER, 0.8).with("noise 0.5", Mode.TESTED_UNDER, 0);
        tiles(battery, Mode.NEWLY_TRAINED, (r, c) -> r == 1 ? 0.5 : 0);
        RoutesAssessment found = battery.assessed();

        assertThat(found.routes())
                .allSatisfy(route -> assertThat(route.reading())
                        .isNotEmpty()
                        .allSatisfy(sentence -> assertThat(sentence)
                                .doesNotContain("falls to chance")
                                .containsAnyOf("tested under", "newly trained")));
        assertThat(found.routes().get(0).reading().get(0))
                .startsWith("Survives noise of standard deviation 0.1 (tested under): noise 0.1, AUC")
                .containsAnyOf("cannot be told from chance, upper limit", "within the margin of chance");
    }
}
