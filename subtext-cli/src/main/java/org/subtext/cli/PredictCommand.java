package org.subtext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.FolderScoring;
import org.subtext.cli.terminal.TerminalProgress;
import org.subtext.problems.Argument;
import org.subtext.provenance.ContentHash;
import org.subtext.recognition.ForeignModel;
import org.subtext.recognition.GoldenCheck;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.WeightsAddress;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores new images with a stored recogniser. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Scores images with a stored model, streamed, and prints the model's card first.",
            "The model is one that Subtext trained, weights of a network of torchvision's shape, an ONNX graph, or a"
                    + " TorchScript archive.",
            "Scores are the audit's instrument readings, not facts about patients.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  subtext predict runs/demo/models/model.safetensors new-images --out scores.csv",
            "  subtext predict chest.pth images --classes \"Atelectasis,Edema\" --activation sigmoid --out scores.csv",
            "  subtext predict chest.onnx images --classes \"Atelectasis,Edema\" --activation sigmoid --out scores.csv",
            "Of weights, NAME.card.yaml beside NAME.pth may say what the options say."
        })
final class PredictCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "A model that Subtext trained (.safetensors), or weights of another program (.pth, .pt,"
                    + " .safetensors); FILE#NAME where a file holds several networks; or an ONNX graph"
                    + " (.onnx) or a TorchScript archive (.pt), which run in a process of their own.")
    private Path model = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "IMAGES",
            description =
                    "A folder of pictures or DICOM files, searched with its subfolders, one image, or a table with"
                            + " a column of image files.")
    private Path images = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", description = "CSV of scores; default: standard output.")
    @Turns(argument = Argument.OUT)
    private @Nullable Path out;

    @Option(
            names = "--device",
            paramLabel = "ID",
            description = "cpu, cuda or cuda:N; default: CUDA where it is found.")
    @Turns(argument = Argument.DEVICE)
    private @Nullable String device;

    @Option(names = "--resume", description = "Continue a file of scores that was interrupted.")
    @Turns(argument = Argument.RESUME)
    private boolean resume;

    @Option(
            names = "--card",
            paramLabel = "FILE",
            description = "What is known of a network that another program trained; default: NAME.card.yaml beside it.")
    private @Nullable Path card;

    @ArgGroup(exclusive = false, heading = "%nOf a network that another program trained%n")
    private ForeignModelOptions.Outputs outputs = new ForeignModelOptions.Outputs();

    @ArgGroup(exclusive = false)
    private ForeignModelOptions.Pixels pixels = new ForeignModelOptions.Pixels();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter standard = spec.commandLine().getOut();
        WeightsAddress address = ForeignModelOptions.address(model);
        ForeignModel said = ForeignModelOptions.with(address, card, outputs.model(), pixels.model());
        Function<ForeignModel, Recogniser> opener = ForeignModelOptions.opener(address, device);
        try (Recogniser recogniser = opener.apply(said)) {
            OptionalDouble golden = GoldenCheck.of(recogniser, said, opener);
            CardPrinter.print(recogniser.card(), said.prepared(), golden, err);
            FolderScoring.Result result = FolderScoring.run(
                    recogniser,
                    said.prepared(),
                    ContentHash.ofFile(address.file()),
                    images,
                    out,
                    resume,
                    standard,
                    TerminalProgress.ofConsole());
            result.unreadable().forEach(line -> err.println("Not scored: " + line));
            result.withoutScore().forEach(line -> err.println("Not scored: " + line));
            err.println(result.scored() + " images scored, "
                    + result.unreadable().size() + " unreadable"
                    + (result.withoutScore().isEmpty()
                            ? "."
                            : ", " + result.withoutScore().size() + " without a score."));
            standard.flush();
            return result.isWhole() ? 0 : 2;
        }
    }
}
