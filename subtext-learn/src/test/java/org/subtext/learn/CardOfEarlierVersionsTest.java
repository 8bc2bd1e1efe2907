package org.subtext.learn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.subtext.recognition.ModelCard;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPresets;
import tools.jackson.databind.json.JsonMapper;

class CardOfEarlierVersionsTest {
    /** As the last version before plans had sections wrote it. */
    private static final String CARD =
            "{\"name\":\"run\",\"attribute\":\"sex\",\"classes\":[\"F\",\"M\"],\"layout\":{\"side\":64,\"channels\":1"
                    + ",\"resize\":\"AREA_AVERAGE\"},\"plan\":{\"architecture\":\"RESNET18_SMALL\",\"pixelScaling\":\"ST"
                    + "ANDARDISED_PER_IMAGE\",\"initialWeights\":\"w.pt\",\"weightsFit\":\"WHOLE\",\"epochs\":30,\"batc"
                    + "hSize\":32,\"optimiser\":\"ADAMW\",\"learningRate\":0.002,\"weightDecay\":0.05,\"schedule\":\"CO"
                    + "SINE\",\"warmUp\":0.1,\"earlyStopping\":0,\"classWeighting\":\"NONE\",\"sampling\":\"PATIENT_BAL"
                    + "ANCED\",\"labelSmoothing\":0.0,\"clipNorm\":0.0,\"dropout\":0.3,\"weightAverage\":0.98,\"preci"
                    + "sion\":\"FLOAT32\",\"channelsLast\":true,\"augmentation\":{\"rotationDegrees\":12.0,\"zoom\":0."
                    + "15,\"independentAxes\":false,\"shift\":0.1,\"horizontalFlip\":true,\"crop\":0.0,\"brightness\""
                    + ":0.2,\"noise\":0.05},\"mirroredScoring\":true,\"workers\":2},\"inference\":{\"architecture\":\""
                    + "RESNET18_SMALL\",\"normalisation\":{\"kind\":\"STANDARDISED_PER_IMAGE\",\"mean\":[],\"deviatio"
                    + "n\":[]},\"activation\":\"SOFTMAX\",\"precision\":\"FLOAT32\",\"channelsLast\":true,\"mirrored\":true},\"weights\":null,\"trainedOn\":\"4"
                    + " images\",\"performance\":[],\"madeWith\":\"a machine\",\""
                    + "created\":\"2026-11-30T00:00:00Z\",\"terms\":[]}";

    private static final TrainingPlan PLAN = TrainingPresets.SMALL
            .plan()
            .withNetwork(network -> network.withInitialWeights("w.pt"))
            .withExecution(execution -> execution.withWorkers(2).withPrecision(TrainingPlan.Precision.FLOAT32));

    @Test
    void itsPlanIsReadAsItWasWritten() {
        assertThat(CardMetadata.card(CARD).plan()).isEqualTo(PLAN);
        assertThat(CardMetadata.card(CARD.replace("\"weightsFit\":\"WHOLE\",", ""))
                        .plan())
                .as("from before weights could fit in part")
                .isEqualTo(PLAN);
    }

    @Test
    void whatTheFirstCardsLeftOutIsAsTheirPlanSays() {
        String first =
                CARD.replaceFirst("\"inference\":.*?\"mirrored\":true\\},", "").replace(",\"terms\":[]", "");
        assertThat(first).doesNotContain("inference", "terms");

        assertThat(CardMetadata.card(first)).isEqualTo(CardMetadata.card(CARD));
    }

    @Test
    void aCardIsWrittenAsEarlierVersionsReadIt() {
        ModelCard card = CardMetadata.card(CARD);
        JsonMapper json = JsonMapper.shared();

        assertThat(json.readTree(CardMetadata.text(card))).isEqualTo(json.readTree(CARD));
    }
}
