package org.subtext.learn.inference;

import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.subtext.images.PixelSource;
import org.subtext.learn.networks.Network;
import org.subtext.learn.networks.Pass;
import org.subtext.recognition.Inference;
import org.subtext.recognition.Recogniser.ScoreReceiver;

/**
 * Streams images through a network and hands scores out in order; they do not depend on the number of threads.
 */
public final class Scoring {
    private final Network network;
    private final Inference how;
    private final int threads;

    /**
     * Scores with a network.
     *
     * @param network its values must not change while scores are made
     * @param how gives normalisation, activation, precision and whether mirror images are scored too
     * @param threads how many batches are under way at once, each on one thread
     */
    public Scoring(Network network, Inference how, int threads) {
        this.network = network;
        this.how = how;
        this.threads = threads;
    }

    /** Scores the given rows: probabilities, delivered in order on the calling thread. */
    public void score(PixelSource pixels, int[] rows, ScoreReceiver receiver, PixelBatches.Advance advance) {
        new PixelBatches(pixels, how.normalisation(), network.device(), threads, "scoring images")
                .run(rows, (images, from, to) -> PixelBatches.toRows(probabilities(images)), receiver::accept, advance);
    }

    /**
     * Scaled images {@code (batch, channel, height, width)} to probabilities {@code (batch, class)}, without a
     * gradient.
     */
    public Tensor probabilities(Tensor images) {
        try (InferenceMode inference = new InferenceMode(true)) {
            Tensor scores = onePass(images);
            return how.mirrored() ? scores.add(onePass(images.flip(3))).mul(new Scalar(0.5)) : scores;
        }
    }

    private Tensor onePass(Tensor images) {
        Tensor input = network.isChannelsLast() ? images.contiguous(MemoryFormat.ChannelsLast) : images;
        try (Autocast autocast = Autocast.open(how.precision(), network.device())) {
            Tensor logits = network.forward(input, Pass.EVALUATION);
            Tensor exact = logits.to(ScalarType.Float);
            return switch (how.activation()) {
                case SOFTMAX -> torch.softmax(exact, 1);
                case SIGMOID -> torch.sigmoid(exact);
                case NONE -> exact;
            };
        }
    }
}
