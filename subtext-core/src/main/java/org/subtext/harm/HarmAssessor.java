package org.subtext.harm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.subtext.provenance.ContentHash;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.ClusteredAuc;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.gaps.GroupPermutation;
import org.subtext.statistics.gaps.GroupShares;
import org.subtext.statistics.groups.GroupOutcomes;
import org.subtext.statistics.groups.Grouping;
import org.subtext.statistics.groups.Rate;
import org.subtext.statistics.operating.ThresholdRule;

/**
 * Compares groups in every finding: thresholds from the patients who choose, everything else from those judged.
 *
 * <p>The family of gaps is made of names alone before anything is computed. Pure: the same table, roles and plan give
 * the same result, on any number of threads. Memory beside the table: 16 bytes a patient, group, rate and finding, and
 * 8 a patient, rate and finding.
 */
public final class HarmAssessor {
    private final FindingTable table;
    private final Roles roles;
    private final HarmPlan plan;
    private final Grouping groups;
    private final int[] strata;

    private HarmAssessor(FindingTable table, Roles roles, HarmPlan plan) {
        this.table = table;
        this.roles = roles;
        this.plan = plan;
        this.groups = table.attribute(plan.attribute());
        groups.ordinal(plan.reference());
        this.strata = strata();
    }

    /**
     * Assesses all findings.
     *
     * @throws IllegalArgumentException where the table lacks the attribute, the reference or a stratum
     */
    public static HarmAssessment assess(FindingTable table, Roles roles, HarmPlan plan, int threads) {
        return new HarmAssessor(table, roles, plan).assess(threads);
    }

    private HarmAssessment assess(int threads) {
        List<String> family = new ArrayList<>();
        for (FindingColumn finding : table.findings()) {
            for (Rate rate : plan.rates()) {
                for (String group : others()) {
                    family.add(finding.name() + ", " + rate + ", " + group + " less " + plan.reference());
                }
            }
        }
        List<JudgedFinding> judged = table.findings().stream().map(this::judged).toList();
        List<GroupPermutation.Member> members =
                judged.stream().flatMap(one -> one.members().stream()).toList();
        GroupPermutation.Family tests =
                new GroupPermutation(plan.draws(), plan.seed().child("harm").value(), threads).test(members);
        GapReading reading = new GapReading(plan, tests, gapsAssessed(judged));
        List<HarmAssessment.OfFinding> findings = new ArrayList<>();
        int next = 0;
        for (JudgedFinding one : judged) {
            int end = next + one.members().size();
            findings.add(ofFinding(one, tests.results().subList(next, end), reading));
            next = end;
        }
        return new HarmAssessment(
                family, ContentHash.ofText(String.join("\n", family)), reading.level(plan.alpha()), findings);
    }

    private List<String> others() {
        return groups.names().stream()
                .filter(group -> !group.equals(plan.reference()))
                .toList();
    }

    private int gapsAssessed(List<JudgedFinding> judged) {
        return judged.stream()
                .mapToInt(one -> one.shares().values().stream()
                        .mapToInt(shares -> Math.max(0, shares.names().size() - 1))
                        .sum())
                .sum();
    }

    /** The values of the strata that a patient's rows have, as one number. */
    private int[] strata() {
        List<Grouping> columns = plan.strata().stream().map(table::attribute).toList();
        List<Set<List<Integer>>> ofPatients = new ArrayList<>();
        for (int patient = 0; patient < table.patientCount(); patient++) {
            ofPatients.add(new HashSet<>());
        }
        for (int row = 0; row < table.rows(); row++) {
            int current = row;
            ofPatients
                    .get(table.patient(row))
                    .add(columns.stream().map(column -> column.of(current)).toList());
        }
        Map<Set<List<Integer>>, Integer> numbers = new HashMap<>();
        return ofPatients.stream()
                .mapToInt(values -> numbers.computeIfAbsent(values, first -> numbers.size()))
                .toArray();
    }

    /**
     * One finding at its threshold.
     *
     * @param shares by rate, of groups with enough patients, the reference among them; absent where that has too few
     */
    private record JudgedFinding(
            FindingColumn finding,
            Estimate threshold,
            Optional<GroupOutcomes> outcomes,
            Map<Rate, GroupShares> shares,
            List<GroupPermutation.Member> members) {}

