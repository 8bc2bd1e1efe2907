package org.subtext.silo.sums;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.silo.sums.Layout.Block;
import org.subtext.silo.sums.Layout.Places;
import org.subtext.statistics.sites.BinnedScores;
import org.subtext.statistics.sites.SummedCalibration;

/** Images, scores and truths in ten bins of the score, and squared errors. */
final class CalibrationBins implements Operation {
    static final String NAME = "calibration";

    /** Bins of equal width. */
    static final int BINS = 10;

    private static final String IMAGES = "images by tenth of the score";
    private static final String POSITIVES = "images of the class by tenth of the score";
    private static final String SCORES = "sum of scores by tenth of the score";
    private static final String SQUARES = "squared errors";
    private static final double MOST = 1 << 28;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "To know whether scores are the probabilities that they look like, over all sites.";
    }

    @Override
    public String inference() {
        return "How often the class is true among images of a score, over all sites together.";
    }

    @Override
    public Layout layout(Terms terms) {
        Places groups = Layout.of(terms.groups());
        Places tenths = Layout.within(groups, Layout.numbered("tenth", BINS));
        return new Layout(List.of(
                Block.counts(IMAGES, tenths, Counts.MOST),
                Block.counts(POSITIVES, tenths, Counts.MOST),
                Block.decimals(SCORES, tenths, MOST),
                Block.decimals(SQUARES, groups, MOST)));
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
        double[] scores = new double[terms.groups().size() * BINS];
        double[] squares = new double[terms.groups().size()];
        for (int row = 0; row < open.size(); row++) {
            int place = open.group(row) * BINS + BinnedScores.bin(open.score(row), BINS);
            int label = open.isPositive(row) ? 1 : 0;
            double missed = open.score(row) - label;
            vector.add(IMAGES, place, 1);
            vector.add(POSITIVES, place, label);
            scores[place] += open.score(row);
            squares[open.group(row)] += missed * missed;
        }
        for (int place = 0; place < scores.length; place++) {
            vector.setDecimal(SCORES, place, scores[place]);
        }
        for (int group = 0; group < squares.length; group++) {
            vector.setDecimal(SQUARES, group, squares[group]);
        }
        return vector.cells();
    }

    /** Of a group, or of all groups together. */
    static SummedCalibration read(Terms terms, Sums sums, int scope) {
        if (scope > 0) {
            return ofGroup(sums, scope - 1);
        }
        return IntStream.range(0, terms.groups().size())
                .mapToObj(group -> ofGroup(sums, group))
                .reduce(SummedCalibration::plus)
                .orElseThrow();
    }

    private static SummedCalibration ofGroup(Sums sums, int group) {
        int start = group * BINS;
        return SummedCalibration.of(
                Arrays.copyOfRange(sums.counts(IMAGES), start, start + BINS),
                Arrays.copyOfRange(sums.decimals(SCORES), start, start + BINS),
                Arrays.copyOfRange(sums.counts(POSITIVES), start, start + BINS),
                sums.decimals(SQUARES)[group]);
    }
}
