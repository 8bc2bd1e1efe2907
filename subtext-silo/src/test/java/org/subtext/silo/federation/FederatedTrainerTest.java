package org.subtext.silo.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPlan.ClassWeighting;
import org.subtext.recognition.TrainingPlan.Schedule;
import org.subtext.recognition.TrainingPresets;
import org.subtext.recognition.TrainingTask;
import org.subtext.recognition.local.LocalLearner;
import org.subtext.recognition.local.NetworkValues;
import org.subtext.silo.training.Averaging;
import org.subtext.silo.training.ServerStep;
import org.subtext.silo.training.Weights;

/** Rounds across sites with a backend in plain Java. */
class FederatedTrainerTest {
    private static final LabelledImages IMAGES = PlainTrainer.images(60, 3, 4);
    private static final LabelledImages NONE = IMAGES.only(new int[0]);
    private static final SiteRoster ROSTER = roster(60, 3);
    private static final TrainingPlan PLAN = TrainingPresets.SMALL
            .plan()
            .withPasses(passes -> passes.withEpochs(6))
            .withRegularisation(regularisation -> regularisation.withWeightAverage(0));
    private static final FederationPlan TWO_PASSES = FederationPlan.FED_AVG.withPassesOfRound(2);

    private static SiteRoster roster(int patients, int sites) {
        return new SiteRoster(IntStream.range(0, patients)
                .mapToObj(patient -> "site " + (char) ('a' + patient % sites))
                .toList());
    }

    private static TrainingTask task(TrainingPlan plan) {
        return new TrainingTask(plan, List.of("no", "yes"), IMAGES, NONE, new Seed(7), Path.of("checkpoint"));
    }

    private static FederatedTrainer.Federated federated(FederatedTrainer trainer) {
        return trainer.federate(task(PLAN), Progress.SILENT);
    }

    private static NetworkValues values(FederatedTrainer trainer) {
        return ((PlainTrainer.Plain) federated(trainer).trained().recogniser()).values();
    }

    private static FederatedTrainer trainer(FederationPlan plan) {
        return new FederatedTrainer(new PlainTrainer(), ROSTER, plan, 1);
    }

    @Test
    void momentsAreThoseOfAllPatientsAtOnce() {
        NetworkValues network = values(trainer(TWO_PASSES));
        for (int place = 0; place < 16; place++) {
            double[] moments = PlainTrainer.moments(IMAGES, place);
            assertThat((double) network.arrays().get(1).at(place)).isCloseTo(moments[0], within(1e-6));
            assertThat((double) network.arrays().get(2).at(place)).isCloseTo(moments[1], within(1e-6));
        }
    }

    /** A pass a round of plain gradient descent, and means by patients: gradient descent on all patients at once. */
    @Test
    void aPassARoundIsGradientDescentOnAll() {
        LabelledImages unequal = IMAGES.only(IntStream.range(0, 60)
                .filter(place -> place % 3 == 0 || place < 30)
                .toArray());
        TrainingTask task =
                new TrainingTask(PLAN, List.of("no", "yes"), unequal, NONE, new Seed(7), Path.of("checkpoint"));
        NetworkValues network = ((PlainTrainer.Plain) trainer(FederationPlan.FED_AVG)
                        .federate(task, Progress.SILENT)
                        .trained()
                        .recogniser())
                .values();
        NetworkValues pooled;
        try (LocalLearner all = new PlainTrainer().learner(task, 0)) {
            pooled = all.turn(beginning(), 1, 6).values();
        }
        for (int place = 0; place < 16; place++) {
            assertThat((double) network.arrays().get(0).at(place))
                    .isCloseTo(pooled.arrays().get(0).at(place), within(1e-5));
        }
        NetworkValues alike = ((PlainTrainer.Plain)
                        trainer(FederationPlan.FED_AVG.withCombining(new Combining.Mean(Averaging.EQUAL)))
                                .federate(task, Progress.SILENT)
                                .trained()
                                .recogniser())
                .values();
        assertThat(alike).isNotEqualTo(network);
    }

    private static NetworkValues beginning() {
        return new PlainTrainer()
                .beginning(PLAN, List.of("no", "yes"), IMAGES.pixels().layout(), new Seed(7), Progress.SILENT)
                .values();
    }

