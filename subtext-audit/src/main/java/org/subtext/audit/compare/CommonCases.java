package org.subtext.audit.compare;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.statistics.Clusters;
import org.subtext.statistics.MulticlassScores;

/**
 * Cases that two tables of predictions share, in the same order in both. A case is one of the primary unit, known by
 * the ids that predictions hold: by patient, and by study or image where that is the unit.
 *
 * @param first scores of the first run
 * @param second scores of the second one, classes in the order of the first
 * @param patients common
 * @param ofFirst patients of the first run alone
 * @param ofSecond patients of the second run alone
 * @param otherImages common patients whose images are not the same in both
 * @param otherTruth common cases of another recorded class in the other run
 * @param classPatients common patients of each class
 */
record CommonCases(
        MulticlassScores first,
        MulticlassScores second,
        int patients,
        int ofFirst,
        int ofSecond,
        int otherImages,
        int otherTruth,
        List<Integer> classPatients) {
    private static final String NEXT = "\u0000";

    /** A case that was scored more than once within a run. */
    static final class RepeatedCaseException extends Exception {
        private static final long serialVersionUID = 1;
    }

    /**
     * Finds them.
     *
     * @param first at image level, of one experiment
     * @param second the same, of the same classes in any order
     * @throws RepeatedCaseException where one run scored a case several times
     */
    static CommonCases of(PredictionTable first, PredictionTable second, AssessmentPlan plan)
            throws RepeatedCaseException {
        PredictionTable a = plan.primaryCases(first);
        PredictionTable b = plan.primaryCases(second);
        Map<String, Integer> inA = byKey(a);
        Map<String, Integer> inB = byKey(b);
        inA.keySet().retainAll(inB.keySet());
        int[] rowsOfA = inA.values().stream().mapToInt(row -> row).toArray();
        int[] rowsOfB =
                inA.keySet().stream().mapToInt(key -> inB.getOrDefault(key, 0)).toArray();
        PredictionTable ofA = a.at(rowsOfA);
        PredictionTable ofB = b.at(rowsOfB);
        int[] clusters = Clusters.dense(
                IntStream.range(0, ofA.size()).mapToObj(ofA::patient).toList());
        Set<String> patients = new HashSet<>(
                IntStream.range(0, ofA.size()).mapToObj(ofA::patient).toList());
        Map<String, Set<String>> imagesOfA = images(first);
        Map<String, Set<String>> imagesOfB = images(second);
        return new CommonCases(
                scores(ofA, ofA, clusters),
                scores(ofB, ofA, clusters),
                patients.size(),
                a.patientCount() - patients.size(),
                b.patientCount() - patients.size(),
                (int) patients.stream()
                        .filter(one -> !imagesOfA.getOrDefault(one, Set.of()).equals(imagesOfB.get(one)))
                        .count(),
                (int) IntStream.range(0, ofA.size())
                        .filter(row -> !ofA.truth(row).equals(ofB.truth(row)))
                        .count(),
                classPatients(ofA));
    }

    /** Rows by their case, in the order of ids, so that draws do not depend on which run comes first. */
    private static Map<String, Integer> byKey(PredictionTable table) throws RepeatedCaseException {
        Map<String, Integer> rows = new TreeMap<>();
        for (int row = 0; row < table.size(); row++) {
            String key = table.patient(row)
                    + (table.unit() == Unit.PATIENT ? "" : NEXT + table.study(row))
                    + (table.unit() == Unit.IMAGE ? NEXT + table.image(row) : "");
            if (rows.put(key, row) != null) {
                throw new RepeatedCaseException();
            }
        }
        return rows;
    }

    private static Map<String, Set<String>> images(PredictionTable table) {
        Map<String, Set<String>> images = new HashMap<>();
        for (int row = 0; row < table.size(); row++) {
            images.computeIfAbsent(table.patient(row), first -> new HashSet<>()).add(table.image(row));
        }
        return images;
    }

    /** Scores of a table, with classes and truth of the first one. */
    static MulticlassScores scores(PredictionTable table, PredictionTable first, int[] clusters) {
        double[][] scores = new double[first.classes().size()][];
        for (int k = 0; k < scores.length; k++) {
            scores[k] = table.scores(table.classes().indexOf(first.classes().get(k)));
        }
        return MulticlassScores.of(first.classes(), scores, first.truths(), clusters);
    }

    private static List<Integer> classPatients(PredictionTable table) {
        Map<String, Set<String>> patients = new HashMap<>();
        for (int row = 0; row < table.size(); row++) {
            patients.computeIfAbsent(table.truth(row), first -> new HashSet<>()).add(table.patient(row));
        }
        return table.classes().stream()
                .map(name -> patients.getOrDefault(name, Set.of()).size())
                .toList();
    }
}
