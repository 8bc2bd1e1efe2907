package org.subtext.routes.battery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;
import org.subtext.routes.contract.Experiment;

/**
 * Which experiments a budget pays for: those that tell the most first, among equals the cheapest, each as long as it
 * fits.
 *
 * @param chosen in that order, which is the order they run in
 * @param leftOut in the order of the report
 * @param seconds price of the chosen
 */
record Schedule(List<Experiment> chosen, List<Experiment> leftOut, double seconds) {
    private static final Pattern BUDGET = Pattern.compile(
            "(?:(\\d+(?:\\.\\d+)?)\\s*h)?\\s*(?:(\\d+(?:\\.\\d+)?)\\s*m(?:in)?)?\\s*(?:(\\d+(?:\\.\\d+)?)\\s*s)?");

    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final int LONGEST_IN_SECONDS = 100;
    private static final int LONGEST_IN_MINUTES = 90;

    static Schedule within(
            @Nullable String budget, List<Experiment> experiments, ToDoubleFunction<Experiment> seconds) {
        double limit = budget == null ? Double.POSITIVE_INFINITY : seconds(budget);
        List<Experiment> ranked = new ArrayList<>(experiments);
        ranked.sort(Comparator.comparingInt((Experiment e) -> -e.information()).thenComparingDouble(seconds));
        List<Experiment> chosen = new ArrayList<>();
        Set<Experiment> paid = Collections.newSetFromMap(new IdentityHashMap<>());
        double total = 0;
        for (Experiment experiment : ranked) {
            double price = seconds.applyAsDouble(experiment);
            if (total + price <= limit) {
                total += price;
                chosen.add(experiment);
                paid.add(experiment);
            }
        }
        return new Schedule(
                List.copyOf(chosen),
                experiments.stream().filter(e -> !paid.contains(e)).toList(),
                total);
    }

    /** Reads "2h", "45m", "1h30m", "1.5h" or "90s". */
    static double seconds(String budget) {
        Matcher parts = BUDGET.matcher(budget.strip().toLowerCase(Locale.ROOT));
        double seconds = budget.isBlank() || !parts.matches()
                ? 0
                : HOUR * number(parts.group(1)) + MINUTE * number(parts.group(2)) + number(parts.group(3));
        if (!(seconds > 0)) {
            throw new InvalidInputException("The budget \"" + budget
                    + "\" is no time longer than nothing. Write it like 2h, 45m, 1h30m, 1.5h or 90s.");
        }
        return seconds;
    }

    private static double number(@Nullable String digits) {
        return digits == null ? 0 : Double.parseDouble(digits);
    }

    /** "3 min", "1 h 20 min", "40 s". */
    static String words(double seconds) {
        long whole = Math.round(seconds);
        if (whole < LONGEST_IN_SECONDS) {
            return whole + " s";
        }
        long minutes = Math.round(seconds / MINUTE);
        return minutes < LONGEST_IN_MINUTES ? minutes + " min" : minutes / MINUTE + " h " + minutes % MINUTE + " min";
    }
}
