package org.subtext.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.ClassAssessment;
import org.subtext.assessment.ExperimentAssessment;
import org.subtext.assessment.LevelAssessment;
import org.subtext.assessment.SubgroupTable;
import org.subtext.report.disclosure.GroupCounts;
import org.subtext.report.disclosure.HiddenClasses;
import org.subtext.report.disclosure.SmallCells;
import org.subtext.report.disclosure.SmallCells.Movement;

/**
 * Which counts of a report are told. All its tables are decided together: a size that one of them must hide is hidden
 * in all, until nothing changes any more.
 */
final class CountsTold {
    private static final int MOST_ROUNDS = 50;

    private final ReportContent content;
    private final int smallest;
    private final List<Population> experiments = new ArrayList<>();
    private final @Nullable HiddenClasses cohort;
    private @Nullable SmallCells splitPatients;
    private @Nullable SmallCells splitImages;
    private List<SmallCells> categorical = List.of();

    /** What is decided of one experiment. */
    private static final class Population {
        final ExperimentAssessment experiment;
        final LevelAssessment level;
        final HiddenClasses classes;

        @Nullable SmallCells confusion;

        List<GroupCounts> groups = List.of();

        Population(ExperimentAssessment experiment, LevelAssessment level, int smallest) {
            this.experiment = experiment;
            this.level = level;
            classes = new HiddenClasses(patients(level), smallest);
        }
    }

    private CountsTold(ReportContent content) {
        this.content = content;
        Assessment assessment = content.assessment();
        smallest = assessment.plan().smallestCell();
        for (ExperimentAssessment one : assessment.experiments()) {
            experiments.add(new Population(one, one.level(assessment.plan().primaryUnit()), smallest));
        }
        List<Integer> inCohort = cohortPatients(content);
        cohort = inCohort.isEmpty() ? null : new HiddenClasses(inCohort, smallest);
        boolean isNews = true;
        for (int round = 0; isNews && round < MOST_ROUNDS; round++) {
            isNews = decide();
        }
    }

    /** Decides for the smallest cell of the content's plan; 0 or 1 tells everything. */
    static CountsTold of(ReportContent content) {
        return new CountsTold(content);
    }

    HiddenClasses classes(int experiment) {
        return experiments.get(experiment).classes;
    }

    /** Readings against recorded classes, {@code [read][recorded]}; null where there is no such table. */
    @Nullable SmallCells confusion(int experiment) {
        return experiments.get(experiment).confusion;
    }

    GroupCounts groups(int experiment, int column) {
        return experiments.get(experiment).groups.get(column);
    }

    /** Columns of groups of the first experiment of which one is hidden. */
    Set<String> hiddenColumns() {
        Set<String> columns = new HashSet<>();
        for (GroupCounts column : experiments.get(0).groups) {
            for (int g = 0; g < column.table().rows().size(); g++) {
                if (column.isHidden(g)) {
                    columns.add(column.table().column());
                }
            }
        }
        return columns;
    }

    /** The classes of the whole cohort; those of the first experiment where no more is known. */
    HiddenClasses cohort() {
        return cohort == null ? experiments.get(0).classes : cohort;
    }

    /** Patients of the split, {@code [part][class]}; null without a split. */
    @Nullable SmallCells splitPatients() {
        return splitPatients;
    }

    boolean isSplitHidden(int part, int c) {
        return splitPatients != null && splitPatients.isHidden(part, c)
                || splitImages != null && splitImages.isHidden(part, c);
    }

    /** Whether the size of any part is hidden. */
    boolean isAnyPartHidden() {
        SplitSummary split = content.split();
        for (int part = 0; split != null && part < split.parts().size(); part++) {
            if (splitPatients != null && splitPatients.isRowTotalHidden(part)) {
                return true;
            }
        }
        return cohort().isTotalHidden();
    }

    SmallCells categorical(int column) {
        return categorical.get(column);
    }

    private static List<Integer> patients(LevelAssessment level) {
        return level.classes().stream().map(ClassAssessment::positivePatients).toList();
    }

    private static List<Integer> cohortPatients(ReportContent content) {
        Characteristics who = content.characteristics();
        if (who != null) {
            return who.patients();
        }
        SplitSummary split = content.split();
        if (split == null || split.parts().isEmpty()) {
            return List.of();
        }
        List<Integer> sums = new ArrayList<>();
        for (int c = 0; c < split.classes().size(); c++) {
            int column = c;
            sums.add(split.parts().stream()
                    .mapToInt(part -> part.patients().get(column))
                    .sum());
        }
        return sums;
    }

    private boolean decide() {
        boolean isNews = share();
        for (Population one : experiments) {
            isNews |= decideConfusion(one);
            isNews |= decideGroups(one);
        }
        if (cohort != null) {
            isNews |= decideSplit(cohort);
            isNews |= decideCharacteristics(cohort);
        }
        return isNews;
    }

