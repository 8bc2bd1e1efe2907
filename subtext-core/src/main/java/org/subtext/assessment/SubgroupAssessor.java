package org.subtext.assessment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.subtext.cohort.SmallestGroups;
import org.subtext.predictions.PredictionTable;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.MulticlassScores;
import org.subtext.statistics.Widening;
import org.subtext.statistics.operating.OperatingPoint;

/**
 * AUC within groups of images, at the primary unit: a patient with images in two groups (two views, say) counts in each
 * with those images only. The thresholds are those of the whole experiment, fixed before the groups are looked at.
 */
final class SubgroupAssessor {
    /** The values of a column, all others as one, and what is not recorded; more would be a column of ids. */
    private static final int MOST_GROUPS = SmallestGroups.MOST_OF_A_COLUMN + 2;

    private final AssessmentPlan plan;
    private final Widening widening;

    SubgroupAssessor(AssessmentPlan plan, Widening widening) {
        this.plan = plan;
        this.widening = widening;
    }

    List<SubgroupTable> tables(PredictionTable images, Map<String, Map<String, String>> columns) {
        List<SubgroupTable> tables = new ArrayList<>();
        columns.forEach((column, values) -> tables.add(table(images, column, values)));
        return tables;
    }

    private SubgroupTable table(PredictionTable images, String column, Map<String, String> values) {
        MulticlassScores all = Columns.of(plan.primaryCases(images));
        BinaryScores whole = inQuestion(all);
        Estimate threshold = plan.operatingPoint().on(whole).threshold();
        Map<String, SubgroupTable.Row> rows = new LinkedHashMap<>();
        TreeSet<String> groups = new TreeSet<>(values.values());
        for (String group : groups.stream().limit(MOST_GROUPS).toList()) {
            PredictionTable part = images.where(row -> group.equals(values.get(images.image(row))));
            if (part.size() > 0) {
                rows.put(group, row(group, plan.primaryCases(part), threshold, all.present()));
            }
        }
        List<SubgroupTable.Row> sorted = rows.values().stream()
                .sorted(Comparator.comparingInt((SubgroupTable.Row row) -> -row.patients()))
                .toList();
        return new SubgroupTable(column, sorted);
    }

    /** @param present classes that some patient of some group has, over which the mean is */
    private SubgroupTable.Row row(String group, PredictionTable part, Estimate threshold, int[] present) {
        MulticlassScores scores = Columns.of(part);
        Estimate auc = PatientInterval.ofAuc(scores.oneVersusRest(present), plan.level(), widening);
        OperatingPoint point = OperatingPoint.at(inQuestion(scores), threshold.valueOr(0.5));
        return new SubgroupTable.Row(
                group,
                part.size(),
                scores.clusterCount(),
                auc,
                point.sensitivity(plan.level()),
                point.specificity(plan.level()),
                scores.oneVersusRest().stream()
                        .map(one -> one.clustersWith(true))
                        .toList(),
                scores.oneVersusRest().stream().map(BinaryScores::positives).toList());
    }

    private static BinaryScores inQuestion(MulticlassScores scores) {
        return scores.oneVersusRest(SubgroupTable.classInQuestion(scores.classCount()));
    }
}
