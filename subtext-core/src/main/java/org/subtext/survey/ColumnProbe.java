package org.subtext.survey;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.provenance.Seed;
import org.subtext.statistics.AucInterval;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.NullDispersion;
import org.subtext.statistics.Widening;

/**
 * One column read by all readers, and by the same readers with its classes exchanged between patients.
 *
 * <p>The p-value is of the best reader's AUC among those of exchanged classes, so it has paid for the choice; it is
 * exact where patients could have each other's classes. Exchanging ends at the {@value #ENOUGH}th that reaches the
 * observed AUC (Besag and Clifford 1991, doi:10.1093/biomet/78.2.301).
 */
final class ColumnProbe {
    private static final int ENOUGH = 20;
    /** As many are made at least, for the spread. */
    private static final int FIRST = 200;

    private static final int CHUNK = 100;

    private final List<Reader> readers;
    private final List<CentredReader> centred;
    private final int[] labels;
    private final int classes;
    private final Rule rule;
    private final Seed seed;

    ColumnProbe(List<Reader> readers, int[] foldOfPatient, SurveyedColumn column, Rule rule, Seed seed) {
        int[] patients = IntStream.range(0, column.labels().length)
                .filter(patient -> column.labels()[patient] != SurveyedColumn.NONE)
                .toArray();
        this.readers = readers;
        this.centred = readers.stream()
                .map(reader -> new CentredReader(reader, patients, foldOfPatient))
                .toList();
        this.labels =
                Arrays.stream(patients).map(patient -> column.labels()[patient]).toArray();
        this.classes = column.classes().size();
        this.rule = rule;
        this.seed = seed;
    }

    /** Not yet adjusted for other columns, but for its interval. */
    Detection detected(int columns) {
        List<MacroAuc> observed = aucs(labels);
        int best = IntStream.range(0, observed.size())
                .reduce((a, b) -> observed.get(b).value() > observed.get(a).value() ? b : a)
                .orElseThrow();
        double highest = observed.get(best).value();
        double[] z = new double[rule.permutations()];
        int reached = 0;
        int draws = 0;
        int spread = 0;
        double p = Double.NaN;
        while (spread < rule.permutations() && (spread < FIRST || Double.isNaN(p))) {
            int from = spread;
            int to = Math.min(from + CHUNK, rule.permutations());
            List<List<MacroAuc>> chunk = IntStream.range(from, to)
                    .parallel()
                    .mapToObj(draw -> aucs(exchanged(draw)))
                    .toList();
            for (List<MacroAuc> one : chunk) {
                MacroAuc ofBest = one.get(best);
                z[spread++] = (ofBest.value() - 0.5) / ofBest.standardError();
                if (Double.isNaN(p)) {
                    draws++;
                    reached += one.stream().anyMatch(auc -> auc.value() >= highest) ? 1 : 0;
                    p = reached == ENOUGH ? reached / (double) draws : Double.NaN;
                }
            }
        }
        p = Double.isNaN(p) ? (reached + 1) / (double) (draws + 1) : p;
        double factor = factor(Arrays.copyOf(z, spread));
        double level = 1 - rule.level() / (columns * readers.size());
        Estimate auc = new Widening(factor).of(interval(observed.get(best), level));
        return new Detection(readers.get(best).name(), auc, p, p, draws, factor, false);
    }

    private static double factor(double[] z) {
        double[] finite = Arrays.stream(z).filter(Double::isFinite).toArray();
        return finite.length < FIRST / 2
                ? Math.sqrt(2)
                : NullDispersion.of(finite).factor();
    }

    private static Estimate interval(MacroAuc auc, double level) {
        if (AucInterval.isSeparated(auc.value())) {
            return AucInterval.separated(auc.value(), auc.pairs(), level);
        }
        double variance = auc.standardError() * auc.standardError();
        return AucInterval.logit(auc.value(), variance, level, "DeLong of the mean over classes, on the logit scale");
    }

    private List<MacroAuc> aucs(int[] ofPatients) {
        return centred.stream()
                .map(reader -> MacroAuc.of(reader.scores(ofPatients, classes), ofPatients))
                .toList();
    }

    private int[] exchanged(int draw) {
        return seed.child("exchange", draw).shuffled(labels);
    }
}
