package org.subtext.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whole numbers known to lie in ranges and to fulfil sums: how far do the sums pin them down? */
final class LinearCounts {
    private static final int MOST = 100_000;
    private static final double TINY = 1e-7;

    private record Sum(Map<String, Double> terms, double low, double high) {}

    private final Map<String, double[]> ranges = new TreeMap<>();
    private final List<Sum> sums = new ArrayList<>();

    /** What a count may be, as long as nothing else is known; never negative. */
    void within(String name, double low, double high) {
        double[] range = ranges.computeIfAbsent(name, key -> new double[] {0, MOST});
        range[0] = Math.max(range[0], Math.ceil(low - TINY));
        range[1] = Math.min(range[1], Math.floor(high + TINY));
    }

    void is(String name, int count) {
        within(name, count, count);
    }

    /** A sum of counts with their signs lies in a range. */
    void sum(Map<String, Double> terms, double low, double high) {
        terms.keySet().forEach(name -> within(name, 0, MOST));
        sums.add(new Sum(new LinkedHashMap<>(terms), low, high));
    }

    /** The parts make the whole. */
    void parts(List<String> parts, String whole) {
        Map<String, Double> terms = new LinkedHashMap<>();
        parts.forEach(part -> terms.put(part, 1.0));
        terms.merge(whole, -1.0, Double::sum);
        sum(terms, 0, 0);
    }

    /** Lowest and highest, once everything was combined. */
    Map<String, double[]> solved() {
        List<Sum> all = new ArrayList<>(sums);
        all.addAll(eliminated());
        boolean moved = true;
        for (int round = 0; moved && round < 200; round++) {
            moved = false;
            for (Sum sum : all) {
                moved |= narrow(sum);
            }
        }
        return ranges;
    }

    private boolean narrow(Sum sum) {
        double low = 0;
        double high = 0;
        for (Map.Entry<String, Double> term : sum.terms().entrySet()) {
            double[] range = range(term.getKey());
            low += Math.min(term.getValue() * range[0], term.getValue() * range[1]);
            high += Math.max(term.getValue() * range[0], term.getValue() * range[1]);
        }
        boolean moved = false;
        for (Map.Entry<String, Double> term : sum.terms().entrySet()) {
            double[] range = range(term.getKey());
            double factor = term.getValue();
            double ownLow = Math.min(factor * range[0], factor * range[1]);
            double ownHigh = Math.max(factor * range[0], factor * range[1]);
            double a = (sum.low() - (high - ownHigh)) / factor;
            double b = (sum.high() - (low - ownLow)) / factor;
            double from = Math.ceil(Math.min(a, b) - 1e-6);
            double to = Math.floor(Math.max(a, b) + 1e-6);
            if (from > range[0] && from <= range[1] || to < range[1] && to >= range[0]) {
                range[0] = Math.max(range[0], from);
                range[1] = Math.min(range[1], to);
                return true;
            }
        }
        return moved;
    }

    private double[] range(String name) {
        return ranges.computeIfAbsent(name, key -> new double[] {0, MOST});
    }

    /** Gauss and Jordan over the exact sums, what is known put in: each row a combination of what was said. */
    private List<Sum> eliminated() {
        List<String> names = new ArrayList<>();
        ranges.forEach((name, range) -> {
            if (range[0] < range[1]) {
                names.add(name);
            }
        });
        List<double[]> rows = new ArrayList<>();
        for (Sum sum : sums) {
            if (sum.low() == sum.high()) {
                double[] row = new double[names.size() + 1];
                row[names.size()] = sum.low();
                sum.terms().forEach((name, factor) -> {
                    int at = names.indexOf(name);
                    if (at >= 0) {
                        row[at] += factor;
                    } else {
                        row[names.size()] -= factor * range(name)[0];
                    }
                });
                rows.add(row);
            }
        }
        int done = 0;
        for (int column = 0; column < names.size() && done < rows.size(); column++) {
            int pivot = done;
            for (int r = done; r < rows.size(); r++) {
                pivot = Math.abs(rows.get(r)[column]) > Math.abs(rows.get(pivot)[column]) ? r : pivot;
            }
            if (Math.abs(rows.get(pivot)[column]) < TINY) {
                continue;
            }
            double[] top = rows.remove(pivot);
            rows.add(done, top);
            double by = top[column];
            for (int i = 0; i < top.length; i++) {
                top[i] /= by;
            }
            for (double[] row : rows) {
                double times = row[column];
                if (row != top && times != 0) {
                    for (int i = 0; i < row.length; i++) {
                        row[i] -= times * top[i];
                    }
                }
            }
            done++;
        }
        List<Sum> combined = new ArrayList<>();
        for (double[] row : rows) {
            Map<String, Double> terms = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                if (Math.abs(row[i]) > TINY) {
                    terms.put(names.get(i), row[i]);
                }
            }
            if (!terms.isEmpty()) {
                combined.add(new Sum(terms, row[names.size()], row[names.size()]));
            }
        }
        return combined;
    }
}
