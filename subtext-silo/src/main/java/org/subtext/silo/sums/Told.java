package org.subtext.silo.sums;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.subtext.problems.InvalidInputException;

/**
 * What sites are told of earlier sums, by name: numbers without a row, equal for all sites.
 *
 * <p>Arrays are copied in and out.
 */
public final class Told {
    public static final Told NOTHING = new Told(Map.of());

    private final Map<String, double[]> numbers;

    private Told(Map<String, double[]> numbers) {
        this.numbers = numbers;
    }

    /** Takes what was sent over: every number finite. */
    public static Told of(Map<String, double[]> numbers) {
        Map<String, double[]> copy = new TreeMap<>();
        numbers.forEach((name, values) -> {
            for (double value : values) {
                if (!Double.isFinite(value)) {
                    throw new InvalidInputException("What was told under \"" + name
                            + "\" holds a number that is none. Expected finite numbers. Ask the coordinator to send it"
                            + " again.");
                }
            }
            copy.put(name, values.clone());
        });
        return new Told(copy);
    }

    /** Both; what the other says of a name is taken. */
    public Told and(Told other) {
        Map<String, double[]> both = new LinkedHashMap<>(numbers);
        both.putAll(other.numbers);
        return of(both);
    }

    /** All of it, by name in alphabetical order. */
    public Map<String, double[]> numbers() {
        return of(numbers).numbers;
    }

    /** Numbers of a name, so many. */
    double[] numbers(String name, int size) {
        double[] found = numbers.get(name);
        if (found == null || found.length != size) {
            throw new InvalidInputException(
                    "A question needs " + size + " numbers \"" + name + "\" of an earlier sum and "
                            + (found == null ? "was told none" : "was told " + found.length)
                            + ". Questions are asked in the order of the plan. Ask the coordinator to send it again.");
        }
        return found.clone();
    }
}
