package org.subtext.harm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.ClusteredAuc;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.gaps.GroupPermutation;
import org.subtext.statistics.gaps.GroupShares;
import org.subtext.statistics.groups.GroupOutcomes;
import org.subtext.statistics.groups.Grouping;
import org.subtext.statistics.groups.Outcomes;
import org.subtext.statistics.groups.Rate;

/**
 * One finding at its thresholds: who was called, and the rates of groups that have enough patients.
 *
 * <p>A threshold for each part that is judged; a part without one leaves the finding without rates.
 */
final class JudgedFinding {
    private final FindingTable table;
    private final Roles roles;
    private final HarmPlan plan;
    private final FindingColumn finding;
    private final Grouping groups;
    private final List<Estimate> thresholds;
    private final JudgedRows rows;
    private final boolean[] truths;
    private final boolean[] calls;
    private final Grouping ofRows;
    private final Map<Rate, GroupShares> all = new EnumMap<>(Rate.class);
    private final Map<Rate, GroupShares> assessed = new EnumMap<>(Rate.class);

    private JudgedFinding(FindingTable table, Roles roles, HarmPlan plan, FindingColumn finding) {
        this.table = table;
        this.roles = roles;
        this.plan = plan;
        this.finding = finding;
        this.groups = table.attribute(plan.comparison().attribute());
        this.thresholds = chosen();
        this.rows = JudgedRows.of(table, roles, finding);
        this.truths = rows.truths();
        this.ofRows = rows.groups(plan.comparison().attribute());
        Optional<boolean[]> called = rows.calls(thresholds);
        this.calls = called.orElseGet(() -> new boolean[rows.size()]);
        if (called.isPresent() && rows.size() > 0) {
            share();
        }
    }

    static JudgedFinding of(FindingTable table, Roles roles, HarmPlan plan, FindingColumn finding) {
        return new JudgedFinding(table, roles, plan, finding);
    }

    FindingColumn finding() {
        return finding;
    }

    /** One a part. */
    List<Estimate> thresholds() {
        return thresholds;
    }

    /** Each on the rows of other patients. */
    private List<Estimate> chosen() {
        List<Estimate> chosen = new ArrayList<>();
        for (int part = 0; part < roles.parts(); part++) {
            int judged = part;
            int[] choosing =
                    plan.operating().isFixed(finding.name()) ? new int[0] : rows(row -> roles.chooses(row, judged));
            chosen.add(plan.operating().of(finding.name()).on(scores(choosing)));
        }
        return List.copyOf(chosen);
    }

    boolean isOptimistic() {
        return !roles.isDisjoint() && !plan.operating().isFixed(finding.name());
    }

    /** The rate of the groups that are assessed in it, the reference among them; empty where that has too few. */
    Optional<GroupShares> shares(Rate rate) {
        return Optional.ofNullable(assessed.get(rate));
    }

    /** What is permuted: one a rate that is assessed, in the plan's order. */
    List<GroupPermutation.Member> members(int[] strata) {
        return plan.rates().stream()
                .flatMap(rate -> shares(rate).stream())
                .map(shares ->
                        new GroupPermutation.Member(shares, plan.comparison().reference(), strata))
                .toList();
    }

    /** Groups that a rate serves worst among those assessed in it. */
    List<String> worst(Rate rate, List<String> among) {
        return GroupOutcomes.of(truths, calls, ofRows).among(among).worst(rate);
    }

    /** Why a gap was not assessed. */
    String obstacle() {
        for (Estimate threshold : thresholds) {
            if (threshold instanceof Estimate.Undefined undefined) {
                return "no threshold: " + undefined.reason();
            }
        }
        if (rows.size() > 0 && !isParted()) {
            return "the threshold calls " + (calls[0] ? "every image" : "no image") + ", and so parts nobody";
        }
        return "fewer than " + plan.comparison().leastPatients()
                + " patients with rows of the rate, in the group or in "
                + plan.comparison().reference();
    }

