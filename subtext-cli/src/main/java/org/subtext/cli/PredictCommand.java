package org.subtext.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.FolderScoring;
import org.subtext.cli.terminal.TerminalProgress;
import org.subtext.learn.TorchTrainer;
import org.subtext.problems.Argument;
import org.subtext.recognition.LoadedWeights;
import org.subtext.recognition.ModelCard;
import org.subtext.recognition.Recogniser;
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
            "Scores are the audit's instrument readings, not facts about patients.",
            ""
        },
        footer = {"", "Example:", "  subtext predict runs/demo/models/model.safetensors new-images --out scores.csv"})
final class PredictCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL", description = "A model that Subtext trained (.safetensors).")
    private Path model = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "IMAGES",
            description = "A folder of pictures or DICOM files, searched with its subfolders, or one image.")
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

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter standard = spec.commandLine().getOut();
        try (Recogniser recogniser = new TorchTrainer(RunOptions.deviceOf(device)).open(model)) {
            print(recogniser.card(), err);
            FolderScoring.Result result =
                    FolderScoring.run(recogniser, images, out, resume, standard, TerminalProgress.ofConsole());
            result.unreadable().forEach(line -> err.println("Not scored: " + line));
            err.println(
                    result.scored() + " images scored, " + result.unreadable().size() + " unreadable.");
        }
        standard.flush();
        return 0;
    }

    private static void print(ModelCard card, PrintWriter err) {
        err.println("Model        " + card.name() + ": reads recorded " + card.attribute() + " ("
                + String.join(", ", card.classes()) + ")");
        err.println("Network      " + card.plan().architecture().id() + ", "
                + card.layout().side() + " x " + card.layout().side() + " x "
                + card.layout().channels());
        err.println("Trained on   " + card.trainedOn());
        LoadedWeights weights = card.weights();
        if (weights != null) {
            weights.lines().forEach(line -> err.println("Began with   " + line));
        }
        card.performance().forEach(sentence -> err.println("Performance  " + sentence));
        err.println("Made with    " + card.madeWith() + ", " + card.created());
        card.terms().forEach(sentence -> err.println("Terms        " + sentence));
        err.println("Must not     " + ModelCard.MUST_NOT);
        err.println();
        err.flush();
    }
}
