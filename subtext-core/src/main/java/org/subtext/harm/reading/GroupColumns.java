package org.subtext.harm.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.SmallestGroups;
import org.subtext.harm.FindingTable;
import org.subtext.harm.HarmPlan.Comparison;
import org.subtext.predictions.ScoreCells;
import org.subtext.predictions.ScoreConflicts;
import org.subtext.predictions.ScorePlan;
import org.subtext.predictions.ScoreRows;
import org.subtext.problems.Argument;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import org.subtext.tables.ConflictPolicy;
import org.subtext.tables.GroupNames;
import org.subtext.tables.NotRecorded;
import org.subtext.tables.RecordedAges;
import org.subtext.tables.Wording;
import org.subtext.tables.Wordings;

/** The groups of the attribute and of the strata, one an image; empty where nothing is recorded. */
record GroupColumns(TablePlan plan, Comparison comparison, ScoreCells cells, Problems problems) {
    /** Refuses columns that are not there. */
    void check() {
        if (comparison.hasGroups()) {
            cells.require(comparison.attribute(), PlanKey.COHORT_ATTRIBUTE, problems);
        }
        comparison.strata().forEach(column -> cells.require(column, Argument.HARM_WITHIN, problems));
        plan.recorded().keySet().forEach(column -> cells.require(column, Argument.SCORES_RECORDED, problems));
    }

