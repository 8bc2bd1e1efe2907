package org.subtext.silo.sums;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.subtext.silo.sums.Layout.Block;
import org.subtext.statistics.BootstrapDistribution;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;
import org.subtext.statistics.sites.BinnedScores;

/**
 * Images of everyone by class and bin, counted again for draws of each site's patients with replacement.
 *
 * <p>Each site draws by a seed of its own that it keeps: with the draws known, as many sums as there are patients could
 * be solved for each of them. Patients are resampled within sites, so that sites stay as large as they are.
 */
final class Bootstrap implements Operation {
    static final String NAME = "bootstrap";
    private static final String POSITIVES = "drawn images of the class by score";
    private static final String NEGATIVES = "drawn images of another class by score";
    private static final String METHOD = "percentiles of a bootstrap of patients, resampled within site";
    private static final int FEWEST_DRAWS = 100;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "To see how sure the AUC is in another way: from draws of patients, resampled within site.";
    }

    @Override
    public String inference() {
        return "The interval of the AUC of all sites together; which patients were drawn never leaves a site.";
    }

    @Override
    public Layout layout(Terms terms) {
        Layout.Places places =
                Layout.within(Layout.numbered("draw", terms.draws()), Layout.numbered("bin", terms.bins()));
        return new Layout(
                List.of(Block.counts(POSITIVES, places, Counts.MOST), Block.counts(NEGATIVES, places, Counts.MOST)));
    }

    @Override
    public List<String> needs() {
        return List.of(Presence.NAME);
    }

    @Override
    public long[] answer(SiteTable table, Told told) {
        SiteTable open = table.open(told);
        Terms terms = table.terms();
        Vector vector = new Vector(layout(terms));
        for (int draw = 0; draw < terms.draws(); draw++) {
            int[] times = new int[open.patientCount()];
            SplittableRandom random = open.ownSeed().child(NAME, draw).random();
            for (int i = 0; i < times.length; i++) {
                times[random.nextInt(times.length)]++;
            }
            for (int row = 0; row < open.size(); row++) {
                String block = open.isPositive(row) ? POSITIVES : NEGATIVES;
                vector.add(block, draw * terms.bins() + open.bin(row), times[open.patient(row)]);
            }
        }
        return vector.cells();
    }

    /** The interval of a pooled AUC. */
    static Estimate interval(Terms terms, Sums sums, double auc, double level) {
        if (terms.draws() < FEWEST_DRAWS) {
            return Estimate.undefined("an interval of draws needs " + FEWEST_DRAWS + ", the plan has " + terms.draws());
        }
        long[] positives = sums.counts(POSITIVES);
        long[] negatives = sums.counts(NEGATIVES);
        double[] aucs = IntStream.range(0, terms.draws())
                .mapToObj(draw -> BinnedScores.of(part(terms, positives, draw), part(terms, negatives, draw)))
                .filter(drawn -> drawn.obstacle().isEmpty())
                .mapToDouble(drawn -> drawn.auc().middle())
                .sorted()
                .toArray();
        if (aucs.length < terms.draws()) {
            return Estimate.undefined("draws lack a class");
        }
        double tail = (1 - level) / 2;
        return new Estimate.Known(
                auc,
                new Interval(
                        BootstrapDistribution.quantile(aucs, tail),
                        BootstrapDistribution.quantile(aucs, 1 - tail),
                        level,
                        METHOD));
    }

    private static long[] part(Terms terms, long[] counts, int draw) {
        return Arrays.copyOfRange(counts, draw * terms.bins(), (draw + 1) * terms.bins());
    }
}
