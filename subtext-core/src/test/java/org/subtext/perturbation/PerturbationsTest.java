package org.subtext.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.PerturbedPixels;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.Seed;

/** What holds of every kind, so that a new one is checked from its first line in the list. */
class PerturbationsTest {
    private static final int SIDE = 24;

    static Stream<String> defaults() {
        return Perturbations.KINDS.stream().flatMap(kind -> kind.defaults().stream());
    }

    static Stream<PerturbationKind> kinds() {
        return Perturbations.KINDS.stream();
    }

    private record Rows(int channels) implements PixelSource {
        @Override
        public PixelLayout layout() {
            return TestImages.layout(SIDE, channels);
        }

        @Override
        public int size() {
            return 6;
        }

        @Override
        public void read(int row, FloatBuffer target) {
            target.put(
                    TestImages.random(SIDE, channels, new SplittableRandom(row)).values());
        }
    }

    private static float[] read(PixelSource source, int row) {
        float[] values = new float[source.layout().valuesPerImage()];
        source.read(row, FloatBuffer.wrap(values));
        return values;
    }

    @Test
    void namesAreUnique() {
        assertThat(Perturbations.names()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void nameReadsBackAsItself(String setting) {
        Perturbation perturbation = Perturbations.parse(setting);

        assertThat(perturbation.name()).isEqualTo(setting);
        assertThat(Perturbations.kindOf(setting)).isEqualTo(perturbation.name().split(" ")[0]);
        assertThat(perturbation.description()).isNotBlank().doesNotEndWith(".");
        Perturbation coded = perturbation.studyFaithful();
        assertThat(Perturbations.parse(coded.name()).name()).isEqualTo(coded.name());
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void sameImageAndSeedGiveTheSameResultOfTheLayoutThatWasSaid(String setting) {
        for (int channels : new int[] {1, 3}) {
            Rows rows = new Rows(channels);
            for (Perturbation form : List.of(
                    Perturbations.parse(setting),
                    Perturbations.parse(setting).trainedForm(8),
                    Perturbations.parse(setting).studyFaithful())) {
                Perturbation ready = form.prepared(rows, new int[] {0, 1, 2});
                PerturbedPixels first = new PerturbedPixels(rows, ready, new Seed(5));
                PerturbedPixels second = new PerturbedPixels(rows, ready, new Seed(5));
                read(second, 3); // order does not matter

                assertThat(read(first, 2))
                        .isEqualTo(read(second, 2))
                        .hasSize(first.layout().valuesPerImage());
                for (float value : read(first, 4)) {
                    assertThat(value).isFinite();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void whatIsCalledIdentityChangesNothing(String setting) {
        Rows rows = new Rows(1);
        Perturbation perturbation = Perturbations.parse(setting).prepared(rows, new int[] {0, 1, 2});

        if (perturbation.isIdentity(rows.layout())) {
            assertThat(read(new PerturbedPixels(rows, perturbation, new Seed(5)), 1))
                    .isEqualTo(read(rows, 1));
        } else {
            assertThat(perturbation.effect(rows.layout())).isNotEqualTo("identity");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void wrongCountOfNumbersIsRefusedWithAnExample(PerturbationKind kind) {
        String tooMany = kind.name() + " 3".repeat(kind.count() + 1);

        assertThatThrownBy(() -> Perturbations.parse(tooMany))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(kind.defaults().get(0));
    }

    @Test
    void separatorsAreFree() {
        assertThat(Perturbations.parse(" notch:10,25 ")).isEqualTo(new Notch(10, 25));
        assertThat(Perturbations.parse("low-pass 10.0")).isEqualTo(new LowPass(10));
    }

    @Test
    void oneAfterAnother() {
        Perturbation both = Perturbations.parse("high-pass 3+ remove-tile 3 4");

        assertThat(both.name()).isEqualTo("high-pass 3 + remove-tile 3 4");
        assertThat(Perturbations.kindOf(both.name())).isEqualTo("high-pass");
        PixelValues image = TestImages.closedForm(SIDE, 1);
        assertThat(TestImages.apply(both, image).values())
                .isEqualTo(TestImages.apply("remove-tile 3 4", TestImages.apply("high-pass 3", image))
                        .values());
        assertThat(both.studyFaithful().name()).isEqualTo("high-pass 3 + remove-tile 3 4 as coded");
    }

    @Test
    void messagesHelp() {
        assertThatThrownBy(() -> Perturbations.parse("lowpass 10")).hasMessageContaining("low-pass");
        assertThatThrownBy(() -> Perturbations.parse("low-pass ten"))
                .hasMessageContaining("not all of them are numbers");
        assertThatThrownBy(() -> Perturbations.parse("low-pass -1")).hasMessageContaining("larger than 0");
        assertThatThrownBy(() -> Perturbations.parse("band-pass 25 10")).hasMessageContaining("smaller than the outer");
        assertThatThrownBy(() -> Perturbations.parse("resolution 2")).hasMessageContaining("between 4 and 4096");
        assertThatThrownBy(() -> Perturbations.parse("keep-tile 3 9")).hasMessageContaining("0 to 8");
    }

    @Test
    void studyFormsNameTheirDefects() {
        assertThat(Perturbations.parse("low-pass 10 as coded").description())
                .contains("first channel")
                .contains("above 1 in ImageNet-normalised units");
        assertThat(Perturbations.parse("remove-tile 3 4 as coded").description())
                .contains("belong to none");
    }
}
