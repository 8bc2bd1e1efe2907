package org.subtext.routes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;

/**
 * Which experiments a budget pays for: those that tell the most first, among equals the cheapest, each as long as it fits.
 *
 * @param chosen in their own order
 * @param leftOut in their own order
 * @param seconds price of the chosen
 */
record Schedule(List<Experiment> chosen, List<Experiment> leftOut, double seconds) {
    private static final Pattern BUDGET =
            Pattern.compile("(?:(\\d+)\\s*h)?\\s*(?:(\\d+)\\s*m(?:in)?)?\\s*(?:(\\d+)\\s*s)?");

    static Schedule within(
            @Nullable String budget, List<Experiment> experiments, ToDoubleFunction<Experiment> seconds) {
        double limit = budget == null ? Double.POSITIVE_INFINITY : seconds(budget);
        List<Experiment> ranked = new ArrayList<>(experiments);
        ranked.sort(Comparator.comparingInt((Experiment e) -> -e.information()).thenComparingDouble(seconds));
        Set<Experiment> paid = new HashSet<>();
        double total = 0;
        for (Experiment experiment : ranked) {
            double price = seconds.applyAsDouble(experiment);
            if (total + price <= limit) {
                total += price;
                paid.add(experiment);
            }
        }
        return new Schedule(
                experiments.stream().filter(paid::contains).toList(),
                experiments.stream().filter(e -> !paid.contains(e)).toList(),
                total);
    }

    /** Reads "2h", "45m", "1h30m" or "90s". */
    static double seconds(String budget) {
        Matcher parts = BUDGET.matcher(budget.strip().toLowerCase(Locale.ROOT));
        if (budget.isBlank() || !parts.matches()) {
            throw new InvalidInputException(
                    "The budget \"" + budget + "\" is no time. Write it like 2h, 45m, 1h30m or 90s.");
        }
        return Duration.ofHours(number(parts.group(1)))
                .plusMinutes(number(parts.group(2)))
                .plusSeconds(number(parts.group(3)))
                .toSeconds();
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** "3 min", "1 h 20 min", "40 s". */
    static String words(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 100) {
            return whole + " s";
        }
        long minutes = Math.round(seconds / 60);
        return minutes < 90 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
