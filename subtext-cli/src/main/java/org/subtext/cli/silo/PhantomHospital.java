package org.subtext.cli.silo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.progress.Progress;
import org.subtext.sources.phantom.ClassShare;
import org.subtext.sources.phantom.ConfounderCorrelations;
import org.subtext.sources.phantom.PhantomCohort;
import org.subtext.sources.phantom.PhantomPlan;
import org.subtext.sources.phantom.PlantedSignal;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;

/**
 * Invented patients of one house.
 *
 * @param patients of each image
 * @param images their ids
 * @param positives whether the class is theirs
 * @param features of each image
 */
record PhantomHospital(List<String> patients, List<String> images, boolean[] positives, double[][] features) {
    static final String POSITIVE = "A";
    static final String NEGATIVE = "B";
    private static final double STRENGTH = 1.6;

    /**
     * Makes a cohort.
     *
     * @param share of the patients who are of the class
     * @param scanner whose images this house has; empty for those of all three
     */
    static PhantomHospital of(
            String name, int patients, double share, String scanner, long seed, Path folder, Progress progress)
            throws IOException {
        PhantomPlan plan = new PhantomPlan(
                patients,
                1,
                2,
                64,
                List.of(new ClassShare(POSITIVE, share), new ClassShare(NEGATIVE, 1 - share)),
                new PlantedSignal.Band(8, 16, STRENGTH),
                ConfounderCorrelations.NONE,
                seed,
                8);
        Path table = PhantomCohort.write(plan, folder.resolve(name), progress);
        Table rows = TableReader.read(table);
        List<String> patientIds = new ArrayList<>();
        List<String> imageIds = new ArrayList<>();
        List<Boolean> truth = new ArrayList<>();
        List<double[]> features = new ArrayList<>();
        for (int row = 0; row < rows.rows(); row++) {
            if (scanner.isEmpty() || scanner.equals(rows.column("scanner").get(row))) {
                patientIds.add(name + "-" + rows.column("patient_id").get(row));
                imageIds.add(name + "-" + rows.column("image_id").get(row));
                truth.add(POSITIVE.equals(rows.column("group").get(row)));
                Path image = table.resolveSibling(
                        String.valueOf(rows.column("image_path").get(row)));
                features.add(BandReader.features(ImageIO.read(image.toFile())));
            }
        }
        boolean[] positives = new boolean[truth.size()];
        for (int row = 0; row < positives.length; row++) {
            positives[row] = truth.get(row);
        }
        return new PhantomHospital(patientIds, imageIds, positives, features.toArray(new double[0][]));
    }

    /** What the recogniser says of its images. */
    PredictionTable scoredBy(BandReader reader) {
        PredictionTableBuilder table = new PredictionTableBuilder(List.of(POSITIVE, NEGATIVE));
        for (int row = 0; row < positives.length; row++) {
            double score = reader.score(features[row]);
            table.add(
                    ExperimentName.read("internal"),
                    "demo",
                    "test",
                    "",
                    patients.get(row),
                    images.get(row),
                    positives[row] ? POSITIVE : NEGATIVE,
                    score,
                    1 - score);
        }
        return table.build();
    }
}
