package org.subtext.routes.battery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;
import org.subtext.routes.contract.Experiment;
import org.subtext.wording.Durations;
import org.subtext.wording.Lists;

/**
 * Which experiments a budget pays for: those that tell the most first, each as long as it fits.
 *
 * <p>Things that can be pointed at come before everything else and sort by sort, the cheapest sort first, since one of
 * nine tiles stands out only beside the other eight: where a whole sort fits, none of its money goes to another. Within
 * a sort, and among what stands by itself, what tells more comes first, of equals the cheapest.
 *
 * @param chosen in that order, which is the order they run in
 * @param leftOut in the order of the report
 * @param seconds price of the chosen
 * @param missing price of what is left out, by when it would have its turn
 */
record Schedule(List<Experiment> chosen, List<Experiment> leftOut, double seconds, SortedMap<Turn, Double> missing) {
    private static final Pattern BUDGET = Pattern.compile(
            "(?:(\\d+(?:\\.\\d+)?)\\s*h)?\\s*(?:(\\d+(?:\\.\\d+)?)\\s*m(?:in)?)?\\s*(?:(\\d+(?:\\.\\d+)?)\\s*s)?");

    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    static Schedule within(
            @Nullable String budget, List<Experiment> experiments, ToDoubleFunction<Experiment> seconds) {
        double limit = budget == null ? Double.POSITIVE_INFINITY : seconds(budget);
        List<Experiment> chosen = new ArrayList<>();
        Set<Experiment> paid = Collections.newSetFromMap(new IdentityHashMap<>());
        double total = 0;
        for (Experiment experiment : inTurn(experiments, seconds)) {
            double price = seconds.applyAsDouble(experiment);
            if (total + price <= limit) {
                total += price;
                chosen.add(experiment);
                paid.add(experiment);
            }
        }
        List<Experiment> leftOut =
                experiments.stream().filter(e -> !paid.contains(e)).toList();
        SortedMap<Turn, Double> missing = new TreeMap<>();
        leftOut.forEach(e -> missing.merge(Turn.of(e), seconds.applyAsDouble(e), Double::sum));
        return new Schedule(List.copyOf(chosen), leftOut, total, missing);
    }

    /** What a longer budget would be spent on, in its order, with prices; empty where nothing is left out. */
    Optional<String> whatMoreWouldBuy() {
        if (leftOut.isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        missing.forEach((turn, price) -> {
            long count = leftOut.stream().filter(e -> Turn.of(e) == turn).count();
            parts.add(turn.words() + " (" + count + (count == 1 ? " setting" : " settings") + ", about "
                    + Durations.words(price) + ")");
        });
        return Optional.of("The budget left out " + leftOut.size() + (leftOut.size() == 1 ? " setting" : " settings")
                + ". A longer one would be spent, in this order, on " + Lists.and(parts) + ".");
    }

    private static List<Experiment> inTurn(List<Experiment> experiments, ToDoubleFunction<Experiment> seconds) {
        Map<Sort, Double> prices = new HashMap<>();
        experiments.forEach(e -> prices.merge(Sort.of(e), seconds.applyAsDouble(e), Double::sum));
        List<Experiment> ranked = new ArrayList<>(experiments);
        ranked.sort(Comparator.comparing(Turn::of)
                .thenComparingDouble((Experiment e) -> prices.getOrDefault(Sort.of(e), 0.0))
                .thenComparing(e -> Sort.of(e).thing())
                .thenComparingInt(e -> -e.information())
                .thenComparingDouble(seconds));
        return ranked;
    }

    /** Things of one sort that have their turn together; what is no thing is a sort by itself, without a price. */
    private record Sort(Turn turn, String thing) {
        static Sort of(Experiment experiment) {
            return new Sort(Turn.of(experiment), Turn.thing(experiment).orElse(""));
        }
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
}
