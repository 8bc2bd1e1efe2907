package org.subtext.silo.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.subtext.testing.Seeds;
import org.subtext.testing.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Known answers of {@code silos.json}: dp-accounting 0.6.0 (RDP; PLD at 1e-4), opacus 1.6.0 (RDP, PRV), and Python 3.11
 * with SciPy 1.17.1 for integer orders, integrals at real orders and the exact Gaussian curve.
 */
class PrivacyLossTest {
    private static JsonNode block;

    @BeforeAll
    static void read() throws IOException {
        block = JsonMapper.shared()
                .readTree(Files.readString(SharedData.find("reference/silos.json")))
                .get("differential_privacy");
    }

    private static SampledGaussian round(JsonNode one) {
        return new SampledGaussian(one.get("q").asDouble(), one.get("sigma").asDouble());
    }

    private static PrivacyLoss loss(JsonNode one) {
        return PrivacyLoss.none().and(round(one), one.get("steps").asLong());
    }

    private static void assertNear(double found, double expected, double relative) {
        assertThat(found).isCloseTo(expected, within(relative * Math.abs(expected)));
    }

    @Test
    void divergencesAtIntegerOrdersAreTheClosedForm() {
        for (JsonNode one : block.get("cases")) {
            for (Map.Entry<String, JsonNode> at :
                    one.get("rdp_total_at_integer_order").properties()) {
                assertNear(
                        loss(one).renyi(Integer.parseInt(at.getKey())),
                        at.getValue().asDouble(),
                        1e-9);
            }
        }
    }

    @Test
    void divergencesAtRealOrdersAreTheIntegral() {
        for (JsonNode one : block.get("cases")) {
            for (Map.Entry<String, JsonNode> at :
                    one.get("rdp_per_step_at_real_order").properties()) {
                assertNear(
                        round(one).renyi(Double.parseDouble(at.getKey())),
                        at.getValue().asDouble(),
                        1e-8);
            }
        }
    }

    @Test
    void integerOrdersAloneGiveTheirFigureAndRealOrdersLess() {
        for (JsonNode one : block.get("cases")) {
            double delta = one.get("delta").asDouble();
            double figure = one.get("epsilon_integer_orders_2_to_512").asDouble();
            // ends at 96: no case has its best integer order beyond 22
            double overIntegers = IntStream.rangeClosed(2, 96)
                    .mapToDouble(order -> loss(one).epsilon(order, delta))
                    .min()
                    .orElseThrow();
            assertNear(overIntegers, figure, 1e-9);
            PrivacyClaim.Epsilon found = loss(one).epsilon(delta);
            assertThat(found.epsilon())
                    .isLessThanOrEqualTo(figure + 1e-12)
                    .isGreaterThanOrEqualTo(
                            one.get("renyi_optimum").get("epsilon").asDouble() - 1e-6);
            assertNear(found.epsilon(), one.get("renyi_optimum").get("epsilon").asDouble(), 1e-6);
        }
    }

    @Test
    void theOlderConversionIsNotWhatIsPrinted() {
        double[] older = {1.192, 3.009, 7.123};
        double[] printed = {0.954, 2.597, 6.317};
        for (int i = 0; i < older.length; i++) {
            JsonNode one = block.get("cases").get(i);
            double found = loss(one).epsilon(one.get("delta").asDouble()).epsilon();
            assertThat(one.get("epsilon_integer_orders_older_conversion").asDouble())
                    .isCloseTo(older[i], within(0.0005));
            assertThat(found).isCloseTo(printed[i], within(0.001)).isLessThan(older[i] - 0.2);
        }
    }

    @Test
    void theBoundIsAboveWhatNumericalAccountantsGive() {
        for (JsonNode one : block.get("cases")) {
            assertThat(loss(one).epsilon(one.get("delta").asDouble()).epsilon())
                    .isGreaterThan(one.get("dp_accounting_pld_pessimistic").asDouble());
        }
    }

    @Test
    void everyPatientInEachRoundHasAnExactCurve() {
        for (JsonNode one : block.get("cases")) {
            if (one.has("exact_gaussian")) {
                double delta = one.get("delta").asDouble();
                double exact = new ExactGaussian(
                                one.get("sigma").asDouble(), one.get("steps").asLong())
                        .epsilon(delta);
                assertNear(exact, one.get("exact_gaussian").asDouble(), 1e-9);
                assertThat(loss(one).epsilon(delta).epsilon()).isGreaterThan(exact);
            }
        }
        assertThat(new ExactGaussian(1e6, 1).epsilon(0.1)).isZero();
    }

