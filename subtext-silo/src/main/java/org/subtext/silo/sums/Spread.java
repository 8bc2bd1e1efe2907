package org.subtext.silo.sums;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.subtext.silo.sums.Layout.Block;
import org.subtext.silo.sums.Layout.Places;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.sites.BinPlacements;
import org.subtext.statistics.sites.PlacementSums;
import org.subtext.statistics.sites.WithinSiteAuc;

/** What each site adds to the variance of the AUC, from the placement of every bin among all sites. */
final class Spread implements Operation {
    static final String NAME = "spread";
    private static final String WITH_POSITIVES = "patients with an image of the class";
    private static final String WITH_NEGATIVES = "patients with an image of another class";
    private static final String POSITIVES = "images of the class";
    private static final String NEGATIVES = "images of another class";
    private static final String SQUARES_POSITIVES = "squares of the class";
    private static final String SQUARES_NEGATIVES = "squares of others";
    private static final String PRODUCTS = "products of both";
    private static final String WITHIN = "variance within the site, by its share of pairs squared";

    private static final double MOST_SQUARES = 1 << 28;

    /** Shares of pairs squared times a variance are small and at most a quarter. */
    private static final long FINE = 1L << 52;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "To know how sure the AUC is, as if the images of all sites lay in one place.";
    }

    @Override
    public String inference() {
        return "The standard error of the AUC of all sites together.";
    }

    @Override
    public Layout layout(Terms terms) {
        Places scopes = Layout.of(terms.scopes());
        List<Block> blocks = new ArrayList<>();
        for (String count : List.of(WITH_POSITIVES, WITH_NEGATIVES, POSITIVES, NEGATIVES)) {
            blocks.add(Block.counts(count, scopes, Counts.MOST));
        }
        for (String sum : List.of(SQUARES_POSITIVES, SQUARES_NEGATIVES, PRODUCTS)) {
            blocks.add(Block.decimals(sum, scopes, MOST_SQUARES));
        }
        blocks.add(new Block(WITHIN, scopes, 0, FINE, FINE));
        return new Layout(blocks);
    }

    @Override
    public List<String> needs() {
        return List.of(Presence.NAME, ScoreBins.NAME);
    }

    @Override
    public long[] answer(SiteTable table, Told told) {
        SiteTable open = table.open(told);
        Terms terms = table.terms();
        Vector vector = new Vector(layout(terms));
        double[] pairs = told.numbers(ScoreBins.ALL_PAIRS, terms.scopes().size());
        for (int scope = 0; scope < pairs.length; scope++) {
            int[] rows = open.rowsOf(scope);
            BinaryScores scored = open.scored(rows);
            PlacementSums own = PlacementSums.of(
                    placements(terms, told, scope),
                    Arrays.stream(rows).map(open::bin).toArray(),
                    labels(scored),
                    patients(scored));
            vector.set(WITH_POSITIVES, scope, own.withPositives());
            vector.set(WITH_NEGATIVES, scope, own.withNegatives());
            vector.set(POSITIVES, scope, own.positives());
            vector.set(NEGATIVES, scope, own.negatives());
            vector.setDecimal(SQUARES_POSITIVES, scope, own.sumOfSquaresPositives());
            vector.setDecimal(SQUARES_NEGATIVES, scope, own.sumOfSquaresNegatives());
            vector.setDecimal(PRODUCTS, scope, own.sumOfProducts());
            if (pairs[scope] > 0) {
                double spread = WithinSiteAuc.of(scored).spread();
                vector.setDecimal(WITHIN, scope, spread / pairs[scope] / pairs[scope]);
            }
        }
        return vector.cells();
    }

    private static BinPlacements placements(Terms terms, Told told, int scope) {
        int all = terms.scopes().size() * terms.bins();
        int start = scope * terms.bins();
        return BinPlacements.of(
                Arrays.copyOfRange(told.numbers(ScoreBins.OF_POSITIVES, all), start, start + terms.bins()),
                Arrays.copyOfRange(told.numbers(ScoreBins.OF_NEGATIVES, all), start, start + terms.bins()),
                told.numbers(ScoreBins.AUCS, terms.scopes().size())[scope]);
    }

    private static boolean[] labels(BinaryScores scored) {
        boolean[] labels = new boolean[scored.size()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = scored.isPositive(row);
        }
        return labels;
    }

    private static int[] patients(BinaryScores scored) {
        int[] patients = new int[scored.size()];
        Arrays.setAll(patients, scored::cluster);
        return patients;
    }

    /**
     * The summed placements of a scope.
     *
     * <p>All patients, who stand in one factor I/(I − 1) of the part of those with images of both classes, are taken
     * for those of either class: how many have both is not told. Of 22 patients that moves the standard error by less
     * than two thousandths.
     */
    static PlacementSums placementSums(Sums sums, int scope) {
        long withPositives = sums.counts(WITH_POSITIVES)[scope];
        long withNegatives = sums.counts(WITH_NEGATIVES)[scope];
        return new PlacementSums(
                withPositives + withNegatives,
                withPositives,
                withNegatives,
                sums.counts(POSITIVES)[scope],
                sums.counts(NEGATIVES)[scope],
                sums.decimals(SQUARES_POSITIVES)[scope],
                sums.decimals(SQUARES_NEGATIVES)[scope],
                sums.decimals(PRODUCTS)[scope]);
    }

    /** The pairs of a scope with their spread. */
    static WithinSiteAuc within(Sums scores, Sums sums, int scope) {
        double pairs = scores.counts(ScoreBins.PAIRS)[scope];
        return new WithinSiteAuc(
                scores.counts(ScoreBins.OUTRANKED)[scope],
                scores.counts(ScoreBins.PAIRS)[scope],
                sums.decimals(WITHIN)[scope] * pairs * pairs);
    }
}
