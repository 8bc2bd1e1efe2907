package org.subtext.recognition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.subtext.images.DecodedFiles.Preparation;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.RefusedValueException;
import org.subtext.problems.Sentence;
import org.subtext.recognition.TrainingPlan.PixelScaling;

/**
 * From what is said of a network of another program to what is known of it: what is wrong is collected, and what is
 * assumed is remembered for its card. One instance a network; not thread-safe.
 */
public final class ForeignFacts {
    private static final int USUAL_SIDE = 224;

    private final String name;
    private final ForeignModel said;
    private final Problems problems = new Problems();
    private final List<String> assumed = new ArrayList<>();

    /** @param name of its file, as users know it */
    public ForeignFacts(String name, ForeignModel said) {
        this.name = name;
        this.said = said;
    }

    /** What is wrong so far; others may add to it. */
    public Problems problems() {
        return problems;
    }

    /** Remembers what is assumed since nothing says otherwise. */
    public void assume(String what) {
        assumed.add(what);
    }

    /**
     * The names of its outputs.
     *
     * @param named in their order
     * @param outputs how many it has; 0 where its file leaves that open
     */
    public List<String> classes(List<String> named, int outputs) {
        if (named.isEmpty()) {
            problems.add(Sentence.of("Nothing says what the " + (outputs == 0 ? "" : outputs + " ") + "classes of "
                            + name + " are. Name them in the order of its outputs: ")
                    .set(Argument.MODEL_CLASSES, "A,B,...")
                    .and("."));
            return named;
        }
        Set<String> once = new HashSet<>();
        for (String one : named) {
            if (one.isBlank() || !once.add(folded(one))) {
                problems.add(Sentence.of((one.isBlank()
                                        ? "A class has no name"
                                        : "Two classes are named " + one + ", letter case aside")
                                + ". Give each a name of its own: ")
                        .set(Argument.MODEL_CLASSES, "A,B,...")
                        .and("."));
            }
        }
        if (outputs != 0 && named.size() != outputs) {
            problems.add(otherNumber(named, outputs));
        }
        return named;
    }

    /** What is said where a network has another number of outputs than of names. */
    public Sentence otherNumber(List<String> named, int outputs) {
        return Sentence.of(named.size() + (named.size() == 1 ? " class is" : " classes are") + " named ("
                        + String.join(", ", named) + "), but the head of " + name + " has " + outputs
                        + " outputs. Name one an output, in their order, with ")
                .and(Argument.MODEL_CLASSES)
                .and(".");
    }

    /** As class names are compared everywhere: case and white space around are no other class. */
    public static String folded(String className) {
        return className.strip().toLowerCase(Locale.ROOT);
    }

    /** How its outputs become scores. */
    public Activation activation(int classes) {
        Activation asked = said.activation();
        if (asked == Activation.SOFTMAX && classes == 1) {
            problems.add(
                    Sentence.of("One output has nothing to be compared with by softmax: every score would be 1. Say ")
                            .set(Argument.MODEL_ACTIVATION, "sigmoid")
                            .and("."));
        }
        if (asked != null) {
            return asked;
        }
        Activation usual = classes == 1 ? Activation.SIGMOID : Activation.SOFTMAX;
        assume(
                usual == Activation.SIGMOID
                        ? "its one output becomes a score by the sigmoid"
                        : "its classes exclude each other (softmax)");
        return usual;
    }

    /**
     * Height and width of its images in pixels, which may be none that images have.
     *
     * @param inFile as its file has it; 0 where it leaves that open
     */
    public int side(int inFile) {
        if (inFile != 0) {
            return inFile;
        }
        Integer asked = said.side();
        return asked == null ? USUAL_SIDE : asked;
    }

    /**
     * The shape of its images; any where there is something wrong.
     *
     * @param inFile side as its file has it; 0 where it leaves that open
     */
    public PixelLayout layout(int channels, int inFile) {
        Integer asked = said.side();
        if (asked != null && inFile != 0 && inFile != asked) {
            problems.add(Sentence.of(name + " takes images of " + inFile + " x " + inFile + " pixels, not of " + asked
                            + ". Leave out ")
                    .and(PlanKey.PIXELS_SIDE)
                    .and("."));
        }
        int side = side(inFile);
        if (asked == null && inFile == 0) {
            assume("images of " + side + " x " + side + " pixels");
        }
        Resize resize = said.resize() == null ? Resize.ANTIALIASED_BILINEAR : said.resize();
        requirePossible(side, channels, resize);
        try {
            return new PixelLayout(side, channels, resize);
        } catch (RefusedValueException e) {
            problems.add(e.with(e.key()));
            return new PixelLayout(USUAL_SIDE, channels, resize);
        }
    }

    private void requirePossible(int side, int channels, Resize resize) {
        Preparation preparation = said.prepared();
        Integer resized = preparation.resizedTo();
        if (resized != null && (resized < side || resized > PixelLayout.LARGEST_SIDE)) {
            problems.add("The card of " + name + " resizes images to " + resized + " pixels and cuts out the middle "
                    + side + ". Give as resized_to at least the side, and at most " + PixelLayout.LARGEST_SIDE + ".");
        }
        if (preparation.keepsAspect() && resize != Resize.ANTIALIASED_BILINEAR) {
            problems.add(Sentence.of("The aspect of images is kept by one resize alone: ")
                    .set(PlanKey.PIXELS_RESIZE, "antialiased_bilinear")
                    .and("."));
        }
        if (preparation.blueFirst() && channels == 1) {
            problems.add("The card of " + name + " gives an order of channels, but it takes grey images. Leave out"
                    + " channel_order.");
        }
    }

    /** How its images are scaled. */
    public Normalisation normalisation(int channels) {
        Normalisation asked = said.normalisation();
        if (asked != null) {
            if (asked.mean().size() > 1 && asked.mean().size() != channels) {
                problems.add(Sentence.of(asked.mean().size() + " means are given, but " + name + " takes " + channels
                                + " channel(s). Give one, or one a channel, with ")
                        .and(Argument.MODEL_NORMALISATION)
                        .and("."));
            }
            return asked;
        }
        if (channels == 1) {
            problems.add(Sentence.of("Nothing says how the grey images of " + name + " are scaled, and there is no"
                            + " usual way. Say how it was trained: ")
                    .set(Argument.MODEL_NORMALISATION, "none")
                    .and(" for 0 to 1, xrv for -1024 to 1024, or MEAN/DEVIATION such as 0.5/0.25."));
        }
        assume("pixels by ImageNet's mean and deviation");
        return Normalisation.of(PixelScaling.IMAGENET);
    }

    /**
     * What its card says of its training.
     *
     * @throws InvalidInputException with all that is wrong
     */
    public String trained() {
        problems.throwIfAny();
        return "Not known here: another program trained it."
                + (assumed.isEmpty()
                        ? ""
                        : " Assumed, since nothing says otherwise: " + String.join("; ", assumed) + ".");
    }
}
