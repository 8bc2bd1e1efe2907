package org.subtext.learn.training;

import org.subtext.problems.PlanKey;
import org.subtext.problems.Sentence;
import org.subtext.recognition.TrainingDivergedException;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingTask;

/** The steps of a pass over the training images, of equal size to within one image. */
final class PassSteps {
    /** Hears of each step. */
    interface Listener {
        /**
         * After a step.
         *
         * @param images of this step
         * @param done images of the pass so far
         * @param loss mean over these
         */
        void stepped(int images, int done, double loss);
    }

    private final TrainingPlan plan;
    private final DataParallel workers;
    private final LearningRate rate;
    private final PassOrder orders;
    private final int count;

    PassSteps(TrainingTask task, DataParallel workers) {
        this.plan = task.plan();
        this.workers = workers;
        this.count = (task.training().size() + plan.passes().batchSize() - 1)
                / plan.passes().batchSize();
        this.rate = new LearningRate(plan, (long) count * plan.passes().epochs());
        this.orders = new PassOrder(task.training(), plan.passes().sampling(), task.seed());
    }

    LearningRate rate() {
        return rate;
    }

    /** The learning rate at a pass's end. */
    double rateAfter(int pass) {
        return rate.at((long) pass * count - 1);
    }

    /** Steps once over the images; returns the mean loss over them. */
    double fit(int pass, Listener listener) {
        int[] order = orders.ofPass(pass);
        double lossSum = 0;
        for (int s = 0; s < count; s++) {
            int from = (int) ((long) order.length * s / count);
            int to = (int) ((long) order.length * (s + 1) / count);
            long step = (long) (pass - 1) * count + s;
            double loss = workers.step(pass, step + 1, order, from, to, rate.at(step));
            requireFinite(loss, pass, s + 1);
            lossSum += loss * (to - from);
            listener.stepped(to - from, to, lossSum / to);
        }
        return lossSum / order.length;
    }

    private void requireFinite(double loss, int pass, int step) {
        if (!Double.isFinite(loss)) {
            throw new TrainingDivergedException(
                    Sentence.of("The loss of pass " + pass + ", step " + step + " is " + loss + ". Lower ")
                            .and(PlanKey.TRAINING_LEARNING_RATE)
                            .and(" (now " + plan.optimisation().learningRate() + "), lengthen ")
                            .and(PlanKey.TRAINING_WARM_UP)
                            .and(" (now " + plan.optimisation().warmUp() + ") or give ")
                            .set(PlanKey.TRAINING_CLIP_NORM, "1")
                            .and("."));
        }
    }
}
