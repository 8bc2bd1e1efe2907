package org.subtext.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.perturbation.contract.Perturbation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Known answers of NumPy 2.4.6, SciPy 1.17.1, scikit-image 0.26.0 and Pillow 13.0.0:
 * {@code python validation/perturbations/intensity_reference.py}.
 */
class IntensityReferenceTest {
    private static final int SIDE = 64;
    private static final JsonNode REFERENCE = read();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clip 0.6",
                "window-width 0.6",
                "window-centre 0.1",
                "gamma 0.4",
                "gamma 2.5",
                "equalise",
                "blur 0.5",
                "blur 2",
                "blur 8",
                "blur 30",
                "field-of-view 0.5",
                "field-of-view 0.75",
                "field-of-view 1.5",
                "field-of-view 2"
            })
    void equalToTheReference(String setting) {
        float[] changed = Perturbed.apply(Perturbations.parse(setting), Perturbed.formula(SIDE, 0));
        assertEqual(setting, changed, 1e-6);
    }

    @Test
    void histogramsAreMatchedAsInTheReference() {
        float[] first = Perturbed.formula(SIDE, 40);
        float[] second = Perturbed.formula(SIDE, 90);
        for (int i = 0; i < first.length; i++) {
            first[i] = (float) (Math.floor(Math.round(255 * first[i]) / 2.0) / 255);
            second[i] = (float) ((Math.floor(Math.round(255 * second[i]) / 3.0) + 60) / 255);
        }
        Perturbation ready = new MatchHistogram()
                .prepared(Perturbed.source(List.of(first, second), Perturbed.grey(SIDE)), new int[] {0, 1});
        assertEqual("match-histogram", Perturbed.apply(ready, Perturbed.formula(SIDE, 0)), 1e-6);
    }

    /** Another JPEG library, so a pixel may round to the neighbouring grey level; means must agree. */
    @ParameterizedTest
    @ValueSource(strings = {"jpeg 90", "jpeg 50", "jpeg 10"})
    void compressedAsByAnotherLibrary(String setting) {
        float[] changed = Perturbed.apply(Perturbations.parse(setting), Perturbed.formula(SIDE, 0));
        assertEqual(setting, changed, 1.01 / 255);
        assertThat(mean(changed)).isCloseTo(REFERENCE.get(setting).get("mean").asDouble(), within(2e-4));
    }

    private static void assertEqual(String setting, float[] changed, double tolerance) {
        JsonNode expected = REFERENCE.get(setting);
        JsonNode places = REFERENCE.get("places");
        for (int i = 0; i < places.size(); i++) {
            int place =
                    places.get(i).get(0).asInt() * SIDE + places.get(i).get(1).asInt();
            assertThat((double) changed[place])
                    .as(setting + " at " + places.get(i))
                    .isCloseTo(expected.get("samples").get(i).asDouble(), within(tolerance));
        }
        double least = Double.MAX_VALUE;
        double greatest = -Double.MAX_VALUE;
        double square = 0;
        for (float value : changed) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
            square += (value - mean(changed)) * (value - mean(changed)) / changed.length;
        }
        assertThat(mean(changed)).as("mean").isCloseTo(expected.get("mean").asDouble(), within(tolerance));
        assertThat(Math.sqrt(square)).as("SD").isCloseTo(expected.get("sd").asDouble(), within(tolerance));
        assertThat(least).as("least").isCloseTo(expected.get("min").asDouble(), within(tolerance));
        assertThat(greatest).as("greatest").isCloseTo(expected.get("max").asDouble(), within(tolerance));
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static JsonNode read() {
        try (InputStream file =
                Objects.requireNonNull(IntensityReferenceTest.class.getResourceAsStream("intensity_reference.json"))) {
            return JsonMapper.shared().readTree(file.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
