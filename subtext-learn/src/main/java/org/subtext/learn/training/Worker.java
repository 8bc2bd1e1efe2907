package org.subtext.learn.training;

import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.subtext.images.PixelLayout;
import org.subtext.learn.engine.Device;
import org.subtext.learn.inference.Autocast;
import org.subtext.learn.inference.PixelReader;
import org.subtext.learn.networks.Network;
import org.subtext.learn.networks.Pass;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Augmentation;
import org.subtext.recognition.Normalisation;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingTask;

/**
 * Turns one worker's part of a batch into gradients: read, scale, change, forward, loss, backward. Belongs to one
 * thread at a time.
 */
final class Worker implements AutoCloseable {
    private static final int BILINEAR = 0;
    private static final int ZERO_OUTSIDE = 0;
    private static final int VALUES_PER_AFFINE = 6;

    /**
     * A part of one step's images.
     *
     * @param pass counted from 1
     * @param step counted from 1 over the whole training
     * @param order training image at each position of the pass
     * @param from first position
     * @param to position after the last
     * @param totalWeight sum of the weights of the images of the whole step
     */
    record Part(int pass, long step, int[] order, int from, int to, double totalWeight) {
        int size() {
            return to - from;
        }

        /** Of the training images, one a position. */
        int[] images() {
            return Arrays.copyOfRange(order, from, to);
        }
    }

    private final int index;
    private final TrainingTask task;
    private final TrainingPlan plan;
    private final Network replica;
    private final Objective objective;
    private final PixelReader reader;
    private final Generator noiseGenerator;
    private final GeneratorOptional noise;

    Worker(int index, TrainingTask task, Network replica, Objective objective) {
        this.index = index;
        this.task = task;
        this.plan = task.plan();
        this.replica = replica;
        this.objective = objective;
        int capacity = (plan.passes().batchSize() + plan.execution().workers() - 1)
                / plan.execution().workers();
        this.reader = new PixelReader(
                task.training().pixels(), Normalisation.of(plan.network().pixelScaling()), capacity);
        this.noiseGenerator = torch.make_generator_cpu(0).retainReference();
        this.noise = new GeneratorOptional(noiseGenerator).retainReference();
    }

    Network replica() {
        return replica;
    }

    /** Leaves gradients on the replica; returns the part's share of the step's mean loss. */
    double gradients(Part part) {
        try (PointerScope scope = new PointerScope();
                Pass pass =
                        Pass.training(task.seed().child("noise", part.step()).child("worker", index))) {
            Tensor images = onDevice(changed(read(part), part));
            Tensor input = plan.execution().channelsLast() ? images.contiguous(MemoryFormat.ChannelsLast) : images;
            Tensor logits;
            try (Autocast autocast = Autocast.open(plan.execution().precision(), replica.device())) {
                Tensor features = dropped(replica.features(input, pass), part);
                logits = replica.classify(features, pass).to(ScalarType.Float);
            }
            Tensor loss = objective.loss(logits, part.images(), part.totalWeight(), this::onDevice);
            loss.backward();
            return loss.item_float();
        }
    }

    private Tensor read(Part part) {
        int[] rows = new int[part.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = task.training().row(part.order()[part.from() + i]);
        }
        return reader.read(rows, 0, rows.length);
    }

    private Tensor onDevice(Tensor tensor) {
        return replica.device().kind() == Device.Kind.CPU
                ? tensor
                : tensor.to(replica.device().toTorch(), ScalarType.Float);
    }

    /** One resampling for all geometric changes of the batch, then brightness, then noise. */
    private Tensor changed(Tensor images, Part part) {
        if (plan.augmentation().equals(Augmentation.NONE)) {
            return images;
        }
        int count = part.size();
        PixelLayout layout = task.training().pixels().layout();
        float[] affine = new float[count * VALUES_PER_AFFINE];
        float[] brightness = new float[count];
        Tensor noiseValues = torch.empty(images.shape());
        Seed changes = task.seed().child("change", part.pass());
        for (int i = 0; i < count; i++) {
            ImageChange change = ImageChange.draw(
                    plan.augmentation(), changes.child("image", part.from() + i).random());
            System.arraycopy(change.affine(), 0, affine, i * VALUES_PER_AFFINE, VALUES_PER_AFFINE);
            brightness[i] = change.brightness();
            if (plan.augmentation().noise() > 0) {
                noiseGenerator.set_current_seed(change.noiseSeed());
                noiseValues.select(0, i).normal_(0, plan.augmentation().noise(), noise);
            }
        }
        long[] shape = {count, layout.channels(), layout.side(), layout.side()};
        Tensor grid = torch.affine_grid_generator(Objective.filled(affine, count, 2, 3), shape, false);
        Tensor moved = torch.grid_sampler(images, grid, BILINEAR, ZERO_OUTSIDE, false);
        if (plan.augmentation().brightness() > 0) {
            moved.mul_(Objective.filled(brightness, count, 1, 1, 1));
        }
        return plan.augmentation().noise() > 0 ? moved.add_(noiseValues) : moved;
    }

    /** Networks without dropout of their own before the head take the plan's. */
    private Tensor dropped(Tensor features, Part part) {
        if (plan.regularisation().dropout() == 0
                || !NetworkTraits.takesPlansDropout(plan.network().architecture())) {
            return features;
        }
        noiseGenerator.set_current_seed(
                task.seed().child("dropout", part.step()).child("worker", index).value());
        double kept = 1 - plan.regularisation().dropout();
        Tensor mask = torch.empty(features.shape());
        mask.bernoulli_(kept, noise);
        mask.div_(new Scalar(kept));
        return features.mul(mask.to(features.device(), features.scalar_type()));
    }

    @Override
    public void close() {
        reader.close();
        noise.close();
        noiseGenerator.close();
    }
}
