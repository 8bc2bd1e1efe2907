package org.subtext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.harm.ModelScores;
import org.subtext.cli.terminal.TerminalProgress;
import org.subtext.harm.reading.HarmRequest;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.ContentHash;
import org.subtext.recognition.ForeignModel;
import org.subtext.recognition.GoldenCheck;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.WeightsAddress;
import picocli.CommandLine.Option;

/** A model that scores the images of a table of truths and groups, before groups are compared. */
final class HarmModelOptions {
    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description =
                    "Score the images that TABLE lists with this model first: an ONNX graph (.onnx), a TorchScript"
                            + " archive or weights; --score FINDING=OUTPUT says which output tells a finding of another"
                            + " name.")
    @Turns(argument = Argument.MODEL)
    private @Nullable Path model;

    @Option(
            names = "--card",
            paramLabel = "FILE",
            description = "What is known of the model, with its golden case; default: NAME.card.yaml beside it.")
    private @Nullable Path card;

    boolean isAsked() {
        if (model == null && card != null) {
            throw new InvalidInputException("--card " + card + " says what is known of a model, and none is named. Name"
                    + " it: --model FILE.");
        }
        return model != null;
    }

    /** The same question of scores that are made now, or were made before of the same images by the same model. */
    HarmRequest scored(HarmRequest request, Path folder, PrintWriter err) throws IOException {
        try (ModelScores.Model ready = ready(err)) {
            ModelScores.Scored scored = ModelScores.of(request, ready, folder, TerminalProgress.ofConsole());
            scored.notScored().forEach(line -> err.println("Not scored: " + line));
            err.flush();
            return scored.request();
        }
    }

    /** What that would cost. */
    void price(HarmRequest request, PrintWriter out, PrintWriter err) throws IOException {
        try (ModelScores.Model ready = ready(err)) {
            ModelScores.Price price = ModelScores.price(request, ready);
            out.printf(
                    Locale.ROOT,
                    "%,d images would be scored, in some %,d s here. What could be shown is told once there are scores:"
                            + " without --dry-run they are kept beside the run, and gone on with.%n",
                    price.images(),
                    Math.round(Math.ceil(price.seconds())));
            out.flush();
        }
    }

    private ModelScores.Model ready(PrintWriter err) throws IOException {
        WeightsAddress address = ForeignModelOptions.address(Objects.requireNonNull(model));
        ForeignModel said = ForeignModelOptions.with(address, card);
        Function<ForeignModel, Recogniser> opener = ForeignModelOptions.opener(address, null);
        Recogniser recogniser = opener.apply(said);
        try {
            OptionalDouble golden = GoldenCheck.of(recogniser, said, opener);
            CardPrinter.print(recogniser.card(), said.prepared(), golden, err);
            boolean isOurs = recogniser.card().plan() != null;
            return new ModelScores.Model(
                    recogniser,
                    said.prepared(),
                    ContentHash.ofFile(address.file()),
                    isOurs ? "none is needed, Subtext trained it." : CardPrinter.words(golden));
        } catch (IOException | RuntimeException e) {
            recogniser.close();
            throw e;
        }
    }
}
