package org.subtext.perturbation.regions;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.subtext.perturbation.pixels.GaussianKernel;
import org.subtext.perturbation.pixels.PixelValues;

/**
 * Lung fields and body of a frontal chest film, bone white, found without training: thresholds, connected components
 * and checks of plausibility.
 *
 * <p>Body: what is not dark and connected with the edge of the image, below the lowest of two Otsu thresholds; its
 * largest component, holes filled. Lung fields: for each half of the chest, of all dark regions inside the body over a
 * sweep of thresholds the one with the best {@link LungField#score}; both must be of like size and height. Works at 64
 * pixels a side or fewer, some milliseconds an image. Fails on purpose where it is not sure: an image left out does
 * less harm than a wrong mask. Not for lateral films, CT, or films with a lung opaque from top to bottom.
 */
public final class ChestSegmentation {
    /** Part of what determines a result: changes whenever the same image would give another mask. */
    public static final String VERSION = "chest segmentation 1";

    private static final int WORKING_SIDE = 64;
    private static final double SMOOTHING = 0.7; // standard deviation, working pixels
    private static final int AIR_STEPS = 8;
    private static final double MOST_AIR_IN_CORE = 0.04;
    private static final float FLOOR = 0.02f; // of the range; keeps noise from becoming contrast
    private static final int THRESHOLDS = 24;
    private static final double SMALLEST_BODY = 0.35; // shares of the image
    private static final double LARGEST_BODY = 0.97;
    private static final double SMALLEST_LUNGS = 0.08;
    private static final double LARGEST_LUNGS = 0.5;
    private static final double LEAST_AREA_RATIO = 0.35;
    private static final double LEAST_OVERLAP = 0.5;

    private final int side;
    private final int working;
    private final float[] grey;
    private final boolean[] outside;
    private final float[] flat;

    private ChestSegmentation(PixelValues image) {
        side = image.side();
        working = Math.min(WORKING_SIDE, side);
        grey = stretched(reduced(image, working));
        new GaussianKernel(SMOOTHING).blur(grey, 0, working);
        outside = outside(grey, working);
        flat = flattened(grey, outside, working);
    }

    /**
     * The air around the body: dark and connected with the edge. The threshold is lowered from Otsu's until the air no
     * longer runs through an armpit, or from the edge of a narrow film, into the middle of the chest.
     */
    private static boolean[] outside(float[] grey, int side) {
        double air = OtsuThresholds.of(grey, 3)[0];
        boolean[] outside = new boolean[grey.length];
        for (int step = AIR_STEPS; step > 0; step--) {
            boolean[] dark = new boolean[grey.length];
            for (int i = 0; i < dark.length; i++) {
                dark[i] = grey[i] < air * step / AIR_STEPS;
            }
            outside = Regions.touchingEdge(dark, side);
            if (shareOfCore(outside, side) <= MOST_AIR_IN_CORE) {
                return outside;
            }
        }
        return new boolean[grey.length];
    }

    private static double shareOfCore(boolean[] region, int side) {
        int inside = 0;
        int all = 0;
        for (int y = side / 4; y < 3 * side / 4; y++) {
            for (int x = side / 5; x < 4 * side / 5; x++) {
                inside += region[y * side + x] ? 1 : 0;
                all++;
            }
        }
        return (double) inside / all;
    }

    /**
     * Grey values less their mean over the body nearby, in standard deviations: lungs behind shoulders and breasts too.
     */
    private static float[] flattened(float[] grey, boolean[] outside, int side) {
        float[] weight = new float[grey.length];
        float[] mean = new float[grey.length];
        float[] square = new float[grey.length];
        for (int i = 0; i < grey.length; i++) {
            weight[i] = outside[i] ? 0 : 1;
            mean[i] = weight[i] * grey[i];
            square[i] = mean[i] * grey[i];
        }
        GaussianKernel wide = new GaussianKernel(side / 8.0);
        wide.blur(weight, 0, side);
        wide.blur(mean, 0, side);
        wide.blur(square, 0, side);
        float[] flat = new float[grey.length];
        for (int i = 0; i < grey.length; i++) {
            float nearby = Math.max(1e-3f, weight[i]);
            float average = mean[i] / nearby;
            float variance = Math.max(0, square[i] / nearby - average * average);
            flat[i] = outside[i] ? 0 : (grey[i] - average) / ((float) Math.sqrt(variance) + FLOOR);
        }
        return flat;
    }

    /** Both lung fields. */
    public static MaskOutcome lungs(PixelValues image) {
        return new ChestSegmentation(image).lungs();
    }

    /** The body against the air around it. */
    public static MaskOutcome body(PixelValues image) {
        return new ChestSegmentation(image).body();
    }

    private MaskOutcome body() {
        boolean[] body = Regions.filled(largest(Regions.inverted(outside)), working);
        double share = (double) Regions.count(body) / body.length;
        if (share < SMALLEST_BODY) {
            return new MaskOutcome.Failed("no body against the air");
        }
        if (share > LARGEST_BODY) {
            return new MaskOutcome.Failed("the body fills the image");
        }
        return new MaskOutcome.Found(enlarged(body));
    }

