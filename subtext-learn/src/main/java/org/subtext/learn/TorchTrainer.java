package org.subtext.learn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.images.PixelLayout;
import org.subtext.learn.engine.Device;
import org.subtext.learn.engine.EngineInfo;
import org.subtext.learn.engine.Natives;
import org.subtext.learn.inference.NativeFailure;
import org.subtext.learn.networks.Network;
import org.subtext.learn.networks.NetworkSpec;
import org.subtext.learn.networks.Networks;
import org.subtext.learn.script.ScriptModels;
import org.subtext.learn.training.LocalRun;
import org.subtext.learn.training.TrainingRun;
import org.subtext.learn.weights.ImportRules;
import org.subtext.learn.weights.WeightImport;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Activation;
import org.subtext.recognition.ComputeDevice;
import org.subtext.recognition.ForeignModel;
import org.subtext.recognition.Inference;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.LabelledImages.Truth;
import org.subtext.recognition.LearningCurve;
import org.subtext.recognition.LoadedWeights;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPlan.Schedule;
import org.subtext.recognition.TrainingPlan.WeightsFit;
import org.subtext.recognition.TrainingTask;
import org.subtext.recognition.WeightsAddress;
import org.subtext.recognition.local.LocalLearner;
import org.subtext.recognition.local.LocalTrainer;
import org.subtext.recognition.local.NetworkValues;

/**
 * Trains recognisers and opens stored ones over libtorch, on one device. Thread-safe: several trainings may run at
 * once, each on threads of its own.
 */
