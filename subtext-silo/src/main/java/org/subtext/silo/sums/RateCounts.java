package org.subtext.silo.sums;

import java.util.List;
import java.util.stream.IntStream;
import org.subtext.silo.sums.Layout.Block;
import org.subtext.silo.sums.Layout.Places;
import org.subtext.statistics.groups.Rate;
import org.subtext.statistics.sites.RateSums;

/** Rates of groups at the plan's threshold, with what the clustering of images in patients costs. */
final class RateCounts implements Operation {
    static final String NAME = "rates";

    /** Rates that are counted, in the order of their places. */
    static final List<Rate> RATES =
            List.of(Rate.TRUE_POSITIVE, Rate.FALSE_POSITIVE, Rate.POSITIVE_PREDICTIVE_VALUE, Rate.SELECTION);

    private static final List<String> NAMES = List.of(
            "called among images of the class",
            "called among images of another class",
            "of the class among images called",
            "called among all images");
    private static final String PATIENTS = "patients who count";
    private static final String HITS = "hits";
    private static final String ROWS = "images that count";
    private static final String HITS_SQUARED = "squared hits";
    private static final String PRODUCTS = "hits times images";
    private static final String ROWS_SQUARED = "squared images";
    private static final long MOST_SQUARES = 1L << 50;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "To know whether acting on scores at the plan's threshold serves a group worse.";
    }

    @Override
    public String inference() {
        return "How often images of a group are called, rightly and wrongly, over all sites together.";
    }

    @Override
    public Layout layout(Terms terms) {
        Places places = Layout.within(Layout.of(terms.groups()), Layout.of(NAMES));
        return new Layout(List.of(
                Block.counts(PATIENTS, places, Counts.MOST),
                Block.counts(HITS, places, Counts.MOST),
                Block.counts(ROWS, places, Counts.MOST),
                Block.counts(HITS_SQUARED, places, MOST_SQUARES),
                Block.counts(PRODUCTS, places, MOST_SQUARES),
                Block.counts(ROWS_SQUARED, places, MOST_SQUARES)));
    }

    @Override
    public List<String> needs() {
        return List.of(Presence.NAME);
    }

    @Override
    public long[] answer(SiteTable table, Told told) {
        SiteTable open = table.open(told);
        Vector vector = new Vector(layout(table.terms()));
        int rates = RATES.size();
        long[][] hits = new long[rates][open.patientCount()];
        long[][] rows = new long[rates][open.patientCount()];
        for (int row = 0; row < open.size(); row++) {
            boolean isCalled = open.score(row) >= table.terms().threshold();
            for (int rate = 0; rate < rates; rate++) {
                if (counts(RATES.get(rate), open.isPositive(row), isCalled)) {
                    rows[rate][open.patient(row)]++;
                    boolean isHit = RATES.get(rate) == Rate.POSITIVE_PREDICTIVE_VALUE ? open.isPositive(row) : isCalled;
                    hits[rate][open.patient(row)] += isHit ? 1 : 0;
                }
            }
        }
        for (int patient = 0; patient < open.patientCount(); patient++) {
            for (int rate = 0; rate < rates; rate++) {
                RateSums own = RateSums.ofPatient(hits[rate][patient], rows[rate][patient]);
                int place = open.groupOfPatient(patient) * rates + rate;
                vector.add(PATIENTS, place, own.clusters());
                vector.add(HITS, place, own.hits());
                vector.add(ROWS, place, own.rows());
                vector.add(HITS_SQUARED, place, own.hitsSquared());
                vector.add(PRODUCTS, place, own.products());
                vector.add(ROWS_SQUARED, place, own.rowsSquared());
            }
        }
        return vector.cells();
    }

    /** Whether an image is one of those that a rate is a share of. */
    private static boolean counts(Rate rate, boolean isPositive, boolean isCalled) {
        if (rate == Rate.TRUE_POSITIVE) {
            return isPositive;
        }
        if (rate == Rate.FALSE_POSITIVE) {
            return !isPositive;
        }
        return rate == Rate.SELECTION || isCalled;
    }

    /** The sums of a rate of a group, or of all groups together. */
    static RateSums read(Terms terms, Sums sums, int scope, int rate) {
        if (scope > 0) {
            return ofGroup(sums, scope - 1, rate);
        }
        return IntStream.range(0, terms.groups().size())
                .mapToObj(group -> ofGroup(sums, group, rate))
                .reduce(RateSums.NONE, RateSums::plus);
    }

    private static RateSums ofGroup(Sums sums, int group, int rate) {
        int place = group * RATES.size() + rate;
        return new RateSums(
                sums.counts(PATIENTS)[place],
                sums.counts(HITS)[place],
                sums.counts(ROWS)[place],
                sums.counts(HITS_SQUARED)[place],
                sums.counts(PRODUCTS)[place],
                sums.counts(ROWS_SQUARED)[place]);
    }
}
