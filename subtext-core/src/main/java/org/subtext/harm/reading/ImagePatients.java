package org.subtext.harm.reading;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.identities.Evidence;
import org.subtext.identities.IdColumn;
import org.subtext.identities.IdKind;
import org.subtext.identities.IdProblems;
import org.subtext.identities.IdRemarks;
import org.subtext.identities.Identities;
import org.subtext.predictions.ScoreCells;
import org.subtext.predictions.ScorePlan;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;

/** Whose the images of a table are, judged as the ids of a cohort are. */
record ImagePatients(TablePlan plan, ScoreCells cells, Problems problems, List<Remark> remarks) {
    /** Refuses a column that is not there, and none. */
    void check() {
        String patient = plan.ids().patient();
        if (patient == null) {
            problems.add(Sentence.of(
                            "Intervals and tests rest on patients, and no column of patient ids is named. Name it: ")
                    .set(Argument.SCORES_PATIENT, "COLUMN")
                    .and("; or, if each row is another patient, say so: ")
                    .set(Argument.SCORES_PATIENT, ScorePlan.EACH_ROW)
                    .and(". Columns: " + String.join(", ", cells.names()) + "."));
        } else if (!eachImageIsOne()) {
            cells.require(patient, Argument.SCORES_PATIENT, problems);
        }
    }

    /** Whether it was said that each image is a patient; a column that is called so is a column. */
    boolean eachImageIsOne() {
        return ScorePlan.EACH_ROW.equals(plan.ids().patient()) && !cells.names().contains(ScorePlan.EACH_ROW);
    }

    /**
     * The patient of each image; null where nobody knows, which is a problem of images that have a truth.
     *
     * @param ofFinding what truths say, by finding and image
     */
    @Nullable String[] of(Images images, Map<String, FindingStatus[]> ofFinding) throws IOException {
        @Nullable String[] patients = new String[images.count()];
        if (eachImageIsOne()) {
            for (int image = 0; image < patients.length; image++) {
                int row = images.firstRow()[image];
                String name =
                        plan.ids().image() == null ? null : cells.get(plan.ids().image(), row);
                patients[image] = name == null ? "row " + cells.table().rowNumber(row) : name;
            }
            remarks.add(Remark.of(
                    Remark.Code.ROWS_TAKEN_FOR_PATIENTS,
                    "Each " + (plan.columns().longForm() == null ? "row" : "image") + " counts as a patient, as was"
                            + " said: if patients have several, intervals are too narrow and p-values too small."));
            return patients;
        }
        String column = Objects.requireNonNull(plan.ids().patient());
        IdColumn ids = new IdColumn(column, cells.rows(), row -> cells.get(column, row), cells.table()::rowNumber);
        Evidence evidence = Evidence.of(cells.names(), name -> row -> cells.get(name, row), null);
        Identities who = Identities.of(ids, plan.ids().rule(), evidence);
        IdProblems.addBut(Set.of(IdKind.MISSING), who, Argument.SCORES_PATIENT, problems);
        remarks.addAll(IdRemarks.of(who));
        for (int image = 0; image < patients.length; image++) {
            int current = image;
            int row = images.firstRow()[image];
            patients[image] = who.person(row);
            boolean hasTruth = ofFinding.values().stream().anyMatch(one -> one[current] != FindingStatus.NOT_RECORDED);
            if (patients[image] == null && hasTruth) {
                problems.add(
                        "row without patient",
                        "Row " + cells.table().rowNumber(row) + " has no patient id.",
                        "Rows of nobody would count as one patient. Fill them in, or delete these rows.");
            }
        }
        return patients;
    }
}
