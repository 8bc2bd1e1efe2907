package org.subtext.routes.injection;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.images.PixelSource;
import org.subtext.predictions.PredictionTable;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.routes.contract.FinishedAudit;

/**
 * Halves of an audit's patients as one reader reads them.
 *
 * <p>What all draws share is computed once, when it is first needed: the features of unchanged images, the controls,
 * and what a search costs. Thread-safe.
 */
final class ReadHalves {
    static final int CONTROLS = 20;

    private final FinishedAudit audit;
    private final InjectedAudit injected;
    private final PlainRung rung;
    private float @Nullable [][] unchanged;
    private @Nullable Controls controls;
    private @Nullable InjectionPrice price;

    ReadHalves(FinishedAudit audit, InjectedAudit injected, PlainRung rung) {
        this.audit = audit;
        this.injected = injected;
        this.rung = rung;
    }

    PlainRung rung() {
        return rung;
    }

    /** Features of all images as they are, by position. */
    synchronized float[][] unchanged(Progress progress) {
        float[][] known = unchanged;
        if (known == null) {
            known = rung.features(audit.pixels(), progress);
            unchanged = known;
        }
        return known;
    }

    /** What the reader says of who was drawn, from features with the signal and without. */
    PredictionTable read(float[][] with, float[][] without, int[] drawn) {
        float[][] mixed = new float[drawn.length][];
        Arrays.setAll(mixed, position -> drawn[position] == 1 ? with[position] : without[position]);
        return rung.table(mixed, drawn);
    }

    /**
     * Whether the reader finds a half drawn anew, each image with a signal of its own.
     *
     * @param strength as it is stated, percent, above 0
     */
    boolean finds(FaintSignal signal, double strength, Seed seed) {
        int[] drawn = injected.halves().draw(seed);
        float[][] mixed = unchanged(Progress.SILENT).clone();
        int[] changed = IntStream.range(0, drawn.length)
                .filter(position -> drawn[position] == 1)
                .toArray();
        PixelSource pixels = injected.injected(signal, injected.asked(signal, strength), drawn, seed.child("signal"));
        float[][] own = rung.features(pixels, changed, Progress.SILENT);
        for (int i = 0; i < changed.length; i++) {
            mixed[changed[i]] = own[i];
        }
        return injected.rule(Progress.SILENT).finds(rung.table(mixed, drawn));
    }

    /** Of halves without any signal, one a seed, whether each is found. */
    List<Boolean> findsWithout(List<Seed> seeds) {
        RecoveryRule judge = injected.rule(Progress.SILENT);
        List<int[]> drawn = seeds.stream().map(injected.halves()::draw).toList();
        return rung.tables(unchanged(Progress.SILENT), drawn).parallelStream()
                .map(judge::finds)
                .toList();
    }

    /** Halves without any signal, which are to be found at the level of the rule and no more often. */
    synchronized Controls controls(Progress progress) {
        Controls known = controls;
        if (known == null) {
            injected.rule(progress);
            Seed seed = audit.seed().child("injection").child("controls");
            long found =
                    findsWithout(IntStream.range(0, CONTROLS)
                                    .mapToObj(k -> seed.child("half", k))
                                    .toList())
                            .stream()
                            .filter(isFound -> isFound)
                            .count();
            known = new Controls(CONTROLS, (int) found);
            controls = known;
        }
        return known;
    }

    /** How many halves without a signal were found. */
    record Controls(int draws, int found) {}

    /** What a search costs; timed when it is first asked for. */
    synchronized InjectionPrice price() {
        InjectionPrice known = price;
        if (known == null) {
            known = InjectionPrice.measured(audit, injected, this, Stopwatch.OF_TIME);
            price = known;
        }
        return known;
    }

    /** What features of all images, with a signal and without, take in memory. */
    long bytes() {
        int width = IntStream.of(rung.reader().blocks(audit.pixels().layout().side()))
                .sum();
        return 2L * Float.BYTES * width * audit.cohort().size();
    }

    /** Scores of one half that say nothing of it. */
    PredictionTable withoutReading() {
        Seed seed = audit.seed().child("injection").child("price");
        int[] drawn = injected.halves().draw(seed);
        SplittableRandom random = seed.random();
        return rung.table(position -> new double[] {0, random.nextDouble()}, drawn);
    }
}
