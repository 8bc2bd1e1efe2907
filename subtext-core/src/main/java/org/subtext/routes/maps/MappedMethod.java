package org.subtext.routes.maps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.progress.Progress;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.PlannedAuc;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;
import org.subtext.routes.contract.Work;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Digits;
import org.subtext.wording.Lists;
import org.subtext.wording.Percent;

/**
 * Maps of importance of the finished networks by one method, what they show on the mean, and whether they are evidence
 * at all: the network must read the attribute, maps must not be those of networks with random weights, and the places
 * they mark must matter more than places at random.
 */
record MappedMethod(Setting setting, MapMethod method, int patients, Work work) implements Experiment {
    /** Rank correlation above which two sets of maps count as alike. */
    static final double ALIKE = 0.5;

    /** Rank correlation below which maps do not resemble each other. */
    private static final double UNALIKE = 0.1;

    private static final int UNTRAINED = 2;

    static MappedMethod of(String route, MapMethod method, FinishedAudit audit) {
        int patients = PatientSample.of(audit, method.patients()).size();
        long maps = patients + (long) UNTRAINED * Math.min(patients, method.compared());
        return new MappedMethod(
                new Setting(route, new Subject.Maps(method.label()), Mode.TESTED_UNDER),
                method,
                patients,
                Work.forward(maps * method.passes() + (long) patients * RemovalCurves.PASSES));
    }

    @Override
    public int information() {
        return 3;
    }

    @Override
    public String determinants() {
        return patients + " patients";
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        PatientSample sample = PatientSample.of(audit, method.patients()).require(audit);
        float[][] scores = sample.scores(audit, audit.pixels(), progress);
        int[] answers = ImportanceMaps.answers(scores);
        ImportanceMaps maps = ImportanceMaps.finished(audit, sample, method.attribution(), answers, progress);
        RemovalCurves curves = RemovalCurves.of(audit, maps, scores, progress);

        String name = Lists.capitalised(method.label()) + " maps";
        List<SanityCheck> checks = new ArrayList<>(
                List.of(SanityCheck.reads(curves.unchanged()), SanityCheck.mapped(maps.empty(), sample.size())));
        checks.addAll(againstUntrained(audit, maps, answers, progress));
        checks.add(SanityCheck.betterThanRandom(curves));
        boolean passed = checks.stream().allMatch(SanityCheck::passed);

        MeanMaps means = new MeanMaps(audit, maps);
        List<String> sentences = new ArrayList<>(List.of(SanityCheck.verdict(name, checks)));
        if (passed) {
            sentences.add(means.sentence(name));
        }
        return new Evidence(
                        null,
                        List.of(
                                SanityCheck.table(name, checks, note(sample)),
                                means.shares(name, passed),
                                curves(name, curves, sample)),
                        List.of(means.picture(name, passed)),
                        sentences)
                .judged(passed ? Evidence.Sanity.PASSED : Evidence.Sanity.FAILED);
    }

    private List<SanityCheck> againstUntrained(
            FinishedAudit audit, ImportanceMaps maps, int[] answers, Progress progress) {
        int[] compared = evenly(maps.sample().size(), method.compared());
        int[] answered = Arrays.stream(compared).map(i -> answers[i]).toArray();
        ImportanceMaps finished = maps.only(compared);
        ImportanceMaps[] untrained = new ImportanceMaps[UNTRAINED];
        for (int number = 0; number < UNTRAINED; number++) {
            untrained[number] = ImportanceMaps.untrained(
                    audit, finished.sample(), method.attribution(), answered, number, progress);
        }
        double[] first = finished.likeness(untrained[0]);
        double[] second = finished.likeness(untrained[1]);
        double[] among = untrained[0].likeness(untrained[1]);
        double[] likeness = new double[first.length];
        double[] difference = new double[first.length];
        for (int i = 0; i < first.length; i++) {
            likeness[i] = (first[i] + second[i]) / 2;
            difference[i] = among[i] - likeness[i];
        }
        Estimate amongUntrained = ImportanceMaps.mean(among, audit);
        return List.of(
                SanityCheck.unlike("networks with random weights", ImportanceMaps.mean(likeness, audit), ALIKE),
                SanityCheck.lessAlike(amongUntrained, ImportanceMaps.mean(difference, audit), UNALIKE));
    }

    /** So many of {@code size} indices, evenly over all: samples are ordered by fold. */
    static int[] evenly(int size, int most) {
        int count = Math.min(size, most);
        return IntStream.range(0, count)
                .map(i -> (int) ((long) i * size / count))
                .toArray();
    }

    private static String note(PatientSample sample) {
        return "Each map explains the class that the finished network gave the highest score, on one test image of"
                + " each of "
                + sample.size()
                + " patients, classes in equal numbers as far as they go. Maps are compared by Spearman's rank"
                + " correlation over 8 × 8 cells; two networks with random weights stand for what was never learnt."
                + " Intervals are over patients. A map that passes shows where this network looks, not why.";
    }

    private static EvidenceTable curves(String name, RemovalCurves curves, PatientSample sample) {
        return new EvidenceTable(
                "Deletion and insertion: " + name,
                List.of(
                        "Share of the image",
                        "Hidden, most important first",
                        "Hidden in random order",
                        "Shown, most important first",
                        "Shown in random order"),
                curves.curves().stream()
                        .map(row -> IntStream.range(0, row.size())
                                .mapToObj(
                                        i -> i == 0 ? Percent.fixed(row.get(0), 0) + " %" : Digits.fixed(row.get(i), 2))
                                .toList())
                        .toList(),
                "Macro AUC of the finished network on " + sample.size() + " patients; unchanged "
                        + PlannedAuc.words(curves.unchanged())
                        + ". Hidden cells, of 8 × 8, show the mean of these patients' images instead.");
    }
}
