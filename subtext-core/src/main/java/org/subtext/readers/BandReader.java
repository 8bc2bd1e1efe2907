package org.subtext.readers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.subtext.images.PixelSource;
import org.subtext.progress.Progress;

/**
 * A linear reader of patterns that lie in one place: a ridge regression on each band of {@link BandCosines}, and their
 * sum, each by what it said of patients whom it was not taught by.
 *
 * <p>One ridge over all coefficients shares its shrinkage among bands, and anatomy, which varies most, drowns a faint
 * texture; bands taught apart do not. Their weights are regressions of the class indicators on a band's scores alone,
 * over the teaching patients, each scored by a reader that neither their own part nor the assessed one taught; below 0
 * they are 0. So no label of a patient reaches their own score, neither by a coefficient nor by a weight. This is
 * stacking (Wolpert 1992, doi:10.1016/S0893-6080(05)80023-1) with members that hardly go together.
 *
 * <p>Parts are the folds of the assessment, halved twice where there are fewer than {@value #FEWEST_PARTS}. For each
 * band O(images · width²), and O(width³) for each pair of parts; memory is that of one band's coefficients.
 */
public final class BandReader {
    /** Tells its scores from those of other versions, for whoever stores them. */
    public static final String REVISION = "stacked ridges 1; " + BandCosines.REVISION;

    private static final int FEWEST_PARTS = 3;
    private static final int PIECES = 4;

    private final PixelSource pixels;
    private final int[] rows;
    private final BandCosines bands;
    private final Progress progress;

    /**
     * Reads these rows of a pixel source.
     *
     * @param rows of the images, in their order
     */
    public BandReader(PixelSource pixels, int[] rows, Progress progress) {
        this.pixels = pixels;
        this.rows = rows.clone();
        this.progress = progress;
        bands = new BandCosines(pixels.layout().side());
    }

    /**
     * The scores of every assessed image, {@code [image][class]}: centred indicators as predicted, above 0 where the
     * image looks more like the class than teaching images do on average.
     *
     * @param folds in which each image is assessed, counted from 0; {@link LinearReader#TEACHES_ALL} where it is not
     *     and teaches every reader, whose scores are null. All images of a patient are in one
     */
    public double[][] acrossFolds(RecordedClasses recorded, int[] folds) {
        Parts parts = Parts.of(recorded.patients(), folds);
        double[][] scores = unscored(folds, recorded.classes());
        progress.begin("Reading bands of frequency", bands.count(), "bands");
        for (int band = 0; band < bands.count(); band++) {
            TaughtImages images =
                    new TaughtImages(bands.of(pixels, rows, band), new int[] {bands.width(band)}, recorded);
            new OfBand(images, List.of(recorded.labels()), parts).addTo(List.<double[][]>of(scores));
            progress.advance(1, "");
        }
        progress.end(bands.count() + " bands");
        return scores;
    }

    /**
     * The coefficients of rows of a pixel source, in their order, {@code [image][coefficient]}: band by band, as wide
     * as {@link #blocks} says.
     */
    public static float[][] features(PixelSource pixels, int[] rows, Progress progress) {
        BandCosines bands = new BandCosines(pixels.layout().side());
        float[][] found = new float[rows.length][];
        progress.begin("Reading bands of frequency", rows.length, "images");
        IntStream.range(0, rows.length).parallel().forEach(i -> {
            found[i] = bands.of(GreyImage.of(pixels, rows[i]));
            progress.advance(1, "");
        });
        progress.end(rows.length + " images");
        return found;
    }

    /** How many coefficients each band of images of a size has. */
    public static int[] blocks(int side) {
        BandCosines bands = new BandCosines(side);
        return IntStream.range(0, bands.count()).map(bands::width).toArray();
    }

    /**
     * The scores by each of several labels of the images, as {@link #acrossFolds(RecordedClasses, int[])} gives them;
     * what is the same for all labels is computed once.
     *
     * @param images each block of whose features is a band
     */
    public static List<double[][]> acrossFolds(TaughtImages images, int[] folds, List<int[]> labels) {
        Parts parts = Parts.of(images.patients(), folds);
        List<double[][]> scores =
                labels.stream().map(own -> unscored(folds, images.classes())).toList();
        int start = 0;
        for (int width : images.blocks()) {
            int from = start;
            float[][] band = Arrays.stream(images.features())
                    .map(row -> Arrays.copyOfRange(row, from, from + width))
                    .toArray(float[][]::new);
            TaughtImages own = new TaughtImages(band, new int[] {width}, images.recorded());
            new OfBand(own, labels, parts).addTo(scores);
            start += width;
        }
        return scores;
    }

    private static double[][] unscored(int[] folds, int classes) {
        double[][] scores = new double[folds.length][];
        IntStream.range(0, folds.length).filter(i -> folds[i] >= 0).forEach(i -> scores[i] = new double[classes]);
        return scores;
    }