public final class TorchTrainer implements LocalTrainer {
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
            Start start = start(task.plan(), task.classes(), layout, task.seed(), progress);
            try (TrainingRun run = new TrainingRun(task, start.network(), progress)) {
                LearningCurve curve = run.train();
                Inference how = Inference.of(task.plan(), task.activation());
                Recogniser recogniser = TorchRecogniser.unsaved(run.trained().copy(), how, task.classes(), layout);
                return new TrainedRecogniser(recogniser, curve, start.weights());
            }
        });
    }

    @Override
    public void check(TrainingPlan plan, List<String> classes, PixelLayout layout) {
        String weights = plan.network().initialWeights();
        if (weights == null) {
            return;
        }
        WeightsAddress address = WeightsAddress.parse(weights);
        try {
            WeightImport.check(address, spec(plan, classes, layout), ImportRules.START.withPart(isPart(plan)));
        } catch (IOException e) {
            throw unreadable(address, e);
        }
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
    public Recogniser open(WeightsAddress model, ForeignModel said, ForeignModel.Use use) {
        if (use == ForeignModel.Use.SCORES && ScriptModels.isArchive(model.file())) {
            return ScriptModels.open(model.file(), said); // which alone loads libtorch for it
        }
        Natives.load();
        if (CardMetadata.isIn(model.file())) {
            ForeignNetwork.requireUnsaid(said, model);
            return open(model.file());
        }
        return NativeFailure.explained("opening a network", () -> ForeignNetwork.open(model, said, use, device));
    }

    @Override
    public Recogniser untrained(TrainingPlan asked, List<String> classes, PixelLayout layout, Seed seed) {
        Natives.load();
        TrainingPlan plan = asked.on(device());
        return NativeFailure.explained(
                "making a network",
                () -> TorchRecogniser.unsaved(
                        start(plan, classes, layout, seed, Progress.SILENT).network(),
                        Inference.of(plan),
                        classes,
                        layout));
    }

    @Override
    public Beginning beginning(
            TrainingPlan asked, List<String> classes, PixelLayout layout, Seed seed, Progress progress) {
        Natives.load();
        TrainingPlan plan = asked.on(device());
        return NativeFailure.explained("making a network", () -> {
            Start start = start(plan, classes, layout, seed, progress);
            try (Network network = start.network()) {
                return new Beginning(LocalRun.values(network), start.weights());
            }
        });
    }

    @Override
    public LocalLearner learner(TrainingTask asked, double pull) {
        Natives.load();
        TrainingTask task = asked.withPlan(asked.plan().on(device()));
        PixelLayout layout = task.training().pixels().layout();
        return NativeFailure.explained(
                "training", () -> new LocalRun(task, laidOut(task.plan(), task.classes(), layout), pull));
    }

    @Override
    public Recogniser recogniser(
            TrainingPlan asked, List<String> classes, PixelLayout layout, Activation activation, NetworkValues values) {
        Natives.load();
        TrainingPlan plan = asked.on(device());
        return NativeFailure.explained("making a network", () -> {
            Network network = laidOut(plan, classes, layout);
            LocalRun.fill(network, values);
            return TorchRecogniser.unsaved(network, Inference.of(plan, activation), classes, layout);
        });
    }

    /** A network to be filled. */
    private Network laidOut(TrainingPlan plan, List<String> classes, PixelLayout layout) {
        Network network = Networks.create(spec(plan, classes, layout), new Seed(0));
        return TorchRecogniser.laidOut(network, plan.execution().channelsLast(), device);
    }

    /** A network before training, and what of it came from a file. */
    private record Start(Network network, @Nullable LoadedWeights weights) {}

    private Start start(TrainingPlan plan, List<String> classes, PixelLayout layout, Seed seed, Progress progress) {
        Network network = Networks.create(spec(plan, classes, layout), seed);
        String weights = plan.network().initialWeights();
        LoadedWeights loaded = weights == null
                ? null
                : importWeights(WeightsAddress.parse(weights), network, classes, isPart(plan), progress);
        return new Start(TorchRecogniser.laidOut(network, plan.execution().channelsLast(), device), loaded);
    }

    /** What was adapted and left out is said aloud. */
    private static LoadedWeights importWeights(
            WeightsAddress address, Network network, List<String> classes, boolean part, Progress progress) {
        try {
            progress.begin("Importing weights", 0, "entries");
            ImportRules rules = ImportRules.START.withPart(part);
            boolean sameClasses = CardMetadata.classes(address.file()).equals(classes);
            LoadedWeights loaded =
                    WeightImport.load(address, network, sameClasses ? rules.withHeadOfSameClasses() : rules);
            progress.end("initial weights: " + String.join(" ", loaded.lines()));
            return loaded;
        } catch (RuntimeException e) {
            network.close();
            throw e;
        } catch (IOException e) {
            network.close();
            throw unreadable(address, e);
        }
    }

    private static InvalidInputException unreadable(WeightsAddress address, IOException e) {
        return new InvalidInputException(Sentence.of("The initial weights " + address + " cannot be read: "
                        + e.getMessage() + ". Check the file named with ")
                .and(PlanKey.TRAINING_INITIAL_WEIGHTS)
                .and("."));
    }

    private static NetworkSpec spec(TrainingPlan plan, List<String> classes, PixelLayout layout) {
        return new NetworkSpec(plan.network().architecture(), layout.channels(), classes.size(), layout.side());
    }

    private static boolean isPart(TrainingPlan plan) {
        return plan.network().weightsFit() == WeightsFit.PART;
    }

    private static void requireTrainable(TrainingTask task) {
        Problems problems = new Problems();
        TrainingPlan plan = task.plan();
        if (task.training().areFindings()) {
            requireBothTruths(task, problems);
        } else {
            requireEveryClass(task, problems);
        }
        if (plan.needsValidation() && task.validation().size() == 0) {
            problems.add(Sentence.of("The plan steers training by the validation loss (")
                    .and(PlanKey.TRAINING_EARLY_STOPPING)
                    .and(" " + plan.passes().earlyStopping() + ", ")
                    .and(PlanKey.TRAINING_SCHEDULE)
                    .and(" " + name(plan.optimisation().schedule())
                            + "), but there are no validation images. Give a share, ")
                    .and(PlanKey.SPLIT_VALIDATION)
                    .and(", or ")
                    .set(PlanKey.TRAINING_EARLY_STOPPING, "0")
                    .and(" and ")
                    .set(PlanKey.TRAINING_SCHEDULE, name(Schedule.COSINE))
                    .and("."));
        }
        int images = task.training().size();
        if (images > 0) {
            int steps = (images + plan.passes().batchSize() - 1) / plan.passes().batchSize();
            int smallestPart = images / steps / plan.execution().workers();
            if (smallestPart < LEAST_IMAGES_PER_WORKER) {
                problems.add(Sentence.of("With " + images + " training images, "
                                + plan.passes().batchSize() + " images a step and "
                                + plan.execution().workers() + " workers a worker gets " + smallestPart
                                + " images a step, at least "
                                + LEAST_IMAGES_PER_WORKER + " are needed. Raise ")
                        .and(PlanKey.TRAINING_BATCH_SIZE)
                        .and(" or lower ")
                        .and(PlanKey.TRAINING_WORKERS)
                        .and("."));
            }
        }
        problems.throwIfAny();
    }

    private static void requireEveryClass(TrainingTask task, Problems problems) {
        int[] counts = new int[task.classes().size()];
        countLabels(task.training(), task.classes(), counts, problems);
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] == 0) {
                problems.add(
                        "Class \"" + task.classes().get(c) + "\" has no training image. Every class needs some; check"
                                + " the split or leave the class out.");
            }
        }
    }

    private static void requireBothTruths(TrainingTask task, Problems problems) {
        for (int finding = 0; finding < task.classes().size(); finding++) {
            for (Truth truth : List.of(Truth.PRESENT, Truth.ABSENT)) {
                int own = finding;
                boolean isFound = IntStream.range(0, task.training().size())
                        .anyMatch(i -> task.training().truth(i, own) == truth);
                if (!isFound) {
                    problems.add(Sentence.of("Finding \"" + task.classes().get(finding) + "\" is "
                                    + truth.name().toLowerCase(Locale.ROOT)
                                    + " in no training image. A model learns from both. Check the split, or leave the"
                                    + " finding out of ")
                            .and(PlanKey.COHORT_TARGETS_FINDINGS)
                            .and("."));
                }
            }
        }
    }

    /** As plan files write it. */
    private static String name(Schedule schedule) {
        return schedule.name().toLowerCase(Locale.ROOT);
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
