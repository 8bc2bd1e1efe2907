package org.subtext.audit.harm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.subtext.cohort.SmallestGroups;
import org.subtext.harm.HarmAnswer;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.HarmAssessor;
import org.subtext.harm.HarmForecast;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.HarmPlan.Comparison;
import org.subtext.harm.StratumRemark;
import org.subtext.harm.along.AlongAssessor;
import org.subtext.harm.along.RatesAlong;
import org.subtext.harm.beside.BesideAssessor;
import org.subtext.harm.beside.BesideGaps;
import org.subtext.harm.models.ModelDifferences;
import org.subtext.harm.models.PairAssessor;
import org.subtext.harm.reading.FindingTableReader;
import org.subtext.harm.reading.HarmRequest;
import org.subtext.harm.reading.ReadFindings;
import org.subtext.harm.reading.ScoredBy;
import org.subtext.looks.EarlierLooks;
import org.subtext.problems.Remark;
import org.subtext.progress.Progress;
import org.subtext.report.harm.HarmContent;
import org.subtext.report.harm.HarmSentences;
import org.subtext.statistics.groups.Grouping;
import org.subtext.wording.Digits;

/** Whether a diagnostic model serves a group worse, by a table of its scores: trains nothing, loads no engine. */
public final class HarmAudit {
    private static final int FEW_DRAWS = 10;
    private static final int MORE_DRAWS = 110;

    private HarmAudit() {}

    /**
     * What came of it.
     *
     * @param content everything that was found
     * @param looks before it
     */
    public record Result(HarmContent content, EarlierLooks looks) {}

    /**
     * Reads the table, assesses it, and writes the run into the folder.
     *
     * @param threads that permute
     * @throws org.subtext.problems.InvalidInputException with all problems of the table at once
     */
    public static Result run(HarmRequest request, Path folder, int threads, Progress progress) throws IOException {
        return run(request, List.of(), folder, threads, progress);
    }

    /**
     * The same of a table of which something is to be known that it does not say itself.
     *
     * @param known said with what was found of the table, before all else
     */
    public static Result run(HarmRequest request, List<Remark> known, Path folder, int threads, Progress progress)
            throws IOException {
        HarmFolder.requireFree(folder);
        ReadFindings read = FindingTableReader.read(request, progress);
        HarmRequest asked = named(request, read.reference());
        String planHash = HarmPlanFile.hash(asked, read, family(read, asked.assessment()));
        LookOfHarm look = LookOfHarm.begin(folder, asked, planHash, read);
        progress.begin("Comparing groups", 0, "gaps");
        HarmAssessment assessment = HarmAssessor.assess(read.table(), read.roles(), asked.assessment(), threads);
        progress.end(
                Digits.counted(assessment.family().size(), "gap", "gaps") + " in " + HarmSentences.scope(assessment));
        progress.begin("Reading what stands beside the gaps", 0, "findings");
        BesideGaps beside = BesideAssessor.assess(read.table(), read.roles(), asked.assessment(), assessment, threads);
        progress.end("Curves, calibration and matched gaps of " + HarmSentences.scope(assessment));
        ModelDifferences models =
                PairAssessor.assess(read.table(), read.roles(), asked.assessment(), assessment, threads);
        RatesAlong along = AlongAssessor.assess(read.table(), read.roles(), asked.assessment(), assessment, threads);
        List<Remark> remarks = new ArrayList<>(known);
        remarks.addAll(remarks(asked, read, assessment));
        HarmContent content = content(asked, planHash, read, new Found(assessment, beside, models, along), remarks);
        try (HarmFolder run = HarmFolder.open(folder)) {
            EarlierLooks looks = look.answered(content);
            run.write(asked, content, look.remembered(looks));
            return new Result(content, looks);
        }
    }

    /**
     * What a run would be made of.
     *
     * @param plan what would be asked, the reference as the table writes it
     * @param sizes who would be judged
     * @param forecast what could be shown
     * @param seconds that comparing would take on this machine
     */
    public record Preview(HarmPlan plan, HarmContent.Sizes sizes, HarmForecast forecast, double seconds) {}

    /**
     * Reads the table and says what could be shown and what it costs; nothing is written and no result is seen.
     *
     * @throws org.subtext.problems.InvalidInputException with all problems of the table at once
     */
    public static Preview preview(HarmRequest request, int threads, Progress progress) throws IOException {
        ReadFindings read = FindingTableReader.read(request, progress);
        HarmPlan plan = named(request, read.reference()).assessment();
        HarmForecast forecast = HarmForecast.of(read.table(), read.roles(), plan);
        return new Preview(plan, sizes(read, plan), forecast, price(read, plan, threads));
    }

