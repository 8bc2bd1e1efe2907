package org.subtext.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.ClassAssessment;
import org.subtext.assessment.LevelAssessment;
import org.subtext.assessment.Verdict;
import org.subtext.cohort.FlowStep;
import org.subtext.predictions.Unit;
import org.subtext.report.charts.NumberText;
import org.subtext.report.disclosure.FlowCounts;
import org.subtext.report.disclosure.GroupCounts;
import org.subtext.report.disclosure.OperatingCounts;
import org.subtext.report.disclosure.SmallCells;
import org.subtext.report.disclosure.ToldGroups;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Digits;

/**
 * The gate: what of a report is told, and to whom. Page, document, picture, terminal and answers to questions ask the
 * same one, made from the whole content at once, so that none says what another hides.
 */
public final class Told {
    private final ReportContent content;
    private final CountsTold counts;
    private final Disclosure disclosure;
    private final boolean isInternal;

    private Told(ReportContent content, CountsTold counts, Disclosure disclosure, boolean isInternal) {
        this.content = content;
        this.counts = counts;
        this.disclosure = disclosure;
        this.isInternal = isInternal;
    }

    /** Decides what is told of the content; of a phantom all of it, since nobody is in it. */
    public static Told of(ReportContent whole, Audience audience) {
        boolean isPhantom = whole.plantedTruth() != null;
        boolean isInternal = audience == Audience.INTERNAL && !isPhantom;
        ReportContent asked = isPhantom || isInternal ? withoutLimit(whole) : whole;
        CountsTold counts = CountsTold.of(asked);
        Disclosure disclosure = Disclosure.of(asked, counts);
        Assessment assessment = disclosure.told();
        RoutesAssessment routes = asked.routes();
        return new Told(
                asked.with(
                        assessment,
                        split(asked.split(), counts),
                        routes == null
                                ? null
                                : RoutesDisclosure.told(
                                        routes,
                                        assessment.plan().smallestCell(),
                                        !asked.examples().isEmpty(),
                                        counts.hiddenColumns())),
                counts,
                disclosure,
                isInternal);
    }

    /** Whether estimates of some class of some population are withheld. */
    boolean hidesAClass() {
        for (int e = 0; e < content.assessment().experiments().size(); e++) {
            if (counts.classes(e).isAnyHidden()) {
                return true;
            }
        }
        return false;
    }

    /** What was found of the input, then what else the reader should know, a sentence each. */
    List<String> notes() {
        return Stream.concat(remarks().stream(), content.notes().stream()).toList();
    }

    /** What was found of the input, a sentence each. */
    public List<String> remarks() {
        boolean isWhole = isInternal || content.plantedTruth() != null;
        return content.remarks().stream()
                .map(remark -> isWhole ? remark.sentence() : remark.shared())
                .toList();
    }

    private static ReportContent withoutLimit(ReportContent whole) {
        Assessment all = whole.assessment();
        AssessmentPlan open = all.plan().withSmallestCell(0);
        return whole.with(
                new Assessment(
                        all.attribute(),
                        all.classes(),
                        open,
                        all.verdict(),
                        all.experiments(),
                        all.comparisons(),
                        all.folds(),
                        all.ladder()),
                whole.split(),
                whole.routes());
    }

    /** The proof that no patient is in two parts adds their sizes up. */
    private static @Nullable SplitSummary split(@Nullable SplitSummary all, CountsTold counts) {
        return all == null || !counts.isAnyPartHidden()
                ? all
                : new SplitSummary(all.sentences(), "No patient is in two parts.", all.classes(), all.parts());
    }

    /** What may be written; counts in it are asked for here. */
    public ReportContent content() {
        return content;
    }

    /** Whether every page must say that it is for those inside only. */
    boolean isInternal() {
        return isInternal;
    }

    CountsTold counts() {
        return counts;
    }

    /** Whether ROC curves of a level are drawn in steps of no fewer cases than may be told. */
    boolean isRocCoarse(int experiment, Unit unit) {
        return disclosure.isRocCoarse(experiment, unit);
    }

    /** Whether bins of a level's scores are joined. */
    boolean areBinsJoined(int experiment, Unit unit) {
        return disclosure.areBinsJoined(experiment, unit);
    }

    /** What is told of a class's operating point, in counts. */
    OperatingCounts operating(int experiment, int c) {
        return disclosure.operating(experiment).get(c);
    }

    /** What is told of the shares of a column's groups, in counts. */
    ToldGroups groups(int experiment, int column) {
        return disclosure.groups(experiment, column);
    }

