package org.subtext.learn.interior;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.learn.inference.ExpectedLayout;
import org.subtext.learn.inference.PixelBatches;
import org.subtext.learn.inference.Scaling;
import org.subtext.learn.inference.Scoring;
import org.subtext.learn.networks.Network;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Inference;
import org.subtext.recognition.Normalisation;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserInterior;

/**
 * The interior of a network. Layers bear torchvision's module names; the width of a map is its number of channels.
 *
 * <p>Embeddings are those of the image itself, in the precision of scoring, as the head meets them when it scores;
 * where a network's head reads the mean of its last map, the last stage and "embedding" are equal. Gradients are those
 * of the float32 network; scores, also of occluded and attacked images, are made as scoring makes them. Several threads
 * may call at once.
 */
public final class TorchInterior implements RecogniserInterior {
    private final Network forScoring;
    private final Gradients gradients;
    private final Inference how;
    private final PixelLayout layout;
    private @Nullable Map<String, Integer> widths;

    /**
     * Looks into networks that the caller closes.
     *
     * @param network unfolded and float32
     * @param forScoring the same network as scores are made with it
     * @param layout of the images they take
     */
    public TorchInterior(Network network, Network forScoring, Inference how, PixelLayout layout) {
        this.forScoring = forScoring;
        this.gradients = new Gradients(network, how.mirrored());
        this.how = how;
        this.layout = layout;
    }

    @Override
    public List<String> layers() {
        return List.copyOf(widths().keySet());
    }

    @Override
    public int width(String layer) {
        Integer width = widths().get(layer);
        if (width == null) {
            throw new InvalidInputException("This " + how.network().id() + " has no layer \"" + layer
                    + "\". Its layers are: " + String.join(", ", layers()) + ".");
        }
        return width;
    }

    private synchronized Map<String, Integer> widths() {
        if (widths == null) {
            widths = new NetworkLayers(forScoring, how.precision()).widths();
        }
        return widths;
    }

    @Override
    public void embed(PixelSource pixels, int[] rows, String layer, ValueReceiver receiver, Progress progress) {
        width(layer);
        NetworkLayers layers = new NetworkLayers(forScoring, how.precision());
        stream(
                new Stream("Embedding", "embedded", how.normalisation()),
                pixels,
                rows,
                (images, from, to) -> PixelBatches.toRows(layers.embeddings(images, layer)),
                receiver::accept,
                progress);
    }

    @Override
    public void attribute(
            Attribution method,
            PixelSource pixels,
            int[] rows,
            int[] classes,
            ValueReceiver receiver,
            Progress progress) {
        requireOneEach("classes", classes, rows);
        stream(
                new Stream("Explaining", "explained", Normalisation.UNIT),
                pixels,
                rows,
                switch (method) {
                    case GRAD_CAM -> {
                        GradCam maps = new GradCam(gradients);
                        yield inParts((images, from, to) -> maps.of(scaled(images), indices(classes, from, to)));
                    }
                    case INTEGRATED_GRADIENTS -> {
                        IntegratedGradients maps = new IntegratedGradients(gradients);
                        yield inParts((images, from, to) -> {
                            Scaling own = Scaling.of(images, how.normalisation());
                            return maps.of(own.apply(images), own.black(), indices(classes, from, to));
                        });
                    }
                    case OCCLUSION -> {
                        Occlusion maps = new Occlusion(scoring());
                        yield (images, from, to) ->
                                PixelBatches.toRows(maps.of(scaled(images), indices(classes, from, to)));
                    }
                },
                receiver::accept,
                progress);
    }

    @Override
    public void scoreAttacked(
            Attack attack,
            PixelSource pixels,
            int[] rows,
            int[] labels,
            Seed seed,
            Recogniser.ScoreReceiver receiver,
            Progress progress) {
        Attacks attacks = new Attacks(gradients, how.normalisation());
        Scoring scoring = scoring();
        attacked(
                pixels,
                rows,
                labels,
                (images, from, to) -> scoring.probabilities(attacks.scaled(
                        attack, images, indices(labels, from, to), Arrays.copyOfRange(rows, from, to), seed)),
                receiver::accept,
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
        Attacks attacks = new Attacks(gradients, how.normalisation());
        attacked(
                pixels,
                rows,
                labels,
                (images, from, to) -> attacks.pixels(
                        attack, images, indices(labels, from, to), Arrays.copyOfRange(rows, from, to), seed),
                receiver::accept,
                progress);
    }

    private void attacked(
            PixelSource pixels,
            int[] rows,
            int[] labels,
            ImageWork.OfFew work,
            PixelBatches.Receiver receiver,
            Progress progress) {
        requireOneEach("labels", labels, rows);
        stream(
                new Stream("Attacking", "attacked", Normalisation.UNIT),
                pixels,
                rows,
                inParts(work),
                receiver,
                progress);
    }

    private PixelBatches.Work inParts(ImageWork.OfFew work) {
        return ImageWork.inParts(forScoring.device(), work);
    }

    private Tensor scaled(Tensor images) {
        return Scaling.of(images, how.normalisation()).apply(images);
    }

    private Tensor indices(int[] classes, int from, int to) {
        return Gradients.indices(classes, from, to, forScoring.device());
    }

    private Scoring scoring() {
        return new Scoring(forScoring, how, 1);
    }

    private static void requireOneEach(String what, int[] values, int[] rows) {
        if (values.length != rows.length) {
            throw new IllegalArgumentException(values.length + " " + what + " for " + rows.length + " rows");
        }
    }

    /** What a stream over images is called, and how they are scaled for it. */
    private record Stream(String stage, String done, Normalisation scaling) {}

    private void stream(
            Stream stream,
            PixelSource pixels,
            int[] rows,
            PixelBatches.Work work,
            PixelBatches.Receiver receiver,
            Progress progress) {
        ExpectedLayout.require(layout, pixels.layout());
        progress.begin(stream.stage(), rows.length, "images");
        new PixelBatches(
                        pixels,
                        stream.scaling(),
                        forScoring.device(),
                        PixelBatches.threadsFor(forScoring.device()),
                        stream.stage().toLowerCase(Locale.ROOT) + " images")
                .run(rows, work, receiver, count -> progress.advance(count, ""));
        progress.end(String.format(Locale.ROOT, "%,d images %s", rows.length, stream.done()));
    }
}
