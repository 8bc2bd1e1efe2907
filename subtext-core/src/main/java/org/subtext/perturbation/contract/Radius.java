package org.subtext.perturbation.contract;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.subtext.wording.Digits;

/** Radii of filters, in cycles per image, and the study's grids of them. */
public final class Radius {
    /** Of the study's low- and high-pass figure. */
    private static final List<Integer> STUDY = List.of(1, 5, 10, 25, 50, 75, 100, 125, 150, 200);

    /** Of the study's notch and band-pass tables. */
    private static final List<Integer> STUDY_BANDS = List.of(10, 25, 50, 75, 100, 125, 150);

    private Radius() {}

    /** Between the study's, without which a small image has hardly a curve. */
    private static final List<Integer> FURTHER = List.of(3, 8, 15);

    /**
     * Rings of an octave each, to the corner of an image of 224 pixels: they share out all frequencies but the mean.
     */
    private static final List<String> OCTAVES = List.of("1 4", "4 8", "8 16", "16 32", "32 64", "64 160");

    /** "low-pass 1", "low-pass 5" and so on. */
    public static List<String> grid(String kind) {
        return Stream.concat(STUDY.stream(), FURTHER.stream())
                .sorted()
                .map(radius -> kind + " " + radius)
                .toList();
    }

    /** Whether two radii are one of the octaves. */
    public static boolean isOctave(double inner, double outer) {
        return OCTAVES.contains(Digits.parameter(inner) + " " + Digits.parameter(outer));
    }

    /** "band-pass 1 4", "band-pass 4 8" and so on. */
    public static String[] octaves(String kind) {
        return OCTAVES.stream().map(radii -> kind + " " + radii).toArray(String[]::new);
    }

    /** Octaves, then "notch 10 25", "notch 10 50" and so on, every pair of the study's. */
    public static List<String> bandGrid(String kind) {
        Function<Integer, Stream<String>> from = inner ->
                STUDY_BANDS.stream().filter(outer -> outer > inner).map(outer -> kind + " " + inner + " " + outer);
        return Stream.concat(Stream.of(octaves(kind)), STUDY_BANDS.stream().flatMap(from))
                .toList();
    }

    /** @throws IllegalArgumentException for a radius that keeps nothing at any size */
    public static void check(double radius) {
        if (!(radius > 0) || Double.isInfinite(radius)) {
            throw new IllegalArgumentException(
                    "a radius must be larger than 0 cycles per image, got " + Digits.parameter(radius));
        }
    }

    public static void checkBand(double inner, double outer) {
        check(inner);
        check(outer);
        if (inner >= outer) {
            throw new IllegalArgumentException("the inner radius must be smaller than the outer one, got "
                    + Digits.parameter(inner) + " and " + Digits.parameter(outer));
        }
    }

    /** Whether a frequency lies nearer to zero than the radius; the rim itself does not, as in the study. */
    public static boolean within(long squaredFrequency, double radius) {
        return squaredFrequency < radius * radius;
    }
}
