package org.subtext.web.images;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Ids of cases that hold for one session: random numbers, in whose order the cases are shown. Neither an id nor its
 * place tells anything of the order in which a run knows the cases. Immutable.
 */
final class CaseIds {
    private static final Pattern FORM = Pattern.compile("[0-9a-z]{13}");
    private static final int RADIX = 36;
    private static final int DIGITS = 13;

    private final long[] sorted;
    private final int[] indices;
    private final int[] ranks;

    private CaseIds(long[] sorted, int[] indices, int[] ranks) {
        this.sorted = sorted;
        this.indices = indices;
        this.ranks = ranks;
    }

    /** New ones for so many cases. */
    static CaseIds drawn(int cases) {
        return drawn(cases, new SecureRandom());
    }

    static CaseIds drawn(int cases, RandomGenerator random) {
        long[] sorted = new long[cases];
        int known = 0;
        while (known < cases) {
            for (int i = known; i < cases; i++) {
                sorted[i] = random.nextLong() >>> 1;
            }
            Arrays.sort(sorted);
            known = distinct(sorted);
        }
        int[] indices = new int[cases];
        int[] ranks = new int[cases];
        Arrays.setAll(indices, i -> i);
        SplittableRandom order = new SplittableRandom(random.nextLong());
        for (int i = cases - 1; i > 0; i--) {
            int j = order.nextInt(i + 1);
            int swapped = indices[i];
            indices[i] = indices[j];
            indices[j] = swapped;
        }
        for (int rank = 0; rank < cases; rank++) {
            ranks[indices[rank]] = rank;
        }
        return new CaseIds(sorted, indices, ranks);
    }

    /** How many stand at the front without a repetition, which are all but once in an age of the world. */
    private static int distinct(long[] sorted) {
        int known = Math.min(1, sorted.length);
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] != sorted[i - 1]) {
                sorted[known++] = sorted[i];
            }
        }
        return known;
    }

    int size() {
        return indices.length;
    }

    /** The id at a place of the session's order. */
    String at(int rank) {
        String digits = Long.toString(sorted[rank], RADIX);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    /** Its place in the session's order. */
    int rank(int index) {
        return ranks[index];
    }

    /** Which case an id is of, as the run knows it; empty where it is none of this session. */
    OptionalInt index(String id) {
        if (!FORM.matcher(id).matches()) {
            return OptionalInt.empty();
        }
        try {
            int rank = Arrays.binarySearch(sorted, Long.parseLong(id, RADIX));
            return rank < 0 ? OptionalInt.empty() : OptionalInt.of(indices[rank]);
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
