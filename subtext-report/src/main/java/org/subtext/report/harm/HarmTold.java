package org.subtext.report.harm;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.SmallestGroups;
import org.subtext.harm.HarmAssessment;
import org.subtext.problems.Remark;
import org.subtext.report.Audience;
import org.subtext.report.disclosure.ToldShare;
import org.subtext.report.disclosure.ToldShare.Form;
import org.subtext.statistics.groups.Outcomes;
import org.subtext.statistics.groups.Rate;
import org.subtext.wording.Digits;

/**
 * What of a run of harm may be told: sizes of groups, cases of each truth, and rates.
 *
 * <p>A rate with the number of its cases gives its counts away. So numbers of cases are decided as a table of groups by
 * truth, and of a rate a small count is a bound. A gap is two rates, an AUC tells of both, and the highest less the
 * lowest rate names two groups; each is told as far as those are. Verdicts are always told. What all groups have
 * together is told where nothing of any group is hidden.
 */
public final class HarmTold {
    private final HarmContent content;

    /** Null where everything is told. */
    private final @Nullable CasesTold cases;

    private HarmTold(HarmContent content, @Nullable CasesTold cases) {
        this.content = content;
        this.cases = cases;
    }

    /** What this audience may read. */
    public static HarmTold of(HarmContent content, Audience audience) {
        return new HarmTold(content, audience == Audience.INTERNAL ? null : CasesTold.of(content));
    }

    public boolean isInternal() {
        return cases == null;
    }

    /** What was found of the input. */
    public List<String> remarks() {
        return content.remarks().stream()
                .map(isInternal() ? Remark.Stored::sentence : Remark.Stored::shared)
                .toList();
    }

    /** How large a group is; empty where that is not told. */
    public Optional<HarmContent.Group> size(String group) {
        List<HarmContent.Group> groups = content.sizes().groups();
        return IntStream.range(0, groups.size())
                .filter(g -> groups.get(g).name().equals(group))
                .filter(g -> cases == null || !cases.isSizeHidden(g))
                .mapToObj(groups::get)
                .findFirst();
    }

    /**
     * How many were judged, in words; empty where that is not told: with the other groups it would tell of one whose
     * size is hidden, or of few patients who are in two groups. Where every size is told it is their sum.
     */
    public Optional<String> total() {
        HarmContent.Sizes sizes = content.sizes();
        return isTotalTold()
                ? Optional.of(Digits.counted(sizes.judgedImages(), "image", "images") + " of "
                        + Digits.counted(sizes.judgedPatients(), "patient", "patients"))
                : Optional.empty();
    }

    private boolean isTotalTold() {
        HarmContent.Sizes sizes = content.sizes();
        int inGroups =
                sizes.groups().stream().mapToInt(HarmContent.Group::patients).sum();
        return sizes.groups().stream().allMatch(group -> size(group.name()).isPresent())
                && (isInternal() || !SmallestGroups.isFew(inGroups - sizes.judgedPatients()));
    }

    private boolean areAllExact() {
        return content.assessment().findings().stream()
                .allMatch(finding -> isExact(finding, true) && isExact(finding, false));
    }

    /** Whether of every group the share of those with a finding, or without it, that were called is told as it is. */
    private boolean isExact(HarmAssessment.OfFinding finding, boolean with) {
        return finding.groups().stream()
                .allMatch(group -> share(finding, group, with).form() == Form.EXACT);
    }

    /** Whether any rate is told as less than it is. */
    public boolean hidesAnything() {
        return content.assessment().findings().stream()
                .anyMatch(finding -> content.plan().rates().stream().anyMatch(rate -> !isRangeTold(finding, rate)));
    }

    /** Whether anything at all is hidden: a rate, a size, what all have together, a curve, or a count of a remark. */
    public boolean holdsBack() {
        return !isTotalTold()
                || content.remarks().stream()
                        .anyMatch(remark -> !remark.sentence().equals(remark.shared()))
                || !areAllExact()
                || hidesAnything()
                || !new AlongTold(content, this).reasons().isEmpty();
    }

    /** How many rows a rate of a group is a share of; empty where that is not told. */
    public OptionalLong rows(HarmAssessment.OfFinding finding, HarmAssessment.OfGroup group, Rate rate) {
        return share(finding, group, rate).form() == Form.WITHHELD
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(rate.denominator(CasesTold.rows(group))));
    }

    /** How a rate of a group is told. */
    public ToldShare share(HarmAssessment.OfFinding finding, HarmAssessment.OfGroup group, Rate rate) {
        ToldShare with = share(finding, group, true);
        ToldShare without = share(finding, group, false);
        return switch (rate) {
            case TRUE_POSITIVE -> with;
            case FALSE_NEGATIVE -> with.turned();
            case FALSE_POSITIVE -> without;
            case TRUE_NEGATIVE -> without.turned();
            case POSITIVE_PREDICTIVE_VALUE, NEGATIVE_PREDICTIVE_VALUE, SELECTION, PREVALENCE ->
                with.form() == Form.EXACT && without.form() == Form.EXACT
                        ? ToldShare.exact(rate.of(CasesTold.rows(group)).valueOr(0))
                        : ToldShare.WITHHELD;
        };
    }

    /** Cases with the finding, or without it, that were called. */
    private ToldShare share(HarmAssessment.OfFinding finding, HarmAssessment.OfGroup group, boolean with) {
        Outcomes rows = CasesTold.rows(group);
        Outcomes patients = CasesTold.patients(group);
        int called = (int) (with ? rows.truePositives() : rows.falsePositives());
        int others = (int) (with ? rows.falseNegatives() : rows.trueNegatives());
        if (cases == null) {
            return called + others == 0 ? ToldShare.exact(0) : ToldShare.exact(called / (double) (called + others));
        }
        if (group.cells().isEmpty()
                || cases.areCasesHidden(finding, finding.groups().indexOf(group), with)) {
            return ToldShare.WITHHELD;
        }
        boolean isOfFew = SmallestGroups.isFew(with ? patients.truePositives() : patients.falsePositives())
                || SmallestGroups.isFew(with ? patients.falseNegatives() : patients.trueNegatives());
        return ToldShare.of(called, others, isOfFew, CasesTold.SMALLEST);
    }

    /**
     * Whether the AUC of a group may be told: where both rates are told as they are, since of scores with two values it
     * is their mean and would tell of a hidden one by the other.
     */
    public boolean isAucTold(HarmAssessment.OfFinding finding, HarmAssessment.OfGroup group) {
        return share(finding, group, true).form() == Form.EXACT
                && share(finding, group, false).form() == Form.EXACT;
    }

    /** How a gap is told: as it is, between two ends, or not at all. */
    public ToldShare gap(HarmAssessment.OfFinding finding, HarmAssessment.Gap gap) {
        return share(finding, finding.group(gap.group()), gap.rate())
                .less(share(finding, finding.group(gap.reference()), gap.rate()));
    }

    /** Whether it may be told how many images would settle a gap, which follows from its rates. */
    public boolean isSizeTold(HarmAssessment.OfFinding finding, HarmAssessment.Gap gap) {
        return gap.rowsNeeded().isPresent() && gap(finding, gap).form() == Form.EXACT;
    }

    /** Whether the highest less the lowest rate, and who has it, may be told: where every group's rate is. */
    boolean isRangeTold(HarmAssessment.OfFinding finding, Rate rate) {
        return finding.groups().stream()
                .allMatch(group -> share(finding, group, rate).form() == Form.EXACT);
    }
}
