package org.subtext.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.ClassAssessment;
import org.subtext.assessment.ExperimentAssessment;
import org.subtext.assessment.FormerRule.Numbers;
import org.subtext.assessment.Ladder;
import org.subtext.assessment.LevelAssessment;
import org.subtext.assessment.NamedEstimate;
import org.subtext.assessment.PairAssessment;
import org.subtext.assessment.SubgroupTable;
import org.subtext.assessment.Verdict;
import org.subtext.assessment.VerdictFindings;
import org.subtext.assessment.VerdictWords;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.Unit;
import org.subtext.report.disclosure.DrawnScores;
import org.subtext.report.disclosure.HiddenClasses;
import org.subtext.report.disclosure.LadderDisclosure;
import org.subtext.report.disclosure.OperatingCounts;
import org.subtext.report.disclosure.SmallCells;
import org.subtext.report.disclosure.ToldGroups;
import org.subtext.statistics.Estimate;

/**
 * What of an assessment is told, given which counts are: estimates over fewer than the smallest cell of patients are
 * taken out, and with them whatever else gives a hidden count or estimate away.
 *
 * <p>A mean over two classes is each class's AUC; of more classes a second one is withheld beside a single small one. A
 * bound under perfect separation holds the number of pairs. Weighted means hold the sizes of classes. Agreement holds
 * the table of readings. Curves hold counts in their coordinates ({@link DrawnScores}), and reasons say them in words.
 */
final class Disclosure {
    private final ReportContent content;
    private final CountsTold counts;
    private final int smallest;
    private final Estimate small;
    private final Estimate beside;
    private final Estimate ofCounts;
    private final List<List<OperatingCounts>> operating = new ArrayList<>();
    private final List<List<ToldGroups>> toldGroups = new ArrayList<>();
    private final List<Set<Unit>> coarse = new ArrayList<>();
    private final List<Set<Unit>> joined = new ArrayList<>();
    private final Assessment told;

    private Disclosure(ReportContent content, CountsTold counts) {
        this.content = content;
        this.counts = counts;
        this.smallest = content.assessment().plan().smallestCell();
        small = Estimate.hidden("fewer than " + smallest + " patients");
        beside = Estimate.hidden("with the mean over classes it would give a smaller class's away");
        ofCounts = Estimate.hidden("it would give hidden counts away");
        told = assessment();
    }

    static Disclosure of(ReportContent content, CountsTold counts) {
        return new Disclosure(content, counts);
    }

    Assessment told() {
        return told;
    }

    /** Whether ROC curves of the level are drawn in steps. */
    boolean isRocCoarse(int experiment, Unit unit) {
        return coarse.get(experiment).contains(unit);
    }

    /** What is told of the operating points of an experiment's classes. */
    List<OperatingCounts> operating(int experiment) {
        return operating.get(experiment);
    }

    /** What is told of the shares of a column's groups. */
    ToldGroups groups(int experiment, int column) {
        return toldGroups.get(experiment).get(column);
    }

    /** Whether bins of the level's scores are joined. */
    boolean areBinsJoined(int experiment, Unit unit) {
        return joined.get(experiment).contains(unit);
    }

    private Assessment assessment() {
        Assessment all = content.assessment();
        List<ExperimentAssessment> experiments = new ArrayList<>();
        for (int e = 0; e < all.experiments().size(); e++) {
            coarse.add(EnumSet.noneOf(Unit.class));
            joined.add(EnumSet.noneOf(Unit.class));
            toldGroups.add(new ArrayList<>());
            operating.add(OperatingCounts.of(
                    all.experiments().get(e).level(all.plan().primaryUnit()),
                    counts.classes(e),
                    counts.confusion(e),
                    smallest));
            experiments.add(experiment(e, all.experiments().get(e)));
        }
        Ladder ladder = ladder(all);
        return new Assessment(
                all.attribute(),
                all.classes(),
                all.plan(),
                verdict(all, ladder),
                experiments,
                all.comparisons().stream().map(one -> comparison(all, one)).toList(),
                all.folds(),
                ladder);
    }

