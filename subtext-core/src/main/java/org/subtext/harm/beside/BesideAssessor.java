package org.subtext.harm.beside;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.subtext.harm.FindingColumn;
import org.subtext.harm.FindingTable;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.JudgedRows;
import org.subtext.harm.Roles;
import org.subtext.harm.Verdict;
import org.subtext.provenance.Seed;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.BootstrapSample;
import org.subtext.statistics.ClusterBootstrap;
import org.subtext.statistics.ClusterStatistic;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Grouping;

/**
 * Computes what stands beside the gaps, one finding after the other, so that memory does not grow with their number.
 *
 * <p>Patients are drawn with replacement, the same draws for all groups, gaps and findings. Pure: the same input gives
 * the same result on any number of threads.
 */
public final class BesideAssessor {
    private final FindingTable table;
    private final Roles roles;
    private final HarmPlan plan;
    private final ClusterBootstrap bootstrap;

    /** By patient of the table, among those with a judged row; −1 for all others. */
    private final int[] judgedPatient;

    private final int judgedPatients;

    private BesideAssessor(FindingTable table, Roles roles, HarmPlan plan, int threads) {
        this.table = table;
        this.roles = roles;
        this.plan = plan;
        this.bootstrap = new ClusterBootstrap(
                plan.draws(), new Seed(plan.seed()).child("beside").value(), threads);
        judgedPatient = new int[table.patientCount()];
        Arrays.fill(judgedPatient, -1);
        int next = 0;
        for (int row = 0; row < table.rows(); row++) {
            if (roles.isJudged(row) && judgedPatient[table.patient(row)] < 0) {
                judgedPatient[table.patient(row)] = next++;
            }
        }
        judgedPatients = next;
    }

    /**
     * All findings.
     *
     * @param assessment of the same table, roles and plan: its thresholds and gaps are taken over
     */
    public static BesideGaps assess(
            FindingTable table, Roles roles, HarmPlan plan, HarmAssessment assessment, int threads) {
        BesideAssessor assessor = new BesideAssessor(table, roles, plan, threads);
        List<BesideGaps.OfFinding> findings = new ArrayList<>();
        for (int i = 0; i < assessment.findings().size(); i++) {
            findings.add(assessor.ofFinding(
                    table.findings().get(i), assessment.findings().get(i)));
        }
        return new BesideGaps(findings);
    }

    private BesideGaps.OfFinding ofFinding(FindingColumn finding, HarmAssessment.OfFinding assessed) {
        JudgedRows rows = JudgedRows.of(table, roles, finding);
        Grouping groups = rows.groups(plan.comparison().attribute());
        boolean[] truths = rows.truths();
        Optional<boolean[]> calls = rows.calls(assessed.thresholds());
        BinaryScores scores = numbered(rows);
        double prevalence = scores.positives() / (double) Math.max(1, scores.size());
        RecalibratedScores recalibrated = RecalibratedScores.of(table, roles, finding, rows);
        List<GroupReading> readings = groups.names().stream()
                .map(group -> GroupReading.of(scores, calls, groups, group, prevalence, recalibrated))
                .filter(reading -> reading.scores().size() > 0)
                .toList();
        List<HarmAssessment.Gap> gaps = assessed.gaps().stream()
                .filter(gap -> gap.verdict() != Verdict.NOT_ASSESSED)
                .toList();
        Optional<MatchedGaps> matched = calls.map(called ->
                new MatchedGaps(plan, gaps, truths, called, groups, strata(rows), patients(scores), judgedPatients));
        List<List<? extends ClusterStatistic>> drawn = new ArrayList<>();
        readings.forEach(reading -> drawn.add(reading.drawn(plan.comparison().leastPatients())));
        matched.ifPresent(one -> drawn.addAll(one.drawn()));
        int crossedFrom = drawn.size();
        List<CrossedRates> crossed = calls.map(called -> crossed(rows, truths, called, groups, patients(scores)))
                .orElse(List.of());
        crossed.forEach(one -> drawn.add(one.drawn()));
        List<BootstrapSample> samples = bootstrap.together(drawn);
        List<BesideGaps.OfGroup> ofGroups = new ArrayList<>();
        for (int g = 0; g < readings.size(); g++) {
            ofGroups.add(readings.get(g).read(samples.get(g), level()));
        }
        return new BesideGaps.OfFinding(
                finding.title(),
                scores.size() == 0 ? Estimate.undefined("no rows") : new Estimate.Point(prevalence),
                ofGroups,
                matched.map(one -> one.read(samples.subList(readings.size(), crossedFrom)))
                        .orElse(List.of()),
                IntStream.range(0, crossed.size())
                        .mapToObj(i -> crossed.get(i).read(samples.get(crossedFrom + i), level()))
                        .toList());
    }

    private double level() {
        return 1 - plan.decision().alpha();
    }

    /** With patients numbered among those judged, whatever findings their rows take part in. */
    private BinaryScores numbered(JudgedRows rows) {
        BinaryScores scores = rows.scores();
        return BinaryScores.of(
                IntStream.range(0, rows.size()).mapToDouble(scores::score).toArray(),
                rows.truths(),
                Arrays.stream(rows.patients())
                        .map(patient -> judgedPatient[patient])
                        .toArray(),
                judgedPatients);
    }

    private static int[] patients(BinaryScores scores) {
        return IntStream.range(0, scores.size()).map(scores::cluster).toArray();
    }

    private List<Grouping> strata(JudgedRows rows) {
        return plan.comparison().strata().stream().map(rows::groups).toList();
    }

    private List<CrossedRates> crossed(
            JudgedRows rows, boolean[] truths, boolean[] calls, Grouping groups, int[] patients) {
        CrossedRates.Rows outcomes = new CrossedRates.Rows(truths, calls);
        return plan.comparison().strata().stream()
                .flatMap(column -> plan.rates().stream()
                        .map(rate -> CrossedRates.of(
                                column, rate, groups, rows.groups(column), outcomes, patients, judgedPatients)))
                .toList();
    }
}
