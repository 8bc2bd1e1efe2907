package org.subtext.encoding;

import java.util.List;
import java.util.stream.IntStream;
import org.subtext.confounding.GroupedFolds;
import org.subtext.provenance.Seed;

/**
 * Scores of every row by a probe that has not seen its patient.
 *
 * @param scores {@code [row][class]}
 * @param fold of each row, from 0
 * @param bits usable information of each patient, in order of folds and of first rows within; the same order for every
 *     probe on the same rows and seed
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only
public record CrossValidated(double[][] scores, int[] fold, double[] bits) {
    /** The fold count of all probes: fewer where there are fewer patients. */
    public static final int FOLDS = 5;

    /** The scores of one training part, and what each held patient's class costs less by them. */
    private record Part(double[][] scores, double[] bits) {}

    /**
     * Folds depend on patients, classes and seed alone, so that two embeddings of the same images meet the same folds.
     */
    public static CrossValidated of(Probe probe, ProbeRows rows, Seed seed) {
        List<GroupedFolds.Fold> folds = GroupedFolds.of(rows.labels(), rows.patients(), FOLDS, seed.child("folds"));
        List<Part> parts = IntStream.range(0, folds.size())
                .parallel()
                .mapToObj(k -> {
                    ProbeRows training = rows.at(folds.get(k).training());
                    ProbeRows held = rows.at(folds.get(k).test());
                    double[][] scores = probe.fitAndScore(training, held.vectors(), seed.child(probe.name(), k));
                    return new Part(scores, UsableInformation.bitsOfPatients(training, held, scores));
                })
                .toList();
        double[][] scores = new double[rows.size()][];
        int[] fold = new int[rows.size()];
        for (int k = 0; k < parts.size(); k++) {
            int[] held = folds.get(k).test();
            for (int i = 0; i < held.length; i++) {
                scores[held[i]] = parts.get(k).scores()[i];
                fold[held[i]] = k;
            }
        }
        double[] bits = parts.stream()
                .flatMapToDouble(part -> java.util.Arrays.stream(part.bits()))
                .toArray();
        return new CrossValidated(scores, fold, bits);
    }
}
