package org.subtext.audit.answers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.subtext.report.charts.NumberText;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;
import org.subtext.wording.Digits;

/** Figures while they are collected, of one file at a time. Not thread-safe. */
final class Collected {
    private static final int DECIMALS = 3;

    /** A p-value is printed with as many digits as it has, or as a bound. */
    private static final int EXACT = -1;

    /** Of ends that were computed in another order than the estimate. */
    private static final double ROUNDING = 1e-9;

    private static final String SMALL = "it would tell of a small group";

    private final Labels labels = new Labels();
    private final List<Figure> figures = new ArrayList<>();

    /** Names of what a figure is of, as the run's table writes them. */
    static final class Names {
        private final Map<Slot, String> names = new EnumMap<>(Slot.class);

        static Names of(Slot slot, String name) {
            return new Names().and(slot, name);
        }

        Names and(Slot slot, String name) {
            names.put(slot, name);
            return this;
        }

        void each(BiConsumer<Slot, String> taken) {
            names.forEach(taken);
        }
    }

    Labels labels() {
        return labels;
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }

    /** A sentence. */
    void words(Topic topic, Names names, String text, StoredFile file, String pointer) {
        add(topic, names, null, null, "", null, labels.inSentence(text), "", file.place(pointer));
    }

    /** How an estimate reads: the report's text and its decimals, which a value has too. */
    record Reading(String unit, String text, int decimals) {
        /** Of an AUC or a share, with its interval. */
        static Reading ofShare(String unit, Estimate told) {
            return new Reading(unit, NumberText.withInterval(told), DECIMALS);
        }

        static Reading ofP(Estimate told) {
            return new Reading("p", told.isDefined() ? NumberText.pPhrase(told) : NumberText.withInterval(told), EXACT);
        }

        /** One-sided, of an AUC above one half: near 1 it says no more than that the AUC is not above. */
        static Reading ofPAbove(Estimate told) {
            return oneSided(told, "above 0.5");
        }

        /** The same of an AUC below one half. */
        static Reading ofPBelow(Estimate told) {
            return oneSided(told, "below 0.5");
        }

        /** One-sided, with the side in words. */
        static Reading oneSided(Estimate told, String side) {
            Reading plain = ofP(told);
            return told.isDefined()
                    ? new Reading(plain.unit(), plain.text() + " (one-sided, " + side + ")", EXACT)
                    : plain;
        }
    }

    /**
     * An estimate. Its value is rounded as its text is: all digits of an AUC or a share tell how many it was counted
     * from.
     *
     * @param n patients that it rests on; null where that is not told
     */
    void estimate(
            Topic topic,
            Names names,
            Estimate told,
            @Nullable Integer n,
            Reading reading,
            StoredFile file,
            String pointer) {
        String unit = reading.unit();
        String text = labels.inSentence(reading.text());
        if (told instanceof Estimate.Undefined undefined) {
            String reason = labels.inSentence(undefined.reason());
            add(topic, names, null, null, unit, n, text, reason, file.place(pointer));
            return;
        }
        int decimals = reading.decimals();
        Interval interval = told instanceof Estimate.Known known ? rounded(known.interval(), decimals) : null;
        double value = told.valueOr(0);
        if (told instanceof Estimate.Known known && isOutside(known)) {
            throw file.disagrees(pointer);
        }
        add(topic, names, rounded(value, decimals), interval, unit, n, text, "", file.place(pointer, value));
    }

    /** Whether an estimate lies outside its interval, as one that was changed does; of few draws a lawful one may. */
    private static boolean isOutside(Estimate.Known known) {
        Interval interval = known.interval();
        return !interval.method().contains("bootstrap")
                && (known.value() < interval.lower() - ROUNDING || known.value() > interval.upper() + ROUNDING);
    }

    private static Interval rounded(Interval all, int decimals) {
        return new Interval(rounded(all.lower(), decimals), rounded(all.upper(), decimals), all.level(), all.method());
    }

    private static double rounded(double value, int decimals) {
        return decimals == EXACT
                ? value
                : BigDecimal.valueOf(value)
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .doubleValue();
    }

    /** A number without an interval. */
    void number(Topic topic, Names names, double value, String unit, String text, StoredFile file, String pointer) {
        add(topic, names, value, null, unit, null, text, "", file.place(pointer, value));
    }

    /** A count, or that it is hidden. */
    void count(Topic topic, Names names, OptionalInt told, String one, String many, StoredFile file, String pointer) {
        if (told.isPresent()) {
            int count = told.getAsInt();
            Place place = file.place(pointer, count);
            add(topic, names, (double) count, null, many, null, Digits.counted(count, one, many), "", place);
        } else {
            withheld(topic, names, many, NumberText.HIDDEN, file, pointer);
        }
    }

    /** What is not told as it is. */
    void withheld(Topic topic, Names names, String unit, String text, StoredFile file, String pointer) {
        add(topic, names, null, null, unit, null, labels.inSentence(text), SMALL, file.place(pointer));
    }

    private void add(
            Topic topic,
            Names names,
            @Nullable Double value,
            @Nullable Interval interval,
            String unit,
            @Nullable Integer n,
            String text,
            String reason,
            Place place) {
        Map<Slot, String> labelled = new EnumMap<>(Slot.class);
        names.names.forEach((slot, name) -> labelled.put(slot, labels.of(slot, name)));
        figures.add(new Figure(
                topic,
                labelled,
                value,
                interval == null ? null : interval.lower(),
                interval == null ? null : interval.upper(),
                interval == null ? null : interval.level(),
                interval == null ? "" : interval.method(),
                n,
                unit,
                place,
                text,
                reason));
    }
}