    /** Populations of the same sizes are one, as far as anybody can tell. */
    private boolean share() {
        boolean isNews = false;
        List<HiddenClasses> all = new ArrayList<>();
        experiments.forEach(one -> all.add(one.classes));
        if (cohort != null) {
            all.add(cohort);
        }
        for (HiddenClasses one : all) {
            for (HiddenClasses other : all) {
                if (one != other && one.patients().equals(other.patients())) {
                    isNews |= one.hideAll(other);
                }
            }
        }
        return isNews;
    }

    private boolean decideConfusion(Population one) {
        List<List<Integer>> byRecorded = one.level.confusion();
        if (byRecorded.isEmpty()) {
            return false;
        }
        SmallCells.Draft draft = new SmallCells.Draft(transposed(byRecorded), smallest)
                .rowTotals(Movement.UNSAID)
                .total(one.classes.total());
        SmallCells cells = withClasses(draft, one.classes).decide();
        one.confusion = cells;
        return hiddenByTable(cells, one.classes);
    }

    private static List<List<Integer>> transposed(List<List<Integer>> counts) {
        List<List<Integer>> turned = new ArrayList<>();
        for (int column = 0; column < counts.get(0).size(); column++) {
            int at = column;
            turned.add(counts.stream().map(row -> row.get(at)).toList());
        }
        return turned;
    }

    private static SmallCells.Draft withClasses(SmallCells.Draft draft, HiddenClasses classes) {
        for (int c = 0; c < classes.patients().size(); c++) {
            draft.columnTotal(c, classes.movement(c));
        }
        return draft;
    }

    private static boolean hiddenByTable(SmallCells cells, HiddenClasses classes) {
        boolean isNews = false;
        for (int c = 0; c < classes.patients().size(); c++) {
            isNews |= cells.isColumnTotalHidden(c) && classes.hide(c);
        }
        return cells.isTotalHidden() && classes.hideTotal() || isNews;
    }

    private boolean decideGroups(Population one) {
        int inQuestion = SubgroupTable.classInQuestion(one.level.classes().size());
        Set<Integer> hiddenCounts = new HashSet<>();
        int all = one.classes.patients().stream().mapToInt(Integer::intValue).sum();
        for (GroupCounts column : one.groups) {
            for (int g = 0; g < column.table().rows().size(); g++) {
                if (column.isHidden(g)) {
                    int count = column.table().rows().get(g).patients();
                    hiddenCounts.addAll(List.of(count, all - count));
                }
            }
        }
        List<GroupCounts> decided = new ArrayList<>();
        boolean isNews = one.groups.isEmpty() && !one.experiment.subgroups().isEmpty();
        for (int column = 0; column < one.experiment.subgroups().size(); column++) {
            SubgroupTable table = one.experiment.subgroups().get(column);
            GroupCounts counts = GroupCounts.of(
                    table,
                    one.classes,
                    inQuestion,
                    smallest,
                    new GroupCounts.Elsewhere(
                            hiddenElsewhere(one, table, hiddenCounts), hiddenOfClass(one, table, inQuestion)));
            isNews |= !one.groups.isEmpty() && differ(one.groups.get(column), counts);
            decided.add(counts);
        }
        one.groups = decided;
        return isNews;
    }

    private static boolean differ(GroupCounts before, GroupCounts now) {
        for (int g = 0; g < now.table().rows().size(); g++) {
            if (before.isHidden(g) != now.isHidden(g) || before.areSharesHidden(g) != now.areSharesHidden(g)) {
                return true;
            }
        }
        return false;
    }

    /** Groups as large as one that another column hides, or as what that leaves: they may be the same patients. */
    private Set<Integer> hiddenElsewhere(Population one, SubgroupTable table, Set<Integer> hiddenCounts) {
        Set<Integer> hidden = new HashSet<>();
        for (int g = 0; g < table.rows().size(); g++) {
            int[] cells = cellsOf(one, table, g);
            boolean inCohort = cells.length > 0
                    && categoricalOf(table) >= 0
                    && categoricalOf(table) < categorical.size()
                    && categorical.get(categoricalOf(table)).isRowTotalHidden(cells[0]);
            if (hiddenCounts.contains(table.rows().get(g).patients()) || inCohort) {
                hidden.add(g);
            }
        }
        return hidden;
    }

    private Set<Integer> hiddenOfClass(Population one, SubgroupTable table, int c) {
        Set<Integer> hidden = new HashSet<>();
        int column = categoricalOf(table);
        for (int g = 0; g < table.rows().size() && column >= 0 && column < categorical.size(); g++) {
            int[] cells = cellsOf(one, table, g);
            if (cells.length > 0 && categorical.get(column).isHidden(cells[0], c)) {
                hidden.add(g);
            }
        }
        return hidden;
    }

