package org.subtext.routes.injection;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.subtext.predictions.PredictionTable;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.readers.RecordedClasses;
import org.subtext.readers.TaughtImages;
import org.subtext.routes.contract.FinishedAudit;

/**
 * What signals put in cost on this machine, timed on some of the run's own images and on random features.
 *
 * @param images how many there are
 * @param kinds signals that the reader is asked for
 * @param feature seconds an image to put a signal in and read its features, on all processors
 * @param reading seconds to teach the reader in all folds and ask it, one half of many side by side
 * @param answering seconds to answer by the rule, one half of many side by side
 */
record InjectionPrice(int images, long kinds, double feature, double reading, double answering) {
    private static final int SOME_IMAGES = 64;

    /** Readings are timed on so many images, of more the rest lies on a line through these and a quarter of them. */
    private static final int MANY = 1_200;

    private static final int FEWER = 4;

    static InjectionPrice measured(FinishedAudit audit, InjectedAudit injected, ReadHalves halves, Stopwatch watch) {
        PlainReader reader = halves.rung().reader();
        int images = audit.cohort().size();
        int side = audit.pixels().layout().side();
        int[] some = Arrays.stream(audit.rows()).limit(SOME_IMAGES).toArray();
        InjectedPixels pixels =
                injected.injected(new BandTexture(side, Math.max(1, side / 8), side / 4), 1, new Seed(0));
        long kinds = InjectionRoute.signals(audit).stream()
                .filter(signal -> signal.reader() == reader)
                .count();
        double feature = watch.seconds(() -> reader.features(pixels, some, Progress.SILENT)) / some.length;
        double reading = reading(reader, images, side, audit.folds().size(), watch);
        return new InjectionPrice(images, kinds, feature, reading, answering(audit, halves, watch));
    }

    /** The search for one signal, with its share of what all have in common. */
    double search() {
        int strengths = SignalSearch.USUAL_COARSE + SignalSearch.NEAR + SignalSearch.FRESH;
        int halves = SignalSearch.USUAL_COARSE * SignalSearch.GLANCES
                + (SignalSearch.NEAR + SignalSearch.FRESH) * SignalSearch.DRAWS;
        double own =
                strengths * images * feature + halves * reading + SignalSearch.FRESH * SignalSearch.DRAWS * answering;
        // controls share one reading, which has the processors to itself
        double alone = Runtime.getRuntime().availableProcessors() * reading;
        double common = images * feature + alone + ReadHalves.CONTROLS * answering;
        return own + common / kinds;
    }

    private static double reading(PlainReader reader, int images, int side, int folds, Stopwatch watch) {
        int threads = Runtime.getRuntime().availableProcessors();
        int[] blocks = reader.blocks(side);
        int many = Math.min(MANY, images);
        double ofMany = watch.seconds(() -> read(reader, many, blocks, folds, threads)) / threads;
        if (images == many) {
            return ofMany;
        }
        double ofFewer = watch.seconds(() -> read(reader, many / FEWER, blocks, folds, threads)) / threads;
        return ofMany + (images - many) * Math.max(0, ofMany - ofFewer) / (many - many / FEWER);
    }

    private static void read(PlainReader reader, int images, int[] blocks, int count, int times) {
        SplittableRandom random = new SplittableRandom(1);
        float[][] features = new float[images][Arrays.stream(blocks).sum()];
        for (float[] row : features) {
            for (int j = 0; j < row.length; j++) {
                row[j] = (float) random.nextDouble();
            }
        }
        int[] ordinals = IntStream.range(0, images).toArray();
        int[] classes = Arrays.stream(ordinals).map(i -> i % 2).toArray();
        int[] folds = Arrays.stream(ordinals).map(i -> i % count).toArray();
        TaughtImages taught = new TaughtImages(features, blocks, new RecordedClasses(classes, ordinals, 2, 0));
        IntStream.range(0, times).parallel().forEach(i -> {
            reader.acrossFolds(taught, folds, List.of(classes));
        });
    }

    private static double answering(FinishedAudit audit, ReadHalves halves, Stopwatch watch) {
        int threads = Runtime.getRuntime().availableProcessors();
        RecoveryRule rule = new RecoveryRule(audit.assessment(), null);
        PredictionTable table = halves.withoutReading();
        return watch.seconds(() -> IntStream.range(0, threads).parallel().forEach(i -> rule.finds(table))) / threads;
    }
}
