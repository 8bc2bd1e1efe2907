package org.subtext.silo.sums;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.subtext.silo.sums.Layout.Block;
import org.subtext.silo.sums.Layout.Places;
import org.subtext.statistics.sites.BinnedScores;
import org.subtext.statistics.sites.WithinSiteAuc;

/** Images by class and bin of their score, and the ordered pairs of images of one site. */
final class ScoreBins implements Operation {
    static final String NAME = "scores";
    static final String POSITIVES = "images of the class by score";
    static final String NEGATIVES = "images of another class by score";
    static final String OUTRANKED = "twice the pairs in order";
    static final String PAIRS = "pairs of one site";

    /** What is told: by scope and bin, and by scope. */
    static final String OF_POSITIVES = "placements of the class";

    static final String OF_NEGATIVES = "placements of others";
    static final String AUCS = "aucs";
    static final String ALL_PAIRS = "pairs within sites";

    /** The scores of everyone in wide bins of about as many images each: the last bin of each, and its images. */
    static final String WIDE_ENDS = "ends of wide bins";

    static final String WIDE_COUNTS = "images in wide bins";
    static final int WIDE_BINS = 10;

    private static final long MOST_PAIRS = 1L << 52;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "To know how well scores tell the class, over all sites and within each, with certain bounds.";
    }

    @Override
    public String inference() {
        return "The AUC of all sites together; the sum of the sites' images by score, most of its numbers small, is"
                + " never shown.";
    }

    @Override
    public Layout layout(Terms terms) {
        Places byGroup = Layout.within(Layout.of(terms.groups()), Layout.numbered("bin", terms.bins()));
        Places scopes = Layout.of(terms.scopes());
        return new Layout(List.of(
                Block.counts(POSITIVES, byGroup, Counts.MOST),
                Block.counts(NEGATIVES, byGroup, Counts.MOST),
                Block.counts(OUTRANKED, scopes, 2 * MOST_PAIRS),
                Block.counts(PAIRS, scopes, MOST_PAIRS)));
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
        for (int row = 0; row < open.size(); row++) {
            int place = open.group(row) * terms.bins() + open.bin(row);
            vector.add(open.isPositive(row) ? POSITIVES : NEGATIVES, place, 1);
        }
        for (int scope = 0; scope < terms.scopes().size(); scope++) {
            WithinSiteAuc own = WithinSiteAuc.of(open.scored(open.rowsOf(scope)));
            vector.set(OUTRANKED, scope, own.outranked());
            vector.set(PAIRS, scope, own.pairs());
        }
        return vector.cells();
    }

    /** Images of a scope by bin: those of a group, or of all groups together. */
    static BinnedScores binned(Terms terms, Sums sums, int scope) {
        long[] positives = sums.counts(POSITIVES);
        long[] negatives = sums.counts(NEGATIVES);
        if (scope > 0) {
            return ofGroup(terms, positives, negatives, scope - 1);
        }
        return IntStream.range(0, terms.groups().size())
                .mapToObj(group -> ofGroup(terms, positives, negatives, group))
                .reduce(BinnedScores::plus)
                .orElseThrow();
    }

    private static BinnedScores ofGroup(Terms terms, long[] positives, long[] negatives, int group) {
        int start = group * terms.bins();
        return BinnedScores.of(
                Arrays.copyOfRange(positives, start, start + terms.bins()),
                Arrays.copyOfRange(negatives, start, start + terms.bins()));
    }

    @Override
    public Told told(Terms terms, Sums sums) {
        int scopes = terms.scopes().size();
        double[] ofPositives = new double[scopes * terms.bins()];
        double[] ofNegatives = new double[scopes * terms.bins()];
        double[] aucs = new double[scopes];
        for (int scope = 0; scope < scopes; scope++) {
            BinnedScores binned = binned(terms, sums, scope);
            if (binned.obstacle().isEmpty()) {
                int start = scope * terms.bins();
                System.arraycopy(binned.placements().ofPositives(), 0, ofPositives, start, terms.bins());
                System.arraycopy(binned.placements().ofNegatives(), 0, ofNegatives, start, terms.bins());
                aucs[scope] = binned.auc().middle();
            }
        }
        Map<String, double[]> told = Map.of(
                OF_POSITIVES, ofPositives,
                OF_NEGATIVES, ofNegatives,
                AUCS, aucs,
                ALL_PAIRS, Arrays.stream(sums.counts(PAIRS)).asDoubleStream().toArray());
        WideBins wide = WideBins.of(binned(terms, sums, 0).counts(), terms.limit(), WIDE_BINS);
        return Told.of(told).and(wide.told(WIDE_ENDS, WIDE_COUNTS));
    }
}
