package org.subtext.learn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.learn.engine.Device;
import org.subtext.learn.inference.ExpectedLayout;
import org.subtext.learn.inference.PixelBatches;
import org.subtext.learn.inference.Scoring;
import org.subtext.learn.interior.TorchInterior;
import org.subtext.learn.networks.Network;
import org.subtext.learn.networks.NetworkSpec;
import org.subtext.learn.networks.Networks;
import org.subtext.learn.weights.ImportRules;
import org.subtext.learn.weights.WeightExport;
import org.subtext.learn.weights.WeightImport;
import org.subtext.learn.weights.WeightsHash;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.ComputeDevice;
import org.subtext.recognition.Inference;
import org.subtext.recognition.InspectableRecogniser;
import org.subtext.recognition.LoadedWeights;
import org.subtext.recognition.ModelCard;
import org.subtext.recognition.RecogniserInterior;
import org.subtext.recognition.WeightsAddress;

/**
 * A trained network with its classes, its pixels and its plan.
 *
 * <p>Scores in the plan's precision: with bfloat16 a probability differs from float32's by some hundredths at most, and
 * the same image has the same score whatever the number of threads. Several threads may score at once.
 */
final class TorchRecogniser implements InspectableRecogniser {
    private final Network network;
    private final Network forScoring;
    private final Inference how;
    private final List<String> classes;
    private final PixelLayout layout;
    private final RecogniserInterior interior;
    private @Nullable ModelCard card;

    private TorchRecogniser(
            Network network, Inference how, List<String> classes, PixelLayout layout, @Nullable ModelCard card) {
        this.network = network;
        this.forScoring = network.folded(how.precision());
        this.how = how;
        this.classes = List.copyOf(classes);
        this.layout = layout;
        this.interior = new TorchInterior(network, forScoring, how, layout);
        this.card = card;
    }

    /** Takes over a network fresh from training, or never trained. */
    static TorchRecogniser unsaved(Network network, Inference how, List<String> classes, PixelLayout layout) {
        return new TorchRecogniser(network, how, classes, layout, null);
    }

    /** Takes over a network that another program trained, and a card of what is known of it. */
    static TorchRecogniser foreign(Network network, ModelCard card) {
        return new TorchRecogniser(network, card.inference(), card.classes(), card.layout(), card);
    }

    /** Reads card and weights of a model that {@link #save} wrote; what its plan leaves open is settled here. */
    static TorchRecogniser open(Path model, Device device, ComputeDevice computing) {
        try {
            ModelCard card = CardMetadata.read(model);
            Inference how = card.inference().on(computing);
            Network network = Networks.create(
                    new NetworkSpec(
                            how.network(),
                            card.layout().channels(),
                            card.classes().size(),
                            card.layout().side()),
                    new Seed(0));
            requireComplete(WeightImport.load(WeightsAddress.of(model), network, ImportRules.FINISHED), model);
            return new TorchRecogniser(
                    laidOut(network, how.channelsLast(), device), how, card.classes(), card.layout(), card);
        } catch (IOException e) {
            throw new InvalidInputException("The model " + model + " cannot be read: " + e.getMessage()
                    + ". Check the path and that the file may be read.");
        }
    }

    private static void requireComplete(LoadedWeights report, Path model) {
        if (!report.isComplete()) {
            throw new InvalidInputException("The weights in " + model + " do not fit the card in the same file: "
                    + String.join(" ", report.lines()) + " Take the model from where it was trained.");
        }
    }

    /** Memory order and device as the machine wants them. */
    static Network laidOut(Network network, boolean channelsLast, Device device) {
        if (channelsLast) {
            network.toChannelsLast();
        }
        return device.equals(Device.CPU) ? network : network.to(device);
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public void score(PixelSource pixels, int[] rows, ScoreReceiver receiver, Progress progress) {
        ExpectedLayout.require(layout, pixels.layout());
        progress.begin("Scoring", rows.length, "images");
        int threads = PixelBatches.threadsFor(network.device());
        new Scoring(forScoring, how, threads).score(pixels, rows, receiver, count -> progress.advance(count, ""));
        progress.end(String.format(Locale.ROOT, "%,d images scored", rows.length));
    }

    @Override
    public void save(Path model, ModelCard newCard) throws IOException {
        if (!newCard.classes().equals(classes) || !newCard.layout().equals(layout)) {
            throw new IllegalArgumentException("the card speaks of " + newCard.classes() + " and " + newCard.layout()
                    + ", the recogniser of " + classes + " and " + layout);
        }
        WeightExport.write(network, model, CardMetadata.of(newCard, WeightsHash.of(network)));
        card = newCard;
    }

    @Override
    public ModelCard card() {
        if (card == null) {
            throw new IllegalStateException("a recogniser has no card before it is saved");
        }
        return card;
    }

    @Override
    public RecogniserInterior interior() {
        return interior;
    }

    @Override
    public void close() {
        forScoring.close();
        network.close();
    }
}
