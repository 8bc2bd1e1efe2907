package org.subtext.routes.maps;

import java.util.Arrays;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.InspectableRecogniser;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserInterior.Attribution;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.statistics.ClusteredMean;
import org.subtext.statistics.Clusters;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.RankCorrelation;

/**
 * One map of importance an image of a sample, each for the class that the finished network gives the highest score: no
 * recorded class enters a map, so that a map cannot find what the network does not read.
 *
 * @param maps {@code [image][pixel]}, none negative
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares maps
record ImportanceMaps(PatientSample sample, int side, float[][] maps) {

    /** The finished network's answer for each image: the class of the highest score. */
    static int[] answers(float[][] scores) {
        return Arrays.stream(scores).mapToInt(ImportanceMaps::highest).toArray();
    }

    private static int highest(float[] scores) {
        int best = 0;
        for (int k = 1; k < scores.length; k++) {
            if (scores[k] > scores[best]) {
                best = k;
            }
        }
        return best;
    }

    /** Of the finished networks. */
    static ImportanceMaps finished(
            FinishedAudit audit, PatientSample sample, Attribution how, int[] answers, Progress progress) {
        float[][] maps = new float[sample.size()][];
        sample.inEachFold(
                audit,
                (recogniser, indices, rows) -> attribute(
                        recogniser,
                        how,
                        audit,
                        rows,
                        Arrays.stream(indices).map(i -> answers[i]).toArray(),
                        (i, map) -> maps[indices[i]] = map,
                        progress));
        return new ImportanceMaps(sample, audit.pixels().layout().side(), maps);
    }

    /** Of one network for all images. */
    static ImportanceMaps of(
            Recogniser recogniser,
            FinishedAudit audit,
            PatientSample sample,
            Attribution how,
            int[] answers,
            Progress progress) {
        float[][] maps = new float[sample.size()][];
        attribute(
                recogniser, how, audit, audit.rowsOf(sample.positions()), answers, (i, map) -> maps[i] = map, progress);
        return new ImportanceMaps(sample, audit.pixels().layout().side(), maps);
    }

    /** Of a network with random weights. */
    static ImportanceMaps untrained(
            FinishedAudit audit, PatientSample sample, Attribution how, int[] answers, int number, Progress progress) {
        Seed seed = audit.seed().child("untrained", number);
        try (Recogniser recogniser = audit.trainer()
                .untrained(
                        audit.training().withNetwork(network -> network.withInitialWeights(null)),
                        audit.cohort().classNames(),
                        audit.pixels().layout(),
                        seed)) {
            return of(recogniser, audit, sample, how, answers, progress);
        }
    }

    private interface Keeper {
        void keep(int i, float[] map);
    }

    private static void attribute(
            Recogniser recogniser,
            Attribution how,
            FinishedAudit audit,
            int[] rows,
            int[] answers,
            Keeper keeper,
            Progress progress) {
        InspectableRecogniser.interiorOf(recogniser)
                .attribute(how, audit.pixels(), rows, answers, (i, map) -> keeper.keep(i, map.clone()), progress);
    }

    /** Some of the images. */
    ImportanceMaps only(int[] indices) {
        return new ImportanceMaps(
                new PatientSample(
                        Arrays.stream(indices).map(i -> sample.positions()[i]).toArray(),
                        Arrays.stream(indices).map(i -> sample.folds()[i]).toArray()),
                side,
                Arrays.stream(indices).mapToObj(i -> maps[i]).toArray(float[][]::new));
    }

    /** Whether a map says anything: a network whose last values all speak against the class has a Grad-CAM of zeros. */
    boolean isEmpty(int image) {
        for (float value : maps[image]) {
            if (value > 0) {
                return false;
            }
        }
        return true;
    }

    int empty() {
        int empty = 0;
        for (int image = 0; image < maps.length; image++) {
            empty += isEmpty(image) ? 1 : 0;
        }
        return empty;
    }

    /** A map with sum one; zeros where it is empty. */
    float[] shares(int image) {
        double sum = 0;
        for (float value : maps[image]) {
            sum += value;
        }
        float[] shares = new float[maps[image].length];
        if (sum > 0) {
            for (int i = 0; i < shares.length; i++) {
                shares[i] = (float) (maps[image][i] / sum);
            }
        }
        return shares;
    }

    /**
     * Rank correlation over cells with other maps of the same images, one an image; a map without variation resembles
     * none.
     */
    double[] likeness(ImportanceMaps other) {
        Cells cells = Cells.of(side);
        double[] likeness = new double[maps.length];
        Arrays.setAll(
                likeness,
                i -> RankCorrelation.spearman(cells.means(maps[i]), cells.means(other.maps[i]))
                        .valueOr(0));
        return likeness;
    }

    /** Mean over patients with its interval. */
    static Estimate mean(double[] values, FinishedAudit audit) {
        return ClusteredMean.of(
                values,
                Clusters.oneEach(values.length),
                values.length,
                audit.assessment().level());
    }
}
