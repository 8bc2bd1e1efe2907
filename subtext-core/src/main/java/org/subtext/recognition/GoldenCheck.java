package org.subtext.recognition;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.subtext.address.ImageAddress;
import org.subtext.images.DecodedFiles;
import org.subtext.images.DecodedFiles.Preparation;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
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
 * of scaling, resizing, cutting and ordering, so that the mend can be named.
 */
public final class GoldenCheck {
    /** Scalings in the words that say them. */
    private static final List<String> WAYS = List.of("imagenet", "none", "255", "xrv", "per-image", "0.5/0.5");

    private static final boolean[] BOTH = {false, true};

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
        return activationThatMeets()
                .or(this::waysThatMeet)
                .orElse(Sentence.of(
                        "No other scaling, resize, crop, polarity, order of channels or activation that is known here meets it"
                                + " either. Ask where the network was made how its images were prepared, and whether it is the"
                                + " same network."));
    }

    private Optional<Sentence> activationThatMeets() {
        for (Activation other : Activation.values()) {
            try (Recogniser recogniser = opener.apply(said.with(other))) {
                if (meets(recogniser, recogniser.card().layout().resize(), said.prepared())) {
                    return Optional.of(Sentence.of("It is met with ")
                            .set(Argument.MODEL_ACTIVATION, other.name().toLowerCase(Locale.ROOT))
                            .and(": say so, here or in the card."));
                }
            } catch (InvalidInputException e) {
                continue; // of such a network no such scores are made
            }
        }
        return Optional.empty();
    }

    /** One way of preparing images by which the case is met. */
    private record Met(String way, Resize resize, Preparation preparation, int changes) {}

    /** Of all ways that meet it those that change least. */
    private Optional<Sentence> waysThatMeet() {
        List<Met> meeting = new ArrayList<>();
        for (String way : WAYS) {
            try (Recogniser recogniser = opener.apply(said.with(Normalisation.parse(way)))) {
                meeting.addAll(preparationsThatMeet(way, recogniser));
            } catch (InvalidInputException e) {
                continue; // such a network takes no images that are scaled so
            }
        }
        int fewest = meeting.stream().mapToInt(Met::changes).min().orElse(0);
        return meeting.stream()
                .filter(met -> met.changes() == fewest)
                .map(this::words)
                .reduce((some, more) -> some.and(", or with ").and(more))
                .map(ways -> Sentence.of("It is met with ").and(ways).and(": say so, here or in the card."));
    }

    private List<Met> preparationsThatMeet(String way, Recogniser recogniser) {
        List<Met> meeting = new ArrayList<>();
        PixelLayout layout = recogniser.card().layout();
        boolean isSaid = Normalisation.parse(way).equals(said.normalisation());
        for (Resize resize : Resize.values()) {
            for (Preparation other : preparations(layout, resize)) {
                if (meets(recogniser, resize, other)) {
                    int changes = (isSaid ? 0 : 1) + (resize == layout.resize() ? 0 : 1) + changes(other);
                    meeting.add(new Met(way, resize, other, changes));
                }
            }
        }
        return meeting;
    }

    /** That a network cuts the middle out of 256 pixels is told of one that takes 224; of others the same share. */
    private static List<Preparation> preparations(PixelLayout layout, Resize resize) {
        List<Preparation> all = new ArrayList<>();
        int larger = Math.min(PixelLayout.LARGEST_SIDE, Math.round(layout.side() * 256f / 224));
        for (boolean inverted : BOTH) {
            for (boolean blueFirst : layout.channels() == 3 ? BOTH : new boolean[] {false}) {
                for (boolean keeps : resize == Resize.ANTIALIASED_BILINEAR ? BOTH : new boolean[] {false}) {
                    all.add(new Preparation(null, keeps, inverted, blueFirst));
                    all.add(new Preparation(larger, keeps, inverted, blueFirst));
                }
            }
        }
        return all;
    }

    private int changes(Preparation other) {
        Preparation now = said.prepared();
        return (other.inverted() == now.inverted() ? 0 : 1)
                + (other.blueFirst() == now.blueFirst() ? 0 : 1)
                + (other.keepsAspect() == now.keepsAspect() ? 0 : 1)
                + (Objects.equals(other.resizedTo(), now.resizedTo()) ? 0 : 1);
    }

    private Sentence words(Met met) {
        String resized = met.resize().name().toLowerCase(Locale.ROOT);
        Sentence sentence = Sentence.of(
                        "pixels scaled to " + Normalisation.parse(met.way()).words() + " and resize " + resized + " (")
                .set(Argument.MODEL_NORMALISATION, met.way())
                .and(", ")
                .set(PlanKey.PIXELS_RESIZE, resized)
                .and(")");
        String lines = lines(met.preparation());
        return lines.isEmpty() ? sentence : sentence.and(", and in the card " + lines);
    }

    /** What is to be written into the card where it differs. */
    private String lines(Preparation other) {
        Preparation now = said.prepared();
        List<String> lines = new ArrayList<>();
        if (other.inverted() != now.inverted()) {
            lines.add("polarity: " + (other.inverted() ? "inverted" : "usual"));
        }
        if (other.blueFirst() != now.blueFirst()) {
            lines.add("channel_order: " + (other.blueFirst() ? "bgr" : "rgb"));
        }
        if (other.keepsAspect() != now.keepsAspect()) {
            lines.add("aspect: " + (other.keepsAspect() ? "keep" : "squash"));
        }
        if (!Objects.equals(other.resizedTo(), now.resizedTo())) {
            lines.add(other.resizedTo() == null ? "no resized_to" : "resized_to: " + other.resizedTo());
        }
        return String.join(", ", lines);
    }

    private boolean meets(Recogniser recogniser, Resize resize, Preparation preparation) {
        return difference(scores(recogniser, resize, preparation)) <= golden.tolerance();
    }

    private float[] scores(Recogniser recogniser) {
        return scores(recogniser, recogniser.card().layout().resize(), said.prepared());
    }

    private float[] scores(Recogniser recogniser, Resize resize, Preparation preparation) {
        PixelLayout layout = recogniser.card().layout();
        DecodedFiles image = new DecodedFiles(
                ImageAddress.ofFiles(List.of(golden.image())),
                new PixelLayout(layout.side(), layout.channels(), resize),
                preparation);
        FloatBuffer values = FloatBuffer.allocate(layout.valuesPerImage());
        image.read(0, values);
        float[][] scores = new float[1][];
        recogniser.score(
                new OneImage(layout, values.array()),
                new int[] {0},
                (position, given) -> scores[0] = given.clone(),
                Progress.SILENT);
        return scores[0];
    }

    /** Pixels for a network, whichever way they were made. */
    private record OneImage(PixelLayout layout, float[] values) implements PixelSource {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public void read(int row, FloatBuffer target) {
            target.put(values);
        }
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
