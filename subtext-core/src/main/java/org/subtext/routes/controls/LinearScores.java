package org.subtext.routes.controls;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.progress.Progress;
import org.subtext.readers.LinearReader;
import org.subtext.readers.RecordedClasses;
import org.subtext.readers.TaughtImages;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Setting;
import org.subtext.statistics.Clusters;

/**
 * The linear reader on any classes of an audit's images: taught on the images that the audit's recognisers learnt from
 * (training and validation), asked about those that they were assessed on. Fold by fold as the audit has them, and not
 * as folds ought to be: a control is to see a fault of theirs.
 *
 * @param names of the classes
 * @param labels class of each position of the cohort, −1 for images that are left out
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
record LinearScores(List<String> names, int[] labels) {
    /** Every patient counts the same, however many images they have. */
    private static final double BY_PATIENT = 1;

    /** At image level. */
    PredictionTable of(FinishedAudit audit, Setting setting, ImageReadings readings, Progress progress)
            throws NotRunException {
        return of(List.of(this), audit, setting, readings, progress).get(0);
    }

    /** The same of several columns that have equal names of classes and leave out the same images. */
    static List<PredictionTable> of(
            List<LinearScores> columns, FinishedAudit audit, Setting setting, ImageReadings readings, Progress progress)
            throws NotRunException {
        audit.requireTraining();
        float[][] features = readings.of(audit, progress);
        int[] blocks = ImageReadings.blocks(audit.pixels());
        int[] patients = audit.cohort().patientOrdinals();
        LinearScores any = columns.get(0);
        List<PredictionTableBuilder> tables = columns.stream()
                .map(column -> new PredictionTableBuilder(column.names))
                .toList();
        for (Fold fold : audit.folds()) {
            int[] learnt =
                    any.labelled(IntStream.concat(Arrays.stream(fold.training()), Arrays.stream(fold.validation()))
                            .toArray());
            for (LinearScores column : columns) {
                column.requireEveryClass(learnt, fold);
            }
            List<LinearReader> readers = LinearReader.taughtBy(
                    new TaughtImages(
                            Arrays.stream(learnt)
                                    .mapToObj(position -> features[position])
                                    .toArray(float[][]::new),
                            blocks,
                            new RecordedClasses(
                                    at(any.labels, learnt),
                                    Clusters.dense(at(patients, learnt)),
                                    any.names.size(),
                                    BY_PATIENT)),
                    columns.stream().map(column -> at(column.labels, learnt)).toList());
            for (int c = 0; c < readers.size(); c++) {
                columns.get(c).add(tables.get(c), audit, setting, fold, readers.get(c), features);
            }
        }
        return tables.stream().map(PredictionTableBuilder::build).toList();
    }

    private void add(
            PredictionTableBuilder table,
            FinishedAudit audit,
            Setting setting,
            Fold fold,
            LinearReader reader,
            float[][] features) {
        for (int position : labelled(fold.test())) {
            double[] scores = reader.scores(features[position]);
            audit.add(table, setting.scores(), fold, position, names.get(labels[position]), scores);
        }
    }

    private void requireEveryClass(int[] learnt, Fold fold) throws NotRunException {
        if (Arrays.stream(at(labels, learnt)).distinct().count() < names.size()) {
            throw new NotRunException(
                    "The training images of " + fold.name() + " do not hold every one of " + String.join(", ", names)
                            + ".",
                    "A larger cohort would do.");
        }
    }

    private int[] labelled(int[] positions) {
        return Arrays.stream(positions)
                .filter(position -> labels[position] >= 0)
                .toArray();
    }

    private static int[] at(int[] values, int[] positions) {
        return Arrays.stream(positions).map(position -> values[position]).toArray();
    }
}
