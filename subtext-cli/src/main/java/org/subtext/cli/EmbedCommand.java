package org.subtext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.EmbeddingExport;
import org.subtext.cli.terminal.TerminalProgress;
import org.subtext.encoding.EmbeddingFiles;
import org.subtext.learn.TorchTrainer;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.recognition.ForeignModel;
import org.subtext.recognition.ModelCard;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.WeightsAddress;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Embeddings of a stored model, for any program. */
@Command(
        name = "embed",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes the embeddings of any layer of a stored model: of a finished run's images, or of a folder.",
            "They are an audit's instrument readings, not facts about patients; the file names patients: keep it"
                    + " inside.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  subtext embed runs/race --list",
            "  subtext embed runs/race --layer layer3 --out layer3.parquet",
            "  subtext embed runs/race/models/model.safetensors images --out embeddings.npy",
            "  subtext embed moco.pth patients.csv --out embeddings.parquet",
            "NPY files get their ids in NAME.ids.csv beside them, row by row."
        })
final class EmbedCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "RUN|MODEL",
            description = "Folder of a finished run, a model that Subtext trained (.safetensors), or weights of another"
                    + " program (.pth, .pt, .safetensors); FILE#NAME where a file holds several networks.")
    @Turns(argument = Argument.RUN)
    private Path source = Path.of("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "IMAGES",
            description = "With a model: a folder, searched with its subfolders, one image, or a table with a column of"
                    + " image files.")
    private @Nullable Path images;

    @Option(names = "--layer", paramLabel = "NAME", description = "Default: the one that the head reads. See --list.")
    @Turns(argument = Argument.LAYER)
    private @Nullable String layer;

    @Option(names = "--out", paramLabel = "FILE", description = "The embeddings: .parquet or .npy.")
    @Turns(argument = Argument.OUT)
    private @Nullable Path out;

    @Option(names = "--list", description = "Print the names of the layers and end.")
    private boolean list;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Which of a run's models, such as fold-2; default: the first.")
    @Turns(argument = Argument.MODEL)
    private @Nullable String model;

    @Option(
            names = "--device",
            paramLabel = "ID",
            description = "cpu, cuda or cuda:N; default: CUDA where it is found.")
    @Turns(argument = Argument.DEVICE)
    private @Nullable String device;

    @ArgGroup(exclusive = false, heading = "%nOf a network that another program trained%n")
    private ForeignModelOptions.Pixels pixels = new ForeignModelOptions.Pixels();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        boolean isRun = Files.isDirectory(source);
        Path folder = images;
        Path target = out;
        if (!list && target == null) {
            throw new InvalidInputException(
                    "Nothing says where the embeddings go. Name a file: --out FILE.parquet or" + " --out FILE.npy.");
        }
        if (!list && !isRun && folder == null) {
            throw new InvalidInputException(
                    (Files.exists(ForeignModelOptions.address(source).file())
                                    ? source + " is a model, and no images are named."
                                    : "There is no run or model " + source + ".")
                            + " Name the folder of a finished run, or a model and a folder of images.");
        }
        if (isRun && folder != null) {
            throw new InvalidInputException(source + " is a run, whose own images are embedded, and " + folder
                    + " stands beside it. Leave it out, or name a model: " + source.resolve("models")
                    + "/NAME.safetensors.");
        }
        if (isRun && !pixels.model().equals(ForeignModel.UNSAID)) {
            throw new InvalidInputException(source + " is a run, whose models' cards say their network and pixels."
                    + " Leave out what is said of another program's network.");
        }
        if (target != null) {
            EmbeddingFiles.requireKnown(target);
        }
        Path chosen = isRun ? EmbeddingExport.model(source, model) : source;
        TorchTrainer trainer = new TorchTrainer(RunOptions.deviceOf(device));
        EmbeddingExport export = new EmbeddingExport(trainer, TerminalProgress.ofConsole());
        EmbeddingExport.Written written;
        if (target != null && !list && folder == null) {
            written = export.ofRun(source, chosen, layer, target);
        } else {
            WeightsAddress address = ForeignModelOptions.inspectable(chosen);
            ForeignModel said = ForeignModelOptions.with(address, pixels.model());
            try (Recogniser recogniser = trainer.open(address, said, ForeignModel.Use.EMBEDDINGS)) {
                if (target == null || list || folder == null) {
                    PrintWriter standard = spec.commandLine().getOut();
                    EmbeddingExport.layers(recogniser).forEach(standard::println);
                    standard.flush();
                    return 0;
                }
                CardPrinter.print(recogniser.card(), said.prepared(), err);
                written = export.ofImages(recogniser, said.prepared(), folder, layer, target);
            }
        }
        written.unreadable().forEach(line -> err.println("Not embedded: " + line));
        err.println(written.images() + " images embedded at " + written.layer() + " (" + written.width()
                + " coordinates) in " + target + ".");
        err.println("Must not     " + ModelCard.MUST_NOT);
        err.flush();
        return written.unreadable().isEmpty() ? 0 : 2;
    }
}
