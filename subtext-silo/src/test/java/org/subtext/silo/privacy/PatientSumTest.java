package org.subtext.silo.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.masking.FixedPoint;
import org.subtext.silo.primitives.Randomness;
import org.subtext.testing.Seeds;
import org.subtext.testing.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A step by patient of {@code silos.json} (Python 3.11, NumPy 2.4.6), and the ledger that lets it leave. */
class PatientSumTest {
    private static final SampledGaussian ROUND = new SampledGaussian(0.0256, 1.2);
    private static final NoiseTerms TERMS = new NoiseTerms(ROUND, 1, 1);
    private static final ContentHash PLAN = ContentHash.ofText("a plan");

    private static JsonNode block;

    @TempDir
    Path folder;

    @BeforeAll
    static void read() throws IOException {
        block = JsonMapper.shared()
                .readTree(Files.readString(SharedData.find("reference/silos.json")))
                .get("differential_privacy");
    }

    private static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        Arrays.setAll(numbers, i -> array.get(i).asDouble());
        return numbers;
    }

    private static List<List<double[]>> patients() {
        List<List<double[]>> patients = new ArrayList<>();
        for (JsonNode patient : block.get("patient_step").get("image_gradients_by_patient")) {
            List<double[]> images = new ArrayList<>();
            patient.forEach(image -> images.add(numbers(image)));
            patients.add(images);
        }
        return patients;
    }

    private PrivacyLedger ledger(double epsilon) throws IOException {
        return PrivacyLedger.open(folder.resolve("privacy.journal"), new PrivacyBudget(epsilon, 1e-5));
    }

    @Test
    void patientsAreSummedThenClipped() {
        JsonNode step = block.get("patient_step");
        PatientSum sum = new PatientSum(TERMS, 5);
        for (int p = 0; p < 4; p++) {
            double[] expected = numbers(step.get("clipped").get(p));
            long[] found = sum.clipped(patients().get(p));
            for (int i = 0; i < 5; i++) {
                // towards 0, by less than a step
                assertThat(found[i] / FixedPoint.SCALE).isCloseTo(expected[i], within(1.01 / FixedPoint.SCALE));
                assertThat(Math.abs(found[i] / FixedPoint.SCALE)).isLessThanOrEqualTo(Math.abs(expected[i]) + 1e-15);
            }
        }
    }

    @Test
    void theStepWithItsNoiseIsTheMeanOverExpectedPatients() {
        JsonNode step = block.get("patient_step");
        PatientSum sum = new PatientSum(TERMS, 5);
        long[] total = new long[5];
        double[] noise = numbers(step.get("noise"));
        for (List<double[]> patient : patients()) {
            long[] part = sum.clipped(patient);
            Arrays.setAll(total, i -> total[i] + part[i]);
        }
        double[] right = numbers(step.get("right_sum_before_noise"));
        double[] wrong = numbers(step.get("wrong_if_clipped_by_image_sum_before_noise"));
        for (int i = 0; i < 5; i++) {
            assertThat(total[i] / FixedPoint.SCALE).isCloseTo(right[i], within(4 / FixedPoint.SCALE));
            assertThat(total[i] / FixedPoint.SCALE).isNotCloseTo(wrong[i], within(0.05));
        }
        Arrays.setAll(total, i -> total[i] + Math.round(noise[i] * FixedPoint.SCALE));
        double[] mean = PatientSum.mean(total, step.get("expected_patients").asDouble());
        double[] expected = numbers(step.get("noisy_mean"));
        for (int i = 0; i < 5; i++) {
            assertThat(mean[i]).isCloseTo(expected[i], within(2 / FixedPoint.SCALE));
        }
    }

    @Seeds(50)
    void noPatientMovesTheSumByMoreThanTheClipNorm(SplittableRandom random) {
        NoiseTerms terms = new NoiseTerms(ROUND, random.nextDouble(0.01, 100), 1);
        List<double[]> images = new ArrayList<>();
        for (int image = random.nextInt(1, 5); image > 0; image--) {
            images.add(random.doubles(40, -1, 1).map(x -> x * 1e3).toArray());
        }
        long square = 0;
        for (long step : new PatientSum(terms, 40).clipped(images)) {
            square += step * step;
        }
        assertThat(square).isLessThanOrEqualTo(terms.longest() * terms.longest());
        assertThat(Math.sqrt(square)).isGreaterThan(terms.longest() * 0.999 - 10);
    }

    @Test
    void gradientsThatAreNoNumbersAreRefused() {
        PatientSum sum = new PatientSum(TERMS, 2);
        assertThatThrownBy(() -> sum.add(List.of(new double[] {1, Double.NaN})))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> sum.add(List.of(new double[] {Double.POSITIVE_INFINITY, 1})))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> sum.add(List.of(new double[3]))).hasMessageContaining("3 numbers");
        assertThat(sum.clipped(List.of(new double[] {1e308, 1e308}))).containsExactly(11863283, 11863283);
    }

    @Test
    void eachSiteNoisesForThoseWhoAreHonest() {
        JsonNode noise = block.get("distributed_noise");
        NoiseTerms terms = new NoiseTerms(
                new SampledGaussian(0.1, noise.get("wanted_sigma").asDouble()),
                1,
                noise.get("sites").asInt());
        assertThat(terms.honest()).isEqualTo(noise.get("threshold").asInt());
        double share = terms.share().sigma() / FixedPoint.SCALE;
        double expected = noise.get("per_site_sigma_if_t_honest").asDouble();
        assertThat(share).isGreaterThanOrEqualTo(expected).isCloseTo(expected, within(1 / FixedPoint.SCALE));
        assertThat(share * Math.sqrt(7))
                .isCloseTo(noise.get("sigma_of_sum_if_all_answer").asDouble(), within(1e-6));
    }

    @Test
    void aRoundBeyondTheBudgetIsRefusedAlsoAfterAKill() throws IOException {
        NoiseTerms terms = new NoiseTerms(new SampledGaussian(0.25, 1.5), 1, 1);
        int taken = 0;
        try (PrivacyLedger ledger = ledger(3)) {
            while (ledger.spend(PLAN, taken + 1, 1, terms, 2500) instanceof PrivacyLedger.Permit permit) {
                taken++;
                assertThat(permit.after()).isEqualTo(ledger.spent());
                assertThat(permit.after().epsilon()).isLessThanOrEqualTo(3.0);
            }
            assertThat(taken).isPositive();
            assertThat(ledger.spent())
                    .isEqualTo(PrivacyLoss.none().and(terms.round(), taken).epsilon(1e-5));
            assertThat(ledger.wouldBe(terms.round(), 1).epsilon()).isGreaterThan(3.0);
        }
        try (PrivacyLedger again = ledger(3)) {
            assertThat(again.spend(PLAN, taken + 1, 1, terms, 2500))
                    .isInstanceOfSatisfying(
                            PrivacyLedger.Refused.class,
                            refused -> assertThat(refused.why()).contains("above the budget of 3.0"));
        }
    }

    @Test
    void aRoundIsSpentOnceAndItsNoiseDrawnOnce() throws IOException {
        try (PrivacyLedger ledger = ledger(3)) {
            PrivacyLedger.Permit permit = (PrivacyLedger.Permit) ledger.spend(PLAN, 1, 1, TERMS, 2500);
            PatientSum sum = new PatientSum(TERMS, 5);
            patients().forEach(sum::add);
            PrivacyLedger.Permit other = (PrivacyLedger.Permit) ledger.spend(PLAN, 2, 1, TERMS, 2500);
            assertThatThrownBy(() ->
                            new PatientSum(new NoiseTerms(ROUND, 2, 1), 5).noised(other, Randomness.ofTheSystem()))
                    .hasMessageContaining("the ledger was asked for");
            assertThat(sum.noised(permit, Randomness.ofTheSystem())).hasSize(5);
            assertThatThrownBy(() -> sum.noised(permit, Randomness.ofTheSystem()))
                    .hasMessageContaining("already");
        }
        try (PrivacyLedger again = ledger(3)) {
            assertThat(again.spend(PLAN, 1, 1, TERMS, 2500))
                    .isInstanceOfSatisfying(
                            PrivacyLedger.Refused.class,
                            refused -> assertThat(refused.why()).contains("spent before"));
            assertThat(again.spend(PLAN, 1, 2, TERMS, 2500)).isInstanceOf(PrivacyLedger.Permit.class);
        }
    }

    @Test
    void noiseOfAllSitesTogetherIsAsWideAsSaid() throws IOException {
        int width = 2000;
        NoiseTerms terms = new NoiseTerms(ROUND, 0.5, 7);
        long[] total = new long[width];
        try (PrivacyLedger ledger = ledger(8)) {
            for (int site = 0; site < 7; site++) {
                PrivacyLedger.Permit permit = (PrivacyLedger.Permit) ledger.spend(PLAN, 1, site + 1, terms, 2500);
                long[] one = new PatientSum(terms, width)
                        .noised(permit, DiscreteGaussianTest.seeded(new SplittableRandom(site)));
                Arrays.setAll(total, i -> total[i] + one[i]);
            }
        }
        double variance = Arrays.stream(PatientSum.mean(total, 1))
                .map(one -> one * one)
                .average()
                .orElseThrow();
        double expected = Math.pow(1.2 * 0.5, 2) * 7 / 5;
        assertThat(variance / expected).isCloseTo(1, within(5 * Math.sqrt(2.0 / width)));
    }

    @Test
    void aDeltaThatGivesAPatientAwayIsRefused() throws IOException {
        try (PrivacyLedger ledger = ledger(3)) {
            assertThat(ledger.spend(PLAN, 1, 1, TERMS, 100_000))
                    .isInstanceOfSatisfying(
                            PrivacyLedger.Refused.class,
                            refused -> assertThat(refused.why()).contains("given away"));
            assertThat(ledger.spend(PLAN, 1, 1, TERMS, 0)).isInstanceOf(PrivacyLedger.Refused.class);
            assertThat(ledger.spent().epsilon()).isZero();
        }
        assertThatThrownBy(() -> new PrivacyBudget(0, 1e-5)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new PrivacyBudget(3, 0)).isInstanceOf(InvalidInputException.class);
    }
}
