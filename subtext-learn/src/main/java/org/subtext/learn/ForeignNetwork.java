package org.subtext.learn;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
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
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Activation;
import org.subtext.recognition.Architecture;
import org.subtext.recognition.ForeignModel;
import org.subtext.recognition.Inference;
import org.subtext.recognition.LoadedWeights;
import org.subtext.recognition.ModelCard;
import org.subtext.recognition.Normalisation;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.TrainingPlan.PixelScaling;
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
    private final Problems problems = new Problems();
    private final List<String> assumed = new ArrayList<>();

    private ForeignNetwork(WeightsAddress address, ForeignModel said, ForeignModel.Use use) throws IOException {
        this.address = address;
        this.said = said;
        this.use = use;
        this.inFile = NetworkInFile.of(address, said.architecture(), side(said));
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

    private static int side(ForeignModel said) {
        return said.side() == null ? NetworkSpec.PUBLISHED_IMAGE_SIZE : said.side();
    }

    private Recogniser opened(Device device) throws IOException {
        List<String> classes = classes();
        Activation activation = activation(classes.size());
        Normalisation normalisation = normalisation();
        requireLargeEnough();
        problems.throwIfAny();
        PixelLayout layout = layout();
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
        String trained = "Not known here: another program trained it."
                + (assumed.isEmpty()
                        ? ""
                        : " Assumed, since nothing says otherwise: " + String.join("; ", assumed) + ".");
        return new ModelCard(
                address.name(), "", classes, layout, null, how, loaded, trained, List.of(), "", "", List.of());
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
            problems.add(
                    "The head of " + address + " is not there, or is more than one layer, so it gives no scores here."
                            + " Its embeddings can be had.");
            return named;
        }
        if (named.isEmpty()) {
            problems.add(Sentence.of("Nothing says what the " + inFile.classes() + " classes of " + address
                            + " are. Name them in the order of its outputs: ")
                    .set(Argument.MODEL_CLASSES, "A,B,...")
                    .and("."));
            return named;
        }
        Set<String> once = new HashSet<>();
        for (String name : named) {
            if (name.isBlank() || !once.add(folded(name))) {
                problems.add(Sentence.of((name.isBlank()
                                        ? "A class has no name"
                                        : "Two classes are named " + name + ", letter case aside")
                                + ". Give each a name of its own: ")
                        .set(Argument.MODEL_CLASSES, "A,B,...")
                        .and("."));
            }
        }
        if (named.size() != inFile.classes()) {
            problems.add(Sentence.of(named.size() + (named.size() == 1 ? " class is" : " classes are") + " named ("
                            + String.join(", ", named) + "), but the head of " + address + " has " + inFile.classes()
                            + " outputs. Name one an output, in their order, with ")
                    .and(Argument.MODEL_CLASSES)
                    .and("."));
        }
        List<String> own = inFile.classNames();
        List<String> ownFolded = own.stream().map(ForeignNetwork::folded).toList();
        boolean isOrder =
                ownFolded.equals(named.stream().map(ForeignNetwork::folded).toList());
        if (!own.isEmpty() && !isOrder && new HashSet<>(ownFolded).equals(once)) {
            problems.add(Sentence.of("The classes are named in another order (" + String.join(", ", named)
                            + ") than the file itself has them (" + String.join(", ", own) + "). Leave out ")
                    .and(Argument.MODEL_CLASSES)
                    .and(", or give the file's order."));
        }
        return named;
    }

    /** As class names are compared everywhere: case and white space around are no other class. */
    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private Activation activation(int classes) {
        Activation asked = said.activation();
        if (asked == Activation.SOFTMAX && classes == 1 && !isHeadless()) {
            problems.add(Sentence.of(
                            "One output has nothing to be compared with by softmax: every score would be 1." + " Say ")
                    .set(Argument.MODEL_ACTIVATION, "sigmoid")
                    .and("."));
        }
        if (asked != null || isHeadless()) {
            return asked == null ? Activation.SOFTMAX : asked;
        }
        Activation usual = classes == 1 ? Activation.SIGMOID : Activation.SOFTMAX;
        assumed.add(
                usual == Activation.SIGMOID
                        ? "its one output becomes a score by the sigmoid"
                        : "its classes exclude each other (softmax)");
        return usual;
    }

    private Normalisation normalisation() {
        Normalisation asked = said.normalisation();
        int channels = inFile.inputChannels();
        if (asked != null) {
            if (asked.mean().size() > 1 && asked.mean().size() != channels) {
                problems.add(Sentence.of(asked.mean().size() + " means are given, but " + address + " takes " + channels
                                + " channel(s). Give one, or one a channel, with ")
                        .and(Argument.MODEL_NORMALISATION)
                        .and("."));
            }
            return asked;
        }
        if (channels == 1) {
            problems.add(Sentence.of("Nothing says how the grey images of " + address + " are scaled, and there is no"
                            + " usual way. Say how it was trained: ")
                    .set(Argument.MODEL_NORMALISATION, "none")
                    .and(" for 0 to 1, xrv for -1024 to 1024, or MEAN/DEVIATION such as 0.5/0.25."));
        }
        assumed.add("pixels by ImageNet's mean and deviation");
        return Normalisation.of(PixelScaling.IMAGENET);
    }

    private void requireLargeEnough() {
        Architecture architecture = inFile.architecture();
        if (side(said) < architecture.smallestSide()) {
            problems.add(Sentence.of(architecture.id() + " takes images of at least " + architecture.smallestSide()
                            + " pixels a side, not " + side(said) + ". Say the side that it was trained with: ")
                    .set(PlanKey.PIXELS_SIDE, "224")
                    .and("."));
        }
    }

    private PixelLayout layout() {
        int side = side(said);
        if (said.side() == null) {
            assumed.add("images of " + side + " x " + side + " pixels");
        }
        Resize resize = said.resize() == null ? Resize.ANTIALIASED_BILINEAR : said.resize();
        return new PixelLayout(side, inFile.inputChannels(), resize);
    }
}
