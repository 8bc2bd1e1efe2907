package org.subtext.silo.sums;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.silo.sums.Layout.Block;
import org.subtext.silo.sums.Layout.Places;
import org.subtext.statistics.sites.Moments;

/**
 * Ages of patients by group: how many are recorded, their moments, and patients by decade.
 *
 * <p>Of a group with 1 to {@code limit - 1} patients whose age is recorded, or is not, a site tells no age.
 */
final class Ages implements Operation {
    static final String NAME = "ages";

    /**
     * Told: decades joined until each holds enough patients of all sites: the last decade of each, and its patients.
     */
    static final String WIDE_ENDS = "ends of age groups";

    static final String WIDE_COUNTS = "patients in age groups";
    static final int DECADES = 13;
    static final int YEARS = 10;

    private static final String PATIENTS = "patients whose age is recorded";
    private static final String SUM = "sum of years above 50";
    private static final String SQUARES = "sum of squares of years above 50";
    private static final String BY_DECADE = "patients by decade";
    private static final double ORIGIN = 50;
    private static final double MOST = 1 << 28;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "To know how old the patients of a group are, and whether a site's are of another age.";
    }

    @Override
    public String inference() {
        return "Mean and standard deviation of the age of a group over all sites together; no youngest, no oldest.";
    }

    @Override
    public Layout layout(Terms terms) {
        Places groups = Layout.of(terms.groups());
        return new Layout(List.of(
                Block.counts(PATIENTS, groups, Counts.MOST),
                Block.decimals(SUM, groups, MOST),
                Block.decimals(SQUARES, groups, MOST),
                Block.counts(BY_DECADE, Layout.numbered("decade", DECADES), Counts.MOST)));
    }

    @Override
    public List<String> needs() {
        return List.of(Presence.NAME);
    }

    @Override
    public int mostMissing(Told told) {
        return Presence.mostMissingOfAges(told);
    }

    @Override
    public long[] answer(SiteTable table, Told told) {
        SiteTable open = table.open(told);
        Terms terms = table.terms();
        Vector vector = new Vector(layout(terms));
        double[] areOpen = told.numbers(Presence.AGES_OPEN, terms.groups().size());
        for (int group = 0; group < terms.groups().size(); group++) {
            double[] ages = areOpen[group] == 1 ? ages(open, group) : new double[0];
            Moments moments = Moments.of(ages, ORIGIN);
            vector.set(PATIENTS, group, moments.count());
            vector.setDecimal(SUM, group, moments.sum());
            vector.setDecimal(SQUARES, group, moments.squares());
            for (double age : ages) {
                vector.add(BY_DECADE, decade(age), 1);
            }
        }
        return vector.cells();
    }

    /** Whether a site tells of the ages of a group. */
    static boolean isTold(SiteTable table, int group) {
        return ages(table, group).length > 0;
    }

    private static int decade(double age) {
        return Math.min((int) (age / YEARS), DECADES - 1);
    }

    /** Recorded ages of a group's patients; none where they, or those without, are too few. */
    private static double[] ages(SiteTable table, int group) {
        int[] patients = IntStream.range(0, table.patientCount())
                .filter(patient -> table.groupOfPatient(patient) == group)
                .toArray();
        double[] recorded = Arrays.stream(patients)
                .mapToDouble(table::ageOfPatient)
                .filter(age -> !Double.isNaN(age))
                .toArray();
        int limit = table.terms().limit();
        int without = patients.length - recorded.length;
        boolean isTold = recorded.length >= limit && (without == 0 || without >= limit);
        return isTold ? recorded : new double[0];
    }

    /** A site's own patients by decade, as far as it tells them. */
    static long[] byDecade(SiteTable open) {
        long[] counts = new long[DECADES];
        for (int group = 0; group < open.terms().groups().size(); group++) {
            for (double age : ages(open, group)) {
                counts[decade(age)]++;
            }
        }
        return counts;
    }

    /** Moments of a group, or of all groups together. */
    static Moments read(Terms terms, Sums sums, int scope) {
        if (scope > 0) {
            return ofGroup(sums, scope - 1);
        }
        return IntStream.range(0, terms.groups().size())
                .mapToObj(group -> ofGroup(sums, group))
                .reduce(Moments::plus)
                .orElseThrow();
    }

    private static Moments ofGroup(Sums sums, int group) {
        return new Moments(
                sums.counts(PATIENTS)[group], sums.decimals(SUM)[group], sums.decimals(SQUARES)[group], ORIGIN);
    }

    @Override
    public Told told(Terms terms, Sums sums) {
        return WideBins.of(sums.counts(BY_DECADE), terms.limit(), DECADES).told(WIDE_ENDS, WIDE_COUNTS);
    }
}
