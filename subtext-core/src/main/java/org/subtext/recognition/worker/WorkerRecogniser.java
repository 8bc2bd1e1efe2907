package org.subtext.recognition.worker;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;
import org.subtext.problems.UnavailableException;
import org.subtext.progress.Progress;
import org.subtext.recognition.Activation;
import org.subtext.recognition.ForeignFacts;
import org.subtext.recognition.ModelCard;
import org.subtext.recognition.Recogniser;

/** A network in a process of its own that scores images a batch at a time. Used by one thread at a time. */
public final class WorkerRecogniser implements Recogniser {
    private static final int LARGEST_BATCH = 32;
    private static final int VALUES_PER_BATCH = 3_000_000;
    private static final double SAME_SUM = 1e-4;

    private final WorkerProcess process;
    private final ForeignFacts facts;
    private final ModelCard card;
    private final int batch;
    /** Whether some image's outputs were none, after which those of no image are taken for scores. */
    private boolean givesLogits;

    /**
     * Scores by a process, which it closes.
     *
     * @param facts that say what is wrong with the number of outputs, seen at the first batch
     * @param card with classes, layout and scaling
     * @param oneByOne whether the network takes a batch of one image only
     */
    public WorkerRecogniser(WorkerProcess process, ForeignFacts facts, ModelCard card, boolean oneByOne) {
        this.process = process;
        this.facts = facts;
        this.card = card;
        int fitting = VALUES_PER_BATCH / card.layout().valuesPerImage();
        this.batch = oneByOne ? 1 : Math.max(1, Math.min(fitting, LARGEST_BATCH));
    }

    @Override
    public List<String> classes() {
        return card.classes();
    }

    @Override
    public void score(PixelSource pixels, int[] rows, ScoreReceiver receiver, Progress progress) {
        PixelLayout layout = card.layout();
        if (!pixels.layout().equals(layout)) {
            throw new IllegalArgumentException("images of " + pixels.layout() + " for a network of " + layout);
        }
        progress.begin("Scoring", rows.length, "images");
        FloatBuffer values = FloatBuffer.allocate(Math.min(batch, Math.max(1, rows.length)) * layout.valuesPerImage());
        for (int from = 0; from < rows.length; from += batch) {
            int to = Math.min(from + batch, rows.length);
            values.clear();
            for (int i = from; i < to; i++) {
                int start = values.position();
                pixels.read(rows[i], values);
                ScaledPixels.scale(
                        values.duplicate()
                                .position(start)
                                .limit(values.position())
                                .slice(),
                        layout,
                        card.inference().normalisation());
            }
            float[][] outputs = outputs(values.flip(), to - from);
            for (int i = from; i < to; i++) {
                receiver.accept(i, activated(outputs[i - from]));
            }
            progress.advance(to - from, "");
        }
        progress.end(String.format(Locale.ROOT, "%,d images scored", rows.length));
    }

    private float[][] outputs(FloatBuffer values, int images) {
        float[][] outputs;
        try {
            outputs = process.outputs(values, images);
        } catch (IOException e) {
            throw new UnavailableException(card.name() + " gave no outputs: " + e.getMessage() + ".");
        }
        if (outputs[0].length != classes().size()) {
            throw new InvalidInputException(facts.otherNumber(classes(), outputs[0].length));
        }
        requireNoScoresYet(outputs);
        return outputs;
    }

    /**
     * A second softmax would draw all scores together. Logits of one image may add up to one by accident, those of
     * every image from the first on do not.
     */
    private void requireNoScoresYet(float[][] outputs) {
        givesLogits |= card.inference().activation() != Activation.SOFTMAX
                || !Stream.of(outputs).allMatch(WorkerRecogniser::looksLikeScores);
        if (givesLogits) {
            return;
        }
        throw new InvalidInputException(Sentence.of("The outputs of " + card.name()
                        + " are scores already: none is below 0 and those of each image add up to 1. Say ")
                .set(Argument.MODEL_ACTIVATION, "none")
                .and("."));
    }

    private static boolean looksLikeScores(float[] outputs) {
        double sum = 0;
        for (float value : outputs) {
            sum += value < 0 ? Double.NaN : value;
        }
        return Math.abs(sum - 1) <= SAME_SUM;
    }

    private float[] activated(float[] outputs) {
        float[] scores = outputs.clone();
        switch (card.inference().activation()) {
            case NONE -> {}
            case SIGMOID -> {
                for (int k = 0; k < scores.length; k++) {
                    scores[k] = (float) (1 / (1 + Math.exp(-scores[k])));
                }
            }
            case SOFTMAX -> {
                double largest = Double.NEGATIVE_INFINITY;
                for (float output : outputs) {
                    largest = Math.max(largest, output);
                }
                double sum = 0;
                for (float output : outputs) {
                    sum += Math.exp(output - largest);
                }
                for (int k = 0; k < scores.length; k++) {
                    scores[k] = (float) (Math.exp(outputs[k] - largest) / sum);
                }
            }
        }
        return scores;
    }

    @Override
    public void save(Path model, ModelCard newCard) {
        throw new UnsupportedOperationException("a program is kept as the file that it came in");
    }

    @Override
    public ModelCard card() {
        return card;
    }

    @Override
    public void close() {
        process.close();
    }
}
