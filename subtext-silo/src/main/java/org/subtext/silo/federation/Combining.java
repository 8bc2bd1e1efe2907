package org.subtext.silo.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.provenance.Seed;
import org.subtext.silo.training.Averaging;
import org.subtext.silo.training.Robust;
import org.subtext.silo.training.Weights;

/**
 * How the sites' models of a round are put together. A plan chooses one, and states it: which one decides what a broken
 * or hostile site can do, and whether single models are seen.
 */
public sealed interface Combining {
    /** One model of several, in the order of the sites. */
    SharedModel combined(SharedModel before, List<FederationSite.Answer> answers, int round);

    /** How many sites it takes at least. */
    default int fewestSites() {
        return 2;
    }

    /** Whether sites try the new model on patients of their own, and take it back where a third objects. */
    default boolean votes() {
        return false;
    }

    /** The mean; against a hostile site it defends nothing. */
    record Mean(Averaging averaging) implements Combining {
        @Override
        public SharedModel combined(SharedModel before, List<FederationSite.Answer> answers, int round) {
            List<SharedModel> models =
                    answers.stream().map(FederationSite.Answer::model).toList();
            return new SharedModel(
                    mean(answers, models.stream().map(SharedModel::weights).toList()),
                    mean(answers, models.stream().map(SharedModel::moments).toList()));
        }

        private Weights mean(List<FederationSite.Answer> answers, List<Weights> parts) {
            List<Averaging.SiteModel> sites = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                sites.add(new Averaging.SiteModel(parts.get(i), answers.get(i).patients()));
            }
            return averaging.mean(sites);
        }
    }

    /**
     * Under masks: the change of the mean no longer than a bound, and a vote.
     *
     * @param bound Euclidean, above 0
     */
    record BoundedAndVoted(Averaging averaging, double bound) implements Combining {
        @Override
        public SharedModel combined(SharedModel before, List<FederationSite.Answer> answers, int round) {
            SharedModel mean = new Mean(averaging).combined(before, answers, round);
            return before.plus(Robust.bounded(mean.all().minus(before.all()), bound));
        }

        @Override
        public int fewestSites() {
            return 3;
        }

        @Override
        public boolean votes() {
            return true;
        }
    }

    /**
     * Under a mask for each random group of three and more: the median of the groups' mean changes. Sites count alike.
     *
     * @param seed of the plan; groups are drawn anew each round
     */
    record MedianOfGroups(Seed seed) implements Combining {
        @Override
        public SharedModel combined(SharedModel before, List<FederationSite.Answer> answers, int round) {
            List<Weights> changes = changes(before, answers);
            List<String> places = IntStream.range(0, changes.size())
                    .mapToObj(Integer::toString)
                    .toList();
            List<Weights> means = Robust.groups(places, seed.child("round", round)).stream()
                    .map(group -> Robust.trimmedMean(
                            group.stream()
                                    .map(place -> changes.get(Integer.parseInt(place)))
                                    .toList(),
                            0))
                    .toList();
            return before.plus(Robust.median(means));
        }

        @Override
        public int fewestSites() {
            return Robust.FEWEST_FOR_GROUPS;
        }
    }

    /** By consent without masks: the mean of changes, each no longer than a bound. Sites count alike. */
    record EachBounded(double bound) implements Combining {
        @Override
        public SharedModel combined(SharedModel before, List<FederationSite.Answer> answers, int round) {
            return before.plus(Robust.meanOfBounded(changes(before, answers), bound));
        }
    }

    /** By consent without masks: of each weight the mean without so many extremes. Sites count alike. */
    record Trimmed(int eachSide) implements Combining {
        @Override
        public SharedModel combined(SharedModel before, List<FederationSite.Answer> answers, int round) {
            return before.plus(Robust.trimmedMean(changes(before, answers), eachSide));
        }

        @Override
        public int fewestSites() {
            return 2 * eachSide + 1;
        }
    }

    /** By consent without masks: the mean of those changes that lie nearest to others. Sites count alike. */
    record MultiKrum(int bad, int kept) implements Combining {
        @Override
        public SharedModel combined(SharedModel before, List<FederationSite.Answer> answers, int round) {
            return before.plus(Robust.multiKrum(changes(before, answers), bad, kept));
        }

        @Override
        public int fewestSites() {
            return 2 * bad + 3;
        }
    }

    private static List<Weights> changes(SharedModel before, List<FederationSite.Answer> answers) {
        Weights from = before.all();
        return answers.stream().map(one -> one.model().all().minus(from)).toList();
    }
}
