package org.subtext.cli.silo.learning;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.images.Resize;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.LabelledImages;
import org.subtext.silo.federation.SiteRoster;
import org.subtext.sources.phantom.ClassShare;
import org.subtext.sources.phantom.ConfounderCorrelations;
import org.subtext.sources.phantom.PhantomCohort;
import org.subtext.sources.phantom.PhantomPlan;
import org.subtext.sources.phantom.PlantedSignal;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;

/**
 * Phantom hospitals with an image a patient, and fresh patients of none of them, on all scanners and of both classes:
 * nothing but the planted signal tells them apart. All are of one cohort, since a cohort's signal is its own.
 *
 * @param training images of all houses
 * @param roster whose patient each of them is
 * @param asked images of the fresh patients, with ordinals of their own
 */
public record PhantomFederation(LabelledImages training, SiteRoster roster, LabelledImages asked) {
    public static final List<String> CLASSES = List.of("A", "B");
    public static final PixelLayout LAYOUT = new PixelLayout(32, 1, Resize.AREA_AVERAGE);
    private static final int DRAWN_SIDE = 64;
    private static final int ALL_GREY = 255;
    private static final List<String> HOUSES = List.of("north", "south", "west");
    private static final List<String> SCANNERS = List.of("Alder", "Birch", "Cedar");

    /** How patients of houses differ. */
    public enum Split {
        /** In nothing. */
        EVENLY("in nothing"),
        /** A small house has both classes alike; two large ones have one in seventeen of the other class. */
        BY_CLASS("in how many patients are of which class"),
        /** Each house has a scanner of its own. */
        BY_SCANNER("in their scanners");

        private static final double[] OF_A = {0.05, 0.14, 0.81}; // where a hundred patients of A are; of B, backwards

        private final String words;

        Split(String words) {
            this.words = words;
        }

        /** As what houses differ in. */
        String words() {
            return words;
        }

        /** As folders are called. */
        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The house of a patient. */
        private String house(int label, String scanner, double drawn) {
            if (this == BY_SCANNER) {
                return HOUSES.get(SCANNERS.indexOf(scanner));
            }
            double reached = 0;
            for (int house = 0; house < HOUSES.size() - 1; house++) {
                double byClass = OF_A[label == 0 ? house : HOUSES.size() - 1 - house];
                reached += this == EVENLY ? 1.0 / HOUSES.size() : byClass;
                if (drawn < reached) {
                    return HOUSES.get(house);
                }
            }
            return HOUSES.get(HOUSES.size() - 1);
        }
    }

    /**
     * How large it is.
     *
     * @param patients of all houses together
     * @param asked fresh patients
     * @param strength of the planted signal
     */
    public record Size(int patients, int asked, double strength) {}

    /** Draws it, and leaves its files in a folder. */
    public static PhantomFederation of(Split split, Size size, long seed, Path folder, Progress progress)
            throws IOException {
        PhantomPlan plan = new PhantomPlan(
                size.patients() + size.asked(),
                1,
                1,
                DRAWN_SIDE,
                List.of(new ClassShare(CLASSES.get(0), 0.5), new ClassShare(CLASSES.get(1), 0.5)),
                new PlantedSignal.Band(4, 12, size.strength()),
                ConfounderCorrelations.NONE,
                seed,
                8);
        Path table = PhantomCohort.write(plan, folder, progress);
        Table rows = TableReader.read(table);
        SplittableRandom random = new Seed(seed).child("houses").random();
        Pictures pictures = new Pictures();
        int[] labels = new int[rows.rows()];
        List<String> sites = new ArrayList<>();
        for (int row = 0; row < rows.rows(); row++) {
            labels[row] = CLASSES.indexOf(String.valueOf(rows.column("group").get(row)));
            pictures.read(table.resolveSibling(
                    String.valueOf(rows.column("image_path").get(row))));
            if (row < size.patients()) {
                String scanner = String.valueOf(rows.column("scanner").get(row));
                sites.add(split.house(labels[row], scanner, random.nextDouble()));
            }
        }
        return new PhantomFederation(
                images(pictures, labels, 0, size.patients()),
                new SiteRoster(sites),
                images(pictures, labels, size.patients(), labels.length));
    }

    private static LabelledImages images(Pictures pictures, int[] labels, int from, int to) {
        int[] rows = IntStream.range(from, to).toArray();
        int[] own = Arrays.copyOfRange(labels, from, to);
        return new LabelledImages(
                pictures, rows, own, IntStream.range(0, rows.length).toArray());
    }

    /** Grey pictures in memory. */
    private static final class Pictures implements PixelSource {
        private final List<float[]> grey = new ArrayList<>();

        void read(Path file) throws IOException {
            Raster raster = ImageIO.read(file.toFile()).getRaster();
            float[] values = new float[LAYOUT.valuesPerImage()];
            int halves = DRAWN_SIDE / LAYOUT.side();
            for (int i = 0; i < DRAWN_SIDE * DRAWN_SIDE; i++) {
                int place = i / DRAWN_SIDE / halves * LAYOUT.side() + i % DRAWN_SIDE / halves;
                float value = raster.getSample(i % DRAWN_SIDE, i / DRAWN_SIDE, 0) / (float) ALL_GREY;
                values[place] += value / (halves * halves);
            }
            grey.add(values);
        }

        @Override
        public PixelLayout layout() {
            return LAYOUT;
        }

        @Override
        public int size() {
            return grey.size();
        }

        @Override
        public void read(int row, FloatBuffer target) {
            target.put(grey.get(row));
        }
    }
}
