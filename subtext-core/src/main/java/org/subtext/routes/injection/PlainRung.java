package org.subtext.routes.injection;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.subtext.images.PixelSource;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.progress.Progress;
import org.subtext.readers.RecordedClasses;
import org.subtext.readers.TaughtImages;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;

/**
 * A reader without a network, taught and asked on an audit's own folds about any halves of its patients.
 *
 * <p>Where there was one division, images for training and validation teach and test images are assessed; nothing is
 * stopped early that would need a validation part of its own.
 *
 * @param reader that is taught and asked
 * @param patients of each position, from 0
 * @param balance an image weighs n^−balance where its patient has n
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
record PlainRung(FinishedAudit audit, PlainReader reader, int[] patients, double balance) {
    /** Of all images, by position. */
    float[][] features(PixelSource pixels, Progress progress) {
        return reader.features(pixels, audit.rows(), progress);
    }

    /** Of the images at some positions, in their order. */
    float[][] features(PixelSource pixels, int[] positions, Progress progress) {
        int[] rows =
                IntStream.of(positions).map(position -> audit.rows()[position]).toArray();
        return reader.features(pixels, rows, progress);
    }

    /**
     * Scores of the assessed images, at image level.
     *
     * @param features by position
     * @param drawn class of each position in {@link RecoveryRule#CLASSES}
     */
    PredictionTable table(float[][] features, int[] drawn) {
        return tables(features, List.of(drawn)).get(0);
    }

    /** The same of several halves of images that are the same in all. */
    List<PredictionTable> tables(float[][] features, List<int[]> halves) {
        int[] blocks = reader.blocks(audit.pixels().layout().side());
        TaughtImages images = new TaughtImages(
                features, blocks, new RecordedClasses(halves.get(0), patients, RecoveryRule.CLASSES.size(), balance));
        List<double[][]> scores = reader.acrossFolds(images, audit.foldOfPosition(), halves);
        return IntStream.range(0, halves.size())
                .mapToObj(half -> table(position -> scores.get(half)[position], halves.get(half)))
                .toList();
    }

    /** The same of scores, one a class, that are asked for once an assessed position. */
    PredictionTable table(IntFunction<double[]> scores, int[] drawn) {
        PredictionTableBuilder table = new PredictionTableBuilder(RecoveryRule.CLASSES);
        for (Fold fold : audit.folds()) {
            for (int position : fold.test()) {
                audit.add(
                        table,
                        new ExperimentName.Internal(),
                        fold,
                        position,
                        RecoveryRule.CLASSES.get(drawn[position]),
                        scores.apply(position));
            }
        }
        return table.build();
    }
}
