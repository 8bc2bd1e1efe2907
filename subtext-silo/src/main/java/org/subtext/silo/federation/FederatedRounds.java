package org.subtext.silo.federation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.subtext.progress.Progress;
import org.subtext.silo.training.ModelVote;
import org.subtext.silo.training.ServerStep;

/**
 * The rounds of a training: the model goes out, the sites' models come back and are put together, and where the plan
 * has them vote, what they object to is taken back. Sees models and numbers of patients, and no image.
 */
final class FederatedRounds {
    private static final int NOBODY_WAS_ASKED = 0;

    /**
     * A round that is over.
     *
     * @param loss mean over the sites, by patients, while they learnt
     * @param rate of learning at its end
     * @param objections of sites whose own patients the new model served worse; 0 where nobody was asked
     * @param takenBack whether the model of before stayed
     */
    record Round(int round, double loss, double rate, int objections, boolean takenBack) {}

    /** The last model, and how it came to be. */
    record Outcome(SharedModel model, List<Round> rounds) {}

    private final FederationPlan plan;
    private final List<FederationSite> sites;
    private final SitesAtOnce atOnce;

    FederatedRounds(FederationPlan plan, List<FederationSite> sites, SitesAtOnce atOnce) {
        this.plan = plan;
        this.sites = sites.stream()
                .sorted(Comparator.comparing(FederationSite::name))
                .toList();
        this.atOnce = atOnce;
    }

    Outcome run(SharedModel beginning, int count, Progress progress) {
        progress.begin("Training across " + sites.size() + " sites", count, "rounds");
        ServerStep.State state = ServerStep.State.beginning(beginning.weights());
        SharedModel model = beginning;
        List<Round> rounds = new ArrayList<>();
        for (int round = 1; round <= count; round++) {
            FederationSite.Call call = new FederationSite.Call(
                    round, (round - 1) * plan.passesOfRound() + 1, round * plan.passesOfRound(), model);
            List<FederationSite.Answer> answers = atOnce.each(sites, site -> site.answer(call));
            SharedModel met = plan.combining().combined(model, answers, round);
            ServerStep.State next = plan.server().next(state, met.weights());
            SharedModel after = new SharedModel(next.weights(), met.moments());
            int objections = objections(model, after);
            boolean takenBack = plan.combining().votes() && new ModelVote(objections, sites.size()).isTakenBack();
            if (!takenBack) {
                state = next;
                model = after;
            }
            double loss = loss(answers);
            rounds.add(new Round(round, loss, answers.get(0).rate(), objections, takenBack));
            progress.advance(1, String.format(Locale.ROOT, "round %d of %d, loss %.4f", round, count, loss));
        }
        progress.end(count + " rounds across " + sites.size() + " sites");
        return new Outcome(model, rounds);
    }

    private int objections(SharedModel before, SharedModel after) {
        if (!plan.combining().votes()) {
            return NOBODY_WAS_ASKED;
        }
        List<Boolean> objections = atOnce.each(sites, site -> site.objects(before, after));
        return (int) objections.stream().filter(one -> one).count();
    }

    private static double loss(List<FederationSite.Answer> answers) {
        double patients =
                answers.stream().mapToLong(FederationSite.Answer::patients).sum();
        return answers.stream()
                .mapToDouble(one -> one.loss() * (one.patients() / patients))
                .sum();
    }
}