    private JudgedFinding judged(FindingColumn finding) {
        Estimate threshold = plan.rule().on(scores(rows(finding, roles::chooses), finding));
        int[] rows = rows(finding, roles::isJudged);
        Map<Rate, GroupShares> shares = new EnumMap<>(Rate.class);
        List<GroupPermutation.Member> members = new ArrayList<>();
        if (!threshold.isDefined() || rows.length == 0) {
            return new JudgedFinding(finding, threshold, Optional.empty(), shares, members);
        }
        boolean[] truths = truths(rows, finding);
        boolean[] calls = calls(rows, finding, threshold);
        int[] patients = Arrays.stream(rows).map(table::patient).toArray();
        Grouping ofRows =
                Grouping.of(groups.names(), Arrays.stream(rows).map(groups::of).toArray());
        for (Rate rate : plan.rates()) {
            GroupShares all = GroupShares.of(rate, truths, calls, patients, table.patientCount(), ofRows);
            List<String> assessed = groups.names().stream()
                    .filter(group -> patients(all, group) >= plan.leastPatients())
                    .toList();
            if (assessed.contains(plan.reference()) && assessed.size() > 1) {
                GroupShares ofAssessed = all.among(assessed);
                shares.put(rate, ofAssessed);
                members.add(new GroupPermutation.Member(ofAssessed, plan.reference(), strata));
            }
        }
        Optional<GroupOutcomes> outcomes = Optional.of(GroupOutcomes.of(truths, calls, ofRows));
        return new JudgedFinding(finding, threshold, outcomes, shares, members);
    }

    private static int patients(GroupShares shares, String group) {
        return shares.share(group).map(share -> share.clusters()).orElse(0);
    }

    private int[] rows(FindingColumn finding, IntPredicate role) {
        return IntStream.range(0, table.rows())
                .filter(role)
                .filter(finding::takesPart)
                .toArray();
    }

    private static boolean[] truths(int[] rows, FindingColumn finding) {
        boolean[] truths = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            truths[i] = finding.isPresent(rows[i]);
        }
        return truths;
    }

    private static boolean[] calls(int[] rows, FindingColumn finding, Estimate threshold) {
        double cut = threshold.valueOr(Double.NaN);
        boolean[] calls = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            calls[i] = finding.score(rows[i]) >= cut;
        }
        return calls;
    }

    private BinaryScores scores(int[] rows, FindingColumn finding) {
        return BinaryScores.of(
                Arrays.stream(rows).mapToDouble(finding::score).toArray(),
                truths(rows, finding),
                Arrays.stream(rows).map(table::patient).toArray(),
                table.patientCount());
    }

    private HarmAssessment.OfFinding ofFinding(
            JudgedFinding judged, List<GroupPermutation.Result> results, GapReading reading) {
        List<HarmAssessment.Gap> gaps = new ArrayList<>();
        Map<Rate, HarmAssessment.Range> ranges = new EnumMap<>(Rate.class);
        int next = 0;
        for (Rate rate : plan.rates()) {
            GroupShares shares = judged.shares().get(rate);
            GroupPermutation.Result result = shares == null ? null : results.get(next++);
            for (String group : others()) {
                gaps.add(
                        shares != null && result != null && shares.names().contains(group)
                                ? reading.of(rate, group, shares, result.gap(group))
                                : reading.notAssessed(rate, group, notAssessed(judged)));
            }
            if (shares != null && result != null) {
                List<String> worst = judged.outcomes()
                        .map(outcomes -> outcomes.among(shares.names()).worst(rate))
                        .orElse(List.of());
                ranges.put(
                        rate, new HarmAssessment.Range(result.range(), result.expectedRange(), result.rangeP(), worst));
            }
        }
        boolean isFixed = plan.rule() instanceof ThresholdRule.Fixed;
        return new HarmAssessment.OfFinding(
                judged.finding().name(),
                judged.threshold(),
                !roles.isDisjoint() && !isFixed,
                groups.names().stream().map(group -> ofGroup(group, judged)).toList(),
                gaps,
                ranges);
    }

    private String notAssessed(JudgedFinding judged) {
        return judged.threshold() instanceof Estimate.Undefined undefined
                ? "no threshold: " + undefined.reason()
                : "fewer than " + plan.leastPatients() + " patients with rows of the rate, in the group or in "
                        + plan.reference();
    }

    private HarmAssessment.OfGroup ofGroup(String group, JudgedFinding judged) {
        FindingColumn finding = judged.finding();
        int ordinal = groups.ordinal(group);
        IntPredicate judgedOfGroup = row -> roles.isJudged(row) && groups.of(row) == ordinal;
        int[] rows = rows(finding, judgedOfGroup);
        long all = IntStream.range(0, table.rows()).filter(judgedOfGroup).count();
        return new HarmAssessment.OfGroup(
                group,
                (int) Arrays.stream(rows).map(table::patient).distinct().count(),
                all - rows.length,
                judged.outcomes().map(outcomes -> outcomes.of(group)),
                ClusteredAuc.logit(scores(rows, finding), 1 - plan.alpha()));
    }
}
