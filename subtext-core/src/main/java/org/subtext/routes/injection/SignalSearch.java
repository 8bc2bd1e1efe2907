package org.subtext.routes.injection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.subtext.predictions.PredictionTable;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.routes.contract.Recovery;
import org.subtext.routes.contract.Recovery.Point;

/**
 * One signal put into random halves of an audit's patients at strength after strength, and read by the reader of that
 * signal.
 *
 * <p>At each strength every image gets its signal once, and several halves are drawn: whoever is in a half is taken
 * with the signal, the others without. So a strength costs features of all images once and as many readings as there
 * are halves; of {@value #DRAWS}, the power at the strength that is stated is known to some 0.045.
 */
public final class SignalSearch {
    /** The share of draws in which a strength is to be found. */
    static final double POWER = 0.8;

    /** Strengths at which a few halves are drawn, at most; two are usual. */
    static final int COARSE = 6;

    static final int USUAL_COARSE = 2;
    static final int GLANCES = 2;

    /** Strengths at which {@value #DRAWS} halves are drawn. */
    static final int NEAR = 6;

    /** Afterwards, with signals of their own. */
    static final int FRESH = 2;

    static final int DRAWS = 10;
    private static final int CURVE_POINTS = 41;
    private static final double CURVE_REACH = 3;

    private final InjectedAudit audit;
    private final ReadHalves halves;
    private final FaintSignal signal;
    private final Seed seed;
    private final Progress progress;
    private final FaintSignal.Range range;
    private double clipped;
    private double held = 1;

    /**
     * What was found.
     *
     * @param clipped share of values cut off at black and white, at the last strength that images got
     */
    public record Found(Recovery recovery, int strengths, double clipped) {}

    public SignalSearch(InjectedAudit audit, FaintSignal signal, Seed seed, Progress progress) {
        this.audit = audit;
        this.halves = audit.readBy(signal.reader());
        this.signal = signal;
        this.seed = seed;
        this.progress = progress;
        this.range = audit.range(signal);
    }

    public Found run() {
        RecoveryRule rule = audit.rule(Progress.SILENT);
        progress.begin("Signals put in", USUAL_COARSE + NEAR + FRESH, "strengths");
        StrengthSearch.Result result = new StrengthSearch(range, rule.critical(), POWER, COARSE, NEAR)
                .run((strength, pass, isNear) -> {
                    int draws = isNear ? DRAWS : GLANCES;
                    List<PredictionTable> tables = trials(strength, draws, seed.child("pass", pass));
                    List<Trial> trials = tables.stream()
                            .map(table -> new Trial(strength * held, rule.z(table)))
                            .toList();
                    progress.advance(1, signal.words(strength));
                    return trials;
                });
        Optional<Double> strength = result.curve().map(curve -> range.reaching(curve.strengthAt(POWER)));
        int fresh = 0;
        int found = 0;
        for (int pass = 0; pass < FRESH && strength.isPresent(); pass++) {
            double asked = audit.asked(signal, strength.get());
            for (PredictionTable table : trials(asked, DRAWS, seed.child("fresh", pass))) {
                fresh++;
                found += rule.finds(table) ? 1 : 0;
            }
            progress.advance(1, "anew at the strength found");
        }
        progress.end(result.trials().size() + " draws");
        return new Found(
                recovery(result, strength, found, fresh),
                (int) result.trials().stream().map(Trial::strength).distinct().count(),
                clipped);
    }

    private List<PredictionTable> trials(double strength, int draws, Seed pass) {
        float[][] without = halves.unchanged(Progress.SILENT);
        InjectedPixels pixels = audit.injected(signal, strength, pass.child("signal"));
        float[][] with = halves.rung().features(pixels, Progress.SILENT);
        clipped = pixels.clippedShare();
        held = pixels.heldShare();
        return draws(pass, draws)
                .map(drawn -> halves.read(with, without, drawn))
                .toList();
    }

    private Stream<int[]> draws(Seed of, int count) {
        return IntStream.range(0, count).parallel().mapToObj(k -> audit.halves().draw(of.child("half", k)));
    }

    private Recovery recovery(StrengthSearch.Result result, Optional<Double> strength, int found, int draws) {
        double critical = audit.rule(Progress.SILENT).critical();
        Map<Double, Double> shares = new TreeMap<>(result.trials().stream()
                .collect(Collectors.groupingBy(
                        Trial::strength, Collectors.averagingDouble(trial -> trial.z() > critical ? 1 : 0))));
        List<Point> tried = shares.entrySet().stream()
                .map(one -> new Point(one.getKey(), one.getValue()))
                .sorted(Comparator.comparingDouble(Point::strength))
                .toList();
        double most = tried.get(tried.size() - 1).strength();
        List<Point> curve = new ArrayList<>();
        Recovery.Span interval = null;
        if (result.curve().isPresent() && strength.isPresent()) {
            PowerCurve known = result.curve().get();
            interval = range.within(
                    known.interval(POWER, audit.rule(Progress.SILENT).plan().level()));
            double low = Math.max(range.least(), strength.get() / CURVE_REACH);
            double high = strength.get() * CURVE_REACH;
            for (int i = 0; i < CURVE_POINTS; i++) {
                double at = low * Math.pow(high / low, i / (CURVE_POINTS - 1.0));
                curve.add(new Point(at, known.powerAt(at)));
            }
        }
        return new Recovery(
                signal.name(),
                signal.reader().told(),
                signal.axis(),
                strength.orElse(null),
                result.bound(),
                most,
                interval,
                POWER,
                signal.words(strength.orElse(most)),
                new Recovery.Anew(found, draws),
                tried,
                curve);
    }
}