    private @Nullable Ladder ladder(Assessment all) {
        Ladder ladder = all.ladder();
        HiddenClasses classes = counts.classes(0);
        return ladder == null || !classes.isAnyHidden()
                ? ladder
                : new LadderDisclosure(
                                all.classes(),
                                classes,
                                findings -> shared(all, findings),
                                auc -> isMeanHidden(0) ? small : mean(classes, auc),
                                ofCounts)
                        .told(ladder);
    }

    /** The answer stays; what it was read from does not where it would tell of a hidden class. */
    private @Nullable Verdict verdict(Assessment all, @Nullable Ladder ladder) {
        Verdict verdict = all.verdict();
        if (verdict == null || !counts.classes(0).isAnyHidden()) {
            return verdict;
        }
        VerdictFindings findings = verdict.findings();
        if (findings == null) {
            return isMeanHidden(0) || isBoundHidden(0) ? formerWithoutNumbers(verdict) : verdict;
        }
        VerdictFindings shared = shared(all, findings);
        String sentence = new VerdictWords(all.attribute(), all.plan(), ladder)
                .sentence(verdict.kind(), shared, !counts.classes(0).isTotalHidden());
        return new Verdict(verdict.kind(), sentence, verdict.rule(), verdict.doesNotShow(), shared);
    }

    private VerdictFindings shared(Assessment all, VerdictFindings findings) {
        return new VerdictFindings(
                findings.unit(),
                findings.rows(),
                findings.patients(),
                findings.tested().stream().map(one -> tested(all, one)).toList(),
                uncovered(all, findings),
                findings.isMeanApart(),
                null);
    }

    /** That a class hidden for a smaller one's sake is not covered would bring the two sizes close together. */
    private List<VerdictFindings.Uncovered> uncovered(Assessment all, VerdictFindings findings) {
        HiddenClasses classes = counts.classes(0);
        boolean bringsTogether = findings.uncovered().stream()
                .filter(one -> one.reason().isOfSize())
                .map(one -> all.classes().indexOf(one.className()))
                .anyMatch(c -> c >= 0 && classes.isHidden(c) && !classes.isSmall(c, 0));
        return findings.uncovered().stream()
                .filter(one -> !bringsTogether || !one.reason().isOfSize())
                .toList();
    }

    private Verdict formerWithoutNumbers(Verdict verdict) {
        return new Verdict(
                verdict.kind(),
                "A class has fewer than " + smallest + " patients, so the AUC and its interval are not told.",
                verdict.rule(),
                verdict.doesNotShow(),
                null);
    }

    private VerdictFindings.Tested tested(Assessment all, VerdictFindings.Tested one) {
        String name = one.className();
        boolean isHidden = name == null
                ? isMeanHidden(0) || !mean(counts.classes(0), one.auc()).equals(one.auc())
                : counts.classes(0).isHidden(all.classes().indexOf(name));
        return isHidden
                ? new VerdictFindings.Tested(one.className(), ofCounts, ofCounts, ofCounts, ofCounts, one.says())
                : one;
    }

    private boolean isMeanHidden(int e) {
        HiddenClasses classes = counts.classes(e);
        return classes.isAnyHidden() && (classes.patients().size() <= 2 || classes.isTotalHidden());
    }

    /** Whether the mean's interval is a bound that holds the size of a hidden class, or its reason says one. */
    private boolean isBoundHidden(int e) {
        Estimate mean = content.assessment()
                .experiments()
                .get(e)
                .level(content.assessment().plan().primaryUnit())
                .macroAuc();
        return counts.classes(e).isAnyHidden() && !mean(counts.classes(e), mean).equals(mean);
    }

