package org.subtext.silo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.subtext.provenance.Seed;
import org.subtext.testing.Seeds;
import org.subtext.testing.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Known answers of {@code silos.json}: NumPy 2.4.6 from the papers' rules; FedAvg, FedAvgM and FedYogi also by flwr
 * 1.42.0.
 */
class ServerStepTest {
    private static JsonNode block;

    @BeforeAll
    static void read() throws IOException {
        block = JsonMapper.shared()
                .readTree(Files.readString(SharedData.find("reference/silos.json")))
                .get("server_steps");
    }

    private static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        Arrays.setAll(numbers, i -> array.get(i).asDouble());
        return numbers;
    }

    private static Weights weights(double... values) {
        return new Weights(
                new WeightLayout(List.of(new WeightLayout.NamedShape("all", List.of(values.length)))), values);
    }

    private static Weights weights(JsonNode array) {
        return weights(numbers(array));
    }

    private static void assertNear(Weights found, JsonNode expected, double tolerance) {
        assertThat(found.values()).containsExactly(numbers(expected), within(tolerance));
    }

    private static List<Averaging.SiteModel> sites(String round) {
        List<Averaging.SiteModel> sites = new ArrayList<>();
        for (int site = 0; site < block.get("n").size(); site++) {
            sites.add(new Averaging.SiteModel(
                    weights(block.get(round).get(site)),
                    block.get("n").get(site).asLong()));
        }
        return sites;
    }

    private static void assertSteps(ServerStep step, JsonNode expected) {
        ServerStep.State state = ServerStep.State.beginning(weights(block.get("start")));
        for (int round = 1; round <= 2; round++) {
            state = step.next(state, Averaging.BY_EXAMPLES.mean(sites("round" + round)));
            assertNear(state.weights(), expected.get(round - 1), 1e-14);
        }
    }

    @Test
    void meansByExamplesAndEqual() {
        assertSteps(new ServerStep.FedAvg(), block.get("fedavg"));
        for (int round = 1; round <= 2; round++) {
            assertNear(
                    Averaging.EQUAL.mean(sites("round" + round)),
                    block.get("unweighted").get(round - 1),
                    1e-14);
        }
    }

    @Test
    void stepsOfTheServer() {
        assertSteps(new ServerStep.FedAvgM(0.9, 1), block.get("fedavgm").get("weights"));
        assertSteps(
                new ServerStep.FedAdam(ServerStep.Adaptive.USUAL),
                block.get("fedadam").get("weights"));
        assertSteps(
                new ServerStep.FedYogi(ServerStep.Adaptive.USUAL),
                block.get("fedyogi").get("weights"));
    }

    @Test
    void stepsAreNotCorrectedAsFlwrDoes() {
        ServerStep.State state = new ServerStep.FedAdam(ServerStep.Adaptive.USUAL)
                .next(
                        ServerStep.State.beginning(weights(block.get("start"))),
                        Averaging.BY_EXAMPLES.mean(sites("round1")));
        double flwr =
                block.get("fedadam_as_flwr_1_42").get("weights").get(0).get(0).asDouble();
        assertThat(state.weights().at(0)).isNotCloseTo(flwr, within(0.01));
    }

    /** Ten local steps of 0.1 in each of 30 rounds on three quadratics. */
    private static List<Weights> rounds(String kind, double mu) {
        JsonNode quadratics = block.get("quadratics");
        Weights global = weights(0, 0, 0);
        List<Weights> controls = new ArrayList<>(List.of(global, global, global));
        List<Weights> models = new ArrayList<>();
        for (int round = 0; round < 30; round++) {
            List<Averaging.SiteModel> sites = new ArrayList<>();
            List<Weights> nextControls = new ArrayList<>();
            for (int site = 0; site < 3; site++) {
                LocalStep.Scaffold scaffold =
                        new LocalStep.Scaffold(controls.get(site), LocalStep.Scaffold.ofAll(controls));
                LocalStep step = switch (kind) {
                    case "scaffold" -> scaffold;
                    case "fedprox" -> new LocalStep.Proximal(mu, global);
                    default -> new LocalStep.Plain();
                };
                Weights slopes = weights(quadratics.get("A_diagonals").get(site));
                Weights best = weights(quadratics.get("b").get(site));
                Weights own = global;
                for (int local = 0; local < 10; local++) {
                    Weights gradient = own.minus(best).with(slopes, (apart, slope) -> apart * slope);
                    own = own.minus(step.gradient(gradient, own).times(0.1));
                }
                nextControls.add(scaffold.next(global, own, 10, 0.1));
                sites.add(new Averaging.SiteModel(own, 1));
            }
            controls = nextControls;
            global = Averaging.EQUAL.mean(sites);
            models.add(global);
        }
        return models;
    }

    @Test
    void localStepsOnThreeQuadratics() {
        JsonNode quadratics = block.get("quadratics");
        Weights pooled = weights(quadratics.get("pooled_optimum"));
        for (String kind : List.of("fedavg", "fedprox", "scaffold")) {
            JsonNode expected = quadratics.get(kind);
            List<Weights> models = rounds(kind, expected.path("mu").asDouble(0));
            assertNear(models.get(0), expected.get("after_round_1"), 1e-12);
            assertNear(models.get(29), expected.get("after_30_rounds"), 1e-12);
            assertThat(models.get(29).minus(pooled).norm())
                    .isCloseTo(expected.get("distance_to_pooled").asDouble(), within(1e-12));
        }
    }

    private static BatchMoments moments(int site) {
        JsonNode norm = block.get("batch_norm");
        return new BatchMoments(
                norm.get("counts").get(site).asLong(),
                numbers(norm.get("means").get(site)),
                numbers(norm.get("biased_variances").get(site)));
    }

    @Test
    void momentsArePooledByTheLawOfTotalVariance() {
        JsonNode norm = block.get("batch_norm");
        BatchMoments pooled = BatchMoments.pooled(
                IntStream.range(0, 3).mapToObj(ServerStepTest::moments).toList());
        assertThat(pooled.means()).containsExactly(numbers(norm.get("pooled_mean")), within(1e-12));
        assertThat(pooled.variances()).containsExactly(numbers(norm.get("pooled_biased_variance")), within(1e-12));
        double[] wrong = numbers(norm.get("wrong_averaged_variance"));
        for (int channel = 0; channel < wrong.length; channel++) {
            assertThat(pooled.variances()[channel]).isNotCloseTo(wrong[channel], within(0.2));
        }
    }

    @Seeds(20)
    void pooledMomentsAreThoseOfAllValues(SplittableRandom random) {
        double[] all = random.doubles(60, -3, 9).toArray();
        int[] cuts = {0, random.nextInt(1, 20), random.nextInt(20, 59), 60};
        List<BatchMoments> sites = new ArrayList<>();
        for (int site = 0; site < 3; site++) {
            sites.add(momentsOf(Arrays.copyOfRange(all, cuts[site], cuts[site + 1])));
        }
        BatchMoments pooled = BatchMoments.pooled(sites);
        assertThat(pooled.count()).isEqualTo(60);
        assertThat(pooled.means()[0]).isCloseTo(momentsOf(all).means()[0], within(1e-12));
        assertThat(pooled.variances()[0]).isCloseTo(momentsOf(all).variances()[0], within(1e-12));
    }

    private static BatchMoments momentsOf(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                .map(one -> (one - mean) * (one - mean))
                .average()
                .orElseThrow();
        return new BatchMoments(values.length, new double[] {mean}, new double[] {variance});
    }

    private static List<Weights> updates() {
        List<Weights> updates = new ArrayList<>();
        block.get("robust").get("updates").forEach(one -> updates.add(weights(one)));
        return updates;
    }

    @Test
    void defences() {
        JsonNode robust = block.get("robust");
        assertNear(Robust.median(updates()), robust.get("coordinate_median"), 1e-14);
        assertNear(Robust.trimmedMean(updates(), 1), robust.get("trimmed_mean_one_each_side"), 1e-14);
        assertNear(Robust.trimmedMean(updates(), 0), robust.get("mean"), 1e-14);
        double[] scores = Robust.krumScores(updates(), 1);
        assertThat(scores).containsExactly(numbers(robust.get("krum_scores")), within(1e-10));
        assertThat(Robust.multiKrum(updates(), 1, 1))
                .isEqualTo(updates().get(robust.get("krum_index").asInt()));
        assertNear(Robust.multiKrum(updates(), 1, 3), robust.get("multikrum_3"), 1e-14);
        assertNear(
                Robust.meanOfBounded(updates(), robust.get("norm_bound").asDouble()),
                robust.get("mean_of_clipped"),
                1e-14);
    }

    @Test
    void aDefenceThatCannotHoldIsRefused() {
        assertThatThrownBy(() -> Robust.krumScores(updates(), 3)).hasMessageContaining("more than 8");
        assertThatThrownBy(() -> Robust.trimmedMean(updates(), 4)).hasMessageContaining("cannot go");
        assertThatThrownBy(() -> Robust.groups(List.of("a", "b", "c"), new Seed(1)))
                .hasMessageContaining("9 sites");
        assertThatThrownBy(() -> weights(1, Double.NaN)).hasMessageContaining("diverged");
        assertThatThrownBy(() -> weights(1).plus(weights(1, 2))).hasMessageContaining("another layout");
    }

    @Seeds(20)
    void groupsHoldEverySiteOnceAndNeverFewerThanThree(SplittableRandom random) {
        List<String> sites = IntStream.range(0, random.nextInt(9, 40))
                .mapToObj(site -> "site-" + site)
                .toList();
        Seed seed = new Seed(random.nextLong());
        List<List<String>> groups = Robust.groups(sites, seed);
        assertThat(groups.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(sites);
        assertThat(groups).hasSizeGreaterThanOrEqualTo(3).allMatch(group -> group.size() >= 3);
        assertThat(groups).isEqualTo(Robust.groups(sites, seed));
    }
}
