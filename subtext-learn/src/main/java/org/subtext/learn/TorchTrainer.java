package org.subtext.learn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.subtext.images.PixelLayout;
import org.subtext.learn.engine.Device;
import org.subtext.learn.engine.EngineInfo;
import org.subtext.learn.engine.Natives;
import org.subtext.learn.inference.NativeFailure;
import org.subtext.learn.networks.Network;
import org.subtext.learn.networks.NetworkSpec;
import org.subtext.learn.networks.Networks;
import org.subtext.learn.training.TrainingRun;
import org.subtext.learn.weights.WeightImport;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problems;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.ComputeDevice;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.LearningCurve;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserTrainer;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingTask;

/**
 * Trains recognisers and opens stored ones over libtorch, on one device. Thread-safe: several trainings may run at
 * once, each on threads of its own.
 */
public final class TorchTrainer implements RecogniserTrainer {
    private static final int LEAST_IMAGES_PER_WORKER = 2; // batch statistics of one image say nothing

    private final Device device;

    public TorchTrainer(Device device) {
        device.requireAvailable();
        this.device = device;
    }

    @Override
    public TrainedRecogniser train(TrainingTask asked, Progress progress) {
        requireTrainable(asked);
        Natives.load();
        TrainingTask task = asked.withPlan(asked.plan().on(device()));
        return NativeFailure.explained("training", () -> {
            PixelLayout layout = task.training().pixels().layout();
            Network start = startingNetwork(task.plan(), task.classes().size(), layout, task.seed(), progress);
            try (TrainingRun run = new TrainingRun(task, start, progress)) {
                LearningCurve curve = run.train();
                Recogniser recogniser =
                        TorchRecogniser.unsaved(run.trained().copy(), task.plan(), task.classes(), layout);
                return new TrainedRecogniser(recogniser, curve);
            }
        });
    }

    @Override
    public ComputeDevice device() {
        EngineInfo engine = Natives.info();
        String hardware = device.kind() == Device.Kind.CPU
                ? "processor (" + engine.cpuCapability() + ")"
                : engine.cudaDevices().get(device.index());
        return new ComputeDevice(
                device.kind() == Device.Kind.CPU ? ComputeDevice.Kind.PROCESSOR : ComputeDevice.Kind.ACCELERATOR,
                device.id(),
                hardware + ", libtorch " + engine.libtorch(),
                device.kind() != Device.Kind.CPU || engine.bfloat16());
    }

    @Override
    public Recogniser open(Path model) {
        Natives.load();
        return TorchRecogniser.open(model, device, device());
    }

    @Override
    public Recogniser untrained(TrainingPlan asked, List<String> classes, PixelLayout layout, Seed seed) {
        Natives.load();
        TrainingPlan plan = asked.on(device());
        return NativeFailure.explained(
                "making a network",
                () -> TorchRecogniser.unsaved(
                        startingNetwork(plan, classes.size(), layout, seed, Progress.SILENT), plan, classes, layout));
    }

    private Network startingNetwork(TrainingPlan plan, int classes, PixelLayout layout, Seed seed, Progress progress) {
        NetworkSpec spec = new NetworkSpec(plan.architecture(), layout.channels(), classes, layout.side());
        Network network = Networks.create(spec, seed);
        if (plan.initialWeights() != null) {
            importWeights(Path.of(plan.initialWeights()), network, progress);
        }
        return TorchRecogniser.laidOut(network, plan, device);
    }

    /** What was adapted and left out is said aloud. */
    private static void importWeights(Path weights, Network network, Progress progress) {
        try {
            progress.begin("Importing weights", 0, "entries");
            progress.end("initial weights: "
                    + String.join(" ", WeightImport.load(weights, network).lines()));
        } catch (RuntimeException e) {
            network.close();
            throw e;
        } catch (IOException e) {
            network.close();
            throw new InvalidInputException("The initial weights " + weights + " cannot be read: " + e.getMessage()
                    + ". Check initialWeights in the plan.");
        }
    }

    private static void requireTrainable(TrainingTask task) {
        Problems problems = new Problems();
        TrainingPlan plan = task.plan();
        int[] counts = new int[task.classes().size()];
        countLabels(task.training(), task.classes(), counts, problems);
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] == 0) {
                problems.add(
                        "Class \"" + task.classes().get(c) + "\" has no training image. Every class needs some; check"
                                + " the split or leave the class out.");
            }
        }
        if (plan.needsValidation() && task.validation().size() == 0) {
            problems.add("The plan steers training by the validation loss (earlyStopping " + plan.earlyStopping()
                    + ", schedule " + plan.schedule() + "), but there are no validation images. Give a validation share"
                    + " in the split, or use earlyStopping 0 and schedule COSINE.");
        }
        int images = task.training().size();
        if (images > 0) {
            int steps = (images + plan.batchSize() - 1) / plan.batchSize();
            int smallestPart = images / steps / plan.workers();
            if (smallestPart < LEAST_IMAGES_PER_WORKER) {
                problems.add("With " + images + " training images, batchSize " + plan.batchSize() + " and "
                        + plan.workers() + " workers a worker gets " + smallestPart + " images a step, at least "
                        + LEAST_IMAGES_PER_WORKER + " are needed. Use a larger batchSize or fewer workers.");
            }
        }
        problems.throwIfAny();
    }

    private static void countLabels(LabelledImages images, List<String> classes, int[] counts, Problems problems) {
        for (int i = 0; i < images.size(); i++) {
            int label = images.label(i);
            if (label < 0 || label >= classes.size()) {
                problems.add(
                        "label",
                        "Training image " + i + " has label " + label + ".",
                        "Labels are indices into the classes " + classes + ".");
            } else {
                counts[label]++;
            }
        }
    }
}