    /** Whether some images are called and others are not: else rates are 0 or 1 in all groups. */
    private boolean isParted() {
        return IntStream.range(1, calls.length).anyMatch(i -> calls[i] != calls[0]);
    }

    private void share() {
        int[] patients = rows.patients();
        boolean isParted = isParted();
        for (Rate rate : plan.rates()) {
            GroupShares shares = GroupShares.of(rate, truths, calls, patients, table.patientCount(), ofRows);
            all.put(rate, shares);
            List<String> enough = groups.names().stream()
                    .filter(group ->
                            patients(shares, group) >= plan.comparison().leastPatients())
                    .toList();
            if (isParted && enough.contains(plan.comparison().reference()) && enough.size() > 1) {
                assessed.put(rate, shares.among(enough));
            }
        }
    }

    private static int patients(GroupShares shares, String group) {
        return shares.share(group).map(share -> share.clusters()).orElse(0);
    }

    /** Everything of one group that is not compared with another. */
    HarmAssessment.OfGroup ofGroup(String group) {
        int ordinal = groups.ordinal(group);
        IntPredicate judgedOfGroup = row -> roles.isJudged(row) && groups.of(row) == ordinal;
        int[] own = rows(judgedOfGroup);
        Map<Rate, Estimate> rates = new EnumMap<>(Rate.class);
        all.forEach((rate, shares) -> rates.put(
                rate,
                shares.share(group)
                        .map(share -> share.studentWilson(1 - plan.decision().alpha()))
                        .orElse(Estimate.undefined("no row of the rate"))));
        return new HarmAssessment.OfGroup(
                group,
                patients(Arrays.stream(own)),
                leftOut(judgedOfGroup),
                IntStream.range(0, table.rows())
                        .filter(judgedOfGroup)
                        .filter(finding::isUncertain)
                        .count(),
                all.isEmpty() ? Optional.empty() : Optional.of(cells(ordinal)),
                rates,
                ClusteredAuc.logit(scores(own), 1 - plan.decision().alpha()));
    }

    private HarmAssessment.LeftOut leftOut(IntPredicate judgedOfGroup) {
        int[] out = IntStream.range(0, table.rows())
                .filter(judgedOfGroup)
                .filter(row -> !finding.takesPart(row))
                .toArray();
        long withoutTruth =
                Arrays.stream(out).filter(row -> !finding.isKnown(row)).count();
        return new HarmAssessment.LeftOut(withoutTruth, out.length - withoutTruth, patients(Arrays.stream(out)));
    }

    private HarmAssessment.Cells cells(int group) {
        double[] counts = new double[4];
        double[] patients = new double[4];
        for (int cell = 0; cell < 4; cell++) {
            boolean truth = cell < 2;
            boolean call = cell % 2 == 0;
            int[] own = IntStream.range(0, rows.size())
                    .filter(i -> ofRows.of(i) == group && truths[i] == truth && calls[i] == call)
                    .map(rows::row)
                    .toArray();
            counts[cell] = own.length;
            patients[cell] = patients(Arrays.stream(own));
        }
        return new HarmAssessment.Cells(outcomes(counts), outcomes(patients));
    }

    /** Of hits, misses, false alarms and the rest. */
    private static Outcomes outcomes(double[] counts) {
        return new Outcomes(counts[0], counts[2], counts[1], counts[3]);
    }

    private int patients(IntStream ofRows) {
        return (int) ofRows.map(table::patient).distinct().count();
    }

    private int[] rows(IntPredicate role) {
        return JudgedRows.where(table, finding, role);
    }

    private boolean[] truths(int[] of) {
        boolean[] present = new boolean[of.length];
        for (int i = 0; i < of.length; i++) {
            present[i] = finding.isPresent(of[i]);
        }
        return present;
    }

    private BinaryScores scores(int[] of) {
        return BinaryScores.of(
                Arrays.stream(of).mapToDouble(finding::score).toArray(),
                truths(of),
                Arrays.stream(of).map(table::patient).toArray(),
                table.patientCount());
    }
}
