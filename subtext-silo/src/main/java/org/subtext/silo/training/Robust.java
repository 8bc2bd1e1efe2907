package org.subtext.silo.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.provenance.Seed;
import org.subtext.silo.masking.Quorum;

/**
 * What is made of several sites' changes where some may be broken or hostile. Which one is used is a choice of the
 * plan, that it states: under masks only {@link #bounded}, and {@link #median} of group means from nine sites on;
 * single changes are seen only by consent.
 */
public final class Robust {
    /** Sites of a group under a mask of its own. */
    public static final int FEWEST_OF_GROUP = Quorum.FEWEST_SITES;

    /** From here on there are three groups to take a median of. */
    public static final int FEWEST_FOR_GROUPS = 9;

    private Robust() {}

    /** A change no longer than a bound: shortened where it is. */
    public static Weights bounded(Weights change, double bound) {
        if (!(bound > 0)) {
            throw new IllegalArgumentException("a bound is above 0, got " + bound);
        }
        double norm = change.norm();
        return norm > bound ? change.times(bound / norm) : change;
    }

    /** The mean of changes, each no longer than a bound. */
    public static Weights meanOfBounded(List<Weights> changes, double bound) {
        return mean(changes.stream().map(change -> bounded(change, bound)).toList());
    }

    /**
     * The median of each weight; the mean of both middle ones where they are even in number. Source: Yin and others
     * (2018), arXiv:1803.01498.
     */
    public static Weights median(List<Weights> changes) {
        return trimmedMean(changes, (changes.size() - 1) / 2);
    }

    /** The mean of each weight without the so many least and largest ones. Source as of {@link #median}. */
    public static Weights trimmedMean(List<Weights> changes, int eachSide) {
        if (eachSide < 0 || 2 * eachSide >= changes.size()) {
            throw new IllegalArgumentException(
                    "of " + changes.size() + " changes " + eachSide + " cannot go on each side");
        }
        Weights first = changes.get(0);
        changes.forEach(first::minus);
        double[] made = new double[first.size()];
        for (int i = 0; i < made.length; i++) {
            int place = i;
            made[i] = changes.stream()
                            .mapToDouble(change -> change.at(place))
                            .sorted()
                            .skip(eachSide)
                            .limit(changes.size() - 2L * eachSide)
                            .sum()
                    / (changes.size() - 2 * eachSide);
        }
        return new Weights(first.layout(), made);
    }

    /**
     * How far each change lies from those nearest to it: the sum of its squared distances to the n − bad − 2 nearest
     * others. Source: Blanchard and others (2017), arXiv:1703.02757.
     *
     * @param bad how many may be hostile; 2 bad + 2 must be below n
     */
    public static double[] krumScores(List<Weights> changes, int bad) {
        int nearest = changes.size() - bad - 2;
        if (bad < 0 || 2 * bad + 2 >= changes.size()) {
            throw new IllegalArgumentException("against " + bad + " hostile sites there must be more than "
                    + (2 * bad + 2) + ", got " + changes.size());
        }
        return changes.stream()
                .mapToDouble(one -> changes.stream()
                        .filter(other -> other != one)
                        .mapToDouble(one::squaredDistance)
                        .sorted()
                        .limit(nearest)
                        .sum())
                .toArray();
    }

    /** The mean of the so many changes that lie nearest to others; of 1, Krum itself. */
    public static Weights multiKrum(List<Weights> changes, int bad, int kept) {
        if (kept < 1 || kept > changes.size() - bad) {
            throw new IllegalArgumentException("of " + changes.size() + " changes " + kept + " cannot be kept");
        }
        double[] scores = krumScores(changes, bad);
        return mean(IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(place -> scores[place]))
                .limit(kept)
                .map(changes::get)
                .toList());
    }

    /**
     * Sites in groups that are summed under a mask each, drawn by a seed of the plan: as many groups as have three
     * sites or more.
     *
     * @param sites by name, at least nine
     */
    public static List<List<String>> groups(List<String> sites, Seed seed) {
        if (sites.size() < FEWEST_FOR_GROUPS) {
            throw new IllegalArgumentException("a median of groups takes " + FEWEST_FOR_GROUPS
                    + " sites, so that there are three groups of three; got " + sites.size());
        }
        List<List<String>> groups = new ArrayList<>();
        int count = sites.size() / FEWEST_OF_GROUP;
        for (int group = 0; group < count; group++) {
            groups.add(new ArrayList<>());
        }
        List<String> shuffled = seed.shuffled(sites.stream().sorted().toList());
        for (int place = 0; place < shuffled.size(); place++) {
            groups.get(place % count).add(shuffled.get(place));
        }
        return groups.stream().map(List::copyOf).toList();
    }

    private static Weights mean(List<Weights> changes) {
        double[] sum = new double[changes.get(0).size()];
        for (Weights change : changes) {
            changes.get(0).minus(change);
            Arrays.setAll(sum, i -> sum[i] + change.at(i));
        }
        return new Weights(
                changes.get(0).layout(),
                Arrays.stream(sum).map(one -> one / changes.size()).toArray());
    }
}
