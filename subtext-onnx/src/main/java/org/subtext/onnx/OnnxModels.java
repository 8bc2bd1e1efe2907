package org.subtext.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

/** Opens ONNX graphs, from their files and from what somebody says of them; what is assumed stands on the card. */
public final class OnnxModels {
    private final Path file;
    private final ForeignModel said;
    private final ForeignFacts facts;

    private OnnxModels(Path file, ForeignModel said) {
        this.file = file;
        this.said = said;
        this.facts = new ForeignFacts(String.valueOf(file.getFileName()), said);
    }

    /** Whether graphs run without a network on this system. */
    public static boolean runWithoutNetwork() {
        return WorkerProcess.canTakeNetworkAway();
    }

    /** Whether a file is called as ONNX graphs are. */
    public static boolean isNamedAsGraph(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".onnx");
    }

    /**
     * Opens a graph of images {@code (batch, channel, height, width)} in float32, of which the first output that is
     * {@code (batch, class)} is taken.
     *
     * @throws InvalidInputException where it is no such graph, reaches beyond its file, or too little is said of it
     * @throws UnavailableException where ONNX Runtime does not load it
     */
    public static Recogniser open(Path file, ForeignModel said) {
        return new OnnxModels(file, said).opened();
    }

    private Recogniser opened() {
        GraphFile graph = read();
        requireSelfContained(graph);
        GraphFile.Port input = input(graph);
        GraphFile.Port output = output(graph);
        facts.problems().throwIfAny();
        long side = input.shape().get(2);
        PixelLayout layout = facts.layout(input.shape().get(1).intValue(), side == GraphFile.OPEN ? 0 : (int) side);
        Normalisation normalisation = facts.normalisation(layout.channels());
        long outputs = output.shape().get(1);
        List<String> classes = facts.classes(said.classes(), outputs == GraphFile.OPEN ? 0 : (int) outputs);
        Activation activation = facts.activation(classes.size());
        if (said.architecture() != null) {
            facts.problems().add("A graph brings its own network: leave out the architecture.");
        }
        String trained = facts.trained();
        WorkerProcess process = process(input, output, layout);
        ModelCard card = ModelCard.ofForeign(
                name(), classes, layout, normalisation, activation, trained + " " + process.words(), "ONNX graph");
        return new WorkerRecogniser(process, facts, card, input.shape().get(0) == 1);
    }

    private WorkerProcess process(GraphFile.Port input, GraphFile.Port output, PixelLayout layout) {
        List<String> arguments = List.of(
                file.toAbsolutePath().toString(),
                input.name(),
                output.name(),
                Integer.toString(layout.channels()),
                Integer.toString(layout.side()),
                Integer.toString(Runtime.getRuntime().availableProcessors()));
        String classPath = Stream.of(GraphWorker.class, WorkerProcess.class, OrtEnvironment.class)
                .map(OnnxModels::location)
                .collect(Collectors.joining(File.pathSeparator));
        try {
            WorkerProcess process = WorkerProcess.start(
                    new WorkerProcess.Program(GraphWorker.class, classPath, arguments, WorkerProcess.PATIENCE));
            try {
                process.facts(0);
                return process;
            } catch (IOException e) {
                process.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UnavailableException("ONNX Runtime cannot load " + name() + ": " + e.getMessage() + ".");
        }
    }

    private static String location(Class<?> one) {
        try {
            return Path.of(one.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private String name() {
        return String.valueOf(file.getFileName());
    }

    private GraphFile read() {
        try {
            return GraphFile.read(file);
        } catch (IOException | OutOfMemoryError e) {
            throw new InvalidInputException("The graph " + file + " cannot be read as ONNX: " + e.getMessage()
                    + ". Check the path, and export it again as one file of at most 2 GiB.");
        }
    }

    private void requireSelfContained(GraphFile graph) {
        if (graph.keepsWeightsElsewhere()) {
            facts.problems()
                    .add("The graph " + name() + " keeps weights in other files, which are not read. Export it as one"
                            + " file (in PyTorch: external_data=False).");
        }
        if (!graph.foreignOperators().isEmpty()) {
            facts.problems()
                    .add("The graph " + name() + " uses operators of "
                            + graph.foreignOperators().stream().sorted().collect(Collectors.joining(", "))
                            + ", which would be code of others and are not run. Export it with ONNX's own operators.");
        }
    }

    private GraphFile.Port input(GraphFile graph) {
        List<GraphFile.Port> inputs = graph.inputs();
        if (inputs.size() != 1 || !isImages(inputs.get(0))) {
            facts.problems()
                    .add("The graph " + name() + " takes " + words(inputs)
                            + ". One input is taken here: images in float32, (batch, 1 or 3 channels, height, width), as wide as"
                            + " high, a batch of any size or of 1. Export it so.");
            return new GraphFile.Port("", 0, List.of(1L, 1L, 1L, 1L));
        }
        return inputs.get(0);
    }

    private static boolean isImages(GraphFile.Port port) {
        List<Long> shape = port.shape();
        return port.isFloat()
                && shape.size() == 4
                && (shape.get(0) == GraphFile.OPEN || shape.get(0) == 1)
                && (shape.get(1) == 1 || shape.get(1) == 3)
                && shape.get(2).equals(shape.get(3))
                && (shape.get(2) == GraphFile.OPEN || (shape.get(2) >= 4 && shape.get(2) <= 4096));
    }

    private GraphFile.Port output(GraphFile graph) {
        List<GraphFile.Port> tables = graph.outputs().stream()
                .filter(port -> port.isFloat() && port.shape().size() == 2)
                .toList();
        if (tables.size() != 1) {
            facts.problems()
                    .add("The graph " + name() + " gives " + words(graph.outputs()) + ". One output of float32, (batch,"
                            + " class), is taken here, and " + tables.size()
                            + " are such. Export it with that output alone.");
            return new GraphFile.Port("", 0, List.of());
        }
        return tables.get(0);
    }

    private static String words(List<GraphFile.Port> ports) {
        return ports.isEmpty()
                ? "nothing"
                : ports.stream().map(GraphFile.Port::words).collect(Collectors.joining(", "));
    }
}
