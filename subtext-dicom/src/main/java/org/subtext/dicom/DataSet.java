package org.subtext.dicom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Elements in ascending order of their tags, at most one a tag (PS3.5 section 7.1). Immutable. */
public final class DataSet implements Iterable<Element> {
    private final Element[] elements;
    private final CharacterSet characters;

    private DataSet(Element[] sorted, CharacterSet characters) {
        this.elements = sorted;
        this.characters = characters;
    }

    /** A data set of these elements in any order; of two with one tag the first counts. */
    public static DataSet of(Collection<Element> elements) {
        return of(elements, CharacterSet.DEFAULT);
    }

    /** A data set whose text is in {@code inherited} unless it has a Specific Character Set of its own. */
    static DataSet of(Collection<Element> elements, CharacterSet inherited) {
        TreeMap<Tag, Element> sorted = new TreeMap<>();
        elements.forEach(element -> sorted.putIfAbsent(element.tag(), element));
        Element own = sorted.get(Tags.SPECIFIC_CHARACTER_SET);
        return new DataSet(
                sorted.values().toArray(new Element[0]), own == null ? inherited : CharacterSet.of(own.value()));
    }

    /** The same data set with one element more, or another in its place. */
    public DataSet with(Element element) {
        List<Element> changed = new ArrayList<>(List.of(elements));
        changed.removeIf(old -> old.tag().equals(element.tag()));
        changed.add(element);
        return of(changed, characters);
    }

    /** The same data set without the element of a tag. */
    public DataSet without(Tag tag) {
        return of(
                Arrays.stream(elements)
                        .filter(element -> !element.tag().equals(tag))
                        .toList(),
                characters);
    }

    public Optional<Element> find(Tag tag) {
        int low = 0;
        int high = elements.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = elements[middle].tag().compareTo(tag);
            if (order == 0) {
                return Optional.of(elements[middle]);
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    /** Whether the element is there, with or without a value. */
    public boolean has(Tag tag) {
        return find(tag).isPresent();
    }

    /** The first value as text without surrounding spaces; empty where there is no element or no value. */
    public Optional<String> string(Tag tag) {
        return strings(tag).stream().findFirst().filter(text -> !text.isEmpty());
    }

    /** All values as text without surrounding spaces, an empty text for a value left empty; no values, no texts. */
    public List<String> strings(Tag tag) {
        return find(tag)
                .map(element -> ElementValues.strings(element, characters))
                .orElse(List.of());
    }

    /** The first value as a whole number; empty where there is none or it is none. */
    public OptionalInt integer(Tag tag) {
        Optional<Double> number = decimal(tag);
        return number.isPresent() && number.get() == number.get().intValue()
                ? OptionalInt.of(number.get().intValue())
                : OptionalInt.empty();
    }

    /** The first value as a finite number; empty where there is none or it is none. */
    public Optional<Double> decimal(Tag tag) {
        double[] numbers = decimals(tag);
        return numbers.length == 0 || !Double.isFinite(numbers[0]) ? Optional.empty() : Optional.of(numbers[0]);
    }

    /** All values as numbers, NaN for text that is no number. */
    public double[] decimals(Tag tag) {
        return find(tag).map(ElementValues::decimals).orElseGet(() -> new double[0]);
    }

    /** The items of a sequence, none where it is absent. */
    public List<DataSet> items(Tag tag) {
        return find(tag).map(Element::items).orElse(List.of());
    }

    /** How text in this data set is encoded. */
    CharacterSet characters() {
        return characters;
    }

    public int size() {
        return elements.length;
    }

    @Override
    public Iterator<Element> iterator() {
        return List.of(elements).iterator();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DataSet that && Arrays.equals(elements, that.elements);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(elements);
    }

    /** Tags and sizes, never values. */
    @Override
    public String toString() {
        return Arrays.toString(elements);
    }
}
