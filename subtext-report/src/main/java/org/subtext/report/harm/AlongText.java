package org.subtext.report.harm;

import java.util.OptionalDouble;
import org.subtext.harm.Verdict;
import org.subtext.harm.along.RatesAlong;
import org.subtext.report.charts.NumberText;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Digits;
import org.subtext.wording.IntervalText;
import org.subtext.wording.Lists;

/**
 * Rates along numbers as tables write them, where {@link AlongTold} lets them. They are smooth, made only with {@value
 * org.subtext.statistics.trends.RateTrend#FEWEST} patients of either kind or more, and where as many lie beyond as a
 * group is assessed with.
 */
public final class AlongText {
    private AlongText() {}

    /** A recorded number. */
    public static String number(double number) {
        return Digits.exact(number);
    }

    /** {@code 0.80 (0.72–0.86)}. */
    public static String rate(Estimate estimate) {
        return estimate instanceof Estimate.Known known
                ? IntervalText.around(
                        known.value(),
                        known.interval().lower(),
                        known.interval().upper(),
                        2)
                : "–";
    }

    /** {@code −0.12 (−0.20 to −0.04)}. */
    public static String difference(Estimate estimate) {
        return estimate instanceof Estimate.Known known
                ? IntervalText.ofDifference(
                        known.value(),
                        known.interval().lower(),
                        known.interval().upper(),
                        2)
                : "–";
    }

    static String p(RatesAlong.OfRate rate) {
        return NumberText.p(rate.adjustedP());
    }

    /** Whom harm that is shown is of. */
    public static String worse(RatesAlong.Difference difference) {
        OptionalDouble worse = difference.worse();
        return difference.verdict() == Verdict.HARM_SHOWN && worse.isPresent()
                ? HarmSentences.words(difference.verdict()) + ", at " + number(worse.getAsDouble())
                : HarmSentences.words(difference.verdict());
    }

    /** Along what. */
    static String columns(HarmContent content) {
        return Lists.and(content.along().rates().stream()
                .map(RatesAlong.OfRate::column)
                .distinct()
                .toList());
    }

    /** One sentence over all differences. */
    public static String answer(HarmContent content) {
        String column = columns(content);
        String margin = Digits.exact(content.plan().decision().margin(), 2);
        return "Along " + column + ": "
                + switch (content.along().verdict()) {
                    case HARM_SHOWN ->
                        "harm shown; some rate differs by more than " + margin + " between numbers that were declared.";
                    case HARM_EXCLUDED ->
                        "harm excluded; no rate differs by more than " + margin
                                + " between numbers that were declared.";
                    case CANNOT_TELL ->
                        "cannot tell whether a rate differs by more than " + margin
                                + " between numbers that were declared.";
                    case NOT_ASSESSED -> "not assessed; too few patients of either kind, or none beyond the numbers.";
                };
    }
}
