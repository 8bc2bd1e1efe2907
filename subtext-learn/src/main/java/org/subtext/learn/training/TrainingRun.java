package org.subtext.learn.training;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.learn.networks.Network;
import org.subtext.progress.Progress;
import org.subtext.recognition.LearningCurve;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingTask;

/**
 * One training, from the first pass or from a checkpoint to the last.
 *
 * <p>Owns the networks it makes; {@link #train} hands one of them over. A training that is broken off by an exception
 * can be continued by a new run of the same task, to the same weights.
 */
public final class TrainingRun implements AutoCloseable {
    private final TrainingTask task;
    private final TrainingPlan plan;
    private final Progress progress;
    private final Network network;
    private final @Nullable Network average;
    private final Network best;
    private final DataParallel workers;
    private final PassSteps steps;
    private final LearningRate rate;
    private final Checkpoint checkpoint;

    /** Takes over a new network, laid out and placed as the plan says. */
    public TrainingRun(TrainingTask task, Network network, Progress progress) {
        this.task = task;
        this.plan = task.plan();
        this.progress = progress;
        this.network = network;
        this.average = plan.regularisation().weightAverage() > 0 ? network.copy() : null;
        this.best = plan.passes().earlyStopping() > 0 ? network.copy() : network;
        this.workers = new DataParallel(task, network, average);
        this.steps = new PassSteps(task, workers);
        this.rate = steps.rate();
        this.checkpoint = new Checkpoint(task);
    }

    /** What training saw, and the weights it chose: the best ones with early stopping, otherwise the last. */
    public LearningCurve train() {
        int images = task.training().size();
        progress.begin(
                "Training " + plan.network().architecture().id(),
                (long) images * plan.passes().epochs(),
                "images");
        TrainingState state = continued();
        while (!state.ended() && state.passesDone() < plan.passes().epochs()) {
            state = onePass(state);
        }
        List<LearningCurve.Epoch> curve = state.curve();
        progress.end(String.format(
                Locale.ROOT,
                "%d passes over %,d images, last loss %.4f",
                curve.size(),
                images,
                curve.get(curve.size() - 1).trainingLoss()));
        return new LearningCurve(curve, plan.passes().earlyStopping() > 0 ? state.bestPass() : curve.size());
    }

    /** The trained network; closed with this run, so copy it to keep it. */
    public Network trained() {
        return plan.passes().earlyStopping() > 0 ? best : evaluated();
    }

    private TrainingState continued() {
        TrainingState state = checkpoint.read(tensors()).orElseGet(() -> TrainingState.beginning(rate));
        if (state.passesDone() > 0) {
            rate.continueFrom(state.plateau());
            workers.networkReplaced();
            progress.advance(
                    (long) state.passesDone() * task.training().size(), "continued after pass " + state.passesDone());
        }
        return state;
    }

    private TrainingState onePass(TrainingState before) {
        int pass = before.passesDone() + 1;
        double trainingLoss = fit(pass, lastAuc(before));
        Validation validation = Validation.of(evaluated(), plan, task.validation());
        double usedRate = steps.rateAfter(pass);
        rate.passEnded(validation.loss());
        LearningCurve.Epoch seen =
                new LearningCurve.Epoch(pass, trainingLoss, validation.loss(), validation.auc(), usedRate);
        TrainingState state = before.after(seen, rate.plateau(), plan.passes().earlyStopping());
        if (plan.passes().earlyStopping() > 0 && state.lastPassWasBest()) {
            best.copyStateFrom(evaluated());
        }
        checkpoint.write(state, tensors());
        progress.advance(
                0,
                String.format(
                        Locale.ROOT,
                        "pass %d of %d, loss %.4f",
                        pass,
                        plan.passes().epochs(),
                        trainingLoss));
        return state;
    }

    /** Steps once over the images and tells of it; returns the mean loss over them. */
    private double fit(int pass, double validationAuc) {
        long begun = System.nanoTime();
        return steps.fit(pass, (images, done, loss) -> {
            double imagesPerSecond = done / ((System.nanoTime() - begun) / 1e9);
            progress.advance(images, note(pass, loss, validationAuc, imagesPerSecond));
        });
    }

    private String note(int pass, double loss, double validationAuc, double imagesPerSecond) {
        String auc =
                Double.isNaN(validationAuc) ? "" : String.format(Locale.ROOT, ", validation AUC %.3f", validationAuc);
        return String.format(
                Locale.ROOT,
                "pass %d/%d, loss %.3f%s, %.0f images/s",
                pass,
                plan.passes().epochs(),
                loss,
                auc,
                imagesPerSecond);
    }

    private static double lastAuc(TrainingState state) {
        List<LearningCurve.Epoch> curve = state.curve();
        return curve.isEmpty() ? Double.NaN : curve.get(curve.size() - 1).validationAuc();
    }

    private Network evaluated() {
        return average == null ? network : average;
    }

    private Checkpoint.Tensors tensors() {
        return new Checkpoint.Tensors(
                network.state(),
                average == null ? Map.of() : average.state(),
                plan.passes().earlyStopping() > 0 ? best.state() : Map.of(),
                workers.optimiserMemory());
    }

    @Override
    public void close() {
        workers.close();
        network.close();
        if (average != null) {
            average.close();
        }
        if (best != network) {
            best.close();
        }
    }
}
