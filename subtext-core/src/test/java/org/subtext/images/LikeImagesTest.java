package org.subtext.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.progress.Progress;

/** Pictures of people who are all built alike, and copies of some of them. */
class LikeImagesTest {
    private static final int SIDE = 64;
    private static final int PEOPLE = 300;

    @Test
    void copiesInAnotherFormAreFoundAndOtherPeopleAreNot() {
        List<Person> people = people();
        Pictures pictures = new Pictures();
        people.forEach(person -> pictures.add(person.seen(0, 0, 1, 1, value -> value, 0)));
        pictures.add(people.get(0).seen(0.02, 0.02, 0.98, 0.98, value -> value, 0));
        pictures.add(people.get(1).seen(0.025, 0, 1, 1, value -> value, 0));
        pictures.add(people.get(2).seen(0, 0, 1, 1, value -> Math.pow(value, 0.7), 0));
        pictures.add(people.get(3).seen(0, 0, 1, 1, value -> 0.3 + value / 2, 0));
        pictures.add(people.get(4).seen(0, 0, 1, 1, value -> value, 0.02));
        pictures.add(people.get(5).seen(-0.02, -0.02, 1.02, 1.02, value -> value, 0));
        List<LikeImages.Pair> pairs = LikeImages.among(pictures.sketches(), (a, b) -> true);

        assertThat(pairs)
                .extracting(pair -> List.of(pair.some(), pair.other()))
                .containsExactlyElementsOf(IntStream.range(0, 6)
                        .mapToObj(i -> List.of(i, PEOPLE + i))
                        .toList());
        assertThat(pairs).allMatch(pair -> pair.likeness() > 0.95 && pair.likeness() <= 1.0000001);
    }

    @Test
    void pairsThatDoNotMatterAreNotNamed() {
        Pictures pictures = new Pictures();
        people().forEach(person -> pictures.add(person.seen(0, 0, 1, 1, value -> value, 0)));
        pictures.add(people().get(7).seen(0, 0, 1, 1, value -> value, 0.01));

        assertThat(LikeImages.among(pictures.sketches(), (a, b) -> false)).isEmpty();
        assertThat(LikeImages.among(pictures.sketches(), (a, b) -> true)).hasSize(1);
    }

    @Test
    void imagesOfAnotherCohortAreFoundBothWays() {
        List<Person> people = people();
        Pictures some = new Pictures();
        people.subList(0, 200).forEach(person -> some.add(person.seen(0, 0, 1, 1, value -> value, 0)));
        Pictures others = new Pictures();
        people.subList(200, 300).forEach(person -> others.add(person.seen(0, 0, 1, 1, value -> value, 0)));
        others.add(people.get(11).seen(0.02, 0.02, 0.98, 0.98, value -> value, 0));
        others.add(people.get(12).seen(-0.02, -0.02, 1.02, 1.02, value -> value, 0));
        ImageSketches sketches = some.sketches();
        ImageSketches alike = sketches.alike(others, others.rows(), Progress.SILENT);

        assertThat(LikeImages.between(sketches, alike, (a, b) -> true))
                .extracting(pair -> List.of(pair.some(), pair.other()))
                .containsExactly(List.of(11, 100), List.of(12, 101));
        assertThat(LikeImages.between(sketches.only(new int[] {12, 11}), alike, (a, b) -> true))
                .extracting(pair -> List.of(pair.some(), pair.other()))
                .containsExactly(List.of(0, 101), List.of(1, 100));
    }

    @Test
    void imagesWithNothingToSeeAreLikeNone() {
        float[] black = new float[SIDE * SIDE];
        float[] white = filled(1);
        float[] labelled = filled(0.2f);
        for (int i = 0; i < 12; i++) {
            labelled[5 * SIDE + 5 + i] = 1;
        }
        Pictures pictures = new Pictures();
        List.of(black, white, labelled).forEach(pictures::add);
        pictures.add(people().get(0).seen(0, 0, 1, 1, value -> value, 0));
        pictures.add(people().get(1).seen(0, 0, 1, 1, value -> 0.5 + value / 1000, 0));
        ImageSketches sketches = pictures.sketches();

        assertThat(IntStream.range(0, 5).filter(sketches::isEmpty)).containsExactly(0, 1, 2);
        assertThat(LikeImages.among(sketches, (a, b) -> true)).isEmpty();
        assertThat(ImageSketches.isEmpty(pictures, 2)).isTrue();
    }

    private static float[] filled(float value) {
        float[] image = new float[SIDE * SIDE];
        Arrays.fill(image, value);
        return image;
    }

    private static List<Person> people() {
        SplittableRandom random = new SplittableRandom(5);
        return IntStream.range(0, PEOPLE)
                .mapToObj(i -> Person.drawn(random.split()))
                .toList();
    }

    /** The same chest for all, with waves of one's own. */
    private record Person(double[][] waves) {
        static Person drawn(SplittableRandom random) {
            double[][] waves = new double[30][];
            for (int i = 0; i < waves.length; i++) {
                double cycles = 1 + random.nextDouble(9);
                double angle = random.nextDouble(Math.PI);
                waves[i] = new double[] {
                    cycles * Math.cos(angle), cycles * Math.sin(angle), random.nextDouble(2 * Math.PI), 0.25 / cycles
                };
            }
            return new Person(waves);
        }

        float[] seen(double left, double top, double right, double bottom, DoubleUnaryOperator grey, double noise) {
            SplittableRandom random = new SplittableRandom(9);
            float[] image = new float[SIDE * SIDE];
            for (int i = 0; i < image.length; i++) {
                double x = left + (right - left) * (i % SIDE + 0.5) / SIDE;
                double y = top + (bottom - top) * (i / SIDE + 0.5) / SIDE;
                double value = 0.5 + 0.2 * Math.cos(2 * Math.PI * x) - 0.1 * Math.cos(Math.PI * y);
                for (double[] wave : waves) {
                    value += 0.4 * wave[3] * Math.cos(2 * Math.PI * (wave[0] * x + wave[1] * y) + wave[2]);
                }
                value = grey.applyAsDouble(Math.max(0, Math.min(1, value))) + noise * random.nextGaussian();
                image[i] = (float) Math.max(0, Math.min(1, value));
            }
            return image;
        }
    }

    /** Images in memory. */
    private static final class Pictures implements PixelSource {
        private final List<float[]> images = new ArrayList<>();

        void add(float[] image) {
            images.add(image);
        }

        int[] rows() {
            return IntStream.range(0, images.size()).toArray();
        }

        ImageSketches sketches() {
            return ImageSketches.of(this, rows(), Progress.SILENT);
        }

        @Override
        public PixelLayout layout() {
            return new PixelLayout(SIDE, 1, Resize.AREA_AVERAGE);
        }

        @Override
        public int size() {
            return images.size();
        }

        @Override
        public void read(int row, FloatBuffer target) {
            target.put(images.get(row));
        }
    }
}
