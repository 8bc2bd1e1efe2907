package org.subtext.routes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Things of which one is kept or one removed: bands, tiles, ranges of grey values.
 *
 * @param kind what they are
 * @param keeping kinds of settings that leave one alone
 * @param removing kinds of settings that take one away
 */
record Elements(Pointer.Kind kind, Set<String> keeping, Set<String> removing) {
    static final List<Elements> ALL = List.of(
            new Elements(Pointer.Kind.BAND, Set.of("band-pass", "smooth-band-pass"), Set.of("notch", "smooth-notch")),
            new Elements(Pointer.Kind.TILE, Set.of("keep-tile"), Set.of("remove-tile")),
            new Elements(Pointer.Kind.INTENSITY_RANGE, Set.of("keep-range"), Set.of("remove-range")));

    /** One of the things, by the numbers that name it. */
    record Element(List<Double> numbers) {
        Element {
            numbers = List.copyOf(numbers);
        }

        double width() {
            return numbers.size() < 2 ? 0 : Math.abs(numbers.get(1) - numbers.get(0));
        }

        boolean overlaps(Element other) {
            return numbers.size() >= 2
                    && other.numbers.size() >= 2
                    && numbers.get(0) < other.numbers.get(1)
                    && other.numbers.get(0) < numbers.get(1);
        }
    }

    static Optional<Elements> of(String kind) {
        return ALL.stream()
                .filter(one -> one.keeping.contains(kind) || one.removing.contains(kind))
                .findFirst();
    }

    /** Whether a battery holds narrow ones within wide ones; tiles of one grid lie side by side. */
    boolean areNested() {
        return kind != Pointer.Kind.TILE;
    }

    boolean isKeeping(SettingResult result) {
        return keeping.contains(Label.of(result).kind());
    }

    boolean isRemoving(SettingResult result) {
        return removing.contains(Label.of(result).kind());
    }

    static Element elementOf(SettingResult result) {
        List<Double> numbers = Label.of(result).numbers();
        // A band's third number would be the order of its filter, which names no other band.
        boolean isBand = Label.of(result).kind().endsWith("band-pass")
                || Label.of(result).kind().endsWith("notch");
        return new Element(isBand && numbers.size() > 2 ? numbers.subList(0, 2) : numbers);
    }

    /** Settings that were compared with each other: one kind, one mode, one size of grid. */
    static List<List<RouteAssessor.Assessed>> peers(List<RouteAssessor.Assessed> settings) {
        Map<String, List<RouteAssessor.Assessed>> groups = new LinkedHashMap<>();
        for (RouteAssessor.Assessed one : settings) {
            Label label = Label.of(one.result());
            boolean isTile = label.kind().endsWith("-tile") && !label.numbers().isEmpty();
            String group = label.kind() + ", " + one.result().setting().mode()
                    + (isTile ? ", " + label.numbers().get(0) : "");
            groups.computeIfAbsent(group, key -> new ArrayList<>()).add(one);
        }
        return List.copyOf(groups.values());
    }

    /** For a reader: "10 to 25 cycles per image", "the tile in row 1, column 2 of 3 × 3", "grey values 0.4 to 0.6". */
    String words(Element element) {
        List<Double> numbers = element.numbers();
        if (kind == Pointer.Kind.BAND && numbers.size() >= 2) {
            return Phrase.number(numbers.get(0)) + " to " + Phrase.number(numbers.get(1)) + " cycles per image";
        }
        if (kind == Pointer.Kind.INTENSITY_RANGE && numbers.size() >= 2) {
            return "grey values from " + Phrase.number(numbers.get(0)) + " to " + Phrase.number(numbers.get(1))
                    + " of white";
        }
        if (kind == Pointer.Kind.TILE && numbers.size() == 2) {
            int count = numbers.get(0).intValue();
            int tile = numbers.get(1).intValue();
            return String.format(
                    Locale.ROOT,
                    "the tile in row %d, column %d of %d × %d",
                    tile / count + 1,
                    tile % count + 1,
                    count,
                    count);
        }
        return kind.words() + " "
                + String.join(" ", numbers.stream().map(Phrase::number).toList());
    }
}
