package org.subtext.cohort;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How classes are made of the values of the attribute.
 *
 * @param codes code book: what each bare integer of the attribute stands for; empty by default
 * @param bins edges of a numeric attribute, ascending: 0, 40, 80 makes the classes "0–39" and "40–79"; empty by default
 * @param rename class name of a source wording (or of a code's meaning); wordings not listed keep their own name
 * @param recorded by column, words that are values there although they usually say that nothing is recorded; none by
 *     default. Of the attribute, what {@code rename} and the classes asked for name is a value too
 */
public record Recoding(
        Map<String, String> codes, List<Double> bins, Map<String, String> rename, Map<String, List<String>> recorded) {
    /** Every value is its own class. */
    public static final Recoding NONE = new Recoding(Map.of(), List.of(), Map.of(), Map.of());

    public Recoding {
        codes = Collections.unmodifiableMap(new LinkedHashMap<>(codes));
        bins = List.copyOf(bins);
        rename = Collections.unmodifiableMap(new LinkedHashMap<>(rename));
        recorded = WordsByColumn.of(recorded);
    }

    public Recoding withCodes(Map<String, String> value) {
        return new Recoding(value, bins, rename, recorded);
    }

    public Recoding withBins(List<Double> value) {
        return new Recoding(codes, value, rename, recorded);
    }

    public Recoding withRename(Map<String, String> value) {
        return new Recoding(codes, bins, value, recorded);
    }

    public Recoding withRecorded(Map<String, List<String>> value) {
        return new Recoding(codes, bins, rename, value);
    }
}
