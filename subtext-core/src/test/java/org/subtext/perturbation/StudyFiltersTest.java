package org.subtext.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.contract.Tile;
import org.subtext.perturbation.pixels.ImageNetUnits;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.testing.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The study's filters, tiles and clip, against vectors that were verified equal to its own functions. */
class StudyFiltersTest {
    private static final Offset<Double> MICRO = within(1e-6);
    private static final Map<String, String> KINDS =
            Map.of("low", "low-pass", "high", "high-pass", "notch", "notch", "bandpass", "band-pass");
    private static final int SIDE = 224;

    private JsonNode vectors = JsonMapper.shared().createObjectNode();

    @BeforeEach
    void read() throws Exception {
        vectors = JsonMapper.shared().readTree(Files.readString(SharedData.find("reference/filters.json")));
    }

    /** "notch_10_25" is "notch 10 25". */
    private static Perturbation setting(String name) {
        String[] words = name.split("_", 2);
        return Perturbations.parse(KINDS.get(words[0]) + " " + words[1].replace('_', ' '));
    }

    private static Stream<Entry<String, JsonNode>> entries(JsonNode node) {
        return node.properties().stream();
    }

    @Test
    void imageIsTheOneOfTheVectors() {
        double[] plane = ImageNetUnits.plane(TestImages.closedForm(SIDE, 3), 0);

        JsonNode expected = vectors.get("normalised_channel0");
        double[] figures = TestImages.figures(plane);
        assertThat(figures[0]).isCloseTo(expected.get("mean").asDouble(), MICRO);
        assertThat(figures[2]).isCloseTo(expected.get("min").asDouble(), MICRO);
        assertThat(figures[3]).isCloseTo(expected.get("max").asDouble(), MICRO);
    }

    @Test
    void masksKeepAsManyBins() {
        entries(vectors.get("mask_pixel_counts")).forEach(entry -> {
            double radius = Double.parseDouble(entry.getKey());
            assertThat(new LowPass(radius).keptBins(SIDE))
                    .isEqualTo(entry.getValue().get("low").asInt());
            assertThat(new HighPass(radius).keptBins(SIDE))
                    .isEqualTo(entry.getValue().get("high").asInt());
        });
        entries(vectors.get("filters"))
                .forEach(entry -> assertThat(((FrequencyFilter) setting(entry.getKey())).keptBins(SIDE))
                        .as(entry.getKey())
                        .isEqualTo(entry.getValue().get("kept_bins").asInt()));
    }

    @Test
    void filteredImagesBeforeTheClip() {
        PixelValues image = TestImages.closedForm(SIDE, 3);
        entries(vectors.get("filters")).forEach(entry -> {
            AsCoded coded = (AsCoded) setting(entry.getKey()).studyFaithful();

            double[][] planes = coded.step().on(SIDE).apply(ImageNetUnits.planes(image));

            assertSame(entry.getKey(), planes[0], entry.getValue());
            assertThat(planes[1]).as("every channel holds the first").isEqualTo(planes[0]);
            assertThat(planes[2]).isEqualTo(planes[0]);
        });
    }

    private static void assertSame(String name, double[] plane, JsonNode expected) {
        double[] figures = TestImages.figures(plane);
        assertThat(figures[0]).as(name + " mean").isCloseTo(expected.get("mean").asDouble(), MICRO);
        assertThat(figures[1]).as(name + " sd").isCloseTo(expected.get("sd_pop").asDouble(), MICRO);
        assertThat(figures[2]).as(name + " min").isCloseTo(expected.get("min").asDouble(), MICRO);
        assertThat(figures[3]).as(name + " max").isCloseTo(expected.get("max").asDouble(), MICRO);
        entries(expected.get("samples(y,x)")).forEach(sample -> {
            String[] at = sample.getKey().split(",");
            int index = Integer.parseInt(at[0]) * SIDE + Integer.parseInt(at[1]);
            assertThat(plane[index])
                    .as(name + " at " + sample.getKey())
                    .isCloseTo(sample.getValue().asDouble(), MICRO);
        });
    }

    @Test
    void imagesAsANetworkIsGivenThemAreClipped() {
        PixelValues image = TestImages.closedForm(SIDE, 3);
        entries(vectors.get("filters")).forEach(entry -> {
            PixelValues given = TestImages.apply(setting(entry.getKey()).studyFaithful(), image);

            JsonNode expected = entry.getValue().get("after_clip_at_1.0");
            for (int channel = 0; channel < 3; channel++) {
                double[] seen = ImageNetUnits.plane(given, channel);
                double[] figures = TestImages.figures(seen);
                assertThat(figures[0])
                        .as(entry.getKey())
                        .isCloseTo(expected.get("mean").asDouble(), MICRO);
                assertThat(figures[3])
                        .as(entry.getKey())
                        .isCloseTo(expected.get("max").asDouble(), MICRO);
            }
            double[] before = ((AsCoded) setting(entry.getKey()).studyFaithful())
                    .step()
                    .on(SIDE)
                    .apply(ImageNetUnits.planes(image))[0];
            assertThat(Arrays.stream(before).filter(z -> z > 1).count())
                    .as(entry.getKey() + " clipped")
                    .isEqualTo(expected.get("n_clipped").asLong());
        });
    }

    @Test
    void tiles() {
        JsonNode patches = vectors.get("patches");
        int width = patches.get("tile").asInt();
        double[] image = ImageNetUnits.plane(TestImages.closedForm(SIDE, 1), 0);
        double total = Arrays.stream(image).sum();
        for (int index = 0; index < 9; index++) {
            double[] zeroed = image.clone();
            StudyTile.zero(zeroed, SIDE, new Tile(3, index));

            double left = Arrays.stream(zeroed).sum();
            assertThat(left / image.length)
                    .isCloseTo(
                            patches.get("image_mean_after_zeroing_tile")
                                    .get(index)
                                    .asDouble(),
                            MICRO);
            assertThat((total - left) / (width * width))
                    .isCloseTo(
                            patches.get("tile_means_normalised_ch0").get(index).asDouble(), MICRO);
        }
    }

    @Test
    void clippingInPixels() {
        JsonNode clipping = vectors.get("clipping");
        entries(clipping.get("pixel_space_equivalents")).forEach(entry -> {
            double threshold = Double.parseDouble(entry.getKey());
            for (int channel = 0; channel < 3; channel++) {
                double pixel = ImageNetUnits.toExactPixel(threshold, channel);
                assertThat(pixel).isCloseTo(entry.getValue().get(channel).asDouble(), within(1e-12));
                assertThat((int) (pixel * 255))
                        .isEqualTo(clipping.get("uint8_equivalents_floor")
                                .get(entry.getKey())
                                .get(channel)
                                .asInt());
            }
        });
        for (int channel = 0; channel < 3; channel++) {
            assertThat(ImageNetUnits.toExactPixel(0, channel) * 255)
                    .isCloseTo(
                            clipping.get("zero_in_normalised_space_as_uint8")
                                    .get(channel)
                                    .asDouble(),
                            within(1e-9));
        }
    }
}
