package org.subtext.silo.sums;

import java.util.List;
import org.subtext.silo.sums.Layout.Block;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.ClusteredAuc;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.sites.Drift;

/**
 * One site's own AUC, rounded, and how far its scores and ages lie from those of the other sites: for who compares
 * sites, whom no sum can serve.
 *
 * <p>Told of at least {@code limit} patients of both classes, or not at all; drift is worked out at the site, so that
 * no distribution leaves it.
 */
final class OwnFigures implements Operation {
    static final String NAME = "site";
    static final String TELLS_AUC = "whether the AUC is told";
    static final String WITH_POSITIVES = "patients with an image of the class";
    static final String WITH_NEGATIVES = "patients with an image of another class";
    static final String AUC = "auc";
    static final String ERROR = "standard error of the auc";
    static final List<String> DRIFT_OF = List.of("scores", "ages");
    static final List<String> DRIFT = List.of(
            "whether drift is told",
            "population stability index",
            "jensen-shannon divergence",
            "kolmogorov distance",
            "whether it is more than chance");

    /** AUC and distances to four digits: finer ones are ratios of counts, and could give them away. */
    private static final long TEN_THOUSANDTHS = 10_000;

    /** The standard error to six, since that of many thousand images is small. */
    private static final long MILLIONTHS = 1_000_000;

    /** An index above this says no more than this. */
    private static final double LARGEST_DRIFT = 20;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "To compare sites: what this one alone would have said, and whether its scores or ages differ from the"
                + " others'.";
    }

    @Override
    public String inference() {
        return "This site's own AUC, to four digits, with its standard error and its patients of each class; whoever"
                + " reads the result can tell which site it is of.";
    }

    @Override
    public boolean isOfOneSite() {
        return true;
    }

    @Override
    public Layout layout(Terms terms) {
        Layout.Places drift = Layout.within(Layout.of(DRIFT_OF), Layout.of(DRIFT));
        return new Layout(List.of(
                Block.counts(TELLS_AUC, Layout.ONE, 1),
                Block.counts(WITH_POSITIVES, Layout.ONE, Counts.MOST),
                Block.counts(WITH_NEGATIVES, Layout.ONE, Counts.MOST),
                new Block(AUC, Layout.ONE, 0, TEN_THOUSANDTHS, TEN_THOUSANDTHS),
                new Block(ERROR, Layout.ONE, 0, MILLIONTHS, MILLIONTHS),
                new Block("drift", drift, 0, (long) LARGEST_DRIFT * TEN_THOUSANDTHS, TEN_THOUSANDTHS)));
    }

    @Override
    public List<String> needs() {
        return List.of(Presence.NAME, ScoreBins.NAME, Ages.NAME);
    }

    @Override
    public long[] answer(SiteTable table, Told told) {
        SiteTable open = table.open(told);
        Vector vector = new Vector(layout(table.terms()));
        BinaryScores scored = open.scored(open.rowsOf(0));
        int limit = table.terms().limit();
        if (Math.min(scored.clustersWith(true), scored.clustersWith(false)) >= limit) {
            vector.set(TELLS_AUC, 0, 1);
            vector.set(WITH_POSITIVES, 0, scored.clustersWith(true));
            vector.set(WITH_NEGATIVES, 0, scored.clustersWith(false));
            vector.setDecimal(AUC, 0, ClusteredAuc.wald(scored, 0.95).valueOr(0));
            double variance = ClusteredAuc.variance(scored).valueOr(0);
            vector.setDecimal(ERROR, 0, Math.sqrt(Math.max(0, variance)));
        }
        long[] scores = new long[table.terms().bins()];
        for (int row = 0; row < open.size(); row++) {
            scores[open.bin(row)]++;
        }
        WideBins wideScores = WideBins.of(told, ScoreBins.WIDE_ENDS, ScoreBins.WIDE_COUNTS, ScoreBins.WIDE_BINS);
        WideBins wideAges = WideBins.of(told, Ages.WIDE_ENDS, Ages.WIDE_COUNTS, Ages.DECADES);
        setDrift(vector, 0, wideScores, scores, limit);
        setDrift(vector, 1, wideAges, Ages.byDecade(open), limit);
        return vector.cells();
    }

    private static void setDrift(Vector vector, int of, WideBins wide, long[] fine, int limit) {
        long[] own = wide.joined(fine);
        long[] others = wide.without(own);
        if (own.length < 2 || sum(own) < limit || sum(others) < limit) {
            return;
        }
        Drift drift = Drift.of(others, own);
        int place = of * DRIFT.size();
        vector.setDecimal("drift", place, 1);
        vector.setDecimal("drift", place + 1, Math.min(LARGEST_DRIFT, drift.stability()));
        vector.setDecimal("drift", place + 2, drift.divergence());
        vector.setDecimal("drift", place + 3, drift.kolmogorov());
        vector.setDecimal("drift", place + 4, drift.isMoreThanChance() ? 1 : 0);
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /** A site's figures as they were sent. */
    static SiteFigures read(Terms terms, String site, long[] cells) {
        Layout layout = new OwnFigures().layout(terms);
        layout.checked(cells);
        Estimate auc = Estimate.undefined("fewer than " + terms.limit() + " patients of a class, or none");
        double error = 0;
        if (cells[layout.start(TELLS_AUC)] == 1) {
            auc = new Estimate.Point(cells[layout.start(AUC)] / (double) TEN_THOUSANDTHS);
            error = cells[layout.start(ERROR)] / (double) MILLIONTHS;
        }
        return new SiteFigures(
                site,
                cells[layout.start(WITH_POSITIVES)],
                cells[layout.start(WITH_NEGATIVES)],
                auc,
                error,
                drift(layout, cells, 0),
                drift(layout, cells, 1));
    }

    private static SiteFigures.Distance drift(Layout layout, long[] cells, int of) {
        int start = layout.start("drift") + of * DRIFT.size();
        double scale = TEN_THOUSANDTHS;
        return new SiteFigures.Distance(
                cells[start] > 0,
                cells[start + 1] / scale,
                cells[start + 2] / scale,
                cells[start + 3] / scale,
                cells[start + 4] > 0);
    }
}