    /** Cases of a class; empty where hidden. */
    OptionalInt cases(int experiment, LevelAssessment level, int c) {
        return counts.classes(experiment).isHidden(c)
                ? OptionalInt.empty()
                : OptionalInt.of(level.classes().get(c).positives());
    }

    /** Patients of a class; empty where hidden. */
    public OptionalInt patients(int experiment, LevelAssessment level, int c) {
        ClassAssessment one = level.classes().get(c);
        return counts.classes(experiment).isHidden(c) ? OptionalInt.empty() : OptionalInt.of(one.positivePatients());
    }

    /** Cases of all classes; empty where hidden. */
    public OptionalInt cases(int experiment, LevelAssessment level) {
        return counts.classes(experiment).isTotalHidden() ? OptionalInt.empty() : OptionalInt.of(level.rows());
    }

    /** {@code n = 1,000 images of 264 patients}. */
    String caption(int experiment, LevelAssessment level) {
        if (counts.classes(experiment).isTotalHidden()) {
            return "n " + NumberText.HIDDEN;
        }
        String patients = Digits.counted(level.patients(), "patient", "patients");
        if (level.unit() == Unit.PATIENT) {
            return "n = " + patients;
        }
        String rows =
                Digits.counted(level.rows(), level.unit().noun(), level.unit().plural());
        return "n = " + rows + " of " + patients;
    }

    /** Sensitivity of a class at its operating point as the report writes it: exact, a bound, a range, or hidden. */
    public String sensitivity(int experiment, LevelAssessment level, int c) {
        ClassAssessment one = level.classes().get(c);
        return share(operating(experiment, c).own(), one.sensitivity(), one.positives());
    }

    /** The same of its specificity. */
    public String specificity(int experiment, LevelAssessment level, int c) {
        ClassAssessment one = level.classes().get(c);
        return share(operating(experiment, c).others(), one.specificity(), one.negatives());
    }

    private String share(OperatingCounts.Count count, Estimate share, int denominator) {
        return count.isBetween()
                ? ShareText.between(count)
                : ShareText.of(share, denominator, content.assessment().plan().smallestCell());
    }

    /** Patients of a group of a column; empty where hidden. */
    public OptionalInt groupPatients(int experiment, int column, int group) {
        GroupCounts groups = counts.groups(experiment, column);
        return groups.isHidden(group)
                ? OptionalInt.empty()
                : OptionalInt.of(groups.table().rows().get(group).patients());
    }

    /** Images and patients that a step of the flow left out, by its number among all steps; or that they are hidden. */
    public String excluded(int step) {
        List<FlowStep> left = content.flow().stream()
                .filter(one -> one.kind() == FlowStep.Kind.EXCLUDED)
                .toList();
        return FlowCounts.of(left, content.assessment().plan().smallestCell())
                .of(left.indexOf(content.flow().get(step)));
    }

    /** How many patients the rule needs, in a line and rounded; empty where that would tell of a class. */
    public Optional<String> sizes() {
        Verdict verdict = content.assessment().verdict();
        return verdict == null ? Optional.empty() : SizesTable.line(verdict);
    }

    /** What the report cannot say, a sentence each. */
    public List<String> limits() {
        return LimitsSection.of(content);
    }

    /** A count, or that it is hidden. */
    static String count(OptionalInt count) {
        return NumberText.count(count);
    }

    /** Readings of one recorded class, and their sum; as texts. */
    List<String> readings(int experiment, LevelAssessment level, int recorded) {
        List<Integer> row = level.confusion().get(recorded);
        List<String> texts = new ArrayList<>();
        for (int read = 0; read < row.size(); read++) {
            texts.add(
                    isReadingHidden(experiment, read, recorded) ? NumberText.HIDDEN : NumberText.count(row.get(read)));
        }
        boolean isTotalHidden = counts.classes(experiment).isHidden(recorded);
        texts.add(
                isTotalHidden
                        ? NumberText.HIDDEN
                        : NumberText.count(
                                row.stream().mapToInt(Integer::intValue).sum()));
        return texts;
    }

    /** Whether the readings of a recorded class as another are hidden. */
    boolean isReadingHidden(int experiment, int read, int recorded) {
        SmallCells cells = counts.confusion(experiment);
        return cells != null && cells.isHidden(read, recorded);
    }

    /** Patients of all classes; empty where hidden. */
    public OptionalInt patients(int experiment, LevelAssessment level) {
        return counts.classes(experiment).isTotalHidden() ? OptionalInt.empty() : OptionalInt.of(level.patients());
    }
}