    /** From a few permutations to all of them; where few are asked for, those. */
    private static double price(ReadFindings read, HarmPlan plan, int threads) {
        if (plan.draws() <= MORE_DRAWS) {
            return seconds(read, plan, threads);
        }
        seconds(read, plan.withDraws(FEW_DRAWS), threads); // the first time is that of a cold machine
        double few = seconds(read, plan.withDraws(FEW_DRAWS), threads);
        double more = seconds(read, plan.withDraws(MORE_DRAWS), threads);
        double each = Math.max(0, more - few) / (MORE_DRAWS - FEW_DRAWS);
        return few + each * (plan.draws() - FEW_DRAWS);
    }

    private static double seconds(ReadFindings read, HarmPlan plan, int threads) {
        long begun = System.nanoTime();
        HarmAssessment assessment = HarmAssessor.assess(read.table(), read.roles(), plan, threads);
        BesideAssessor.assess(read.table(), read.roles(), plan, assessment, threads);
        PairAssessor.assess(read.table(), read.roles(), plan, assessment, threads);
        AlongAssessor.assess(read.table(), read.roles(), plan, assessment, threads);
        return (System.nanoTime() - begun) / 1e9;
    }

    /** All that is asked, by names alone. */
    private static List<String> family(ReadFindings read, HarmPlan plan) {
        List<String> family = new ArrayList<>(HarmAssessor.family(read.table(), plan));
        family.addAll(PairAssessor.family(read.table(), plan));
        family.addAll(AlongAssessor.family(read.table(), read.roles(), plan));
        return family;
    }

    /** What was computed. */
    private record Found(HarmAssessment assessment, BesideGaps beside, ModelDifferences models, RatesAlong along) {}

    /** The request with the reference as the table writes it. */
    private static HarmRequest named(HarmRequest request, String reference) {
        return request.withAssessment(plan -> plan.withComparison(
                asked -> new Comparison(asked.attribute(), reference, asked.strata(), asked.leastPatients())));
    }

    private static HarmContent content(
            HarmRequest request, String planHash, ReadFindings read, Found found, List<Remark> remarks) {
        HarmPlan plan = request.assessment();
        return new HarmContent(
                plan,
                planHash,
                apart(request, read),
                sizes(read, plan),
                HarmAnswer.of(found.assessment()),
                found.assessment(),
                found.beside(),
                found.models(),
                found.along(),
                Remark.stored(remarks, SmallestGroups.TOLD, HarmKeys.WORDS));
    }

    /** Who scored is said before all else. */
    private static List<Remark> remarks(HarmRequest request, ReadFindings read, HarmAssessment assessment) {
        ScoredBy scoredBy = request.scoredBy();
        List<Remark> remarks = new ArrayList<>(read.remarks());
        StratumRemark.of(request.assessment(), assessment).ifPresent(remarks::add);
        if (scoredBy != null) {
            remarks.add(0, scoredBy.remark());
        }
        return remarks;
    }

    private static HarmContent.Apart apart(HarmRequest request, ReadFindings read) {
        boolean isChosen = read.table().findings().stream()
                .anyMatch(finding -> !request.assessment().operating().isFixed(finding.name()));
        if (!isChosen) {
            return HarmContent.Apart.FROM_ELSEWHERE;
        }
        return request.roles().column() == null ? HarmContent.Apart.CROSS_FITTED : HarmContent.Apart.BY_COLUMN;
    }

    private static HarmContent.Sizes sizes(ReadFindings read, HarmPlan plan) {
        Grouping groups = read.table().attribute(plan.comparison().attribute());
        List<Set<Integer>> patients = new ArrayList<>();
        int[] images = new int[groups.count()];
        groups.names().forEach(name -> patients.add(new HashSet<>()));
        Set<Integer> judged = new HashSet<>();
        for (int row = 0; row < read.table().rows(); row++) {
            if (read.roles().isJudged(row)) {
                images[groups.of(row)]++;
                patients.get(groups.of(row)).add(read.table().patient(row));
                judged.add(read.table().patient(row));
            }
        }
        List<HarmContent.Group> sizes = new ArrayList<>();
        for (int group = 0; group < images.length; group++) {
            sizes.add(new HarmContent.Group(
                    groups.names().get(group), patients.get(group).size(), images[group]));
        }
        return new HarmContent.Sizes(
                read.table().patientCount(),
                read.table().rows(),
                judged.size(),
                (int) read.roles().judged(),
                sizes);
    }
}
