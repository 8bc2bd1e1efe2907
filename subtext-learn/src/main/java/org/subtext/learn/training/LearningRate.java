package org.subtext.learn.training;

import org.subtext.recognition.TrainingPlan;

/**
 * The learning rate of every step: a linear warm-up, then the plan's schedule.
 *
 * <p>The plateau schedule follows Keras's {@code ReduceLROnPlateau}: times {@value #PLATEAU_FACTOR} after
 * {@value #PLATEAU_PATIENCE} passes whose validation loss is not lower than the best by {@value #PLATEAU_MINIMAL_GAIN},
 * not below {@value #PLATEAU_LOWEST_RATE}, and never up.
 */
final class LearningRate {
    private static final double PLATEAU_FACTOR = 0.1;
    private static final int PLATEAU_PATIENCE = 2;
    private static final double PLATEAU_MINIMAL_GAIN = 1e-4;
    private static final double PLATEAU_LOWEST_RATE = 1e-5;

    /** What the plateau schedule remembers between passes. */
    record Plateau(double rate, double bestLoss, int passesWithoutGain) {}

    private final TrainingPlan plan;
    private final long totalSteps;
    private final long warmUpSteps;
    private Plateau plateau;

    LearningRate(TrainingPlan plan, long totalSteps) {
        this.plan = plan;
        this.totalSteps = totalSteps;
        this.warmUpSteps = Math.round(plan.optimisation().warmUp() * totalSteps);
        this.plateau = new Plateau(plan.optimisation().learningRate(), Double.POSITIVE_INFINITY, 0);
    }

    /** The rate of a step, counted from 0 over the whole training. */
    double at(long step) {
        double rate = plateau.rate();
        if (step < warmUpSteps) {
            return rate * (step + 1) / warmUpSteps;
        }
        if (plan.optimisation().schedule() != TrainingPlan.Schedule.COSINE) {
            return rate;
        }
        double share = (double) (step - warmUpSteps) / (totalSteps - warmUpSteps);
        return rate * 0.5 * (1 + Math.cos(Math.PI * share));
    }

    /** Tells the plateau schedule how a pass went; the other schedules do not listen. */
    void passEnded(double validationLoss) {
        if (plan.optimisation().schedule() != TrainingPlan.Schedule.REDUCE_ON_PLATEAU) {
            return;
        }
        if (validationLoss < plateau.bestLoss() - PLATEAU_MINIMAL_GAIN) {
            plateau = new Plateau(plateau.rate(), validationLoss, 0);
            return;
        }
        int waited = plateau.passesWithoutGain() + 1;
        boolean reduce = waited >= PLATEAU_PATIENCE && plateau.rate() > PLATEAU_LOWEST_RATE;
        double rate = reduce ? Math.max(plateau.rate() * PLATEAU_FACTOR, PLATEAU_LOWEST_RATE) : plateau.rate();
        plateau = new Plateau(rate, plateau.bestLoss(), reduce ? 0 : waited);
    }

    Plateau plateau() {
        return plateau;
    }

    void continueFrom(Plateau stored) {
        plateau = stored;
    }
}
