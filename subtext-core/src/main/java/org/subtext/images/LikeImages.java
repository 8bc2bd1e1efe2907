package org.subtext.images;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Pairs of images that show the same picture in another encoding, size, depth, grey scale or slightly cropped.
 *
 * <p>Pairs whose {@link ImageSketches} differ in at most {@value #MOST_BITS} of 64 bits, or fewer where chance would
 * bring many together, are found by tables of 16 bits with at most two flipped (multi-index hashing, Norouzi, Punjani
 * and Fleet 2012, doi:10.1109/CVPR.2012.6248043), so that cost grows with images and not with their pairs; the nearest
 * few of each image are compared closely ({@link CloseComparison}). How like is too like hangs on how like the cohort's
 * images are anyway, which pairs drawn at random tell: phantoms are all alike, people are not. The same for any number
 * of threads.
 */
public final class LikeImages {
    /** Less likeness is never that of the same picture; how this was chosen: docs/validation.md. */
    public static final double LEAST = 0.9;

    /** Pairs at random by whose likeness that of others is judged. */
    private static final int DRAWN = 300;
    /** With fewer pairs nothing is known of how like images are anyway. */
    private static final int FEWEST_DRAWN = 20;
    /** Standard deviations above the median pair. */
    private static final double FAR = 6;
    /** Of the normal distribution. */
    private static final double NINTH_DECILE = 1.2815515655446004;

    private static final int MOST_BITS = 11;
    private static final int BANDS = 4;
    private static final int BAND_BITS = 16;
    private static final int KEYS = 1 << BAND_BITS;
    private static final int MOST_COMPARED = 4;
    /** Where images are all alike, sketches must be nearer than chance brings them, but for this. */
    private static final int FEWEST_BITS = 3;

    private static final int PAIRS_FOR_BITS = 1_000_000;
    /** Images that chance may bring near one image. */
    private static final double BY_CHANCE = 4;

    private static final int[] FLIPS = flips();

    private LikeImages() {}

    /** Whether it matters that two images are alike: those of one patient may be. */
    @FunctionalInterface
    public interface Relevance {
        boolean matters(int some, int other);
    }

    /**
     * Two images that show the same picture.
     *
     * @param some counted in the first sketches
     * @param other counted in the second
     * @param likeness from {@value #LEAST} to 1
     */
    public record Pair(int some, int other, double likeness) {}

    private record Candidate(int some, int other, int bits) {}

    /** Pairs within one cohort, each once, the lower number first. */
    public static List<Pair> among(ImageSketches sketches, Relevance relevance) {
        Relevance ofTwo = (a, b) -> a != b && relevance.matters(a, b);
        return compared(
                sketches, sketches, candidates(sketches, sketches, ofTwo).map(LikeImages::ordered), ofTwo);
    }

    /** Pairs across two cohorts, whose sketches are {@link ImageSketches#alike}. */
    public static List<Pair> between(ImageSketches some, ImageSketches others, Relevance relevance) {
        Stream<Candidate> backwards =
                candidates(others, some, (a, b) -> relevance.matters(b, a)).map(LikeImages::turned);
        return compared(some, others, Stream.concat(candidates(some, others, relevance), backwards), relevance);
    }

    private static Candidate turned(Candidate pair) {
        return new Candidate(pair.other, pair.some, pair.bits);
    }

    private static Candidate ordered(Candidate pair) {
        return pair.some < pair.other ? pair : turned(pair);
    }

    private static List<Pair> compared(
            ImageSketches some, ImageSketches others, Stream<Candidate> candidates, Relevance relevance) {
        List<Candidate> distinct = candidates
                .map(pair -> new Candidate(pair.some, pair.other, 0))
                .distinct()
                .toList();
        if (distinct.isEmpty()) {
            return List.of();
        }
        double least = samePicture(some, others, relevance);
        return distinct.parallelStream()
                .map(pair -> new Pair(pair.some, pair.other, likeness(some, pair.some, others, pair.other)))
                .filter(pair -> pair.likeness >= least)
                .sorted(Comparator.comparingInt(Pair::some).thenComparingInt(Pair::other))
                .toList();
    }

    private static double likeness(ImageSketches some, int one, ImageSketches others, int other) {
        return CloseComparison.likeness(some.small(one), others.small(other));
    }

    /** The likeness that no two pictures of this kind have by chance, measured on the scale of Fisher's z. */
    private static double samePicture(ImageSketches some, ImageSketches others, Relevance relevance) {
        SplittableRandom random = new SplittableRandom(some.size());
        List<Candidate> drawn = new ArrayList<>();
        for (int i = 0; i < 4 * DRAWN && drawn.size() < DRAWN; i++) {
            int one = random.nextInt(some.size());
            int other = random.nextInt(others.size());
            if (!some.isEmpty(one) && !others.isEmpty(other) && relevance.matters(one, other)) {
                drawn.add(new Candidate(one, other, 0));
            }
        }
        double[] z = drawn.parallelStream()
                .mapToDouble(pair -> likeness(some, pair.some, others, pair.other))
                .map(likeness -> Math.min(1 - 1e-9, likeness))
                .map(r -> Math.log((1 + r) / (1 - r)) / 2)
                .sorted()
                .toArray();
        if (z.length < FEWEST_DRAWN) {
            return LEAST;
        }
        double median = z[z.length / 2];
        double spread = (z[z.length * 9 / 10] - median) / NINTH_DECILE;
        return Math.max(LEAST, Math.tanh(median + FAR * spread));
    }

    /** What whole images of others lie near an image or one of its inner parts. */
    private static Stream<Candidate> candidates(ImageSketches some, ImageSketches others, Relevance relevance) {
        if (some.size() == 0 || others.size() == 0) {
            return Stream.empty();
        }
        long[] whole = IntStream.range(0, others.size())
                .mapToLong(i -> others.isEmpty(i) ? 0 : others.signs(i)[0])
                .toArray();
        Table[] tables = IntStream.range(0, BANDS)
                .parallel()
                .mapToObj(band -> Table.of(whole, band, others))
                .toArray(Table[]::new);
        int most = mostBits(some, others, whole, relevance);
        return IntStream.range(0, some.size())
                .parallel()
                .boxed()
                .flatMap(i -> nearest(i, some.signs(i), whole, tables, most, relevance));
    }

    private static Stream<Candidate> nearest(
            int image, long[] parts, long[] whole, Table[] tables, int most, Relevance relevance) {
        Map<Integer, Integer> bitsOf = new HashMap<>();
        for (long signs : parts) {
            for (int band = 0; band < BANDS; band++) {
                int key = key(signs, band);
                Table table = tables[band];
                for (int flip : FLIPS) {
                    int end = table.starts[(key ^ flip) + 1];
                    for (int at = table.starts[key ^ flip]; at < end; at++) {
                        int bits = Long.bitCount(signs ^ whole[table.images[at]]);
                        if (bits <= most && relevance.matters(image, table.images[at])) {
                            bitsOf.merge(table.images[at], bits, Math::min);
                        }
                    }
                }
            }
        }
        List<Candidate> near = new ArrayList<>(bitsOf.size());
        bitsOf.forEach((other, bits) -> near.add(new Candidate(image, other, bits)));
        near.sort(Comparator.comparingInt(Candidate::bits).thenComparingInt(Candidate::other));
        return near.subList(0, Math.min(MOST_COMPARED, near.size())).stream();
    }

    /** So few bits that chance brings only a few images near each. */
    private static int mostBits(ImageSketches some, ImageSketches others, long[] whole, Relevance relevance) {
        SplittableRandom random = new SplittableRandom(others.size());
        long[] counts = new long[Long.SIZE + 1];
        long all = 0;
        for (int i = 0; i < PAIRS_FOR_BITS; i++) {
            int one = random.nextInt(some.size());
            int other = random.nextInt(others.size());
            if (!some.isEmpty(one) && !others.isEmpty(other) && relevance.matters(one, other)) {
                counts[Long.bitCount(some.signs(one)[0] ^ whole[other])]++;
                all++;
            }
        }
        double share = BY_CHANCE / ((double) others.size() * ImageSketches.PARTS);
        long within = 0;
        int most = -1;
        while (most < MOST_BITS && within + counts[most + 1] <= share * all) {
            most++;
            within += counts[most];
        }
        return Math.max(FEWEST_BITS, most);
    }

    private static int key(long signs, int band) {
        return (int) (signs >>> (BAND_BITS * band)) & (KEYS - 1);
    }

    private static int[] flips() {
        return IntStream.range(0, KEYS)
                .filter(key -> Integer.bitCount(key) <= 2)
                .toArray();
    }

    /**
     * Images by 16 of their bits.
     *
     * @param starts where the images of a key begin, one more at the end
     */
    @SuppressWarnings("ArrayRecordComponent") // a table of this class alone
    private record Table(int[] starts, int[] images) {
        static Table of(long[] signs, int band, ImageSketches sketches) {
            int[] starts = new int[KEYS + 1];
            int[] present = IntStream.range(0, signs.length)
                    .filter(image -> !sketches.isEmpty(image))
                    .toArray();
            for (int image : present) {
                starts[key(signs[image], band) + 1]++;
            }
            Arrays.parallelPrefix(starts, Integer::sum);
            int[] next = starts.clone();
            int[] images = new int[present.length];
            for (int image : present) {
                images[next[key(signs[image], band)]++] = image;
            }
            return new Table(starts, images);
        }
    }
}