    @Test
    void howManySitesLearnAtOnceDoesNotMatter() {
        NetworkValues one = values(trainer(TWO_PASSES));
        assertThat(values(new FederatedTrainer(new PlainTrainer(), ROSTER, TWO_PASSES, 3)))
                .isEqualTo(one);
        assertThat(values(trainer(FederationPlan.FED_AVG))).isNotEqualTo(one);
    }

    @Test
    void aPullAndAServerWithMomentumChangeWhatIsLearnt() {
        NetworkValues plain = values(trainer(TWO_PASSES));
        NetworkValues held = values(trainer(TWO_PASSES.withPull(1)));
        assertThat(norm(held)).isLessThan(norm(plain));
        NetworkValues moved = values(trainer(TWO_PASSES.withServer(new ServerStep.FedAvgM(0.5, 1))));
        assertThat(norm(moved)).isGreaterThan(norm(plain));
        assertThat(moved.arrays().subList(1, 3)).isEqualTo(plain.arrays().subList(1, 3));
    }

    private static double norm(NetworkValues network) {
        return SharedModel.of(network).weights().norm();
    }

    @Test
    void aModelThatServesAThirdWorseIsTakenBack() {
        FederationPlan voted = TWO_PASSES.withCombining(new Combining.BoundedAndVoted(Averaging.BY_EXAMPLES, 5));
        assertThat(federated(trainer(voted)).takenBack()).isEmpty();
        FederatedTrainer poisoned = trainer(voted).between(site -> site.name().equals("site a") ? turned(site) : site);
        assertThat(federated(poisoned).takenBack()).containsExactly(1, 2, 3);
        NetworkValues stayed = values(poisoned);
        assertThat(SharedModel.of(stayed)).isEqualTo(SharedModel.of(beginning()));
    }

    /** A site that sends the opposite of what it learnt, many times over. */
    private static FederationSite turned(FederationSite honest) {
        return new FederationSite() {
            @Override
            public String name() {
                return honest.name();
            }

            @Override
            public Answer answer(Call call) {
                Answer answer = honest.answer(call);
                Weights change = answer.model().weights().minus(call.model().weights());
                Weights sent = call.model().weights().plus(change.times(-100));
                return new Answer(
                        new SharedModel(sent, answer.model().moments()),
                        answer.patients(),
                        answer.loss(),
                        answer.rate());
            }

            @Override
            public boolean objects(SharedModel before, SharedModel after) {
                return honest.objects(before, after);
            }
        };
    }

    @Test
    void whatSitesCannotShareIsRefusedAtOnceWithItsCure() {
        TrainingPlan asked = PLAN.withPasses(passes -> passes.withEpochs(7).withEarlyStopping(2))
                .withOptimisation(optimisation -> optimisation.withSchedule(Schedule.REDUCE_ON_PLATEAU))
                .withRegularisation(regularisation -> regularisation.withWeightAverage(0.9));
        assertThatThrownBy(() -> trainer(TWO_PASSES).federate(task(asked), Progress.SILENT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("7 passes are no whole number of rounds of 2")
                .hasMessageContaining("Early stopping")
                .hasMessageContaining("plateau")
                .hasMessageContaining("running average");
    }

    @Test
    void sitesThatCannotLearnAreNamed() {
        FederationPlan nine = TWO_PASSES.withCombining(new Combining.MedianOfGroups(new Seed(1)));
        assertThatThrownBy(() -> federated(trainer(nine)))
                .hasMessageContaining("of 3 sites (site a, site b, site c)")
                .hasMessageContaining("takes 9 at least");
        SiteRoster tooShort = roster(59, 3);
        assertThatThrownBy(() -> federated(new FederatedTrainer(new PlainTrainer(), tooShort, TWO_PASSES, 1)))
                .hasMessageContaining("the roster of sites has 59 patients");
        SiteRoster byClass = new SiteRoster(IntStream.range(0, 60)
                .mapToObj(patient -> patient / 3 % 2 == 0 ? "no" : "yes")
                .toList());
        FederatedTrainer trainer = new FederatedTrainer(new PlainTrainer(), byClass, TWO_PASSES, 1);
        TrainingPlan weighed = PLAN.withPasses(passes -> passes.withClassWeighting(ClassWeighting.BALANCED));
        assertThatThrownBy(() -> trainer.federate(task(weighed), Progress.SILENT))
                .hasMessageContaining("Site no has no image of class \"yes\"");
        assertThat(trainer.federate(task(PLAN), Progress.SILENT)
                        .trained()
                        .curve()
                        .epochs())
                .hasSize(3);
    }
}
