package org.subtext.report.disclosure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.subtext.assessment.SubgroupTable;
import org.subtext.report.disclosure.SmallCells.Movement;

/**
 * What may be told of the groups of one column: their patients, and the shares and bounds that give away how many of
 * the class in question they hold. An interval of a share holds its denominator, as Wilson's does; so sensitivity and
 * specificity publish the table of groups by class, and are decided as its cells.
 */
public final class GroupCounts {
    private final SubgroupTable table;
    private final int smallest;
    private final SmallCells cells;
    private final boolean areClassesKnown;
    private final int inQuestion;

    /** Classes that some patient has. */
    private final Set<Integer> present;

    private GroupCounts(
            SubgroupTable table,
            int smallest,
            SmallCells cells,
            boolean areClassesKnown,
            int inQuestion,
            Set<Integer> present) {
        this.inQuestion = inQuestion;
        this.present = Set.copyOf(present);
        this.table = table;
        this.smallest = smallest;
        this.cells = cells;
        this.areClassesKnown = areClassesKnown;
    }

    /**
     * What is hidden elsewhere.
     *
     * @param groups by position: their patients are hidden
     * @param ofClass by position: their patients of the class are hidden
     */
    public record Elsewhere(Set<Integer> groups, Set<Integer> ofClass) {
        public Elsewhere {
            groups = Set.copyOf(groups);
            ofClass = Set.copyOf(ofClass);
        }
    }

    /**
     * Decides.
     *
     * @param c the class whose sensitivity and specificity stand in the table
     */
    public static GroupCounts of(SubgroupTable table, HiddenClasses classes, int c, int smallest, Elsewhere elsewhere) {
        int all = classes.patients().stream().mapToInt(Integer::intValue).sum();
        int ofClass = classes.patients().get(c);
        boolean known =
                table.rows().stream().noneMatch(row -> row.classPatients().isEmpty());
        List<List<Integer>> counts = new ArrayList<>();
        for (SubgroupTable.Row row : table.rows()) {
            int positive = known ? row.classPatients().get(c) : 0;
            int others = known
                    ? row.classPatients().stream().mapToInt(Integer::intValue).sum() - positive
                    : row.patients();
            counts.add(List.of(positive, others));
        }
        int restOfClass = ofClass - counts.stream().mapToInt(row -> row.get(0)).sum();
        int restOfOthers =
                all - ofClass - counts.stream().mapToInt(row -> row.get(1)).sum();
        boolean overlap = restOfClass < 0 || restOfOthers < 0;
        boolean hasRest = !overlap && known && restOfClass + restOfOthers > 0;
        if (hasRest) {
            counts.add(List.of(restOfClass, restOfOthers));
        }
        SmallCells.Draft draft = new SmallCells.Draft(counts, smallest);
        if (overlap || !known) {
            draft.columnTotals(Movement.UNSAID);
        } else {
            draft.columnTotal(0, classes.movement(c)).columnTotal(1, classes.movementOfOthers(c));
        }
        draft.total(overlap ? Movement.UNSAID : classes.total());
        for (int g = 0; g < table.rows().size(); g++) {
            SubgroupTable.Row row = table.rows().get(g);
            int others = all - row.patients();
            if (elsewhere.groups().contains(g) || others > 0 && others < smallest) {
                draft.rowTotal(g, Movement.HIDDEN);
            }
            if (!known) {
                draft.cell(g, 0, Movement.UNSAID).cell(g, 1, Movement.UNSAID);
            } else if (elsewhere.ofClass().contains(g)
                    || smallest > 1 && hasNoneOfEither(counts.get(g), ofClass, all)) {
                draft.cell(g, 0, Movement.HIDDEN).cell(g, 1, Movement.HIDDEN);
            }
        }
        Set<Integer> present = IntStream.range(0, classes.patients().size())
                .filter(k -> classes.patients().get(k) > 0)
                .boxed()
                .collect(Collectors.toSet());
        return new GroupCounts(table, smallest, draft.decide(), known, c, present);
    }

    /** A group that has none of the class, or of the others, is not told apart from one that has few of them. */
    private static boolean hasNoneOfEither(List<Integer> ofGroup, int ofClass, int all) {
        return ofClass > 0 && ofGroup.get(0) == 0 || all > ofClass && ofGroup.get(1) == 0;
    }

    /** None of a class that others have is too few as well. */
    private boolean hasSmallClass(SubgroupTable.Row row) {
        return IntStream.range(0, row.classPatients().size())
                .anyMatch(k -> present.contains(k) && row.classPatients().get(k) < smallest);
    }

    public SubgroupTable table() {
        return table;
    }

    /** Whether the group's patients are hidden. */
    public boolean isHidden(int group) {
        return cells.isRowTotalHidden(group);
    }

    /** Groups in the order of a table: those whose patients are told by size, then, by name, those whose are hidden. */
    public List<Integer> order() {
        return IntStream.range(0, table.rows().size())
                .boxed()
                .sorted(Comparator.comparing(this::isHidden)
                        .thenComparing(
                                g -> isHidden(g) ? 0 : -table.rows().get(g).patients())
                        .thenComparing(g -> table.rows().get(g).value()))
                .toList();
    }

    /** Whether the group's patients of the class, or of the others, are hidden: neither share is told. */
    public boolean areSharesHidden(int group) {
        return !areClassesKnown || isHidden(group) || cells.isHidden(group, 0) || cells.isHidden(group, 1);
    }

    /** Cases that the group's sensitivity is a share of; −1 in results that do not know. */
    public int casesOfClass(int group) {
        List<Integer> cases = cases(group);
        return cases.isEmpty() ? -1 : cases.get(inQuestion);
    }

    /** Cases that the group's specificity is a share of; −1 in results that do not know. */
    public int casesOfOthers(int group) {
        List<Integer> cases = cases(group);
        return cases.isEmpty() ? -1 : cases.stream().mapToInt(Integer::intValue).sum() - cases.get(inQuestion);
    }

    private List<Integer> cases(int group) {
        SubgroupTable.Row row = table.rows().get(group);
        return row.classCases().isEmpty() && row.cases() == row.patients() ? row.classPatients() : row.classCases();
    }

    /** Whether the group, or a class in it, is too small for an estimate of its own. */
    public boolean isTooSmall(int group) {
        SubgroupTable.Row row = table.rows().get(group);
        return row.patients() > 0 && row.patients() < smallest || smallest > 1 && hasSmallClass(row);
    }
}