    private MaskOutcome lungs() {
        int midline = midline();
        LungField first = best(0, midline);
        LungField second = best(midline + 1, working);
        if (first == null || second == null) {
            return new MaskOutcome.Failed(
                    first == null && second == null ? "no lung fields" : "no lung field on one side");
        }
        double ratio = Math.min(first.area(), second.area()) / Math.max(first.area(), second.area());
        if (ratio < LEAST_AREA_RATIO) {
            return new MaskOutcome.Failed("lung fields of too different size");
        }
        int overlap = Math.min(first.bottom(), second.bottom()) - Math.max(first.top(), second.top());
        int shorter = Math.min(first.bottom() - first.top(), second.bottom() - second.top());
        if (overlap < LEAST_OVERLAP * shorter) {
            return new MaskOutcome.Failed("lung fields at different heights");
        }
        boolean[] lungs = smoothed(first, second);
        double share = (double) Regions.count(lungs) / lungs.length;
        if (share < SMALLEST_LUNGS || share > LARGEST_LUNGS) {
            return new MaskOutcome.Failed("lung fields of implausible size");
        }
        return new MaskOutcome.Found(enlarged(lungs));
    }

    /** The brightest column of the middle third: spine and mediastinum. */
    private int midline() {
        int best = working / 2;
        double brightest = -1;
        for (int x = working / 3; x < 2 * working / 3; x++) {
            double sum = 0;
            for (int y = working / 5; y < 4 * working / 5; y++) {
                for (int near = x - 2; near <= x + 2; near++) {
                    sum += grey[y * working + near];
                }
            }
            if (sum > brightest) {
                brightest = sum;
                best = x;
            }
        }
        return best;
    }

    /** The best candidate between two columns. */
    private @Nullable LungField best(int fromColumn, int toColumn) {
        LungField raw = best(grey, fromColumn, toColumn);
        LungField even = best(flat, fromColumn, toColumn);
        if (raw == null || even == null) {
            return raw == null ? even : raw;
        }
        return raw.score() > even.score() ? raw : even;
    }

    private @Nullable LungField best(float[] values, int fromColumn, int toColumn) {
        float[] inBody = new float[values.length];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (!outside[i]) {
                inBody[count++] = values[i];
            }
        }
        if (count < values.length / 5) {
            return null;
        }
        Arrays.sort(inBody, 0, count);
        LungField best = null;
        boolean[] dark = new boolean[values.length];
        for (int step = 0; step < THRESHOLDS; step++) {
            float threshold = inBody[(int) (count * (0.08 + 0.62 * step / THRESHOLDS))];
            for (int y = 0; y < working; y++) {
                for (int x = fromColumn; x < toColumn; x++) {
                    int i = y * working + x;
                    dark[i] = values[i] < threshold && !outside[i];
                }
            }
            int[] component = Regions.largest(dark, working);
            if (LungField.isTooLarge(component, working)) {
                return best; // it only grows from here on
            }
            LungField candidate = LungField.of(component, flat, outside, working);
            if (candidate != null && (best == null || candidate.score() > best.score())) {
                best = candidate;
            }
        }
        return best;
    }

    private boolean[] smoothed(LungField first, LungField second) {
        int radius = Math.max(1, working / 32);
        boolean[] lungs = new boolean[grey.length];
        for (LungField field : new LungField[] {first, second}) {
            boolean[] whole = Regions.of(field.pixels(), grey.length);
            boolean[] bulk = Regions.dilated(Regions.eroded(whole, working, 1), working, 1); // without thin leaks
            boolean[] one = Regions.filled(Regions.closed(largest(bulk), working, radius), working);
            for (int i = 0; i < lungs.length; i++) {
                lungs[i] |= one[i] && !outside[i];
            }
        }
        return lungs;
    }

    private boolean[] largest(boolean[] region) {
        return Regions.of(Regions.largest(region, working), region.length);
    }

    private Mask enlarged(boolean[] small) {
        boolean[] large = new boolean[side * side];
        for (int y = 0; y < side; y++) {
            int row = (2 * y + 1) * working / (2 * side) * working;
            for (int x = 0; x < side; x++) {
                large[y * side + x] = small[row + (2 * x + 1) * working / (2 * side)];
            }
        }
        return Mask.of(side, large);
    }

    /** Means of the first channel over the source pixels that begin within each target pixel. */
    private static float[] reduced(PixelValues image, int working) {
        int side = image.side();
        float[] values = image.values();
        float[] small = new float[working * working];
        for (int y = 0; y < working; y++) {
            int top = y * side / working;
            int bottom = (y + 1) * side / working;
            for (int x = 0; x < working; x++) {
                int left = x * side / working;
                int right = (x + 1) * side / working;
                float sum = 0;
                for (int v = top; v < bottom; v++) {
                    for (int u = left; u < right; u++) {
                        sum += values[v * side + u];
                    }
                }
                small[y * working + x] = sum / ((bottom - top) * (right - left));
            }
        }
        return small;
    }

    /** The range between the 1st and 99th of 100 parts as 0 to 1. */
    private static float[] stretched(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        float low = sorted[sorted.length / 100];
        float high = sorted[sorted.length - 1 - sorted.length / 100];
        float scale = high > low ? 1 / (high - low) : 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, Math.min(1, (values[i] - low) * scale));
        }
        return values;
    }
}
