package org.subtext.report.harm.export;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.subtext.harm.along.RatesAlong;
import org.subtext.report.harm.HarmContent;
import org.subtext.report.harm.HarmSentences;
import org.subtext.report.harm.HarmTold;
import org.subtext.statistics.groups.Rate;
import org.subtext.wording.Digits;

/** Rates along numbers as results of a card: a label each, and what a line of the table tells of it as JSON. */
final class AlongResults {
    private static final String TOGETHER = "for all differences together";

    private AlongResults() {}

    /** All of a run, in order; empty where no number was declared. */
    static Map<String, String> of(HarmContent content, HarmTold told) {
        Map<String, String> results = new LinkedHashMap<>();
        FurtherLines.of(content, told).stream()
                .filter(cells -> cells.containsKey("along"))
                .forEach(cells -> results.put(label(cells), json(cells)));
        return results;
    }

    /** {@code true positive rate of edema at age 30 less 50}. */
    private static String label(Map<String, String> cells) {
        String model = cells.getOrDefault("model", "");
        String of =
                HarmSentences.words(Rate.valueOf(cells.getOrDefault("rate", "").toUpperCase(Locale.ROOT))) + " of "
                        + cells.getOrDefault("finding", "") + (model.isEmpty() ? "" : " by " + model);
        String column = cells.getOrDefault("along", "");
        return switch (cells.getOrDefault("kind", "")) {
            case FurtherLines.ALONG -> of + " at " + column + " " + number(cells, "at");
            case FurtherLines.ALONG_DIFFERENCE ->
                of + " at " + column + " " + number(cells, "at") + " less " + number(cells, "less_at");
            default -> of + ", log odds in " + Digits.exact(RatesAlong.STEP) + " of " + column;
        };
    }

    private static String number(Map<String, String> cells, String column) {
        return Digits.exact(Double.parseDouble(cells.getOrDefault(column, "0")));
    }

    private static String json(Map<String, String> cells) {
        boolean isDifference = cells.containsKey("less_at");
        return "{\"told\": \"" + cells.get("told") + "\""
                + member(cells, "estimate", "value")
                + member(cells, "lower", "lower")
                + member(cells, "upper", "upper")
                + (isDifference && cells.containsKey("lower") ? ", \"interval\": \"" + TOGETHER + "\"" : "")
                + member(cells, "adjusted_p", "adjusted_p")
                + (isDifference ? ", \"verdict\": \"" + cells.get("verdict") + "\"" : "")
                + "}";
    }

    private static String member(Map<String, String> cells, String column, String name) {
        String number = cells.get(column);
        return number == null ? "" : ", \"" + name + "\": " + number;
    }
}
