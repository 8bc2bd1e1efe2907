package org.subtext.harm.reading;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.findings.FindingStatus;
import org.subtext.predictions.PatientColumn;
import org.subtext.predictions.ScoreCells;
import org.subtext.predictions.ScorePatients;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;

/** Whose the images of a table are, judged as the ids of a cohort are. */
record ImagePatients(TablePlan plan, ScoreCells cells, Problems problems, List<Remark> remarks) {
    /** Refuses a column that is not there, and none. */
    void check() {
        PatientColumn column = column();
        column.requireNamed(problems);
        if (column.name() != null && !column.isEachRow()) {
            cells.require(column.name(), Argument.SCORES_PATIENT, problems);
        }
    }

    /** Whether it was said that each image is a patient. */
    boolean eachImageIsOne() {
        return column().isEachRow();
    }

    /** Rows of one key of a join are mostly images of one patient; a key of a site is none, so nothing is refused. */
    private String sharing() {
        String on = plan.second() == null ? null : plan.second().on();
        if (on == null || plan.ids().image() != null) {
            return "";
        }
        Set<String> seen = new HashSet<>();
        boolean isShared = IntStream.range(0, cells.rows())
                .mapToObj(row -> cells.get(on, row))
                .anyMatch(key -> key != null && !seen.add(key));
        return isShared ? ", also where rows share their " + on + ", by which tables are joined" : "";
    }

    private PatientColumn column() {
        return new PatientColumn(plan.ids().patient(), cells);
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
                            + " said" + sharing()
                            + ": if patients have several, intervals are too narrow and p-values too small."));
            return patients;
        }
        String column = Objects.requireNonNull(plan.ids().patient());
        ScorePatients who = ScorePatients.of(cells, column, plan.ids().rule(), row -> true, problems);
        remarks.addAll(who.remarks());
        for (int image = 0; image < patients.length; image++) {
            int current = image;
            int row = images.firstRow()[image];
            patients[image] = who.of(row);
            boolean hasTruth = ofFinding.values().stream().anyMatch(one -> one[current] != FindingStatus.NOT_RECORDED);
            if (hasTruth) {
                patients[image] = who.required(row, problems);
            }
        }
        return patients;
    }
}
