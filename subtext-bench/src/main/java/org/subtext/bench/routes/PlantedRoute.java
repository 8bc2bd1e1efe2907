package org.subtext.bench.routes;

import java.util.Locale;
import org.subtext.sources.phantom.ConfounderCorrelations;
import org.subtext.sources.phantom.PhantomPlan;
import org.subtext.sources.phantom.PlantedSignal;

/**
 * One planted route, and the rule by which a pointer counts as a hit; the rules were fixed before any battery was run
 * on a phantom.
 *
 * <p>Whatever the kind, a recorded column that was not planted is a false alarm. Band, tile and range of grey values
 * planted together by one texture are judged as far as the phantom determines them: the texture of a tile has its own
 * band, but its grey values are whatever the anatomy there gives.
 */
sealed interface PlantedRoute {
    /** Short, for file names: "band-8-16". */
    String name();

    /** For the table: "8 to 16 cycles per image". */
    String words();

    /** The phantom with this planted. */
    PhantomPlan in(PhantomPlan silent);

    Judgement judge(Pointed pointed);

    /** Whether a pointer of this kind is an answer to what was planted. */
    boolean isAnsweredBy(Pointed.Kind kind);

    /** No route at all: every pointer is a false alarm. */
    record Nothing() implements PlantedRoute {
        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public String words() {
            return "nothing";
        }

        @Override
        public PhantomPlan in(PhantomPlan silent) {
            return silent.withSignal(new PlantedSignal.None());
        }

        @Override
        public Judgement judge(Pointed pointed) {
            return Judgement.FALSE_ALARM;
        }

        @Override
        public boolean isAnsweredBy(Pointed.Kind kind) {
            return false;
        }
    }

    /**
     * A texture over the whole body. A hit is a band of which at least half, in octaves, lies within the planted one;
     * the texture lies in every tile and at every grey value, so that pointing at one of those is a false alarm.
     */
    record Band(double low, double high, double strength) implements PlantedRoute {
        @Override
        public String name() {
            return "band-" + number(low) + "-" + number(high);
        }

        @Override
        public String words() {
            return number(low) + " to " + number(high) + " cycles per image";
        }

        @Override
        public PhantomPlan in(PhantomPlan silent) {
            return silent.withSignal(new PlantedSignal.Band(low, high, strength));
        }

        @Override
        public Judgement judge(Pointed pointed) {
            boolean isHit = pointed.kind() == Pointed.Kind.BAND && isHalfWithinOctaves(pointed, low, high);
            return isHit ? Judgement.HIT : Judgement.FALSE_ALARM;
        }

        @Override
        public boolean isAnsweredBy(Pointed.Kind kind) {
            return kind == Pointed.Kind.BAND;
        }
    }

    /** A texture in one tile of 3 × 3. A hit is that tile; grey values and masks are not judged. */
    record Tile(int row, int column, double strength) implements PlantedRoute {
        @Override
        public String name() {
            return "tile-" + (row + 1) + "-" + (column + 1);
        }

        @Override
        public String words() {
            return "tile in row " + (row + 1) + ", column " + (column + 1) + " of 3 × 3";
        }

        @Override
        public PhantomPlan in(PhantomPlan silent) {
            return silent.withSignal(new PlantedSignal.Region(row, column, strength));
        }

        @Override
        public Judgement judge(Pointed pointed) {
            return switch (pointed.kind()) {
                case TILE ->
                    pointed.numbers().get(0) == 3
                                    && pointed.numbers().get(1) == row
                                    && pointed.numbers().get(2) == column
                            ? Judgement.HIT
                            : Judgement.FALSE_ALARM;
                case BAND -> judgeBandOfTexture(pointed);
                case GREY_RANGE, REGION -> Judgement.BESIDE;
                case COLUMN -> Judgement.FALSE_ALARM;
            };
        }

        @Override
        public boolean isAnsweredBy(Pointed.Kind kind) {
            return kind == Pointed.Kind.TILE;
        }
    }

    /**
     * A texture where the picture has certain grey values. A hit is a range of which at least half lies within the
     * planted one; tiles and masks are not judged, since anatomy puts those grey values into some of them.
     */
    record GreyRange(double low, double high, double strength) implements PlantedRoute {
        @Override
        public String name() {
            return "grey-" + number(low) + "-" + number(high);
        }