    /** The cohort's own column of that name, or -1. */
    private int categoricalOf(SubgroupTable table) {
        Characteristics who = content.characteristics();
        for (int column = 0; who != null && column < who.categorical().size(); column++) {
            if (who.categorical().get(column).column().equals(table.column())) {
                return column;
            }
        }
        return -1;
    }

    /** The row of the cohort's column that counts the same patients as a group; empty where there is none. */
    private int[] cellsOf(Population one, SubgroupTable table, int g) {
        Characteristics who = content.characteristics();
        int column = categoricalOf(table);
        if (who == null
                || column < 0
                || cohort == null
                || !one.classes.patients().equals(cohort.patients())) {
            return new int[0];
        }
        Characteristics.Categorical values = who.categorical().get(column);
        SubgroupTable.Row group = table.rows().get(g);
        int row = values.values().indexOf(group.value());
        boolean same = row >= 0
                && values.patients().get(row).stream()
                                .mapToInt(Integer::intValue)
                                .sum()
                        == group.patients();
        return same ? new int[] {row} : new int[0];
    }

    private boolean decideSplit(HiddenClasses classes) {
        SplitSummary split = content.split();
        if (split == null || split.parts().isEmpty()) {
            return false;
        }
        List<List<Integer>> patients =
                split.parts().stream().map(SplitSummary.Part::patients).toList();
        List<List<Integer>> images =
                split.parts().stream().map(SplitSummary.Part::images).toList();
        SmallCells ofPatients = withTestPart(patients, classes).decide();
        SmallCells ofImages = withTestPart(images, classes).beside(ofPatients).decide();
        splitPatients = withTestPart(patients, classes).beside(ofImages).decide();
        splitImages = ofImages;
        boolean isNews = hiddenByTable(splitPatients, classes);
        Population assessed = experiments.get(0);
        int part = patients.indexOf(assessed.classes.patients());
        for (int c = 0; part >= 0 && c < classes.patients().size(); c++) {
            isNews |= isSplitHidden(part, c) && assessed.classes.hide(c);
        }
        return isNews;
    }

    /** The part that is assessed has the sizes of the first experiment, which its tables may hide. */
    private SmallCells.Draft withTestPart(List<List<Integer>> counts, HiddenClasses classes) {
        SplitSummary split = content.split();
        SmallCells.Draft draft =
                withClasses(new SmallCells.Draft(counts, smallest), classes).total(classes.total());
        Population assessed = experiments.get(0);
        int part = split == null
                ? -1
                : split.parts().stream()
                        .map(SplitSummary.Part::patients)
                        .toList()
                        .indexOf(assessed.classes.patients());
        for (int c = 0; part >= 0 && c < classes.patients().size(); c++) {
            draft.cell(part, c, assessed.classes.movement(c));
        }
        return draft;
    }

    private boolean decideCharacteristics(HiddenClasses classes) {
        Characteristics who = content.characteristics();
        if (who == null) {
            return false;
        }
        boolean isNews = false;
        List<SmallCells> decided = new ArrayList<>();
        for (int column = 0; column < who.categorical().size(); column++) {
            Characteristics.Categorical values = who.categorical().get(column);
            SmallCells.Draft draft = withClasses(new SmallCells.Draft(values.patients(), smallest), classes)
                    .rowTotals(Movement.UNSAID)
                    .total(classes.total());
            publishGroups(draft, column);
            SmallCells cells = draft.decide();
            isNews |= hiddenByTable(cells, classes);
            isNews |= column >= categorical.size() || differ(categorical.get(column), cells, values);
            decided.add(cells);
        }
        categorical = decided;
        return isNews;
    }

    private static boolean differ(SmallCells before, SmallCells now, Characteristics.Categorical values) {
        for (int v = 0; v < values.values().size(); v++) {
            if (before.isRowTotalHidden(v) != now.isRowTotalHidden(v)) {
                return true;
            }
            for (int c = 0; c < values.patients().get(v).size(); c++) {
                if (before.isHidden(v, c) != now.isHidden(v, c)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A group that is assessed by itself has its size printed there: it is the total of the value's row here. */
    private void publishGroups(SmallCells.Draft draft, int column) {
        for (Population one : experiments) {
            for (GroupCounts groups : one.groups) {
                if (categoricalOf(groups.table()) != column) {
                    continue;
                }
                int last = SubgroupTable.classInQuestion(one.level.classes().size());
                for (int g = 0; g < groups.table().rows().size(); g++) {
                    int[] row = cellsOf(one, groups.table(), g);
                    if (row.length == 0) {
                        continue;
                    }
                    draft.rowTotal(row[0], groups.isHidden(g) ? Movement.HIDDEN : Movement.SHOWN);
                    if (groups.areSharesHidden(g)
                            && !groups.table().rows().get(g).classPatients().isEmpty()) {
                        draft.cell(row[0], last, Movement.HIDDEN);
                    }
                }
            }
        }
    }
}
