package org.subtext.predictions;

import java.util.List;

/**
 * What each row of a prediction table is of, column by column; see {@link PredictionTable}.
 *
 * @param experiments what was scored
 * @param runs which recogniser: "fold 1", "model"
 * @param splits the part of the cohort: "test", "validation", "external"
 * @param studies ids of studies; that of the image where the cohort knows no studies
 * @param patients ids of patients, the clusters of every interval
 * @param images ids of images; at study and patient level of the unit
 * @param truths names of the recorded classes; their values are the classes in score order
 */
public record PredictionColumns(
        Coded<ExperimentName> experiments,
        Coded<String> runs,
        Coded<String> splits,
        Coded<String> studies,
        Coded<String> patients,
        Coded<String> images,
        Coded<String> truths) {
    public PredictionColumns {
        for (Coded<?> column : List.of(experiments, runs, splits, studies, patients, images)) {
            if (column.size() != truths.size()) {
                throw new IllegalArgumentException("columns of one table differ in length");
            }
        }
    }

    int size() {
        return truths.size();
    }

    PredictionColumns at(int[] rows) {
        return new PredictionColumns(
                experiments.at(rows),
                runs.at(rows),
                splits.at(rows),
                studies.at(rows),
                patients.at(rows),
                images.at(rows),
                truths.at(rows));
    }

    PredictionColumns followedBy(PredictionColumns other) {
        return new PredictionColumns(
                experiments.followedBy(other.experiments),
                runs.followedBy(other.runs),
                splits.followedBy(other.splits),
                studies.followedBy(other.studies),
                patients.followedBy(other.patients),
                images.followedBy(other.images),
                truths.alsoOf(other.truths));
    }

    PredictionColumns named(ExperimentName experiment) {
        return new PredictionColumns(
                Coded.constant(experiment, size()), runs, splits, studies, patients, images, truths);
    }

    PredictionColumns sharedWith(PredictionColumns other) {
        return new PredictionColumns(
                experiments.sharedWith(other.experiments),
                runs.sharedWith(other.runs),
                splits.sharedWith(other.splits),
                studies.sharedWith(other.studies),
                patients.sharedWith(other.patients),
                images.sharedWith(other.images),
                truths.values().equals(other.truths.values()) ? truths.sharedWith(other.truths) : truths);
    }

    /** Of one row a study or patient, which is the row of its first image here. */
    PredictionColumns by(Unit unit) {
        Coded<String> ids = unit == Unit.STUDY ? studies : patients;
        return new PredictionColumns(experiments, runs, splits, ids, patients, ids, truths);
    }
}
