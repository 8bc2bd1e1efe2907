package org.subtext.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.provenance.Seed;

/**
 * How many bits the recorded classes cost somebody who has the embeddings: the online (prequential) code, a figure that
 * charges a probe for what it must learn and so does not reward a larger probe as its AUC does.
 *
 * <p>Patients stand in a seeded order. The first block costs log₂ K bits each; every later block is coded by a probe
 * that learnt from all patients before it: Σ −log₂ p(recorded class). A patient's probability is the mean over the
 * patient's images, mixed with the uniform one by 1 / (m + 1) after m patients, so that no class costs infinitely much.
 * Blocks end at 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.25, 12.5, 25, 50 and 100 % of the patients, as far as they hold {@value
 * #SMALLEST_BLOCK} patients.
 *
 * <p>{@code prevalenceBits} is what the classes cost without any embedding, by their running frequency (Krichevsky and
 * Trofimov 1981, doi:10.1109/TIT.1981.1056331): in a skewed cohort the uniform code alone would make any embedding look
 * good.
 *
 * <p>Source: Voita and Titov (2020), doi:10.18653/v1/2020.emnlp-main.14.
 *
 * @param patients coded
 * @param bits with the embeddings
 * @param uniformBits patients times log₂ K
 * @param prevalenceBits by running frequency
 */
public record PrequentialCode(int patients, double bits, double uniformBits, double prevalenceBits) {
    private static final double[] SHARES = {.001, .002, .004, .008, .016, .032, .0625, .125, .25, .5, 1};
    private static final int SMALLEST_BLOCK = 10;

    /** Codes the rows' patients. The probe should choose by log loss. */
    public static PrequentialCode of(Probe probe, ProbeRows rows, Seed seed) {
        List<int[]> order = PatientOrder.inRandomOrder(rows, seed.child("order of patients"));
        List<Integer> ends = ends(order.size());
        double uniform = Math.log(rows.classes()) / Math.log(2);
        double[] later = IntStream.range(1, ends.size())
                .parallel()
                .mapToDouble(block -> {
                    int from = ends.get(block - 1);
                    ProbeRows known = rows.at(rowsOf(order.subList(0, from)));
                    ProbeRows next = rows.at(rowsOf(order.subList(from, ends.get(block))));
                    double[][] scores = probe.fitAndScore(known, next.vectors(), seed.child("block", block));
                    PatientScores byPatient = PatientScores.of(scores, next);
                    double bits = 0;
                    for (int i = 0; i < byPatient.labels().length; i++) {
                        bits += byPatient.bits(i, 1.0 / (from + 1));
                    }
                    return bits;
                })
                .toArray();
        double bits = ends.get(0) * uniform;
        for (double block : later) {
            bits += block;
        }
        return new PrequentialCode(order.size(), bits, order.size() * uniform, byFrequency(order, rows));
    }

    /** Uniform bits over bits: 1 where the embeddings tell nothing and classes are balanced, more where they save. */
    public double compression() {
        return uniformBits / bits;
    }

    /** Bits a patient saved against the running frequency; negative where learning cost more than it brought. */
    public double savedPerPatient() {
        return (prevalenceBits - bits) / patients;
    }

    static List<Integer> ends(int patients) {
        List<Integer> ends = new ArrayList<>();
        int last = 0;
        for (double share : SHARES) {
            int end = (int) Math.round(share * patients);
            if (share == 1) {
                ends.add(patients);
            } else if (end - last >= SMALLEST_BLOCK && patients - end >= SMALLEST_BLOCK) {
                ends.add(end);
                last = end;
            }
        }
        return ends;
    }

    private static int[] rowsOf(List<int[]> patients) {
        return patients.stream().flatMapToInt(IntStream::of).toArray();
    }

    private static double byFrequency(List<int[]> order, ProbeRows rows) {
        double[] counts = new double[rows.classes()];
        double bits = 0;
        for (int i = 0; i < order.size(); i++) {
            int label = rows.labels()[order.get(i)[0]];
            bits -= Math.log((counts[label] + 0.5) / (i + counts.length / 2.0)) / Math.log(2);
            counts[label]++;
        }
        return bits;
    }
}
