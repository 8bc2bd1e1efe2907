package org.subtext.report.harm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.subtext.cohort.SmallestGroups;
import org.subtext.harm.HarmAssessment;
import org.subtext.report.disclosure.SmallCells;
import org.subtext.report.disclosure.SmallCells.Movement;
import org.subtext.statistics.groups.Outcomes;

/**
 * Which sizes of groups and which numbers of cases with and without a finding may be told, all findings together.
 *
 * <p>Groups by truth are a table of each finding, whose row totals are the sizes of the groups and are shared by all
 * findings; what one finding has to hide of them is hidden in all. A count of fewer than k rows, or patients, is small;
 * where another group has cases of a truth, so is a group's count of none.
 */
final class CasesTold {
    static final int SMALLEST = SmallestGroups.TOLD;

    private static final int WITH = 0;
    private static final int WITHOUT = 1;
    private static final int LEFT_OUT = 2;

    private final List<HarmContent.Group> groups;
    private final boolean[] hiddenSizes;
    private final Map<String, boolean[][]> hiddenCases = new HashMap<>();

    private CasesTold(HarmContent content) {
        this.groups = content.sizes().groups();
        this.hiddenSizes = new boolean[groups.size()];
        boolean isStable = false;
        while (!isStable) {
            isStable = !decideSizes();
            for (HarmAssessment.OfFinding finding : content.assessment().findings()) {
                isStable &= !decideCases(finding);
            }
        }
    }

    static CasesTold of(HarmContent content) {
        return new CasesTold(content);
    }

    /** Whether the size of a group is hidden. */
    boolean isSizeHidden(int group) {
        return hiddenSizes[group];
    }

    /**
     * Whether the number of a group's cases is hidden.
     *
     * @param with whether those with the finding are asked about
     */
    boolean areCasesHidden(HarmAssessment.OfFinding finding, int group, boolean with) {
        boolean[][] hidden = hiddenCases.get(finding.title());
        return hidden != null && hidden[group][with ? WITH : WITHOUT];
    }

    /** @return whether a size is hidden now that was not before */
    private boolean decideSizes() {
        SmallCells.Draft draft = new SmallCells.Draft(
                groups.stream().map(one -> List.of(one.images())).toList(), SMALLEST);
        for (int g = 0; g < groups.size(); g++) {
            if (hiddenSizes[g] || SmallestGroups.isFew(groups.get(g).patients())) {
                draft.cell(g, 0, Movement.HIDDEN).rowTotal(g, Movement.HIDDEN);
            }
        }
        SmallCells cells = draft.decide();
        boolean isNew = false;
        for (int g = 0; g < hiddenSizes.length; g++) {
            isNew |= hide(g, cells.isHidden(g, 0) || cells.isRowTotalHidden(g));
        }
        return isNew;
    }

    private boolean hide(int group, boolean isHidden) {
        boolean isNew = isHidden && !hiddenSizes[group];
        hiddenSizes[group] |= isHidden;
        return isNew;
    }

    /** @return whether the size of a group is hidden now that was not before */
    private boolean decideCases(HarmAssessment.OfFinding finding) {
        List<List<Integer>> counts = new ArrayList<>();
        for (HarmAssessment.OfGroup group : finding.groups()) {
            Outcomes rows = rows(group);
            counts.add(List.of((int) rows.positives(), (int) rows.negatives(), (int)
                    Math.min(Integer.MAX_VALUE, group.leftOut().rows())));
        }
        SmallCells.Draft draft = new SmallCells.Draft(counts, SMALLEST).columnTotals(Movement.UNSAID);
        for (int g = 0; g < counts.size(); g++) {
            HarmAssessment.OfGroup group = finding.groups().get(g);
            Outcomes patients = patients(group);
            // a patient may be in both cells, so that no more than the larger of them is known of how many there are
            hide(draft, g, WITH, SmallestGroups.isFew(Math.max(patients.truePositives(), patients.falseNegatives())));
            hide(
                    draft,
                    g,
                    WITHOUT,
                    SmallestGroups.isFew(Math.max(patients.falsePositives(), patients.trueNegatives())));
            for (int truth : new int[] {WITH, WITHOUT}) {
                // none is not told apart from few, where another group has some
                boolean isOfOthers = counts.stream().anyMatch(row -> row.get(truth) > 0);
                hide(
                        draft,
                        g,
                        truth,
                        isOfOthers && group.cells().isPresent() && counts.get(g).get(truth) == 0);
            }
            hide(draft, g, LEFT_OUT, SmallestGroups.isFew(group.leftOut().patients()));
            if (hiddenSizes[g]) {
                draft.rowTotal(g, Movement.HIDDEN);
            }
        }
        SmallCells cells = draft.decide();
        boolean[][] hidden = new boolean[counts.size()][2];
        boolean isNew = false;
        for (int g = 0; g < hidden.length; g++) {
            isNew |= hide(g, cells.isRowTotalHidden(g));
            // of a group whose size is hidden, cases of both kinds would give it away
            hidden[g][WITH] = cells.isHidden(g, WITH) || hiddenSizes[g];
            hidden[g][WITHOUT] = cells.isHidden(g, WITHOUT) || hiddenSizes[g];
        }
        hiddenCases.put(finding.title(), hidden);
        return isNew;
    }

    private static void hide(SmallCells.Draft draft, int group, int column, boolean isHidden) {
        if (isHidden) {
            draft.cell(group, column, Movement.HIDDEN);
        }
    }

    static Outcomes rows(HarmAssessment.OfGroup group) {
        return group.cells().map(HarmAssessment.Cells::rows).orElse(new Outcomes(0, 0, 0, 0));
    }

    static Outcomes patients(HarmAssessment.OfGroup group) {
        return group.cells().map(HarmAssessment.Cells::patients).orElse(new Outcomes(0, 0, 0, 0));
    }
}
