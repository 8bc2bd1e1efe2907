package org.subtext.learn.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subtext.learn.weights.ElementType;
import org.subtext.learn.weights.HostValues;
import org.subtext.learn.weights.SafetensorsWriter;
import org.subtext.learn.weights.TensorFile;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.ContentHash;
import org.subtext.recognition.Execution;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.NetworkPlan;
import org.subtext.recognition.Optimisation;
import org.subtext.recognition.Passes;
import org.subtext.recognition.Regularisation;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingTask;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The state of a training after a pass, in one safetensors file: weights, running average, best weights, what the
 * update rule remembers, and a JSON of the rest.
 *
 * <p>Written whole or not at all. Belongs to exactly one task: one whose plan, seed, classes, rows, labels or patients
 * differ does not continue from it.
 */
final class Checkpoint {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ABOUT = "subtext_checkpoint";

    /** All tensors of a training, by role. Empty where the plan does not use one. */
    record Tensors(
            Map<String, Tensor> network,
            Map<String, Tensor> average,
            Map<String, Tensor> best,
            Map<String, Tensor> optimiser) {
        Map<String, Tensor> byName() {
            Map<String, Tensor> all = new LinkedHashMap<>();
            network.forEach((name, tensor) -> all.put("network." + name, tensor));
            average.forEach((name, tensor) -> all.put("average." + name, tensor));
            best.forEach((name, tensor) -> all.put("best." + name, tensor));
            optimiser.forEach((name, tensor) -> all.put("optimiser." + name, tensor));
            return all;
        }
    }

    /** What the file says beside its tensors. */
    private record About(String task, TrainingState state) {}

    private final Path file;
    private final String fingerprint;

    Checkpoint(TrainingTask task) {
        this.file = task.checkpoint();
        this.fingerprint = fingerprint(task);
    }

    void write(TrainingState state, Tensors tensors) {
        List<SafetensorsWriter.Source> sources = new ArrayList<>();
        tensors.byName()
                .forEach((name, tensor) -> sources.add(
                        new SafetensorsWriter.Source(name, HostValues.info(tensor), () -> HostValues.read(tensor))));
        try {
            String about = JSON.writeValueAsString(new About(fingerprint, state));
            SafetensorsWriter.write(file, sources, Map.of(ABOUT, about));
        } catch (IOException e) {
            throw new UncheckedIOException("The checkpoint " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Fills the tensors and returns the state, where the file is there and of this task. */
    Optional<TrainingState> read(Tensors tensors) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (TensorFile stored = TensorFile.open(file)) {
            About about = JSON.readValue(stored.metadata().getOrDefault(ABOUT, ""), About.class);
            if (!about.task().equals(fingerprint)) {
                LOG.warn("{} belongs to another plan, seed or cohort; training begins anew and replaces it", file);
                return Optional.empty();
            }
            for (Map.Entry<String, Tensor> entry : tensors.byName().entrySet()) {
                fill(entry.getValue(), stored.read(entry.getKey()));
            }
            return Optional.of(about.state());
        } catch (IOException | InvalidInputException | JacksonException e) {
            throw unreadable(e);
        }
    }

    private static void fill(Tensor target, ByteBuffer values) {
        if (HostValues.info(target).type() == ElementType.I64) {
            HostValues.writeScalar(target, values.getLong()); // the counters of batch norms
            return;
        }
        float[] floats = new float[values.remaining() / Float.BYTES];
        values.asFloatBuffer().get(floats);
        HostValues.write(target, floats);
    }

    private InvalidInputException unreadable(Exception e) {
        return new InvalidInputException("The checkpoint " + file + " cannot be read ("
                + String.valueOf(e.getMessage()).lines().findFirst().orElse("no message")
                + "). It was cut or is no checkpoint of Subtext. Delete it to begin training anew.");
    }

    private static String fingerprint(TrainingTask task) {
        StringBuilder text = new StringBuilder();
        text.append(words(task.plan()))
                .append('\n')
                .append(task.classes())
                .append('\n')
                .append(task.seed());
        append(text, task, task.training());
        append(text, task, task.validation());
        return ContentHash.ofText(text.toString()).hex();
    }

    /** A plan as it was written before it had sections, so that trainings begun then go on. */
    static String words(TrainingPlan plan) {
        NetworkPlan network = plan.network();
        Passes passes = plan.passes();
        Optimisation optimisation = plan.optimisation();
        Regularisation regularisation = plan.regularisation();
        Execution execution = plan.execution();
        return "TrainingPlan[architecture=" + network.architecture()
                + ", pixelScaling=" + network.pixelScaling()
                + ", initialWeights=" + network.initialWeights()
                + ", weightsFit=" + network.weightsFit()
                + ", epochs=" + passes.epochs()
                + ", batchSize=" + passes.batchSize()
                + ", optimiser=" + optimisation.optimiser()
                + ", learningRate=" + optimisation.learningRate()
                + ", weightDecay=" + regularisation.weightDecay()
                + ", schedule=" + optimisation.schedule()
                + ", warmUp=" + optimisation.warmUp()
                + ", earlyStopping=" + passes.earlyStopping()
                + ", classWeighting=" + passes.classWeighting()
                + ", sampling=" + passes.sampling()
                + ", labelSmoothing=" + regularisation.labelSmoothing()
                + ", clipNorm=" + optimisation.clipNorm()
                + ", dropout=" + regularisation.dropout()
                + ", weightAverage=" + regularisation.weightAverage()
                + ", precision=" + execution.precision()
                + ", channelsLast=" + execution.channelsLast()
                + ", augmentation=" + plan.augmentation()
                + ", mirroredScoring=" + network.mirroredScoring()
                + ", workers=" + execution.workers() + "]";
    }

    private static void append(StringBuilder text, TrainingTask task, LabelledImages images) {
        text.append('\n').append(images.pixels().layout());
        for (int i = 0; i < images.size(); i++) {
            text.append('\n').append(images.row(i));
            if (images.areFindings()) {
                for (int finding = 0; finding < task.classes().size(); finding++) {
                    text.append(' ').append(images.truth(i, finding));
                }
            } else {
                text.append(' ').append(images.label(i));
            }
            text.append(' ').append(images.patient(i));
        }
    }
}
