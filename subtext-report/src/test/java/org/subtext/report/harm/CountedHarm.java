package org.subtext.report.harm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.subtext.harm.FindingColumn;
import org.subtext.harm.FindingTable;
import org.subtext.harm.HarmAnswer;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.HarmAssessor;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.OperatingPlan;
import org.subtext.harm.Roles;
import org.subtext.harm.along.AlongAssessor;
import org.subtext.harm.along.RatesAlong;
import org.subtext.harm.beside.BesideAssessor;
import org.subtext.harm.models.ModelDifferences;

/** Runs of harm of which every count is given. */
public final class CountedHarm {
    private CountedHarm() {}

    private static final String[] NAMES = {"few", "large", "middle"};

    /**
     * By group, images with the finding that are called, and not; without it that are called, and not; one a patient.
     */
    public static HarmContent content(int[]... cells) {
        return content(new int[][][] {cells});
    }

    /** The same of each site, within which groups are compared where there are two or more. */
    public static HarmContent content(int[][]... sites) {
        List<String> patients = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        List<String> places = new ArrayList<>();
        List<Boolean> truths = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        List<HarmContent.Group> sizes = new ArrayList<>();
        for (int group = 0; group < sites[0].length; group++) {
            int before = patients.size();
            for (int site = 0; site < sites.length; site++) {
                for (int cell = 0; cell < 4; cell++) {
                    for (int row = 0; row < sites[site][group][cell]; row++) {
                        patients.add("P" + patients.size());
                        groups.add(NAMES[group]);
                        places.add("site " + site);
                        truths.add(cell < 2);
                        scores.add(cell % 2 == 0 ? 0.9 : 0.1);
                    }
                }
            }
            int all = patients.size() - before;
            sizes.add(new HarmContent.Group(NAMES[group], all, all));
        }
        boolean[] known = new boolean[patients.size()];
        Arrays.fill(known, true);
        boolean[] present = new boolean[known.length];
        IntStream.range(0, known.length).forEach(row -> present[row] = truths.get(row));
        FindingTable table = FindingTable.of(
                patients,
                Map.of("group", groups, "site", places),
                List.of(FindingColumn.of(
                        "nodule",
                        known,
                        present,
                        scores.stream().mapToDouble(score -> score).toArray())));
        List<String> strata = sites.length > 1 ? List.of("site") : List.of();
        HarmPlan plan = HarmPlan.of("group", "large")
                .withComparison(
                        one -> new HarmPlan.Comparison(one.attribute(), one.reference(), strata, one.leastPatients()))
                .withOperating(OperatingPlan.fixedAt(0.5))
                .withDraws(20);
        HarmAssessment assessment = HarmAssessor.assess(table, Roles.sameRows(table), plan, 1);
        return new HarmContent(
                plan,
                "",
                HarmContent.Apart.FROM_ELSEWHERE,
                new HarmContent.Sizes(known.length, known.length, known.length, known.length, sizes),
                HarmAnswer.of(assessment),
                assessment,
                BesideAssessor.assess(table, Roles.sameRows(table), plan, assessment, 1),
                ModelDifferences.NONE,
                RatesAlong.NONE,
                List.of());
    }

    /** Rates along ages of 300 patients with and without the finding, all together. */
    public static HarmContent withoutGroups() {
        int rows = 300;
        String all = HarmPlan.Comparison.EVERYBODY;
        boolean[] known = new boolean[rows];
        boolean[] present = new boolean[rows];
        double[] scores = new double[rows];
        double[] ages = new double[rows];
        for (int row = 0; row < rows; row++) {
            known[row] = true;
            present[row] = row % 2 == 0;
            scores[row] = row * 7_919 % 1_009 < (present[row] ? 700 : 300) ? 0.9 : 0.1;
            ages[row] = 20 + row * 37 % 70;
        }
        HarmPlan plan = HarmPlan.ofNumbers(List.of(new HarmPlan.Along("age", List.of(40.0, 70.0))))
                .withOperating(OperatingPlan.fixedAt(0.5))
                .withDraws(20);
        FindingTable table = FindingTable.of(
                        IntStream.range(0, rows).mapToObj(row -> "P" + row).toList(),
                        Map.of(plan.comparison().attribute(), Collections.nCopies(rows, all)),
                        List.of(FindingColumn.of("nodule", known, present, scores)))
                .withNumbers(Map.of("age", ages));
        Roles roles = Roles.sameRows(table);
        HarmAssessment assessment = HarmAssessor.assess(table, roles, plan, 1);
        return new HarmContent(
                plan,
                "",
                HarmContent.Apart.FROM_ELSEWHERE,
                new HarmContent.Sizes(rows, rows, rows, rows, List.of(new HarmContent.Group(all, rows, rows))),
                HarmAnswer.of(assessment),
                assessment,
                BesideAssessor.assess(table, roles, plan, assessment, 1),
                ModelDifferences.NONE,
                AlongAssessor.assess(table, roles, plan, assessment, 1),
                List.of());
    }
}