    /**
     * Disjoint sets of images, who are all of their patients'.
     *
     * @param images of each part
     * @param foldOf each part; {@link LinearReader#TEACHES_ALL} where nobody in it is assessed
     */
    private record Parts(List<int[]> images, List<Integer> foldOf) {
        static Parts of(int[] patients, int[] folds) {
            LinearReader.requireWholePatients(patients, folds);
            int count = IntStream.of(folds).max().orElse(-1) + 1;
            int pieces = count < FEWEST_PARTS ? PIECES : 1;
            List<int[]> images = new ArrayList<>();
            List<Integer> foldOf = new ArrayList<>();
            for (int fold = LinearReader.TEACHES_ALL; fold < count; fold++) {
                for (int piece = 0; piece < pieces; piece++) {
                    int own = fold;
                    int which = piece;
                    int[] part = IntStream.range(0, folds.length)
                            .filter(i -> folds[i] == own && Math.floorMod(patients[i], pieces) == which)
                            .toArray();
                    if (part.length > 0) {
                        images.add(part);
                        foldOf.add(fold);
                    }
                }
            }
            return new Parts(images, foldOf);
        }

        /** The parts whose images are assessed in a fold. */
        BitSet assessed(int fold) {
            BitSet own = new BitSet();
            IntStream.range(0, images.size())
                    .filter(part -> foldOf.get(part) == fold)
                    .forEach(own::set);
            return own;
        }

        /** All parts but some, in order. */
        IntStream others(BitSet left) {
            return IntStream.range(0, images.size()).filter(part -> !left.get(part));
        }

        int folds() {
            return foldOf.stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
        }
    }

    /** One band: a ridge by all parts but some, for every such choice that is asked for, and each of several labels. */
    private static final class OfBand {
        private final TaughtImages images;
        private final Parts parts;
        private final double[] weights;
        private final double[] reference;
        private final List<Moments> moments = new ArrayList<>();

        /** {@code [part][labels]}. */
        private final List<List<ClassSums>> classes = new ArrayList<>();

        private final List<TaughtImages> labelled;

        /** One by each labels, by the parts that have not taught them. */
        private final Map<BitSet, List<LinearReader>> readers = new HashMap<>();

        OfBand(TaughtImages images, List<int[]> labels, Parts parts) {
            this.images = images;
            labelled = labels.stream().map(images::labelled).toList();
            this.parts = parts;
            weights = images.weights();
            reference = Moments.reference(
                    images,
                    parts.images().stream().flatMapToInt(IntStream::of).sorted().toArray());
            for (int[] part : parts.images()) {
                moments.add(Moments.of(images, part, weights, reference));
                classes.add(labelled.stream()
                        .map(own -> ClassSums.of(own, part, weights, reference))
                        .toList());
            }
        }

        /** Adds what it says to the scores by each labels. */
        void addTo(List<double[][]> scores) {
            for (int fold = 0; fold < parts.folds(); fold++) {
                BitSet assessed = parts.assessed(fold);
                for (int which = 0; which < labelled.size(); which++) {
                    double weight = weight(which, assessed);
                    if (weight > 0) {
                        LinearReader reader = without(assessed).get(which);
                        double[][] own = scores.get(which);
                        assessed.stream()
                                .flatMap(part -> IntStream.of(parts.images().get(part)))
                                .forEach(row -> add(reader.scores(images.features()[row]), weight, own[row]));
                    }
                }
            }
        }

        private static void add(double[] values, double weight, double[] into) {
            for (int k = 0; k < into.length; k++) {
                into[k] += weight * values[k];
            }
        }

        /**
         * How far the indicators of the teaching patients go with what the band says of them; 0 where they do not, or
         * where all of them are in one part.
         */
        private double weight(int which, BitSet assessed) {
            int[] labels = labelled.get(which).labels();
            double[] shares = shares(labels, assessed);
            double together = 0;
            double squares = 0;
            for (int part : parts.others(assessed).toArray()) {
                BitSet left = (BitSet) assessed.clone();
                left.set(part);
                if (left.cardinality() == parts.images().size()) {
                    continue;
                }
                LinearReader reader = without(left).get(which);
                for (int row : parts.images().get(part)) {
                    double[] said = reader.scores(images.features()[row]);
                    for (int k = 0; k < said.length; k++) {
                        double indicator = (labels[row] == k ? 1 : 0) - shares[k];
                        together += weights[row] * said[k] * indicator;
                        squares += weights[row] * said[k] * said[k];
                    }
                }
            }
            return squares > 0 ? Math.max(0, together / squares) : 0;
        }

        /** Of each class among all that are not assessed. */
        private double[] shares(int[] labels, BitSet assessed) {
            double[] shares = new double[images.classes()];
            double all = 0;
            for (int part : parts.others(assessed).toArray()) {
                for (int row : parts.images().get(part)) {
                    shares[labels[row]] += weights[row];
                    all += weights[row];
                }
            }
            for (int k = 0; k < shares.length; k++) {
                shares[k] /= all;
            }
            return shares;
        }

        private List<LinearReader> without(BitSet left) {
            return readers.computeIfAbsent((BitSet) left.clone(), this::taught);
        }

        private List<LinearReader> taught(BitSet left) {
            List<Moments> some = parts.others(left).mapToObj(moments::get).toList();
            NormalEquations equations =
                    new NormalEquations(Moments.sum(some, reference), images.blocks(), Shrinkage.BAND);
            return IntStream.range(0, labelled.size())
                    .mapToObj(which -> parts.others(left)
                            .mapToObj(part -> classes.get(part).get(which))
                            .toList())
                    .map(own -> LinearReader.of(equations, ClassSums.sum(own, images.classes(), images.width())))
                    .toList();
        }
    }
}
