package org.subtext.learn.script;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.subtext.images.PixelLayout;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.UnavailableException;
import org.subtext.recognition.Activation;
import org.subtext.recognition.ForeignFacts;
import org.subtext.recognition.ForeignModel;
import org.subtext.recognition.ModelCard;
import org.subtext.recognition.Normalisation;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.worker.WorkerProcess;
import org.subtext.recognition.worker.WorkerRecogniser;

/** Opens TorchScript archives, from what they compute and from what somebody says of them. */
public final class ScriptModels {
    private final Path file;
    private final ForeignModel said;
    private final Duration patience;
    private final ForeignFacts facts;

    private ScriptModels(Path file, ForeignModel said, Duration patience) {
        this.file = file;
        this.said = said;
        this.patience = patience;
        this.facts = new ForeignFacts(name(), said);
    }

    /** Whether a file is a TorchScript archive, by what it holds. */
    public static boolean isArchive(Path file) {
        return ScriptArchive.isOne(file);
    }

    /**
     * Opens a module that takes images {@code (batch, channel, height, width)} in float32 and gives {@code (batch,
     * class)}. It runs on the processor.
     *
     * @throws InvalidInputException where it is no such module, is damaged, or too little is said of it
     * @throws UnavailableException where libtorch does not load or run it
     */
    public static Recogniser open(Path file, ForeignModel said) {
        return open(file, said, WorkerProcess.PATIENCE);
    }

    static Recogniser open(Path file, ForeignModel said, Duration patience) {
        return new ScriptModels(file, said, patience).opened();
    }

    private Recogniser opened() {
        ScriptArchive archive = ScriptArchive.read(file);
        if (!archive.nativeClasses().isEmpty()) {
            facts.problems()
                    .add("The archive " + name() + " uses classes of C++ code ("
                            + String.join(
                                    ", ",
                                    archive.nativeClasses().stream().sorted().toList())
                            + "), as quantised networks do, which are not run here. Store the network in float32.");
        }
        if (said.architecture() != null) {
            facts.problems().add("A TorchScript archive brings its own network: leave out the architecture.");
        }
        facts.problems().throwIfAny();
        WorkerProcess process = process();
        try {
            float[] found = process.facts(ScriptWorker.FACTS);
            return recogniser(process, archive, (int) found[0], (int) found[1], found[2] == 0);
        } catch (IOException e) {
            process.close();
            throw new UnavailableException(
                    "The TorchScript archive " + name() + " cannot be used: " + e.getMessage() + ".");
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    private WorkerProcess process() {
        List<String> arguments = List.of(
                file.toAbsolutePath().toString(),
                Integer.toString(facts.side(0)),
                Integer.toString(Runtime.getRuntime().availableProcessors()));
        try {
            return WorkerProcess.start(new WorkerProcess.Program(
                    ScriptWorker.class, System.getProperty("java.class.path"), arguments, patience));
        } catch (IOException e) {
            throw new UnavailableException("No process for " + name() + " can be started: " + e.getMessage() + ".");
        }
    }

    private Recogniser recogniser(
            WorkerProcess process, ScriptArchive archive, int channels, int outputs, boolean oneByOne) {
        PixelLayout layout = facts.layout(channels, 0);
        Normalisation normalisation = facts.normalisation(channels);
        List<String> classes = facts.classes(said.classes(), outputs);
        Activation activation = facts.activation(classes.size());
        ModelCard card = ModelCard.ofForeign(
                name(),
                classes,
                layout,
                normalisation,
                activation,
                facts.trained() + " " + process.words() + extras(archive),
                "TorchScript module");
        return new WorkerRecogniser(process, facts, card, oneByOne);
    }

    private static String extras(ScriptArchive archive) {
        return archive.extras().isEmpty()
                ? ""
                : " Files in it beside the network are not read: " + String.join(", ", archive.extras()) + ".";
    }

    private String name() {
        return String.valueOf(file.getFileName());
    }
}