    private ExperimentAssessment experiment(int e, ExperimentAssessment all) {
        List<SubgroupTable> groups = new ArrayList<>();
        int inQuestion = SubgroupTable.classInQuestion(operating(e).size());
        for (int column = 0; column < all.subgroups().size(); column++) {
            ToldGroups told =
                    new ToldGroups(counts.groups(e, column), operating(e).get(inQuestion), smallest);
            toldGroups.get(e).add(told);
            groups.add(told.table(operating(e).size(), isMeanHidden(e), small, ofCounts));
        }
        return new ExperimentAssessment(
                all.experiment(),
                all.levels().stream().map(level -> level(e, level)).toList(),
                folds(e, all.folds()),
                groups);
    }

    private LevelAssessment level(int e, LevelAssessment all) {
        HiddenClasses classes = counts.classes(e);
        List<ClassAssessment> told = new ArrayList<>();
        for (int c = 0; c < all.classes().size(); c++) {
            ClassAssessment one = all.classes().get(c);
            told.add(classes.isHidden(c) ? hidden(classes, c, one) : drawn(e, all, one));
        }
        boolean meanHidden = isMeanHidden(e);
        SmallCells confusion = counts.confusion(e);
        boolean readingHidden = confusion != null && confusion.hidesAnything();
        Estimate macroAuc = meanHidden ? small : mean(classes, all.macroAuc());
        Estimate equivalence = meanHidden ? small : mean(classes, all.equivalence());
        return new LevelAssessment(
                all.unit(),
                all.rows(),
                all.patients(),
                macroAuc,
                equivalence,
                meanHidden ? small : all.meanP(),
                meanHidden ? small : all.meanAdjustedP(),
                meanHidden ? all(all.otherAucs(), small) : otherAucs(classes, all.otherAucs()),
                readingHidden ? all(all.agreement(), ofCounts) : all.agreement(),
                all.calibration(),
                all.confusion(),
                told,
                pairs(classes, all),
                classes.isAnyHidden() ? Numbers.stored(macroAuc, equivalence, told) : all.former());
    }

    /** Weights that are sizes of classes give them away; intervals do as those of the mean. */
    private List<NamedEstimate> otherAucs(HiddenClasses classes, List<NamedEstimate> all) {
        if (!classes.isAnyHidden()) {
            return all;
        }
        return all.stream()
                .map(one -> new NamedEstimate(
                        one.name(),
                        one.name().equals(LevelAssessment.PREVALENCE_WEIGHTED)
                                ? ofCounts
                                : mean(classes, one.estimate())))
                .toList();
    }

    private List<PairAssessment> pairs(HiddenClasses classes, LevelAssessment all) {
        List<String> hidden = IntStream.range(0, all.classes().size())
                .filter(classes::isHidden)
                .mapToObj(c -> all.classes().get(c).name())
                .toList();
        return all.pairs().stream()
                .map(pair -> hidden.contains(pair.first()) || hidden.contains(pair.second())
                        ? new PairAssessment(pair.first(), pair.second(), ofCounts)
                        : pair)
                .toList();
    }

    private Estimate mean(HiddenClasses classes, Estimate mean) {
        if (!classes.isAnyHidden()) {
            return mean;
        }
        // Width and quantile of an AUC's interval hold the size of the smaller class.
        return mean.isDefined() ? mean.withoutInterval() : small;
    }

    private static List<NamedEstimate> all(List<NamedEstimate> named, Estimate instead) {
        return named.stream()
                .map(one -> new NamedEstimate(one.name(), one.estimate().isDefined() ? instead : one.estimate()))
                .toList();
    }

