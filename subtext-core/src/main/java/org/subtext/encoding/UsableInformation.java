package org.subtext.encoding;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.subtext.statistics.ClusterBootstrap;
import org.subtext.statistics.ClusterStatistic;
import org.subtext.statistics.Estimate;

/**
 * How many bits about a patient's recorded class a family of probes can use: H(class) − H(class | embedding), both as
 * the best probe of the family predicts them for patients it has not seen (V-information).
 *
 * <p>For each patient log₂ p(class | embedding) − log₂ p(class), the second from the shares of the classes among the
 * training patients; the mean over patients is the estimate, and patients are resampled for its interval, which takes
 * the probes as given. At most log₂ K; about 0 or below where the embedding tells nothing. It says nothing about what
 * another family could use.
 *
 * <p>Source: Xu and others (2020), arXiv:2002.10689; by instance Ethayarajh, Choi and Swayamdipta (2022),
 * arXiv:2110.08420.
 */
public final class UsableInformation {
    private UsableInformation() {}

    /** Bits of one patient. */
    private record Bits(double[] values) implements ClusterStatistic {
        @Override
        public int clusterCount() {
            return values.length;
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public Optional<String> obstacle() {
            return values.length == 0 ? Optional.of("no patients") : Optional.empty();
        }

        @Override
        public boolean evaluate(byte[] weights, double[] into, int offset) {
            double sum = 0;
            long count = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * values[i];
                count += weights[i];
            }
            into[offset] = sum / count;
            return count > 0;
        }
    }

    /**
     * The estimate over patients of one training part.
     *
     * @param scores of the test rows, by a probe that learnt from the training rows and chose by log loss
     */
    public static double[] bitsOfPatients(ProbeRows training, ProbeRows test, double[][] scores) {
        PatientScores byPatient = PatientScores.of(scores, test);
        double mixed = 1.0 / (training.patientCount() + 1);
        double[] shares = PatientScores.of(new double[training.size()][training.classes()], training)
                .shares();
        double[] bits = new double[byPatient.labels().length];
        for (int i = 0; i < bits.length; i++) {
            double share = (1 - mixed) * shares[byPatient.labels()[i]] + mixed / shares.length;
            bits[i] = -Math.log(share) / Math.log(2) - byPatient.bits(i, mixed);
        }
        return bits;
    }

    /** The mean over patients with its interval. */
    public static Estimate mean(double[] bitsOfPatients, int replicates, long seed, double level) {
        return ClusterBootstrap.of(replicates, seed)
                .draw(List.of(new Bits(bitsOfPatients.clone())))
                .statistic(0)
                .percentile(level);
    }

    /** The mean of the first less that of the second, patient by patient. */
    public static Estimate difference(double[] first, double[] second, int replicates, long seed, double level) {
        if (first.length != second.length) {
            throw new IllegalArgumentException("the same patients are expected");
        }
        double[] differences = new double[first.length];
        Arrays.setAll(differences, i -> first[i] - second[i]);
        return mean(differences, replicates, seed, level);
    }
}
