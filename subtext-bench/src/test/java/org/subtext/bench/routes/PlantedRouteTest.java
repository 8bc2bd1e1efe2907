package org.subtext.bench.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.subtext.bench.routes.PlantedRoute.Confounder.Column;

/** What counts as a hit. */
class PlantedRouteTest {
    private final PlantedRoute band = new PlantedRoute.Band(9, 14, 3);
    private final PlantedRoute tile = new PlantedRoute.Tile(1, 0, 8);
    private final PlantedRoute grey = new PlantedRoute.GreyRange(0.6, 1, 6);
    private final PlantedRoute view = new PlantedRoute.Confounder(Column.VIEW, 0.9);

    @Test
    void aBandIsHitByABandThatLiesHalfWithinItInOctaves() {
        assertThat(band.judge(bandOf(8, 16))).isEqualTo(Judgement.HIT); // 0.64 of one octave
        assertThat(band.judge(bandOf(11, 16))).isEqualTo(Judgement.HIT);
        assertThat(band.judge(bandOf(4, 11))).isEqualTo(Judgement.FALSE_ALARM); // 0.29 of 1.46 octaves
        assertThat(band.judge(bandOf(0, 32))).isEqualTo(Judgement.FALSE_ALARM);
        assertThat(band.judge(bandOf(16, 23))).isEqualTo(Judgement.FALSE_ALARM);
    }

    @Test
    void aLowestBandBeginsAtOneCycle() {
        assertThat(new PlantedRoute.Band(1.5, 4, 3).judge(bandOf(0, 3))).isEqualTo(Judgement.HIT);
        assertThat(new PlantedRoute.Band(1.5, 4, 3).judge(bandOf(0, 1))).isEqualTo(Judgement.FALSE_ALARM);
    }

    @Test
    void aBandOverTheWholeBodyPointsAtNoPlaceAndNoGreyValue() {
        assertThat(band.judge(tileOf(3, 1, 0))).isEqualTo(Judgement.FALSE_ALARM);
        assertThat(band.judge(greyOf(0.6, 0.8))).isEqualTo(Judgement.FALSE_ALARM);
    }

    @Test
    void aTileIsHitByItselfOnly() {
        assertThat(tile.judge(tileOf(3, 1, 0))).isEqualTo(Judgement.HIT);
        assertThat(tile.judge(tileOf(3, 0, 1))).isEqualTo(Judgement.FALSE_ALARM);
        assertThat(tile.judge(tileOf(4, 1, 0))).isEqualTo(Judgement.FALSE_ALARM);
    }

    @Test
    void theBandOfATilesTextureCountsNeitherWay() {
        assertThat(tile.judge(bandOf(8, 11))).isEqualTo(Judgement.BESIDE);
        assertThat(tile.judge(bandOf(16, 23))).isEqualTo(Judgement.FALSE_ALARM); // it ends at 14, spread to 17
        assertThat(tile.judge(greyOf(0.2, 0.4))).isEqualTo(Judgement.BESIDE);
    }

    @Test
    void aRangeOfGreyValuesIsHitByARangeThatLiesHalfWithinIt() {
        assertThat(grey.judge(greyOf(0.5, 0.75))).isEqualTo(Judgement.HIT);
        assertThat(grey.judge(greyOf(0.4, 0.6))).isEqualTo(Judgement.FALSE_ALARM);
        assertThat(grey.judge(tileOf(3, 1, 0))).isEqualTo(Judgement.BESIDE);
    }

    @Test
    void exactlyHalfIsEnough() {
        PlantedRoute dark = new PlantedRoute.GreyRange(0, 0.3, 6);
        assertThat(dark.judge(greyOf(0.2, 0.4))).isEqualTo(Judgement.HIT); // 0.3 - 0.2 < (0.4 - 0.2) / 2 in doubles
    }

    @Test
    void aConfounderIsHitByItsColumnOnly() {
        assertThat(view.judge(columnOf("view"))).isEqualTo(Judgement.HIT);
        assertThat(view.judge(columnOf("scanner"))).isEqualTo(Judgement.FALSE_ALARM);
        assertThat(view.judge(bandOf(1, 2))).isEqualTo(Judgement.BESIDE);
    }

    @Test
    void aColumnThatWasNotPlantedIsAFalseAlarmWhateverWas() {
        for (PlantedRoute route : List.of(band, tile, grey, new PlantedRoute.Nothing())) {
            assertThat(route.judge(columnOf("age"))).isEqualTo(Judgement.FALSE_ALARM);
        }
    }

    @Test
    void theStrongestPointerOfThePlantedKindDecides() {
        assertThat(PhantomAudit.result(tile, true, List.of(bandOf(8, 11), tileOf(3, 1, 0))))
                .isEqualTo(Outcome.HIT);
        assertThat(PhantomAudit.result(tile, true, List.of(tileOf(3, 0, 0), tileOf(3, 1, 0))))
                .isEqualTo(Outcome.MISS);
        assertThat(PhantomAudit.result(tile, true, List.of())).isEqualTo(Outcome.MISS);
    }

    @Test
    void whereNothingIsPlantedNothingMayBeRevealedOrPointedAt() {
        PlantedRoute nothing = new PlantedRoute.Nothing();
        assertThat(PhantomAudit.result(nothing, false, List.of())).isEqualTo(Outcome.SILENT);
        assertThat(PhantomAudit.result(nothing, true, List.of())).isEqualTo(Outcome.FALSE_ALARM);
        assertThat(PhantomAudit.result(nothing, false, List.of(columnOf("age"))))
                .isEqualTo(Outcome.FALSE_ALARM);
    }

    @Test
    void aTileIsNamedByThreeNumbers() {
        assertThatThrownBy(() -> new Pointed(Pointed.Kind.TILE, "a tile", List.of(1.0, 2.0)))
                .hasMessageContaining("3 numbers");
    }

    private static Pointed bandOf(double low, double high) {
        return new Pointed(Pointed.Kind.BAND, "band", List.of(low, high));
    }

    private static Pointed tileOf(double tiles, double row, double column) {
        return new Pointed(Pointed.Kind.TILE, "tile", List.of(tiles, row, column));
    }

    private static Pointed greyOf(double low, double high) {
        return new Pointed(Pointed.Kind.GREY_RANGE, "range", List.of(low, high));
    }

    private static Pointed columnOf(String name) {
        return new Pointed(Pointed.Kind.COLUMN, name, List.of());
    }
}
