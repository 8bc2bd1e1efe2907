package org.subtext.learn.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPresets;

class CheckpointTest {
    /** As the last version before plans had sections wrote it: a training begun then goes on where it was. */
    @Test
    void aPlanIsKnownAgainByTheWordsOfEarlierVersions() {
        TrainingPlan plan = TrainingPresets.SMALL
                .plan()
                .withNetwork(network -> network.withInitialWeights("/x/w.pt"))
                .withExecution(execution -> execution.withWorkers(2).withPrecision(TrainingPlan.Precision.FLOAT32));

        assertThat(Checkpoint.words(plan))
                .isEqualTo("TrainingPlan[architecture=RESNET18_SMALL, pixelScaling=STANDARDISED_PER_IMAGE, initi"
                        + "alWeights=/x/w.pt, weightsFit=WHOLE, epochs=30, batchSize=32, optimiser=ADAMW, learn"
                        + "ingRate=0.002, weightDecay=0.05, schedule=COSINE, warmUp=0.1, earlyStopping=0, class"
                        + "Weighting=NONE, sampling=PATIENT_BALANCED, labelSmoothing=0.0, clipNorm=0.0, dropout"
                        + "=0.3, weightAverage=0.98, precision=FLOAT32, channelsLast=true, augmentation=Augment"
                        + "ation[rotationDegrees=12.0, zoom=0.15, independentAxes=false, shift=0.1, horizontalF"
                        + "lip=true, crop=0.0, brightness=0.2, noise=0.05], mirroredScoring=true, workers=2]");
    }
}
