package org.subtext.recognition;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.subtext.images.PixelLayout;

/**
 * What a model file says about itself; printed before the model is used, stored in the file's metadata as JSON.
 *
 * @param name of the run that made it
 * @param attribute the recorded attribute it was trained to read; empty where it was taught findings, or another
 *     program trained it
 * @param classes class names in score order; of findings their names, a head each
 * @param layout the pixels it takes
 * @param plan how it was trained; of initial weights the name of their file; null where another program trained it
 * @param inference how it scores
 * @param weights what was loaded of the weights that the network began with, or that another program trained; null
 *     where it began with random ones
 * @param trainedOn one sentence with counts of images and patients
 * @param performance sentences with AUC, interval and n, one an evaluation
 * @param madeWith software and device
 * @param created ISO-8601 instant
 * @param terms of use of the data set it was trained on; empty where none are known
 */
public record ModelCard(
        String name,
        String attribute,
        List<String> classes,
        PixelLayout layout,
        @Nullable TrainingPlan plan,
        Inference inference,
        @Nullable LoadedWeights weights,
        String trainedOn,
        List<String> performance,
        String madeWith,
        String created,
        List<String> terms) {
    /** What every model that recognises an attribute carries. */
    public static final String MUST_NOT =
            "An audit instrument. It must not be used to infer, record or act on any person's race or other attribute;"
                    + " its scores must not be stored as a patient attribute.";

    private static final String NO_DIAGNOSIS =
            "An audit instrument and no medical device. It must not be used to diagnose, triage or treat anybody.";

    public ModelCard {
        classes = List.copyOf(classes);
        performance = List.copyOf(performance);
        plan = plan == null ? null : plan.withoutFolders();
        Objects.requireNonNull(inference, "inference");
        terms = List.copyOf(terms);
    }

    /**
     * The card of a network of another program that runs in a process of its own, as its file and somebody's words
     * describe it.
     *
     * @param madeWith the kind of its file
     */
    public static ModelCard ofForeign(
            String name,
            List<String> classes,
            PixelLayout layout,
            Normalisation normalisation,
            Activation activation,
            String trainedOn,
            String madeWith) {
        Inference inference =
                new Inference(null, normalisation, activation, TrainingPlan.Precision.FLOAT32, false, false);
        return new ModelCard(
                name, "", classes, layout, null, inference, null, trainedOn, List.of(), madeWith, "", List.of());
    }

    /** What the model must not be used for: of one of findings, which has a head each, another thing. */
    public String mustNot() {
        return inference.activation() == Activation.SIGMOID ? NO_DIAGNOSIS : MUST_NOT;
    }

    /** The same card, saying how well the model did. */
    public ModelCard withPerformance(List<String> sentences) {
        return new ModelCard(
                name, attribute, classes, layout, plan, inference, weights, trainedOn, sentences, madeWith, created,
                terms);
    }
}
