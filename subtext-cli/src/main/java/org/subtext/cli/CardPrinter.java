package org.subtext.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalDouble;
import org.subtext.images.DecodedFiles.Preparation;
import org.subtext.recognition.Activation;
import org.subtext.recognition.LoadedWeights;
import org.subtext.recognition.ModelCard;

/** Prints what a model says of itself, before it is used. */
final class CardPrinter {
    private CardPrinter() {}

    /** Prints the card of a network whose outputs are not asked for. */
    static void print(ModelCard card, Preparation preparation, PrintWriter err) {
        print(card, preparation, "", err);
    }

    /**
     * Prints it.
     *
     * @param golden largest difference to what a network of another program said of its golden case; empty without one
     */
    static void print(ModelCard card, Preparation preparation, OptionalDouble golden, PrintWriter err) {
        print(card, preparation, card.plan() == null ? words(golden) : "", err);
    }

    /** Whether a golden case was met; what was not ends before. */
    static String words(OptionalDouble golden) {
        return golden.isPresent()
                ? String.format(Locale.ROOT, "met, largest difference %.2g", golden.getAsDouble())
                : "none: PREPROCESSING UNVERIFIED. An image with its scores from where the network was made, as golden in"
                        + " the card beside it, would prove it.";
    }

    private static void print(ModelCard card, Preparation preparation, String golden, PrintWriter err) {
        String classes = String.join(", ", card.classes());
        boolean foreign = card.plan() == null;
        line(
                err,
                "Model",
                foreign
                        ? card.name() + ": tells " + classes
                        : card.name()
                                + (card.attribute().isEmpty()
                                        ? ": a head each (sigmoid) for " + classes
                                        : ": reads recorded " + card.attribute() + " (" + classes + ")"));
        line(
                err,
                "Network",
                (card.inference().architecture() == null
                                ? card.madeWith()
                                : card.inference().network().id())
                        + ", " + card.layout().side() + " x "
                        + card.layout().side() + " x " + card.layout().channels());
        if (foreign) {
            line(
                    err,
                    "Scores",
                    (card.inference().activation() == Activation.NONE
                                    ? "outputs as they are,"
                                    : card.inference().activation().name().toLowerCase(Locale.ROOT))
                            + " of pixels scaled by "
                            + card.inference().normalisation().words() + ", "
                            + words(preparation, card.layout().side()));
        }
        if (!golden.isEmpty()) {
            line(err, "Golden case", golden);
        }
        line(err, "Trained on", card.trainedOn());
        LoadedWeights weights = card.weights();
        if (weights != null) {
            weights.lines().forEach(sentence -> line(err, foreign ? "Weights" : "Began with", sentence));
        }
        card.performance().forEach(sentence -> line(err, "Performance", sentence));
        if (!foreign) {
            line(err, "Made with", card.madeWith() + ", " + card.created());
        }
        card.terms().forEach(sentence -> line(err, "Terms", sentence));
        line(err, "Must not", card.mustNot());
        err.println();
        err.flush();
    }

    private static String words(Preparation preparation, int side) {
        Integer resized = preparation.resizedTo();
        int to = resized == null ? side : resized;
        String square = preparation.keepsAspect()
                ? "the short side made " + to + " and the middle cut out"
                : "made square without keeping the aspect ratio"
                        + (resized == null ? "" : " at " + to + " and the middle cut out");
        return square
                + (preparation.inverted() ? ", black and white exchanged" : "")
                + (preparation.blueFirst() ? ", blue before green before red" : "");
    }

    private static void line(PrintWriter err, String name, String text) {
        err.printf("%-12s %s%n", name, text);
    }
}