    /**
     * Reads them, one value an image.
     *
     * @param firstRows of the images
     * @param patients whose an image is
     * @param remarks receives what was made of values
     */
    Map<String, List<String>> read(int[] firstRows, IntFunction<String> patients, List<Remark> remarks) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        List<String> columns = new ArrayList<>(comparison.strata());
        if (comparison.hasGroups()) {
            columns.add(0, comparison.attribute());
        } else {
            groups.put(comparison.attribute(), Collections.nCopies(firstRows.length, Comparison.EVERYBODY));
        }
        List<String> whose =
                IntStream.range(0, firstRows.length).mapToObj(patients).toList();
        for (String column : columns) {
            List<@Nullable String> own = new ArrayList<>(firstRows.length);
            for (int row : firstRows) {
                own.add(cells.get(column, row));
            }
            Wordings values =
                    Wordings.of(own, NotRecorded.except(plan.recorded().getOrDefault(column, List.of())));
            GroupNames names = GroupNames.of(column, values, own, SmallestGroups.MOST_OF_A_COLUMN);
            remarks.addAll(names.remarks(whose, Argument.SCORES_RECORDED));
            RecordedAges.oddOnes(column, own).ifPresent(remarks::add);
            groups.put(
                    column,
                    names.ofCells().stream()
                            .map(group -> Objects.requireNonNullElse(group, ""))
                            .toList());
        }
        return groups;
    }

    /** The reference as the table writes it; a name that no group has is a problem. */
    String reference(List<String> groups) {
        if (!comparison.hasGroups()) {
            return Comparison.EVERYBODY;
        }
        TreeSet<String> names = new TreeSet<>();
        groups.forEach(group -> names.add(group.isEmpty() ? FindingTable.NOT_RECORDED : group));
        requireSeveral(names);
        String asked = Wording.folded(comparison.reference());
        for (String name : names) {
            if (Wording.folded(name).equals(asked)) {
                return name;
            }
        }
        problems.add((comparison.reference().isEmpty()
                        ? Sentence.of("No group is named that the others are compared with")
                        : Sentence.of("There is no group \"" + comparison.reference() + "\" in column "
                                + comparison.attribute()))
                .and(". Groups: " + String.join(", ", names) + ". Name one: ")
                .set(Argument.HARM_REFERENCE, names.isEmpty() ? "GROUP" : names.first())
                .and("."));
        return comparison.reference();
    }

    /**
     * Refuses a column of names or numbers of people: more values than are assessed, none of which has enough patients.
     * Groups are told by name, whoever has few.
     */
    void refusePeople(List<String> groups, IntFunction<String> patients) {
        Map<String, Set<String>> whose = new HashMap<>();
        for (int image = 0; image < groups.size(); image++) {
            whose.computeIfAbsent(groups.get(image), name -> new HashSet<>()).add(patients.apply(image));
        }
        if (whose.remove(GroupNames.BEYOND) == null) {
            return;
        }
        whose.remove("");
        if (whose.values().stream().allMatch(own -> own.size() < comparison.leastPatients())) {
            problems.add(Sentence.of("Column " + comparison.attribute() + " has more than "
                            + SmallestGroups.MOST_OF_A_COLUMN + " values, and the groups told by name have fewer than "
                            + comparison.leastPatients()
                            + " patients each, as names of people have. Bring values together"
                            + " in the table, or name another column: ")
                    .set(PlanKey.COHORT_ATTRIBUTE, "COLUMN")
                    .and("."));
        }
    }

    private void requireSeveral(TreeSet<String> names) {
        if (names.size() < 2) {
            problems.add(Sentence.of("Column " + comparison.attribute() + " holds one group ("
                            + String.join(", ", names) + "), and groups are compared. Name another column: ")
                    .set(PlanKey.COHORT_ATTRIBUTE, "COLUMN")
                    .and("."));
        }
    }

    /**
     * Gives patients of several groups one, by the plan's policy, or none; where the plan has no policy they stay as
     * they are, which is said.
     *
     * @param groups of all images, changed in place
     * @param firstRows of the images
     */
    void settle(List<String> groups, int[] firstRows, IntFunction<String> patients, List<Remark> remarks) {
        ConflictPolicy policy = plan.ids().conflicts();
        if (policy == null) {
            remarkOnSeveral(groups, patients, remarks);
            return;
        }
        List<String> names = List.copyOf(new TreeSet<>(groups));
        int[] labels = groups.stream()
                .mapToInt(group -> group.isEmpty() ? -1 : names.indexOf(group))
                .toArray();
        int[] before = labels.clone();
        ScorePlan asked =
                ScorePlan.of(plan.file(), comparison.attribute()).withRows(ScoreRows.ALL.withConflicts(policy, null));
        new ScoreConflicts(asked, cells, problems)
                .settle(labels, patients::apply)
                .ifPresent(remarks::add);
        for (int image = 0; image < labels.length; image++) {
            if (labels[image] != before[image]) {
                groups.set(image, labels[image] < 0 ? LEFT_OUT : names.get(labels[image]));
            }
        }
    }

    /** Stands in the place of a group where the policy leaves a patient out. */
    static final String LEFT_OUT = "\u0000";

    private void remarkOnSeveral(List<String> groups, IntFunction<String> patients, List<Remark> remarks) {
        Map<String, String> groupOf = new LinkedHashMap<>();
        TreeSet<String> several = new TreeSet<>();
        for (int image = 0; image < groups.size(); image++) {
            String patient = patients.apply(image);
            String before = groupOf.putIfAbsent(patient, groups.get(image));
            if (before != null && !before.equals(groups.get(image))) {
                several.add(patient);
            }
        }
        if (several.isEmpty()) {
            return;
        }
        remarks.add(new Remark(
                Remark.Code.PATIENTS_IN_SEVERAL_GROUPS,
                Sentence.EMPTY
                        .counted(several.size(), "patient has", "patients have")
                        .and(" images in several groups of " + comparison.attribute()
                                + ": gaps between such groups have intervals and no permutation test. Where the"
                                + " attribute is one a patient, settle it: ")
                        .set(Argument.SCORES_CONFLICTS, "exclude")
                        .and(".")));
    }

    /** The distinct rows of an image tell one group; else nobody knows which. */
    void refuseContradictions(Images images, List<String> columns) {
        for (String column : columns) {
            int[] firsts = images.firstRow();
            for (int row = 0; row < cells.rows(); row++) {
                int first = firsts[images.ofRow()[row]];
                if (!key(cells.get(column, row)).equals(key(cells.get(column, first)))) {
                    problems.add(
                            "several values of " + column,
                            "Rows " + cells.table().rowNumber(first) + " and "
                                    + cells.table().rowNumber(row) + " are of one image and differ in column " + column
                                    + ".",
                            "Expected one value an image. Correct it, or name the right column of images.");
                }
            }
        }
    }

    private static String key(@Nullable String cell) {
        return cell == null || NotRecorded.is(cell) ? "" : Wording.folded(cell);
    }

    /** Positions of images that stay. */
    static int[] kept(List<String> groups) {
        int[] kept = new int[groups.size()];
        int count = 0;
        for (int image = 0; image < kept.length; image++) {
            if (!groups.get(image).equals(LEFT_OUT)) {
                kept[count++] = image;
            }
        }
        return Arrays.copyOf(kept, count);
    }
}
