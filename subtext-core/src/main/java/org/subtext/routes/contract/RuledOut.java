package org.subtext.routes.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Verdict;
import org.subtext.wording.Digits;
import org.subtext.wording.Lists;
import org.subtext.wording.Percent;

/** What signals put in and found again say beside a verdict, in sentences. */
public final class RuledOut {
    /** Whose searches state a strength. */
    private static final List<Recovery.Reader> PLAIN = List.of(Recovery.Reader.LINEAR, Recovery.Reader.BANDS);

    private static final int DIGITS = 2;

    private static final String NOT_TRIED = "How faint a signal would have been found was not tried: known signals, put"
            + " into the images of random patients, tell what a lack of evidence rules out.";

    private RuledOut() {}

    /** What would have been found, what would not, and what a network made of it; empty where nothing was put in. */
    public static List<String> sentences(List<Recovery> recoveries) {
        List<String> sentences = new ArrayList<>();
        for (Recovery.Reader reader : PLAIN) {
            sentences.addAll(byOne(of(recoveries, reader)));
        }
        network(of(recoveries, Recovery.Reader.NETWORK)).ifPresent(sentences::add);
        return sentences;
    }

    /** Of the signals that one reader was asked for. */
    private static List<String> byOne(List<Recovery> recoveries) {
        List<String> sentences = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (Recovery one : recoveries) {
            switch (one.bound()) {
                case FOUND_AT ->
                    found.add(one.what()
                            + interval(one).map(words -> " (" + words + ")").orElse(""));
                case AT_MOST -> sentences.add(atMost(one));
                case NONE ->
                    sentences.add("None up to " + one.what() + " would have been found by "
                            + one.reader().words() + " with " + power(one) + ".");
            }
        }
        if (!found.isEmpty()) {
            Recovery first = recoveries.get(0);
            sentences.add(
                    0,
                    Lists.capitalised(Lists.and(found)) + " would have been found by "
                            + first.reader().words() + ", with " + power(first) + ".");
        }
        return sentences;
    }

    /**
     * What stands beside a verdict that reveals nothing: what it rules out, or that nobody looked; nothing beside
     * others.
     *
     * @param routes what routes found; null where none was looked at
     * @param canBeTried whether there is a training to be done again on other labels
     */
    public static List<String> beside(Verdict verdict, @Nullable RoutesAssessment routes, boolean canBeTried) {
        if (verdict.kind() == Verdict.Kind.REVEALS || verdict.kind() == Verdict.Kind.BELOW_CHANCE) {
            return List.of();
        }
        List<Recovery> recoveries = routes == null ? List.of() : routes.recoveries();
        if (!recoveries.isEmpty()) {
            List<String> sentences = sentences(recoveries);
            return List.of("What this rules out. " + String.join(" ", sentences));
        }
        return canBeTried ? List.of(NOT_TRIED) : List.of();
    }

    /** Whether a verdict that reveals nothing stands without what it rules out, which can be tried. */
    public static boolean isMissing(Verdict verdict, @Nullable RoutesAssessment routes, boolean canBeTried) {
        return beside(verdict, routes, canBeTried).contains(NOT_TRIED);
    }

    private static String atMost(Recovery one) {
        return Lists.capitalised(one.what()) + ", the faintest that was tried, would have been found by "
                + one.reader().words() + " with at least " + power(one) + ": the strength it takes is at most that"
                + interval(one).map(words -> " (interval " + words + ")").orElse("") + ".";
    }

    /** "1.2 %", "at most 0.2 %" where that is the least that may be tried, "none up to 20 %". */
    public static String strength(Recovery recovery) {
        Double strength = recovery.strength();
        if (strength == null) {
            return "none up to " + percent(recovery.most());
        }
        String words = percent(strength);
        return recovery.bound() == Recovery.Bound.AT_MOST ? "at most " + words : words;
    }

    /** "0.9 to 1.6 %", or with one end "up to 1.6 %" and "at least 0.9 %"; empty where there is no interval. */
    public static Optional<String> interval(Recovery recovery) {
        Recovery.Span interval = recovery.interval();
        if (interval == null) {
            return Optional.empty();
        }
        Double from = interval.from();
        Double to = interval.to();
        if (to == null) {
            return Optional.of(from == null ? "without a bound" : "at least " + percent(from));
        }
        return Optional.of(
                from == null ? "up to " + percent(to) : Digits.significant(from, DIGITS) + " to " + percent(to));
    }

    private static String percent(double strength) {
        return Digits.significant(strength, DIGITS) + " %";
    }

    private static Optional<String> network(List<Recovery> tried) {
        if (tried.isEmpty()) {
            return Optional.empty();
        }
        int found = tried.stream().mapToInt(one -> one.anew().found()).sum();
        int draws = tried.stream().mapToInt(one -> one.anew().draws()).sum();
        return Optional.of("The network, newly trained for " + tried.get(0).what() + ", found it in " + found + " of "
                + draws + (draws == 1 ? " draw." : " draws."));
    }

    private static List<Recovery> of(List<Recovery> all, Recovery.Reader reader) {
        return all.stream().filter(one -> one.reader() == reader).toList();
    }

    private static String power(Recovery one) {
        return Percent.exact(one.power()) + " % power";
    }
}