        @Override
        public String words() {
            return "grey values " + number(low) + " to " + number(high);
        }

        @Override
        public PhantomPlan in(PhantomPlan silent) {
            return silent.withSignal(new PlantedSignal.IntensityRange(low, high, strength));
        }

        @Override
        public Judgement judge(Pointed pointed) {
            return switch (pointed.kind()) {
                case GREY_RANGE ->
                    isHalfWithin(pointed.numbers().get(0), pointed.numbers().get(1), low, high)
                            ? Judgement.HIT
                            : Judgement.FALSE_ALARM;
                case BAND -> judgeBandOfTexture(pointed);
                case TILE, REGION -> Judgement.BESIDE;
                case COLUMN -> Judgement.FALSE_ALARM;
            };
        }

        @Override
        public boolean isAnsweredBy(Pointed.Kind kind) {
            return kind == Pointed.Kind.GREY_RANGE;
        }
    }

    /**
     * No texture, but a recorded column that goes with the attribute and shows in the picture. A hit is that column;
     * how the column shows (geometry, noise, sharpness, contrast) is confined to no band, tile or range, so those are
     * not judged.
     */
    record Confounder(Column column, double correlation) implements PlantedRoute {
        /** Columns of a phantom's table that show in its pictures. */
        enum Column {
            VIEW,
            SCANNER,
            SEX,
            DISEASE,
            BMI;

            private String inTable() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        @Override
        public String name() {
            return "column-" + column.inTable();
        }

        @Override
        public String words() {
            return "recorded " + column.inTable() + ", correlation " + number(correlation);
        }

        @Override
        public PhantomPlan in(PhantomPlan silent) {
            ConfounderCorrelations correlations = switch (column) {
                case VIEW -> new ConfounderCorrelations(0, 0, 0, 0, 0, correlation);
                case SCANNER -> new ConfounderCorrelations(0, 0, 0, 0, correlation, 0);
                case SEX -> new ConfounderCorrelations(0, correlation, 0, 0, 0, 0);
                case DISEASE -> new ConfounderCorrelations(0, 0, 0, correlation, 0, 0);
                case BMI -> new ConfounderCorrelations(0, 0, correlation, 0, 0, 0);
            };
            return silent.withSignal(new PlantedSignal.None()).withConfounders(correlations);
        }

        @Override
        public Judgement judge(Pointed pointed) {
            if (pointed.kind() != Pointed.Kind.COLUMN) {
                return Judgement.BESIDE;
            }
            return pointed.what().equals(column.inTable()) ? Judgement.HIT : Judgement.FALSE_ALARM;
        }

        @Override
        public boolean isAnsweredBy(Pointed.Kind kind) {
            return kind == Pointed.Kind.COLUMN;
        }
    }

    /** Cutting a texture out of a third of the image spreads its band by about as many cycles. */
    double SPREAD_BY_CUTTING = 3;

    /** Lowest frequency that counts, cycles an image: below it an octave has no meaning. */
    double LOWEST = 1;

    double ROUNDING = 1e-9;

    private static Judgement judgeBandOfTexture(Pointed pointed) {
        boolean isOfTexture = isHalfWithinOctaves(
                pointed, PlantedSignal.DEFAULT_LOW - SPREAD_BY_CUTTING, PlantedSignal.DEFAULT_HIGH + SPREAD_BY_CUTTING);
        return isOfTexture ? Judgement.BESIDE : Judgement.FALSE_ALARM;
    }

    private static boolean isHalfWithinOctaves(Pointed band, double low, double high) {
        double from = Math.log(Math.max(LOWEST, band.numbers().get(0)));
        double to = Math.log(Math.max(LOWEST, band.numbers().get(1)));
        return isHalfWithin(from, to, Math.log(low), Math.log(high));
    }

    /** Whether at least half of [from, to] lies within [low, high]; exactly half is enough, whatever rounding says. */
    private static boolean isHalfWithin(double from, double to, double low, double high) {
        double common = Math.min(to, high) - Math.max(from, low);
        return to > from && common >= (to - from) / 2 - ROUNDING;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf(Math.round(value)) : String.valueOf(value);
    }
}
