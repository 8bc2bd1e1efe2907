package org.subtext.silo.federation;

import org.subtext.silo.training.Averaging;
import org.subtext.silo.training.ServerStep;

/**
 * How sites learn together, beside the plan of training that each follows.
 *
 * @param passesOfRound over a site's own images between two meetings, at least 1
 * @param pull FedProx's mu, not below 0; 0 is FedAvg
 * @param combining how the sites' models are put together
 * @param server from what is put together to the next model's weights
 */
public record FederationPlan(int passesOfRound, double pull, Combining combining, ServerStep server) {
    /** FedAvg by patients, a pass a round. */
    public static final FederationPlan FED_AVG =
            new FederationPlan(1, 0, new Combining.Mean(Averaging.BY_EXAMPLES), new ServerStep.FedAvg());

    public FederationPlan {
        if (passesOfRound < 1) {
            throw new IllegalArgumentException("a round takes a pass at least, got " + passesOfRound);
        }
        if (!(pull >= 0 && Double.isFinite(pull))) {
            throw new IllegalArgumentException("a pull is not below 0, got " + pull);
        }
    }

    public FederationPlan withPassesOfRound(int value) {
        return new FederationPlan(value, pull, combining, server);
    }

    /** FedProx. */
    public FederationPlan withPull(double value) {
        return new FederationPlan(passesOfRound, value, combining, server);
    }

    public FederationPlan withCombining(Combining value) {
        return new FederationPlan(passesOfRound, pull, value, server);
    }

    public FederationPlan withServer(ServerStep value) {
        return new FederationPlan(passesOfRound, pull, combining, value);
    }
}
