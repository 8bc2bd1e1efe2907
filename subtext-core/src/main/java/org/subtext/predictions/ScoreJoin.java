package org.subtext.predictions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.ColumnNames;
import org.subtext.cohort.SmallestGroups;
import org.subtext.joins.KeyMatch;
import org.subtext.joins.KeySide;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import org.subtext.tables.Column;
import org.subtext.tables.NotRecorded;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;

/**
 * What is said of the join of a score table with a second one: refused where no row matches, remarked on where some do
 * not, by class where the truth tells it.
 *
 * @param on the column that both have
 * @param match of the rows of both
 */
public record ScoreJoin(ScorePlan plan, Table table, Table second, String on, KeyMatch match) {
    /** From this difference of shares on, classes are said to differ. */
    private static final double DIFFERS = 0.1;

    /** How many rows of a class match. */
    private record Share(String name, int matched, int rows) {
        double value() {
            return (double) matched / rows;
        }

        boolean isTold() {
            return told(matched) && told(rows - matched);
        }

        private static boolean told(int count) {
            return count == 0 || count >= SmallestGroups.TOLD;
        }
    }

    /** Reads the second table of a plan; null where there is none, or no column to join by, which is a problem. */
    public static @Nullable ScoreJoin read(ScorePlan plan, Table table, Problems problems) throws IOException {
        SecondTable named = plan.second();
        if (named == null) {
            return null;
        }
        String on = named.on();
        Table second = TableReader.read(named.file());
        if (on == null) {
            List<String> shared = table.names().stream().filter(second::has).toList();
            problems.add(Sentence.of("A second file is joined, but not by which column. "
                            + (shared.isEmpty()
                                    ? "The two files share no column: give a column the same name in both, and name"
                                            + " it: "
                                    : "Both have: " + String.join(", ", shared) + ". Name it: "))
                    .set(Argument.SCORES_ON, "COLUMN")
                    .and("."));
            return null;
        }
        ColumnNames.require(table, on, Argument.SCORES_ON, problems);
        ColumnNames.require(second, on, Argument.SCORES_ON, problems);
        if (!table.has(on) || !second.has(on)) {
            return null;
        }
        ScoreJoin join = ScoreJoin.of(plan, table, second, on);
        join.refuseNone(problems);
        return join;
    }

    static ScoreJoin of(ScorePlan plan, Table table, Table second, String on) {
        KeyMatch.Names names = on.equals(plan.patient()) ? KeyMatch.Names.PATIENTS : KeyMatch.Names.IMAGES;
        return new ScoreJoin(plan, table, second, on, KeyMatch.of(side(table, on), side(second, on), names));
    }

    private static KeySide side(Table table, String on) {
        Column keys = table.column(on);
        List<@Nullable String> cells = new ArrayList<>(table.rows());
        for (int row = 0; row < table.rows(); row++) {
            cells.add(keys.get(row));
        }
        return KeySide.ofRows(String.valueOf(table.source().getFileName()), cells);
    }

    /** Refuses a join that matches nothing. */
    void refuseNone(Problems problems) {
        if (match.isNone()) {
            problems.add(
                    Sentence.of("No value of " + on + " in " + table.source() + " occurs in " + second.source() + ".")
                            .and(match.cause())
                            .and(" Write the values alike in both files, or name another column that both have: ")
                            .set(Argument.SCORES_ON, "COLUMN")
                            .and("."));
        }
    }

    /** Says of a join that matches some rows what it lost, beside what went wrong for want of them. */
    public void explain(Problems problems) {
        if (match.isPartial()) {
            problems.add(Sentence.of(match.counts() + ".")
                    .and(match.cause())
                    .and(" Complete ")
                    .and(Argument.SCORES_JOIN)
                    .and(", or write the values alike in both files."));
        }
    }

    /** What a reader should know of the rows without a match. */
    public List<Remark> remarks() {
        if (match.leftUnmatched() == 0) {
            return List.of();
        }
        List<Remark> remarks = new ArrayList<>();
        remarks.add(new Remark(Remark.Code.ROWS_WITHOUT_MATCH, match.unmatched("the joined table")));
        byClass().ifPresent(remarks::add);
        return remarks;
    }

    /** Whether classes lose unequal shares, on the side that has the truth. */
    private Optional<Remark> byClass() {
        boolean here = table.has(plan.truth());
        Table told = here ? table : second;
        if (!told.has(plan.truth())) {
            return Optional.empty();
        }
        List<Share> shares = shares(told, here ? second : table).stream()
                .sorted(Comparator.comparingDouble(Share::value))
                .toList();
        if (shares.size() < 2) {
            return Optional.empty();
        }
        Share least = shares.get(0);
        Share most = shares.get(shares.size() - 1);
        boolean areAlike = most.value() - least.value() < DIFFERS;
        if (areAlike && !here) {
            return Optional.of(Remark.of(
                    Remark.Code.MATCHES_DIFFER_BY_CLASS,
                    "Whether rows of one " + plan.truth() + " lack a match more often than others cannot be told: that"
                            + " stands in the joined table alone, which does not have them."));
        }
        Sentence sentence = Sentence.of("Rows that match, by " + plan.truth() + ": ");
        if (areAlike) {
            sentence = sentence.and("about the same share of every class.");
        } else if (shares.stream().allMatch(Share::isTold)) {
            for (int i = 0; i < shares.size(); i++) {
                sentence = sentence.and(i == 0 ? "" : ", ")
                        .counted(shares.get(i).matched, "of", "of")
                        .and(" " + shares.get(i).rows + " " + shares.get(i).name);
            }
            sentence = sentence.and(". What is assessed is what is left.");
        } else {
            sentence = sentence.and("the largest share of " + most.name + ", the smallest of " + least.name
                    + ". What is assessed is what is left.");
        }
        return Optional.of(new Remark(Remark.Code.MATCHES_DIFFER_BY_CLASS, sentence));
    }

    private List<Share> shares(Table told, Table other) {
        Column truth = told.column(plan.truth());
        Column keys = told.column(on);
        Set<String> others = Set.copyOf(other.column(on).distinct(Integer.MAX_VALUE));
        Map<String, int[]> counts = new TreeMap<>();
        for (int row = 0; row < told.rows(); row++) {
            String cell = truth.get(row);
            if (cell != null && !NotRecorded.is(cell)) {
                int[] of = counts.computeIfAbsent(plan.classes().rename().getOrDefault(cell, cell), c -> new int[2]);
                of[1]++;
                of[0] += others.contains(Objects.requireNonNullElse(keys.get(row), "")) ? 1 : 0;
            }
        }
        return counts.entrySet().stream()
                .map(entry -> new Share(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
                .toList();
    }
}