    private ClassAssessment drawn(int e, LevelAssessment level, ClassAssessment one) {
        boolean isPrimary = level.unit() == content.assessment().plan().primaryUnit();
        int c = level.classes().indexOf(one);
        List<OperatingCounts> counted = operating(e);
        boolean isCutHidden = isPrimary
                && (!counted.get(c).areExact()
                        || counted.size() == 2 && !counted.get(1 - c).areExact());
        DrawnScores drawn = DrawnScores.of(
                one,
                smallest,
                isCutHidden && smallest > 1 || level.classes().size() == 2 && hasSmallReading(level),
                isPrimary ? OperatingCounts.cuts(counted, level, counts.confusion(e), c, smallest) : List.of());
        if (drawn.isRocCoarse()) {
            coarse.get(e).add(level.unit());
        }
        if (drawn.areBinsJoined()) {
            joined.get(e).add(level.unit());
        }
        return new ClassAssessment(
                one.name(),
                one.positives(),
                one.negatives(),
                one.positivePatients(),
                one.auc(),
                one.equivalence(),
                one.otherIntervals(),
                one.designEffect(),
                one.averagePrecision(),
                one.permutationP(),
                one.adjustedP(),
                one.belowP(),
                one.threshold(),
                isPrimary ? share(counted.get(c).own(), one.sensitivity()) : one.sensitivity(),
                isPrimary ? share(counted.get(c).others(), one.specificity()) : one.specificity(),
                one.brier(),
                one.calibrationSlope(),
                one.calibrationIntercept(),
                drawn.roc(),
                drawn.reliability(),
                drawn.histogram(),
                null);
    }

    private Estimate share(OperatingCounts.Count count, Estimate share) {
        boolean isExact = !count.isHidden() && !count.isBetween();
        return isExact || !share.isDefined() ? share : ofCounts;
    }

    private boolean hasSmallReading(LevelAssessment level) {
        return level.confusion().stream().flatMap(List::stream).anyMatch(count -> count > 0 && count < smallest);
    }

    /**
     * Of a small class nothing is told; of one hidden for its sake, what holds neither its size nor the other's AUC.
     */
    private ClassAssessment hidden(HiddenClasses classes, int c, ClassAssessment one) {
        boolean isSmall =
                classes.isSmall(c, one.positives()) || classes.patients().size() <= 2 || classes.isTotalHidden();
        return new ClassAssessment(
                one.name(),
                one.positives(),
                one.negatives(),
                one.positivePatients(),
                isSmall ? small : beside,
                isSmall ? small : beside,
                List.of(),
                isSmall ? small : one.designEffect(),
                isSmall ? small : one.averagePrecision(),
                isSmall ? small : beside,
                isSmall ? small : beside,
                isSmall ? small : beside,
                isSmall ? small : one.threshold(),
                isSmall ? small : ofCounts,
                isSmall ? small : ofCounts,
                isSmall ? small : one.brier(),
                isSmall ? small : one.calibrationSlope(),
                isSmall ? small : one.calibrationIntercept(),
                List.of(),
                List.of(),
                List.of(),
                null);
    }

    private List<NamedEstimate> folds(int e, List<NamedEstimate> all) {
        SplitSummary split = content.split();
        List<SplitSummary.Part> parts = e == 0 && split != null ? split.parts() : List.of();
        List<NamedEstimate> folds = new ArrayList<>();
        for (int f = 0; f < all.size(); f++) {
            NamedEstimate fold = all.get(f);
            boolean isSmall = isMeanHidden(e);
            boolean isHidden = counts.classes(e).isAnyHidden();
            if (parts.size() == all.size()) {
                List<Integer> patients = parts.get(f).patients();
                isSmall |= patients.stream().anyMatch(count -> count > 0 && count < smallest);
                for (int c = 0; c < patients.size(); c++) {
                    isHidden |= counts.isSplitHidden(f, c);
                }
            }
            Estimate auc = isHidden ? fold.estimate().withoutInterval() : fold.estimate();
            folds.add(new NamedEstimate(fold.name(), isSmall ? small : auc));
        }
        return folds;
    }

    private Assessment.Comparison comparison(Assessment all, Assessment.Comparison one) {
        int c = all.classes().indexOf(one.className());
        boolean isHidden = false;
        for (ExperimentName name : List.of(one.first(), one.second())) {
            for (int e = 0; e < all.experiments().size(); e++) {
                if (all.experiments().get(e).experiment().equals(name)) {
                    isHidden |= c >= 0 ? counts.classes(e).isHidden(c) : isMeanHidden(e);
                }
            }
        }
        return isHidden ? LadderDisclosure.without(one, small) : one;
    }
}
