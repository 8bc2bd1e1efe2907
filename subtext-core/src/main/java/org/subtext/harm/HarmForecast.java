package org.subtext.harm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.subtext.statistics.gaps.GapSize;
import org.subtext.statistics.groups.Grouping;
import org.subtext.statistics.groups.Rate;

/**
 * What a table could show before any score is looked at: how many cases each group has, and which gaps they would find
 * or exclude.
 *
 * <p>Of rows that tell independently: where a patient's images tell alike, more are needed. The level of a gap is
 * Bonferroni's share over gaps that would be assessed, which no family falls below.
 *
 * @param gaps in the family
 * @param rows one a finding, rate and group but the reference
 */
public record HarmForecast(int gaps, List<Row> rows) {
    /** The rate of the reference that sizes are reckoned with: 0.80 where low is worse, 0.20 where high is. */
    public static final double USUAL = 0.8;

    private static final double STEP = 0.01;

    public HarmForecast {
        rows = List.copyOf(rows);
    }

    /**
     * One gap that will be asked about.
     *
     * @param cases of the group that the rate is a share of; of predictive values all, since calls are not known
     * @param patients who have them
     * @param casesOfReference likewise
     * @param isAssessed whether both have patients enough
     * @param leastGap that would be found with the plan's power, to two decimals; empty where none would be
     * @param casesToExclude a gap beyond the margin with that power, of the group, the reference growing with it
     */
    public record Row(
            String finding,
            Rate rate,
            String group,
            int cases,
            int patients,
            int casesOfReference,
            boolean isAssessed,
            OptionalDouble leastGap,
            OptionalLong casesToExclude) {}

    /** Of the judged rows; of scores only whether there is one. */
    public static HarmForecast of(FindingTable table, Roles roles, HarmPlan plan) {
        Grouping groups = table.attribute(plan.comparison().attribute());
        int reference = groups.ordinal(plan.comparison().reference());
        List<Asked> asked = new ArrayList<>();
        for (FindingColumn finding : table.findings()) {
            for (Rate rate : plan.rates()) {
                List<Cases> cases = cases(table, roles, finding, rate, groups);
                for (int group = 0; group < groups.count(); group++) {
                    if (group != reference) {
                        asked.add(new Asked(
                                finding.title(),
                                rate,
                                groups.names().get(group),
                                cases.get(group),
                                cases.get(reference)));
                    }
                }
            }
        }
        int least = plan.comparison().leastPatients();
        long assessed = asked.stream().filter(one -> one.isAssessed(least)).count();
        double level = plan.decision().alpha() / Math.max(1, assessed);
        return new HarmForecast(
                asked.size(), asked.stream().map(one -> row(one, plan, level)).toList());
    }

    /** One gap and what it would be made of. */
    private record Asked(String finding, Rate rate, String group, Cases own, Cases reference) {
        boolean isAssessed(int least) {
            return own.patients().size() >= least && reference.patients().size() >= least;
        }
    }

    private record Cases(int rows, Set<Integer> patients) {}

    private static List<Cases> cases(
            FindingTable table, Roles roles, FindingColumn finding, Rate rate, Grouping groups) {
        int[] rows = new int[groups.count()];
        List<Set<Integer>> patients = new ArrayList<>();
        groups.names().forEach(name -> patients.add(new HashSet<>()));
        for (int row = 0; row < table.rows(); row++) {
            if (roles.isJudged(row) && finding.takesPart(row) && isOf(rate, finding.isPresent(row))) {
                rows[groups.of(row)]++;
                patients.get(groups.of(row)).add(table.patient(row));
            }
        }
        List<Cases> cases = new ArrayList<>();
        for (int group = 0; group < rows.length; group++) {
            cases.add(new Cases(rows[group], patients.get(group)));
        }
        return cases;
    }

    private static boolean isOf(Rate rate, boolean isPresent) {
        return switch (rate) {
            case TRUE_POSITIVE, FALSE_NEGATIVE -> isPresent;
            case FALSE_POSITIVE, TRUE_NEGATIVE -> !isPresent;
            case POSITIVE_PREDICTIVE_VALUE, NEGATIVE_PREDICTIVE_VALUE, SELECTION, PREVALENCE -> true;
        };
    }

    private static Row row(Asked asked, HarmPlan plan, double level) {
        boolean isAssessed = asked.isAssessed(plan.comparison().leastPatients());
        double base = asked.rate().worse() == Rate.Worse.LOWER ? USUAL : 1 - USUAL;
        OptionalDouble found = OptionalDouble.empty();
        OptionalLong exclude = OptionalLong.empty();
        int own = asked.own().rows();
        if (isAssessed) {
            double ratio = asked.reference().rows() / (double) own;
            found = leastGap(base, ratio, level, own, plan.decision().power());
            double rows = new GapSize(base, base, ratio, 2 * level, 1)
                    .rowsToExclude(plan.decision().margin(), plan.decision().power());
            exclude = OptionalLong.of((long) Math.ceil(rows));
        }
        return new Row(
                asked.finding(),
                asked.rate(),
                asked.group(),
                own,
                asked.own().patients().size(),
                asked.reference().rows(),
                isAssessed,
                found,
                exclude);
    }

    /** Towards the worse side, in steps of 0.01. */
    private static OptionalDouble leastGap(double base, double ratio, double level, int rows, double power) {
        for (int steps = 1; steps * STEP < USUAL; steps++) {
            double gap = steps * STEP;
            double worse = base > 0.5 ? base - gap : base + gap;
            if (new GapSize(base, worse, ratio, level, 1).rowsToFind(power) <= rows) {
                return OptionalDouble.of(Math.round(100 * gap) / 100.0);
            }
        }
        return OptionalDouble.empty();
    }
}
