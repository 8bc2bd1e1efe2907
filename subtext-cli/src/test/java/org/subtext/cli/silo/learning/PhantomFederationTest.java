package org.subtext.cli.silo.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.cli.silo.learning.PhantomFederation.Size;
import org.subtext.cli.silo.learning.PhantomFederation.Split;
import org.subtext.learn.TorchTrainer;
import org.subtext.learn.engine.Device;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.silo.federation.FederationPlan;
import org.subtext.statistics.Estimate;

/** Phantom hospitals that learn together, in small. */
class PhantomFederationTest {
    private static final Size SMALL = new Size(80, 20, 8);

    @TempDir
    private Path folder;

    private PhantomFederation drawn(Split split) throws IOException {
        return PhantomFederation.of(split, SMALL, 3, folder.resolve("phantoms"), Progress.SILENT);
    }

    /** How many of the training patients of each house are of class A, as a share. */
    private static Map<String, Double> shares(PhantomFederation houses) {
        return IntStream.range(0, houses.training().size())
                .boxed()
                .collect(Collectors.groupingBy(
                        place -> houses.roster()
                                .siteOfPatient()
                                .get(houses.training().patient(place)),
                        Collectors.averagingDouble(
                                place -> 1 - houses.training().label(place))));
    }

    @Test
    void housesDifferInWhatTheSplitSays() throws IOException {
        Map<String, Double> byClass = shares(drawn(Split.BY_CLASS));
        assertThat(byClass.get("north")).isLessThan(0.25);
        assertThat(byClass.get("west")).isGreaterThan(0.75);
        assertThat(shares(drawn(Split.BY_SCANNER)).values()).hasSize(3).allMatch(share -> share > 0.3 && share < 0.7);
        assertThat(shares(drawn(Split.EVENLY)).values()).hasSize(3).allMatch(share -> share > 0.3 && share < 0.7);
    }

    @Test
    void freshPatientsAreNoHouses() throws IOException {
        PhantomFederation houses = drawn(Split.EVENLY);
        assertThat(houses.roster().siteOfPatient()).hasSize(80);
        assertThat(houses.asked().size()).isEqualTo(20);
        assertThat(houses.asked().rows()).doesNotContain(houses.training().rows());
    }

    /** Real networks, a pass: what is compared is on the same patients, and told. */
    @Test
    void aloneTogetherAndPooledAreReadOnTheSamePatients() throws IOException {
        LearningComparison comparison = LearningComparison.of(
                drawn(Split.BY_SCANNER),
                new TorchTrainer(Device.CPU),
                LearningComparison.plan(1, 16),
                FederationPlan.FED_AVG,
                new Seed(3),
                folder,
                Progress.SILENT);
        assertThat(comparison.alone().keySet()).containsExactly("north", "south", "west");
        Estimate gap = comparison.federatedMinusPooled();
        double apart = LearningComparison.auc(comparison.federated()).valueOr(0)
                - LearningComparison.auc(comparison.pooled()).valueOr(0);
        assertThat(gap.valueOr(9)).isCloseTo(apart, within(1e-12));
        assertThat(LearningDemo.sentences(comparison)).hasSize(3);
    }
}
