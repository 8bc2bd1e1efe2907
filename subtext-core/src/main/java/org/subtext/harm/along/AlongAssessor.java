package org.subtext.harm.along;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.subtext.harm.FindingTable;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.JudgedRows;
import org.subtext.harm.Roles;
import org.subtext.harm.Verdict;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.Seed;
import org.subtext.statistics.BootstrapDistribution;
import org.subtext.statistics.Equivalence;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.StepdownMaxT;
import org.subtext.statistics.groups.Rate;
import org.subtext.statistics.trends.RateTrend;
import org.subtext.statistics.trends.TrendPermutation;
import org.subtext.wording.Digits;

/**
 * Rates of every finding along the plan's columns of numbers, all groups together.
 *
 * <p>The family is made of names before a truth or a score is looked at. Intervals of differences hold together at
 * Bonferroni's level; slopes are tested along one order of patients. Pure: the same input gives the same result on any
 * number of threads.
 */
public final class AlongAssessor {
    private static final int POINTS = 25;
    private static final double OUTER = 0.05;

    private final FindingTable table;
    private final Roles roles;
    private final HarmPlan plan;
    private final List<DeclaredNumbers> declared;

    private AlongAssessor(FindingTable table, Roles roles, HarmPlan plan) {
        this.table = table;
        this.roles = roles;
        this.plan = plan;
        this.declared = plan.along().stream()
                .map(along -> DeclaredNumbers.of(along, table, roles))
                .toList();
    }

    /** Names of all that is asked about; none where the plan names no column. */
    public static List<String> family(FindingTable table, Roles roles, HarmPlan plan) {
        return new AlongAssessor(table, roles, plan).family();
    }

    /**
     * All of it.
     *
     * @param assessment of the same table, roles and plan: its thresholds are taken over
     */
    public static RatesAlong assess(
            FindingTable table, Roles roles, HarmPlan plan, HarmAssessment assessment, int threads) {
        return plan.along().isEmpty()
                ? RatesAlong.NONE
                : new AlongAssessor(table, roles, plan).assess(assessment, threads);
    }

    /** One rate of one finding along one column, all by their places in the plan and in the table. */
    private record Asked(int column, int finding, Rate rate) {}

    private List<Asked> asked() {
        List<Asked> asked = new ArrayList<>();
        for (int column = 0; column < declared.size(); column++) {
            for (int finding = 0; finding < table.findings().size(); finding++) {
                for (Rate rate : plan.rates()) {
                    asked.add(new Asked(column, finding, rate));
                }
            }
        }
        return asked;
    }

    private List<String> family() {
        List<String> family = new ArrayList<>();
        for (Asked one : asked()) {
            DeclaredNumbers numbers = declared.get(one.column());
            String start = title(one) + ", " + one.rate() + ", " + column(one) + " ";
            numbers.others()
                    .forEach(at -> family.add(start + Digits.exact(at) + " less " + Digits.exact(numbers.reference())));
            family.add(start + "slope");
        }
        return family;
    }

    private String title(Asked one) {
        return table.findings().get(one.finding()).title();
    }

    private String column(Asked one) {
        return plan.along().get(one.column()).column();
    }

    /** Of intervals that hold all declared differences together: Bonferroni's. */
    private double level(double alpha) {
        long differences = asked().stream()
                .mapToLong(one -> declared.get(one.column()).others().size())
                .sum();
        return 1 - alpha / Math.max(1, differences);
    }

    private RatesAlong assess(HarmAssessment assessment, int threads) {
        TrendPermutation.Testing testing = new TrendPermutation(
                        plan.draws(), new Seed(plan.seed()).child("along").value(), threads)
                .begin();
        List<RatesAlong.OfRate> found = new ArrayList<>();
        List<Asked> asked = asked();
        int together = plan.rates().size(); // of one finding along one column, which share their rows
        for (int first = 0; first < asked.size(); first += together) {
            List<TrendPermutation.Member> members = new ArrayList<>();
            NumberedFinding finding = finding(asked.get(first), assessment);
            for (Asked one : asked.subList(first, first + together)) {
                NumberedRows rows = finding.of(one.rate());
                members.add(
                        TrendPermutation.Member.of(rows.numbers(), rows.hits(), rows.patients(), table.patientCount()));
                found.add(ofRate(one, rows, finding.ascending()));
            }
            testing.add(members);
        }
        StepdownMaxT.Result slopes = testing.result();
        for (int i = 0; i < found.size(); i++) {
            found.set(
                    i, found.get(i).tested(slopes.p().get(i), slopes.adjustedP().get(i)));
        }
        List<String> family = family();
        return new RatesAlong(
                family,
                ContentHash.ofText(String.join("\n", family)),
                level(plan.decision().alpha()),
                found);
    }

