package org.subtext.recognition;

import org.jspecify.annotations.Nullable;

/**
 * The values of a plan while one of them is changed; Java 17 has no other way to copy a record but for one component.
 */
final class TrainingPlanDraft {
    Architecture architecture;
    TrainingPlan.PixelScaling pixelScaling;

    @Nullable String initialWeights;

    TrainingPlan.WeightsFit weightsFit;
    int epochs;
    int batchSize;
    TrainingPlan.Optimiser optimiser;
    double learningRate;
    double weightDecay;
    TrainingPlan.Schedule schedule;
    double warmUp;
    int earlyStopping;
    TrainingPlan.ClassWeighting classWeighting;
    TrainingPlan.Sampling sampling;
    double labelSmoothing;
    double clipNorm;
    double dropout;
    double weightAverage;
    TrainingPlan.Precision precision;
    boolean channelsLast;
    Augmentation augmentation;
    boolean mirroredScoring;
    int workers;

    TrainingPlanDraft(TrainingPlan plan) {
        architecture = plan.architecture();
        pixelScaling = plan.pixelScaling();
        initialWeights = plan.initialWeights();
        weightsFit = plan.weightsFit();
        epochs = plan.epochs();
        batchSize = plan.batchSize();
        optimiser = plan.optimiser();
        learningRate = plan.learningRate();
        weightDecay = plan.weightDecay();
        schedule = plan.schedule();
        warmUp = plan.warmUp();
        earlyStopping = plan.earlyStopping();
        classWeighting = plan.classWeighting();
        sampling = plan.sampling();
        labelSmoothing = plan.labelSmoothing();
        clipNorm = plan.clipNorm();
        dropout = plan.dropout();
        weightAverage = plan.weightAverage();
        precision = plan.precision();
        channelsLast = plan.channelsLast();
        augmentation = plan.augmentation();
        mirroredScoring = plan.mirroredScoring();
        workers = plan.workers();
    }

    TrainingPlan plan() {
        return new TrainingPlan(
                architecture,
                pixelScaling,
                initialWeights,
                weightsFit,
                epochs,
                batchSize,
                optimiser,
                learningRate,
                weightDecay,
                schedule,
                warmUp,
                earlyStopping,
                classWeighting,
                sampling,
                labelSmoothing,
                clipNorm,
                dropout,
                weightAverage,
                precision,
                channelsLast,
                augmentation,
                mirroredScoring,
                workers);
    }
}
