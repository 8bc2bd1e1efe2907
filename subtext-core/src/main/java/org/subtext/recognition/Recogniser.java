package org.subtext.recognition;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.subtext.images.PixelSource;
import org.subtext.progress.Progress;

/** A trained network that reads a recorded attribute from pixels: an instrument of an audit and of nothing else. */
public interface Recogniser extends AutoCloseable {
    /** Receives scores batch by batch, in row order, so that any number of images can be streamed. */
    @FunctionalInterface
    interface ScoreReceiver {
        /**
         * Scores of one image.
         *
         * @param position index into the rows that were asked for
         * @param scores one probability a class, in the order of the classes; their sum is one unless each class is
         *     scored by itself; valid during the call only
         */
        void accept(int position, float[] scores);
    }

    /** The names of the classes, in the order of the scores. */
    List<String> classes();

    /** Scores the given rows, in order. */
    void score(PixelSource pixels, int[] rows, ScoreReceiver receiver, Progress progress);

    /** Writes weights (torchvision's names) and card as one safetensors file, atomically. */
    void save(Path model, ModelCard card) throws IOException;

    /** The card of a stored model; fails on one that was never saved. */
    ModelCard card();

    @Override
    void close();
}