    private NumberedFinding finding(Asked one, HarmAssessment assessment) {
        return NumberedFinding.of(
                table,
                JudgedRows.of(table, roles, table.findings().get(one.finding())),
                assessment.findings().get(one.finding()).thresholds(),
                table.numbers(column(one)));
    }

    /**
     * Its slope is not tested yet.
     *
     * @param judged numbers of all judged rows of the finding, ascending
     */
    private RatesAlong.OfRate ofRate(Asked one, NumberedRows rows, double[] judged) {
        double own = 1 - plan.decision().alpha();
        DeclaredNumbers numbers = declared.get(one.column());
        RateTrend trend = RateTrend.of(rows.numbers(), rows.hits(), rows.patients());
        Estimate slope = trend.slope(RatesAlong.STEP, own);
        return new RatesAlong.OfRate(
                column(one),
                title(one),
                one.rate(),
                rows.withoutNumber(),
                rows.support(),
                numbers.reference(),
                at(rows, trend, numbers.reference()),
                numbers.others().stream()
                        .map(at -> difference(one.rate(), rows, trend, at, numbers.reference()))
                        .toList(),
                slope,
                slope,
                slope,
                curve(judged, rows, trend));
    }

    /** Where patients are on both sides. */
    private Estimate at(NumberedRows rows, RateTrend trend, double number) {
        return rows.isWithin(number, plan.comparison().leastPatients())
                ? trend.at(number, 1 - plan.decision().alpha())
                : Estimate.undefined("fewer than " + plan.comparison().leastPatients() + " patients lie beyond "
                        + Digits.exact(number));
    }

    private RatesAlong.Difference difference(
            Rate rate, NumberedRows rows, RateTrend trend, double at, double reference) {
        Estimate here = at(rows, trend, at);
        Estimate there = at(rows, trend, reference);
        double alpha = plan.decision().alpha();
        Estimate estimate = trend.difference(at, reference, 1 - alpha);
        if (!here.isDefined() || !there.isDefined()) {
            String reason = here instanceof Estimate.Undefined none
                    ? none.reason()
                    : there instanceof Estimate.Undefined none ? none.reason() : "";
            Estimate none = Estimate.undefined(reason);
            return new RatesAlong.Difference(
                    at, here, none, none, Verdict.NOT_ASSESSED, OptionalDouble.empty(), reason);
        }
        Estimate simultaneous = trend.difference(at, reference, level(alpha));
        double value = estimate.valueOr(0);
        boolean isWorseHere = value > 0 == (rate.worse() == Rate.Worse.HIGHER);
        return new RatesAlong.Difference(
                at,
                here,
                estimate,
                simultaneous,
                verdict(simultaneous, trend.difference(at, reference, level(2 * alpha))),
                value == 0 ? OptionalDouble.empty() : OptionalDouble.of(isWorseHere ? at : reference),
                "");
    }

    /** @param ofTwoTests with the interval of two one-sided tests */
    private Verdict verdict(Estimate simultaneous, Estimate ofTwoTests) {
        double margin = plan.decision().margin();
        if (simultaneous instanceof Estimate.Known known
                && (known.interval().lower() > margin || known.interval().upper() < -margin)) {
            return Verdict.HARM_SHOWN;
        }
        return Equivalence.ofInterval(ofTwoTests, 0, margin).isEquivalent()
                ? Verdict.HARM_EXCLUDED
                : Verdict.CANNOT_TELL;
    }

    /**
     * Evenly, without the outer patients of whom few are left beyond. The ends are those of all judged rows: of the
     * rate's own they would tell, to the digits of a drawing, who has the finding.
     */
    private List<RatesAlong.Point> curve(double[] judged, NumberedRows rows, RateTrend trend) {
        if (judged.length == 0) {
            return List.of();
        }
        double from = BootstrapDistribution.quantile(judged, OUTER);
        double to = BootstrapDistribution.quantile(judged, 1 - OUTER);
        return IntStream.range(0, POINTS)
                .mapToDouble(i -> from + (to - from) * i / (POINTS - 1))
                .mapToObj(number -> new RatesAlong.Point(number, at(rows, trend, number)))
                .filter(point -> point.rate().isDefined())
                .toList();
    }
}
