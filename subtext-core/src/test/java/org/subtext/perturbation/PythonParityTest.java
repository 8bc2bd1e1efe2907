package org.subtext.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.contract.PerturbedPixels;
import org.subtext.perturbation.pixels.ImageNetUnits;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Against the same done in Python on closed-form images of sides from 16 to 320 of both parities. Versions and command:
 * validation/perturbations/reference.py, stored as reference.json.
 */
class PythonParityTest {
    private static final Offset<Double> MICRO = within(1e-6);
    private static JsonNode reference = JsonMapper.shared().createObjectNode();

    @BeforeAll
    static void read() throws Exception {
        try (InputStream stored = PythonParityTest.class.getResourceAsStream("reference.json")) {
            reference = JsonMapper.shared().readTree(stored);
        }
    }

    private static Stream<JsonNode> all(String name) {
        JsonNode node = reference.get(name);
        assertThat(node.size()).as(name).isPositive();
        return node.valueStream();
    }

    private static void assertFigures(JsonNode of, String field, double[] plane) {
        double[] found = TestImages.figures(plane);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i])
                    .as(of + " figure " + i)
                    .isCloseTo(of.get(field).get(i).asDouble(), MICRO);
        }
    }

    @Test
    void studyFiltersBeforeAndAfterTheClip() {
        all("study filters").forEach(one -> {
            int side = one.get("side").asInt();
            FrequencyFilter filter =
                    (FrequencyFilter) Perturbations.parse(one.get("setting").asString());
            PixelValues image = TestImages.closedForm(side, 1);
            AsCoded coded = (AsCoded) filter.studyFaithful();

            double[] before = coded.step().on(side).apply(ImageNetUnits.planes(image))[0];

            assertThat(filter.keptBins(side))
                    .as(one.toString())
                    .isEqualTo(one.get("kept").asInt());
            assertFigures(one, "before", before);
            assertFigures(one, "after", ImageNetUnits.plane(TestImages.apply(coded, image), 0));
            assertThat(Arrays.stream(before).filter(z -> z > 1).count())
                    .as(one.toString())
                    .isEqualTo(one.get("clipped").asLong());
        });
    }

    @Test
    void smoothFiltersAndPhaseInPixels() {
        all("pixel filters").forEach(one -> {
            PixelValues image = TestImages.closedForm(one.get("side").asInt(), 1);

            PixelValues changed = TestImages.apply(one.get("setting").asString(), image);

            assertFigures(one, "figures", TestImages.plane(changed, 0));
        });
    }

    @Test
    void studyTilesAfterTheClip() {
        all("study tiles").forEach(one -> {
            int side = one.get("side").asInt();
            Perturbation coded = Perturbations.parse(one.get("setting").asString() + " as coded");

            PixelValues changed = TestImages.apply(coded, TestImages.closedForm(side, 3));

            assertFigures(
                    one,
                    "after",
                    ImageNetUnits.plane(changed, one.get("channel").asInt()));
        });
    }

    @Test
    void tilesOfFilteredImages() {
        all("filtered tiles").forEach(one -> {
            Perturbation coded =
                    Perturbations.parse(one.get("setting").asString()).studyFaithful();

            PixelValues changed = TestImages.apply(
                    coded, TestImages.closedForm(one.get("side").asInt(), 3));

            assertFigures(one, "after", ImageNetUnits.plane(changed, 2));
        });
    }

    @Test
    void studyBlurMixesNeighbouringImages() {
        all("study blur").forEach(one -> {
            PixelSource source =
                    new Rolled(one.get("side").asInt(), one.get("count").asInt());
            Perturbation blur = new GaussianBlur(one.get("sigma").asDouble())
                    .studyFaithful()
                    .prepared(source, new int[0]);
            float[] values = new float[source.layout().valuesPerImage()];

            new PerturbedPixels(source, blur, new Seed(1)).read(one.get("row").asInt(), FloatBuffer.wrap(values));

            assertFigures(one, "figures", TestImages.plane(new PixelValues(source.layout(), values), 0));
        });
    }

    @Test
    void resolutions() {
        all("resolutions").forEach(one -> {
            PixelValues image = TestImages.closedForm(one.get("side").asInt(), 1);
            Resolution resolution = new Resolution(one.get("small").asInt());

            assertFigures(one, "enlarged", TestImages.plane(TestImages.apply(resolution, image), 0));
            assertFigures(one, "reduced", TestImages.plane(TestImages.apply(resolution.trainedForm(4), image), 0));
        });
    }

    /** The closed-form image, each row of the source turned 7 pixels further to the right. */
    private record Rolled(int side, int size) implements PixelSource {
        @Override
        public PixelLayout layout() {
            return TestImages.layout(side, 1);
        }

        @Override
        public void read(int row, FloatBuffer target) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    target.put(TestImages.grey(y, Math.floorMod(x - 7 * row, side)) / 255f);
                }
            }
        }
    }
}
