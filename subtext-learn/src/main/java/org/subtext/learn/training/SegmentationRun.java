package org.subtext.learn.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.subtext.images.PixelLayout;
import org.subtext.learn.inference.PixelReader;
import org.subtext.learn.networks.Pass;
import org.subtext.learn.networks.UNet;
import org.subtext.problems.Sentence;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Augmentation;
import org.subtext.recognition.Normalisation;
import org.subtext.recognition.SegmentationTask;
import org.subtext.recognition.TrainingDivergedException;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPlan.PixelScaling;
import org.subtext.recognition.TrainingPresets;

/**
 * One training of a U-Net on drawn masks: cross-entropy of every pixel plus one minus the soft Dice overlap, images and
 * masks moved alike at random. One thread; the same task gives the same weights.
 */
public final class SegmentationRun {
    private static final int BATCH = 8;
    private static final int BILINEAR = 0;
    private static final int ZERO_OUTSIDE = 0;
    private static final double SMOOTH = 1; // keeps the overlap of two empty masks finite

    /** How the weights move: AdamW under a cosine, a tenth of warm-up. */
    private static final TrainingPlan RULE = TrainingPresets.named("small")
            .plan()
            .withOptimisation(optimisation -> optimisation.withLearningRate(2e-3))
            .withRegularisation(regularisation -> regularisation.withWeightAverage(0))
            .withPasses(passes -> passes.withBatchSize(BATCH))
            .withExecution(execution -> execution.withWorkers(1));

    private final SegmentationTask task;
    private final UNet network;

    /** @param network trained in place */
    public SegmentationRun(SegmentationTask task, UNet network) {
        this.task = task;
        this.network = network;
    }

    /** The Dice overlap of each validation image after the last pass. */
    public double[] train(Progress progress) {
        int images = task.training().length;
        int steps = (images + BATCH - 1) / BATCH;
        TrainingPlan plan = RULE.withPasses(passes -> passes.withEpochs(task.epochs()));
        LearningRate rate = new LearningRate(plan, (long) steps * task.epochs());
        progress.begin("Training the segmenter", (long) images * task.epochs(), "images");
        torch.set_num_threads(1);
        try (PixelReader pixels =
                        new PixelReader(task.images(), Normalisation.of(PixelScaling.STANDARDISED_PER_IMAGE), BATCH);
                PixelReader masks = new PixelReader(task.masks(), Normalisation.UNIT, BATCH);
                Shard shard = new Shard(plan, parameters())) {
            double loss = 0;
            for (int pass = 1; pass <= task.epochs(); pass++) {
                int[] order = task.seed().child("order", pass).shuffled(task.training());
                for (int s = 0; s < steps; s++) {
                    int from = s * BATCH;
                    int to = Math.min(from + BATCH, images);
                    long step = (long) (pass - 1) * steps + s;
                    loss = step(pixels, masks, order, from, to, step);
                    shard.update(step + 1, rate.at(step), 1);
                    progress.advance(to - from, String.format(Locale.ROOT, "pass %d, loss %.3f", pass, loss));
                }
            }
            double[] dice = overlaps(pixels, masks);
            progress.end(String.format(
                    Locale.ROOT, "%d passes over %,d images, last loss %.3f", task.epochs(), images, loss));
            return dice;
        }
    }

    private List<Shard.Parameter> parameters() {
        List<Shard.Parameter> parameters = new ArrayList<>();
        network.parameters()
                .forEach((name, weight) -> parameters.add(new Shard.Parameter(name, weight, List.of(weight), null)));
        return parameters;
    }

    private double step(PixelReader pixels, PixelReader masks, int[] order, int from, int to, long step) {
        try (PointerScope scope = new PointerScope();
                Pass pass = Pass.training(task.seed().child("noise", step))) {
            Tensor grid = movement(to - from, task.seed().child("change", step));
            Tensor image = moved(pixels.read(order, from, to), grid);
            Tensor mask = moved(masks.read(order, from, to), grid);
            Tensor logits = network.forward(image, pass);
            Tensor inside = torch.sigmoid(logits);
            Tensor crossEntropy = torch.binary_cross_entropy_with_logits(logits, mask);
            Tensor both = inside.mul(mask).sum();
            Tensor overlap = both.mul(new Scalar(2.0))
                    .add(new Scalar(SMOOTH))
                    .div(inside.sum().add(mask.sum()).add(new Scalar(SMOOTH)));
            Tensor loss = crossEntropy.sub(overlap).add(new Scalar(1.0));
            loss.backward();
            double value = loss.item_float();
            if (!Double.isFinite(value)) {
                throw new TrainingDivergedException(Sentence.of("The loss of the segmenter is " + value + " at step "
                        + step + ". Check that the masks are masks: grey images, 0 outside and white inside."));
            }
            return value;
        }
    }

    private Tensor movement(int count, Seed seed) {
        PixelLayout layout = task.images().layout();
        float[] affine = new float[count * 6];
        for (int i = 0; i < count; i++) {
            float[] one = ImageChange.draw(
                            Augmentation.MILD, seed.child("image", i).random())
                    .affine();
            System.arraycopy(one, 0, affine, i * 6, 6);
        }
        Tensor matrices = torch.empty(count, 2, 3);
        matrices.data_ptr_float().put(affine);
        return torch.affine_grid_generator(matrices, new long[] {count, 1, layout.side(), layout.side()}, false);
    }

    private static Tensor moved(Tensor images, Tensor grid) {
        return torch.grid_sampler(images, grid, BILINEAR, ZERO_OUTSIDE, false);
    }

    private double[] overlaps(PixelReader pixels, PixelReader masks) {
        int[] rows = task.validation();
        double[] dice = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            try (PointerScope scope = new PointerScope();
                    InferenceMode inference = new InferenceMode(true)) {
                Tensor inside = network.forward(pixels.read(rows, i, i + 1), Pass.EVALUATION)
                        .gt(new Scalar(0.0))
                        .to(ScalarType.Float);
                Tensor drawn = masks.read(rows, i, i + 1).ge(new Scalar(0.5)).to(ScalarType.Float);
                double both = inside.mul(drawn).sum().item_float();
                double sizes = inside.sum().item_float() + drawn.sum().item_float();
                dice[i] = sizes == 0 ? 1 : 2 * both / sizes;
            }
        }
        return dice;
    }
}
