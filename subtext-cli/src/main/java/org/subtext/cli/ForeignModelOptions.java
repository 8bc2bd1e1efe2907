package org.subtext.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.ForeignCard;
import org.subtext.images.Resize;
import org.subtext.learn.TorchTrainer;
import org.subtext.learn.script.ScriptModels;
import org.subtext.onnx.OnnxModels;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.recognition.Activation;
import org.subtext.recognition.Architecture;
import org.subtext.recognition.ForeignModel;
import org.subtext.recognition.Normalisation;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.WeightsAddress;
import picocli.CommandLine.Option;

/** What is said of a network that another program trained. */
final class ForeignModelOptions {
    /** What is said of its images. */
    static final class Pixels {
        @Option(
                names = "--architecture",
                paramLabel = "NAME",
                description = "Network, by torchvision's name; default: the one that all entries of the file fit.")
        @Turns(key = PlanKey.TRAINING_ARCHITECTURE)
        @Nullable String architecture;

        @Option(names = "--side", paramLabel = "PIXELS", description = "Height and width of its images; default 224.")
        @Turns(key = PlanKey.PIXELS_SIDE)
        @Nullable Integer side;

        @Option(
                names = {"--normalisation", "--normalization"},
                paramLabel = "HOW",
                description = "imagenet (default for colour), none (0 to 1), 255, xrv (-1024 to 1024), per-image, or"
                        + " MEAN/DEVIATION, one or one a channel: 0.485,0.456,0.406/0.229,0.224,0.225.")
        @Turns(argument = Argument.MODEL_NORMALISATION)
        @Nullable String normalisation;

        @Option(
                names = "--resize",
                paramLabel = "HOW",
                description = "${COMPLETION-CANDIDATES}; default antialiased_bilinear, as Pillow and torchvision do.")
        @Turns(key = PlanKey.PIXELS_RESIZE)
        @Nullable Resize resize;

        ForeignModel model() {
            return new ForeignModel(
                    architecture == null ? null : Architecture.ofId(architecture),
                    List.of(),
                    null,
                    side,
                    normalisation == null ? null : Normalisation.parse(normalisation),
                    resize,
                    null);
        }
    }

    /** What is said of its outputs. */
    static final class Outputs {
        @Option(
                names = "--classes",
                split = ",",
                paramLabel = "NAME",
                description = "Its classes in the order of its outputs: A,B,C; default: as the file names them.")
        @Turns(argument = Argument.MODEL_CLASSES)
        List<String> classes = new ArrayList<>();

        @Option(
                names = "--activation",
                paramLabel = "HOW",
                description = "${COMPLETION-CANDIDATES}; default softmax (classes exclude each other), of one output"
                        + " sigmoid; none where outputs are scores already.")
        @Turns(argument = Argument.MODEL_ACTIVATION)
        @Nullable Activation activation;

        ForeignModel model() {
            return new ForeignModel(null, classes, activation, null, null, null, null);
        }
    }

    private ForeignModelOptions() {}

    /** What the options say, and what a file beside the weights says of the rest. */
    static ForeignModel with(WeightsAddress weights, ForeignModel... options) {
        return with(weights, null, options);
    }

    /** @param card that says the rest; null for the file beside the weights */
    static ForeignModel with(WeightsAddress weights, @Nullable Path card, ForeignModel... options) {
        ForeignModel said = ForeignModel.UNSAID;
        for (ForeignModel option : options) {
            said = said.or(option);
        }
        return said.or(card == null ? ForeignCard.beside(weights.file()) : ForeignCard.read(card));
    }

    /**
     * The address of a network of which more than its outputs is asked.
     *
     * @throws InvalidInputException of a program, which shows nothing else
     */
    static WeightsAddress inspectable(Path model) {
        WeightsAddress address = address(model);
        boolean isGraph = OnnxModels.isNamedAsGraph(address.file());
        if (isGraph || ScriptModels.isArchive(address.file())) {
            throw new InvalidInputException(
                    address.name() + " is " + (isGraph ? "an ONNX graph" : "a TorchScript archive")
                            + ", which gives its outputs and nothing of"
                            + " what is computed between: subtext predict scores images with it. For embeddings and routes take"
                            + " the weights that it was made from, or export one whose output is the embedding.");
        }
        return address;
    }

    /** Opens a model for its scores, whichever kind it is of, with what is said of it. */
    static Function<ForeignModel, Recogniser> opener(WeightsAddress address, @Nullable String device) {
        if (OnnxModels.isNamedAsGraph(address.file())) {
            return said -> OnnxModels.open(address.file(), said);
        }
        TorchTrainer engine = new TorchTrainer(RunOptions.deviceOf(device));
        return said -> engine.open(address, said, ForeignModel.Use.SCORES);
    }

    /** A model's address as the shell gave it. */
    static WeightsAddress address(Path model) {
        return WeightsAddress.parse(model.toString());
    }
}
