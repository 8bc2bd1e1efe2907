package org.subtext.recognition;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.subtext.address.ImageAddress;
import org.subtext.images.DecodedFiles;
import org.subtext.images.Resize;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Sentence;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;

/**
 * Whether a network of another program says of its golden case what it said where it was made.
 *
 * <p>Preprocessing that is not the network's own is its commonest fault in other hands, and none that shows: scores
 * come out, of other images than the network was made for. Where the case is not met, it is tried with the other ways
 * of scaling and resizing, so that the mend can be named.
 */
public final class GoldenCheck {
    /** Scalings in the words that say them. */
    private static final List<String> WAYS = List.of("imagenet", "none", "255", "xrv", "per-image", "0.5/0.5");

    private final GoldenCase golden;
    private final ForeignModel said;
    private final Function<ForeignModel, Recogniser> opener;

    private GoldenCheck(GoldenCase golden, ForeignModel said, Function<ForeignModel, Recogniser> opener) {
        this.golden = golden;
        this.said = said;
        this.opener = opener;
    }

    /**
     * Checks an opened network.
     *
     * @param said what was said of it, with its golden case
     * @param opener opens it anew, with other things said; asked where the case is not met
     * @return the largest difference of a score; empty where nothing is known to compare with
     * @throws InvalidInputException where the case is not met, its file is another, or its scores are of other outputs
     */
    public static OptionalDouble of(
            Recogniser recogniser, ForeignModel said, Function<ForeignModel, Recogniser> opener) {
        GoldenCase golden = said.golden();
        if (golden == null) {
            return OptionalDouble.empty();
        }
        requireSameFile(golden);
        return OptionalDouble.of(new GoldenCheck(golden, said, opener).checked(recogniser));
    }

    private static void requireSameFile(GoldenCase golden) {
        try {
            if (!Files.isRegularFile(golden.image())) {
                throw new InvalidInputException("The image of the golden case, " + golden.image()
                        + ", is not there. Put it beside the card, or take the golden case out of the card.");
            }
            ContentHash found = ContentHash.ofFile(golden.image());
            if (!found.equals(golden.content())) {
                throw new InvalidInputException("The image of the golden case, " + golden.image() + ", is not the one"
                        + " that the card speaks of: its SHA-256 is " + found.hex() + ", the card's "
                        + golden.content().hex() + ". Take the image from where the network was made.");
            }
        } catch (IOException e) {
            throw new InvalidInputException("The image of the golden case, " + golden.image() + ", cannot be read ("
                    + e.getClass().getSimpleName() + "). Check that the file may be read.");
        }
    }

    private double checked(Recogniser recogniser) {
        if (recogniser.classes().size() != golden.scores().size()) {
            throw new InvalidInputException(
                    "The golden case has " + golden.scores().size() + " scores, but the network"
                            + " has " + recogniser.classes().size() + " outputs ("
                            + String.join(", ", recogniser.classes()) + "). Give one an output, in their order.");
        }
        float[] found = scores(recogniser);
        double difference = difference(found);
        if (!(difference <= golden.tolerance())) {
            throw new InvalidInputException(
                    Sentence.of("The golden case is NOT met, so images are not prepared here as the network"
                                    + " was made for, and no score is given: " + told(recogniser.classes(), found)
                                    + "; the largest difference is " + number(difference) + ", allowed are "
                                    + number(golden.tolerance()) + ". ")
                            .and(mend(found)));
        }
        return difference;
    }

    private String told(List<String> classes, float[] found) {
        List<String> told = new ArrayList<>();
        for (int k = 0; k < found.length && told.size() < 5; k++) {
            told.add(classes.get(k) + " " + number(found[k]) + " here, "
                    + number(golden.scores().get(k)) + " there");
        }
        return String.join("; ", told) + (found.length > told.size() ? "; ..." : "");
    }

    private Sentence mend(float[] found) {
        double[] sortedHere = sorted(found);
        double[] sortedThere = golden.scores().stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        if (difference(sortedHere, sortedThere) <= golden.tolerance()) {
            return Sentence.of("The same numbers come in another order: put the classes of the network in the order of"
                    + " its outputs.");
        }
        return waysThatMeet()
                .map(ways -> Sentence.of("It is met with ").and(ways).and(": say so, here or in the card."))
                .orElse(Sentence.of(
                        "No other scaling or resize that is known here meets it either. Look at the order of the"
                                + " channels, at whether black and white are exchanged, at the activation, and at"
                                + " whether the network's images were cropped before."));
    }

    private Optional<Sentence> waysThatMeet() {
        List<Sentence> meeting = new ArrayList<>();
        for (Resize resize : Resize.values()) {
            for (String way : WAYS) {
                Normalisation scaling = Normalisation.parse(way);
                try (Recogniser recogniser = opener.apply(said.with(scaling, resize))) {
                    if (difference(scores(recogniser)) <= golden.tolerance()) {
                        String resized = resize.name().toLowerCase(Locale.ROOT);
                        meeting.add(Sentence.of("pixels scaled to " + scaling.words() + " and resize " + resized + " (")
                                .set(Argument.MODEL_NORMALISATION, way)
                                .and(", ")
                                .set(PlanKey.PIXELS_RESIZE, resized)
                                .and(")"));
                    }
                } catch (InvalidInputException e) {
                    // such a network takes no images that are scaled so
                    continue;
                }
            }
        }
        return meeting.stream().reduce((some, more) -> some.and(", or with ").and(more));
    }

    private float[] scores(Recogniser recogniser) {
        DecodedFiles image = new DecodedFiles(
                ImageAddress.ofFiles(List.of(golden.image())), recogniser.card().layout());
        float[][] scores = new float[1][];
        recogniser.score(image, new int[] {0}, (position, values) -> scores[0] = values.clone(), Progress.SILENT);
        return scores[0];
    }

    private double difference(float[] found) {
        return difference(
                widened(found),
                golden.scores().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** NaN where a score is none, which is within no tolerance. */
    private static double difference(double[] one, double[] other) {
        double largest = 0;
        for (int k = 0; k < one.length; k++) {
            double difference = Math.abs(one[k] - other[k]);
            if (Double.isNaN(difference)) {
                return Double.NaN;
            }
            largest = Math.max(largest, difference);
        }
        return largest;
    }

    private static double[] sorted(float[] values) {
        double[] sorted = widened(values);
        Arrays.sort(sorted);
        return sorted;
    }

    private static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, k -> values[k]);
        return wide;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