    @Test
    void anEpsilonOfImagesIsWorthLittleForPatients() {
        for (JsonNode one : block.get("group_privacy")) {
            PrivacyClaim.Epsilon ofImages =
                    new PrivacyClaim.Epsilon(one.get("epsilon_per_image").asDouble(), 1e-4, 3.2);
            PrivacyClaim.Together ofPatients =
                    ofImages.together(one.get("images_of_a_patient").asInt());
            assertNear(ofPatients.epsilon(), one.get("epsilon_per_patient").asDouble(), 1e-9);
            assertNear(
                    ofPatients.log10Delta(), one.get("log10_delta_per_patient").asDouble(), 1e-9);
            assertThat(ofPatients.saysSomething()).isEqualTo(ofPatients.log10Delta() < 0);
        }
    }

    @Test
    void theLeastNoiseForATarget() {
        for (JsonNode one : block.get("calibration")) {
            double delta = one.get("delta").asDouble();
            double target = one.get("target_epsilon").asDouble();
            NoiseFor rounds =
                    new NoiseFor(one.get("q").asDouble(), one.get("steps").asLong());
            double sigma = rounds.atMost(PrivacyLoss.none(), target, delta).orElseThrow();
            // dp-accounting's orders are tenths, so that it asks for a little more
            assertThat(sigma).isCloseTo(one.get("sigma_by_rdp").asDouble(), within(1e-3));
            assertThat(sigma).isLessThanOrEqualTo(one.get("sigma_by_rdp").asDouble() + 1e-6);
            assertThat(epsilon(rounds, sigma, delta)).isLessThanOrEqualTo(target);
            assertThat(epsilon(rounds, sigma * (1 - 1e-6), delta)).isGreaterThan(target);
        }
    }

    private static double epsilon(NoiseFor rounds, double sigma, double delta) {
        return PrivacyLoss.none()
                .and(new SampledGaussian(rounds.rate(), sigma), rounds.rounds())
                .epsilon(delta)
                .epsilon();
    }

    @Test
    void noNoiseIsEnoughWhereEarlierRoundsSpentAll() {
        PrivacyLoss spent = PrivacyLoss.none().and(new SampledGaussian(1, 1), 10);
        assertThat(new NoiseFor(0.1, 10).atMost(spent, 1, 1e-5)).isEmpty();
        assertThat(new NoiseFor(1e-6, 1).atMost(PrivacyLoss.none(), 50, 1e-5)).hasValue(SampledGaussian.LEAST_NOISE);
    }

    @Seeds(20)
    void roundsAddUpInAnyOrderAndEachCostsSomething(SplittableRandom random) {
        SampledGaussian one = new SampledGaussian(random.nextDouble(0.001, 0.3), random.nextDouble(0.6, 3));
        SampledGaussian other = new SampledGaussian(random.nextDouble(0.001, 0.3), random.nextDouble(0.6, 3));
        PrivacyLoss both = PrivacyLoss.none().and(one, 7).and(other, 11);
        PrivacyLoss inTurn = PrivacyLoss.none().and(other, 5).and(one, 7).and(other, 6);
        assertThat(both.epsilon(1e-5)).isEqualTo(inTurn.epsilon(1e-5));
        assertThat(both.renyi(3.3)).isCloseTo(7 * one.renyi(3.3) + 11 * other.renyi(3.3), within(1e-12));
        double alone = PrivacyLoss.none().and(one, 7).epsilon(1e-5).epsilon();
        assertThat(both.epsilon(1e-5).epsilon()).isGreaterThan(alone);
        assertThat(both.epsilon(1e-4).epsilon()).isLessThan(both.epsilon(1e-5).epsilon());
        // no other order is better
        double order = 1 + Math.exp(random.nextDouble(-6, 6));
        assertThat(both.epsilon(order, 1e-5))
                .isGreaterThanOrEqualTo(both.epsilon(1e-5).epsilon() - 1e-12);
    }

    @Seeds(20)
    void samplingNeverCostsMoreThanTakingEverybody(SplittableRandom random) {
        double sigma = random.nextDouble(0.4, 5);
        double order = random.nextDouble(1.05, 30);
        double sampled = new SampledGaussian(random.nextDouble(1e-6, 0.999), sigma).renyi(order);
        assertThat(sampled).isPositive().isLessThanOrEqualTo(new SampledGaussian(1, sigma).renyi(order));
    }

    @Test
    void nothingSpentCostsNothing() {
        assertThat(PrivacyLoss.none().epsilon(1e-5).epsilon()).isZero();
    }

    @Test
    void whatIsNoMechanismIsRefused() {
        assertThatThrownBy(() -> new SampledGaussian(0, 1)).hasMessageContaining("(0, 1]");
        assertThatThrownBy(() -> new SampledGaussian(1.1, 1)).hasMessageContaining("(0, 1]");
        assertThatThrownBy(() -> new SampledGaussian(0.1, 0)).hasMessageContaining("clip norms");
        assertThatThrownBy(() -> new SampledGaussian(0.1, Double.NaN)).hasMessageContaining("clip norms");
        assertThatThrownBy(() ->
                        PrivacyLoss.none().and(new SampledGaussian(0.1, 1), 1).epsilon(0))
                .hasMessageContaining("delta");
    }
}
