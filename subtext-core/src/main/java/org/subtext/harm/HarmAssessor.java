package org.subtext.harm;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.Seed;
import org.subtext.statistics.gaps.GroupPermutation;
import org.subtext.statistics.gaps.PermutedFamily;
import org.subtext.statistics.gaps.RateGap;
import org.subtext.statistics.groups.Grouping;
import org.subtext.statistics.groups.Rate;

/**
 * Compares groups in every finding: thresholds from the patients who choose, everything else from those judged.
 *
 * <p>The family of gaps is made of names alone before anything is computed. Pure: the same table, roles and plan give
 * the same result, on any number of threads. Findings are permuted one after the other: memory beside the table is
 * that of one finding (32 bytes a patient, group and rate), and 8 bytes a gap and draw of all.
 */
public final class HarmAssessor {
    private final FindingTable table;
    private final Roles roles;
    private final HarmPlan plan;
    private final String reference;
    private final Grouping groups;

    private HarmAssessor(FindingTable table, Roles roles, HarmPlan plan) {
        this.table = table;
        this.roles = roles;
        this.plan = plan;
        this.reference = plan.comparison().reference();
        this.groups = table.attribute(plan.comparison().attribute());
        groups.ordinal(reference);
    }

    /**
     * Assesses all findings.
     *
     * @throws IllegalArgumentException where the table lacks the attribute, the reference or a stratum
     */
    public static HarmAssessment assess(FindingTable table, Roles roles, HarmPlan plan, int threads) {
        return new HarmAssessor(table, roles, plan).assess(threads);
    }

    /** Names of all gaps that are asked about, which depend on no truth and no score. */
    public static List<String> family(FindingTable table, HarmPlan plan) {
        return new HarmAssessor(table, Roles.sameRows(table), plan).family();
    }

    private HarmAssessment assess(int threads) {
        List<String> family = family();
        int[] strata = strata();
        GroupPermutation.Testing testing = new GroupPermutation(
                        plan.draws(), new Seed(plan.seed()).child("harm").value(), threads)
                .begin();
        List<ReadFinding> read = new ArrayList<>();
        for (FindingColumn finding : table.findings()) {
            JudgedFinding judged = JudgedFinding.of(table, roles, plan, finding);
            testing.add(judged.members(strata));
            read.add(ReadFinding.of(judged, plan, groups.names()));
        }
        PermutedFamily<GroupPermutation.Result> tests = testing.family();
        int assessed = read.stream().mapToInt(ReadFinding::gaps).sum();
        GapReading reading = new GapReading(plan, tests, assessed);
        List<HarmAssessment.OfFinding> findings = new ArrayList<>();
        int next = 0;
        for (ReadFinding one : read) {
            int end = next + one.rates().size();
            findings.add(ofFinding(one, tests.results().subList(next, end), reading));
            next = end;
        }
        return new HarmAssessment(
                family,
                ContentHash.ofText(String.join("\n", family)),
                reading.level(plan.decision().alpha()),
                findings);
    }

    private List<String> family() {
        List<String> family = new ArrayList<>();
        for (FindingColumn finding : table.findings()) {
            for (Rate rate : plan.rates()) {
                for (String group : others()) {
                    family.add(finding.title() + ", " + rate + ", " + group + " less " + reference);
                }
            }
        }
        return family;
    }

    private List<String> others() {
        return groups.names().stream().filter(group -> !group.equals(reference)).toList();
    }

    /** The values of the strata that a patient's rows have, as one number. */
    private int[] strata() {
        List<Grouping> columns =
                plan.comparison().strata().stream().map(table::attribute).toList();
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

    private HarmAssessment.OfFinding ofFinding(
            ReadFinding read, List<GroupPermutation.Result> results, GapReading reading) {
        List<HarmAssessment.Gap> gaps = new ArrayList<>();
        Map<Rate, HarmAssessment.Range> ranges = new EnumMap<>(Rate.class);
        int next = 0;
        for (Rate rate : plan.rates()) {
            ReadFinding.OfRate ofRate = read.rates().get(rate);
            GroupPermutation.Result result = ofRate == null ? null : results.get(next++);
            for (String group : others()) {
                RateGap gap = ofRate == null ? null : ofRate.gaps().get(group);
                gaps.add(
                        gap != null && result != null
                                ? reading.of(rate, group, gap, result.gap(group))
                                : reading.notAssessed(rate, group, read.obstacle()));
            }
            if (ofRate != null && result != null) {
                ranges.put(
                        rate,
                        new HarmAssessment.Range(
                                result.range(), result.expectedRange(), result.rangeP(), ofRate.worst()));
            }
        }
        return new HarmAssessment.OfFinding(
                read.finding(), read.model(), read.thresholds(), read.isOptimistic(), read.groups(), gaps, ranges);
    }
}
