package org.subtext.audit.answers;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One number or sentence of a run, as anybody may be told of it.
 *
 * @param topic what it tells
 * @param names what it tells it of, as labels ({@link Labels}); empty where there is one of it in a run
 * @param value null for a sentence, and for a number that is not defined or not told
 * @param lower end of its interval; null without one
 * @param upper end of its interval; null without one
 * @param level coverage of the interval, in (0, 1); null without one
 * @param method of the interval; empty without one
 * @param n patients that it rests on; null where that is not told, or where it rests on none
 * @param unit of the value: "AUC", "patients"; empty for a sentence
 * @param place where it stands
 * @param text in the report's own words and rounding
 * @param reason why a number has no value; empty where it has one, and for a sentence
 */
public record Figure(
        Topic topic,
        Map<Slot, String> names,
        @Nullable Double value,
        @Nullable Double lower,
        @Nullable Double upper,
        @Nullable Double level,
        String method,
        @Nullable Integer n,
        String unit,
        Place place,
        String text,
        String reason) {
    public Figure {
        Map<Slot, String> sorted = new EnumMap<>(Slot.class);
        sorted.putAll(names);
        names = Collections.unmodifiableMap(sorted);
        if (value != null && !Double.isFinite(value)) {
            throw new IllegalArgumentException("a figure is finite, or has a reason why there is none");
        }
    }

    /** Whether it is a number that is not defined or not told. */
    public boolean isWithheld() {
        return !reason.isEmpty();
    }
}
