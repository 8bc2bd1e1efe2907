package org.subtext.recognition;

import java.util.List;
import org.subtext.images.PixelSource;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;

/**
 * What a trained network computes on the way to its scores: embeddings, attributions, gradients. For explaining only.
 *
 * <p>Belongs to its recogniser and is closed with it. Calls use all processors; results do not depend on their number.
 */
public interface RecogniserInterior {
    /** Receives a vector or a map a row, in row order. */
    @FunctionalInterface
    interface ValueReceiver {
        /**
         * Values of one image.
         *
         * @param position index into the rows that were asked for
         * @param values valid during the call only
         */
        void accept(int position, float[] values);
    }

    /** How a map of importance is made; each value of a map belongs to one pixel of the input, row by row. */
    enum Attribution {
        /**
         * Grad-CAM on the last feature map, ReLU, bilinear to the input's size (Selvaraju and others 2017,
         * doi:10.1109/ICCV.2017.74).
         */
        GRAD_CAM,
        /**
         * Integrated gradients from a black image, 32 steps, absolute sum over channels (Sundararajan and others 2017).
         */
        INTEGRATED_GRADIENTS,
        /**
         * Fall of the class's probability when a tile of an eighth of the side, moved by half a tile, has the mean grey
         * of its surroundings.
         */
        OCCLUSION
    }

    /**
     * An attack on the input within a largest change a pixel.
     *
     * @param kind what is added
     * @param epsilon largest change in units of the pixel range [0, 1]
     * @param steps of projected gradient descent; 1 for the others
     */
    record Attack(Kind kind, double epsilon, int steps) {
        /** What is added to the image; all results are clamped to [0, 1] unless said otherwise. */
        public enum Kind {
            /** ε times the sign of the loss's gradient (Goodfellow and others 2015, arXiv:1412.6572). */
            FGSM,
            /** Steps of 2.5 ε / steps along the sign, projected to ±ε (Madry and others 2018, arXiv:1706.06083). */
            PGD,
            /** ε times a random sign: the same size without the direction. */
            RANDOM_SIGN,
            /** ε times a standard normal, the study's control. */
            GAUSSIAN,
            /** Nothing but the clamp. */
            CLAMP_ONLY,
            /** The study's FGSM as coded: in normalised units, clamped to [0, 1] there, misread images left alone. */
            STUDY_FGSM,
            /** The study's random noise as coded: in normalised units, clamped to [0, 1] there. */
            STUDY_GAUSSIAN,
            /** The study's clamp by itself. */
            STUDY_CLAMP_ONLY;

            /** Whether epsilon means anything: a clamp has none. */
            public boolean hasStrength() {
                return this != CLAMP_ONLY && this != STUDY_CLAMP_ONLY;
            }

            /** Whether as the study's code did it. */
            public boolean isOfTheStudy() {
                return this == STUDY_FGSM || this == STUDY_GAUSSIAN || this == STUDY_CLAMP_ONLY;
            }
        }
    }

    /** Layers whose embeddings can be read, from the image to the head; the last is what the head reads. */
    List<String> layers();

    /** Length of a layer's embedding. */
    int width(String layer);

    /** Embeddings at a layer; of a feature map the mean over its places. */
    void embed(PixelSource pixels, int[] rows, String layer, ValueReceiver receiver, Progress progress);

    /** Maps of importance for the given class of each row, {@code side * side} values each, none negative. */
    void attribute(
            Attribution how, PixelSource pixels, int[] rows, int[] classes, ValueReceiver receiver, Progress progress);

    /**
     * Scores under an attack that is made against this very network.
     *
     * @param labels recorded class of each row; an attack raises the loss of it
     * @param seed of the random controls, one child a row
     */
    void scoreAttacked(
            Attack attack,
            PixelSource pixels,
            int[] rows,
            int[] labels,
            Seed seed,
            Recogniser.ScoreReceiver receiver,
            Progress progress);

    /**
     * The attacked images themselves, to be scored by another recogniser or shown; in row order.
     *
     * @param labels recorded class of each row
     */
    void attack(
            Attack attack,
            PixelSource pixels,
            int[] rows,
            int[] labels,
            Seed seed,
            ValueReceiver receiver,
            Progress progress);
}
