package org.subtext.recognition.testing;

import java.util.List;
import java.util.SplittableRandom;
import org.subtext.images.PixelSource;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Recogniser.ScoreReceiver;
import org.subtext.recognition.RecogniserInterior;

/**
 * The inside of a softmax regression, where everything has a closed form: the tiles, the logits, what each tile adds to
 * a logit, and how the loss grows with each pixel.
 */
record LogisticInterior(LogisticModel model) implements RecogniserInterior {
    private static final String TILES = "tiles";
    private static final String LOGITS = "logits";

    @Override
    public List<String> layers() {
        return List.of(TILES, LOGITS);
    }

    @Override
    public int width(String layer) {
        return switch (layer) {
            case TILES -> model.tiles().count();
            case LOGITS -> model.weights().length;
            default -> throw new IllegalArgumentException("no layer \"" + layer + "\"");
        };
    }

    @Override
    public void embed(PixelSource pixels, int[] rows, String layer, ValueReceiver receiver, Progress progress) {
        float[] vector = new float[width(layer)];
        for (int i = 0; i < rows.length; i++) {
            double[] means = model.tiles().means(Tiles.image(pixels, rows[i]));
            double[] values = layer.equals(TILES) ? means : model.logits(means);
            for (int v = 0; v < vector.length; v++) {
                vector[v] = (float) values[v];
            }
            receiver.accept(i, vector);
        }
    }

    /** What a tile, against black, adds to the logit of the class above the mean of all classes; by any method. */
    @Override
    public void attribute(
            Attribution how, PixelSource pixels, int[] rows, int[] classes, ValueReceiver receiver, Progress progress) {
        int side = model.tiles().layout().side();
        for (int i = 0; i < rows.length; i++) {
            double[] means = model.tiles().means(Tiles.image(pixels, rows[i]));
            float[] map = new float[side * side];
            for (int p = 0; p < map.length; p++) {
                int tile = model.tiles().of(p);
                map[p] = (float) Math.max(0, (means[tile] + 0.5) * preference(classes[i], tile));
            }
            receiver.accept(i, map);
        }
    }

    private double preference(int label, int tile) {
        double mean = 0;
        for (double[] ofClass : model.weights()) {
            mean += ofClass[tile] / model.weights().length;
        }
        return model.weights()[label][tile] - mean;
    }

    @Override
    public void scoreAttacked(
            Attack attack,
            PixelSource pixels,
            int[] rows,
            int[] labels,
            Seed seed,
            ScoreReceiver receiver,
            Progress progress) {
        attack(
                attack,
                pixels,
                rows,
                labels,
                seed,
                (position, values) -> receiver.accept(position, model.scores(values)),
                progress);
    }

    @Override
    public void attack(
            Attack attack,
            PixelSource pixels,
            int[] rows,
            int[] labels,
            Seed seed,
            ValueReceiver receiver,
            Progress progress) {
        for (int i = 0; i < rows.length; i++) {
            float[] image = Tiles.image(pixels, rows[i]);
            SplittableRandom random = seed.child("image", rows[i]).random();
            receiver.accept(i, attacked(attack, image, labels[i], random));
        }
    }

    /**
     * The logits are linear in the pixels, so that further steps of gradient descent would go where the first one went.
     */
    private float[] attacked(Attack attack, float[] image, int label, SplittableRandom random) {
        double[] gradient = model.gradient(image, label);
        float[] changed = new float[image.length];
        for (int p = 0; p < changed.length; p++) {
            double step = switch (attack.kind()) {
                case FGSM, PGD, STUDY_FGSM -> Math.signum(gradient[p]);
                case RANDOM_SIGN -> random.nextBoolean() ? 1 : -1;
                case GAUSSIAN, STUDY_GAUSSIAN -> random.nextGaussian();
                case CLAMP_ONLY, STUDY_CLAMP_ONLY -> 0;
            };
            changed[p] = (float) Math.max(0, Math.min(1, image[p] + attack.epsilon() * step));
        }
        return changed;
    }
}
