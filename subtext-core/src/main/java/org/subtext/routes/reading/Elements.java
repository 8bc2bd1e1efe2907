package org.subtext.routes.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.subtext.perturbation.contract.Band;
import org.subtext.perturbation.contract.GreyRange;
import org.subtext.perturbation.contract.Part;
import org.subtext.perturbation.contract.Role;
import org.subtext.perturbation.contract.Tile;
import org.subtext.routes.contract.Pointer;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.SettingResult;
import org.subtext.wording.Digits;

/**
 * Parts of one sort, of which some settings keep one and others remove one.
 *
 * @param kind what a pointer to one of them is
 * @param sort of the parts
 */
record Elements(Pointer.Kind kind, Class<? extends Part> sort) {
    static final List<Elements> ALL = List.of(
            new Elements(Pointer.Kind.BAND, Band.class),
            new Elements(Pointer.Kind.TILE, Tile.class),
            new Elements(Pointer.Kind.INTENSITY_RANGE, GreyRange.class));

    /** Whether a battery holds narrow ones within wide ones; tiles of one grid lie side by side. */
    boolean areNested() {
        return kind != Pointer.Kind.TILE;
    }

    boolean isKeeping(SettingResult result) {
        return result.setting().subject().role() instanceof Role.Keeps keeps && sort.isInstance(keeps.part());
    }

    boolean isRemoving(SettingResult result) {
        return result.setting().subject().role() instanceof Role.Removes removes && sort.isInstance(removes.part());
    }

    /** What a setting keeps or removes. */
    static Part partOf(SettingResult result) {
        Role role = result.setting().subject().role();
        if (role instanceof Role.Keeps keeps) {
            return keeps.part();
        }
        if (role instanceof Role.Removes removes) {
            return removes.part();
        }
        throw new IllegalArgumentException(result.setting().experiment() + " is not about one part");
    }

    /** Settings that were compared with each other: one kind, one mode, one size of grid. */
    static List<List<RouteAssessor.Assessed>> peers(List<RouteAssessor.Assessed> settings) {
        Map<List<Object>, List<RouteAssessor.Assessed>> groups = new LinkedHashMap<>();
        for (RouteAssessor.Assessed one : settings) {
            Setting setting = one.result().setting();
            int grid = partOf(one.result()) instanceof Tile tile ? tile.grid() : 0;
            List<Object> group = List.of(setting.subject().kind(), setting.mode(), grid);
            groups.computeIfAbsent(group, key -> new ArrayList<>()).add(one);
        }
        return List.copyOf(groups.values());
    }

    static double width(Part part) {
        return part instanceof Tile ? 0 : numbers(part).get(1) - numbers(part).get(0);
    }

    static boolean overlap(Part one, Part other) {
        List<Double> a = numbers(one);
        List<Double> b = numbers(other);
        return a.get(0) < b.get(1) && b.get(0) < a.get(1);
    }

    /** The numbers that name a part: its two ends, or the tiles in a row and the tile's ordinal from 0. */
    static List<Double> numbers(Part part) {
        if (part instanceof Band band) {
            return List.of(band.innerCyclesPerImage(), band.outerCyclesPerImage());
        }
        if (part instanceof GreyRange range) {
            return List.of(range.low(), range.high());
        }
        Tile tile = (Tile) part;
        return List.of((double) tile.grid(), (double) tile.index());
    }

    /** For a reader: "10 to 25 cycles per image", "the tile in row 1, column 2 of 3 × 3", "grey values 0.4 to 0.6". */
    static String words(Part part) {
        if (part instanceof Tile tile) {
            return String.format(
                    Locale.ROOT,
                    "the tile in row %d, column %d of %d × %d",
                    tile.row() + 1,
                    tile.column() + 1,
                    tile.grid(),
                    tile.grid());
        }
        String ends = Digits.parameter(numbers(part).get(0)) + " to "
                + Digits.parameter(numbers(part).get(1));
        return part instanceof Band ? ends + " cycles per image" : "grey values from " + ends + " of white";
    }
}
