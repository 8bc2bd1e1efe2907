package org.subtext.learn;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.subtext.images.PixelLayout;
import org.subtext.learn.engine.Device;
import org.subtext.learn.networks.Network;
import org.subtext.learn.networks.NetworkSpec;
import org.subtext.learn.networks.Networks;
import org.subtext.learn.weights.ImportRules;
import org.subtext.learn.weights.NetworkInFile;
import org.subtext.learn.weights.WeightImport;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Sentence;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Activation;
import org.subtext.recognition.Architecture;
import org.subtext.recognition.ForeignFacts;
import org.subtext.recognition.ForeignModel;
import org.subtext.recognition.Inference;
import org.subtext.recognition.LoadedWeights;
import org.subtext.recognition.ModelCard;
import org.subtext.recognition.Normalisation;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.TrainingPlan.Precision;
import org.subtext.recognition.WeightsAddress;

/**
 * Opens a network that another program trained, from its weights and from what somebody says of it; what is assumed
 * stands on its card.
 */
final class ForeignNetwork {
    private final WeightsAddress address;
    private final ForeignModel said;
    private final ForeignModel.Use use;
    private final NetworkInFile inFile;
    private final ForeignFacts facts;

    private ForeignNetwork(WeightsAddress address, ForeignModel said, ForeignModel.Use use) throws IOException {
        this.address = address;
        this.said = said;
        this.use = use;
        this.facts = new ForeignFacts(address.toString(), said);
        this.inFile = NetworkInFile.of(address, said.architecture(), facts.side(0));
    }

    static Recogniser open(WeightsAddress address, ForeignModel said, ForeignModel.Use use, Device device) {
        try {
            return new ForeignNetwork(address, said, use).opened(device);
        } catch (IOException e) {
            throw new InvalidInputException("The weights " + address + " cannot be read: " + e.getMessage()
                    + ". Check the path and that the file may be read.");
        }
    }

    /** A stored model has a card, beside which nothing may be said. */
    static void requireUnsaid(ForeignModel said, WeightsAddress model) {
        if (!said.equals(ForeignModel.UNSAID)) {
            throw new InvalidInputException(model + " is a model that Subtext trained, whose card says its network,"
                    + " classes and pixels. Leave out what is said beside it.");
        }
    }

    private Recogniser opened(Device device) throws IOException {
        List<String> classes = classes();
        Activation activation = isHeadless() ? headless() : facts.activation(classes.size());
        Normalisation normalisation = facts.normalisation(inFile.inputChannels());
        requireLargeEnough();
        PixelLayout layout = facts.layout(inFile.inputChannels(), 0);
        facts.problems().throwIfAny();
        NetworkSpec spec =
                new NetworkSpec(inFile.architecture(), inFile.inputChannels(), classes.size(), layout.side());
        Network network = Networks.create(spec, new Seed(0));
        LoadedWeights loaded;
        try {
            loaded = WeightImport.load(address, network, isHeadless() ? ImportRules.START : ImportRules.FINISHED);
        } catch (IOException | RuntimeException e) {
            network.close();
            throw e;
        }
        Inference how = new Inference(inFile.architecture(), normalisation, activation, Precision.FLOAT32, true, false);
        return TorchRecogniser.foreign(
                TorchRecogniser.laidOut(network, how.channelsLast(), device), card(classes, layout, how, loaded));
    }

    private ModelCard card(List<String> classes, PixelLayout layout, Inference how, LoadedWeights loaded) {
        return new ModelCard(
                address.name(), "", classes, layout, null, how, loaded, facts.trained(), List.of(), "", "", List.of());
    }

    /** Whether the head is of no use, and may be absent. */
    private boolean isHeadless() {
        return use == ForeignModel.Use.EMBEDDINGS;
    }

    private List<String> classes() {
        if (isHeadless()) {
            int count = Math.max(1, inFile.classes());
            return IntStream.range(0, count).mapToObj(i -> "class " + (i + 1)).toList();
        }
        List<String> named = said.classes().isEmpty() ? inFile.classNames() : said.classes();
        if (inFile.classes() == 0) {
            facts.problems()
                    .add("The head of " + address
                            + " is not there, or is more than one layer, so it gives no scores here."
                            + " Its embeddings can be had.");
            return named;
        }
        facts.classes(named, inFile.classes());
        Set<String> once = new HashSet<>();
        named.forEach(name -> once.add(ForeignFacts.folded(name)));
        List<String> own = inFile.classNames();
        List<String> ownFolded = own.stream().map(ForeignFacts::folded).toList();
        boolean isOrder =
                ownFolded.equals(named.stream().map(ForeignFacts::folded).toList());
        if (!own.isEmpty() && !isOrder && new HashSet<>(ownFolded).equals(once)) {
            facts.problems()
                    .add(Sentence.of("The classes are named in another order (" + String.join(", ", named)
                                    + ") than the file itself has them (" + String.join(", ", own) + "). Leave out ")
                            .and(Argument.MODEL_CLASSES)
                            .and(", or give the file's order."));
        }
        return named;
    }

    /** Of no use where there is no head. */
    private Activation headless() {
        return said.activation() == null ? Activation.SOFTMAX : said.activation();
    }

    private void requireLargeEnough() {
        Architecture architecture = inFile.architecture();
        if (facts.side(0) < architecture.smallestSide()) {
            facts.problems()
                    .add(Sentence.of(architecture.id() + " takes images of at least " + architecture.smallestSide()
                                    + " pixels a side, not " + facts.side(0)
                                    + ". Say the side that it was trained with: ")
                            .set(PlanKey.PIXELS_SIDE, "224")
                            .and("."));
        }
    }
}
