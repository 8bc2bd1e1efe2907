package org.subtext.recognition;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A training plan in JSON as it was before it had sections: one list of keys. Files that outlive versions (cards of
 * models, contents of reports) keep it. To be mixed in to {@link TrainingPlan} by whoever writes or reads these.
 */
public interface FlatTrainingPlan {
    @JsonUnwrapped
    NetworkPlan network();

    @JsonUnwrapped
    Passes passes();

    @JsonUnwrapped
    Optimisation optimisation();

    @JsonUnwrapped
    Regularisation regularisation();

    @JsonUnwrapped
    Execution execution();
}
