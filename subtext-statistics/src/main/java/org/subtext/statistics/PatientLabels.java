package org.subtext.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.subtext.statistics.draws.Streams;

/**
 * Recorded classes, and how patients may exchange them.
 *
 * <p>Where all rows of every patient have one class, a patient holds it for them; otherwise each row holds its own.
 * What holds a class is a holder here: a walk over the rows looks their holders' classes up.
 */
final class PatientLabels {
    /** Patients whose places are drawn before any is exchanged. */
    private static final int AT_ONCE = 1024;

    /** The class of each holder. */
    private final byte[] observed;

    /** The holder of each row. */
    private final int[] holders;

    /** Rows of each patient, in row order; empty where patients hold the classes. */
    private final int[][] rows;

    /** Patients who may exchange classes with each other, ascending. */
    private final List<int[]> exchangeable;

    PatientLabels(MulticlassScores scores) {
        byte[] ofRows = new byte[scores.size()];
        byte[] ofPatients = new byte[scores.clusterCount()];
        int[] sizes = new int[scores.clusterCount()];
        int[] patients = new int[scores.size()];
        boolean isConstant = true;
        for (int row = 0; row < ofRows.length; row++) {
            ofRows[row] = (byte) scores.truth(row);
            int patient = scores.cluster(row);
            patients[row] = patient;
            isConstant &= sizes[patient] == 0 || ofPatients[patient] == ofRows[row];
            ofPatients[patient] = ofRows[row];
            sizes[patient]++;
        }
        if (isConstant) {
            observed = ofPatients;
            holders = patients;
            rows = new int[0][];
            int[] all = Clusters.oneEach(sizes.length);
            exchangeable = all.length == 0 ? List.of() : List.of(all);
        } else {
            observed = ofRows;
            holders = Clusters.oneEach(ofRows.length);
            rows = rows(patients, sizes);
            exchangeable = ofEqualSize(sizes);
        }
    }

    private static int[][] rows(int[] patients, int[] sizes) {
        int[][] rows = new int[sizes.length][];
        Arrays.setAll(rows, patient -> new int[sizes[patient]]);
        int[] filled = new int[sizes.length];
        for (int row = 0; row < patients.length; row++) {
            rows[patients[row]][filled[patients[row]]++] = row;
        }
        return rows;
    }

    private static List<int[]> ofEqualSize(int[] sizes) {
        TreeMap<Integer, List<Integer>> groups = new TreeMap<>();
        for (int patient = 0; patient < sizes.length; patient++) {
            groups.computeIfAbsent(sizes[patient], first -> new ArrayList<>()).add(patient);
        }
        return groups.values().stream()
                .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    byte[] observed() {
        return observed.clone();
    }

    int holders() {
        return observed.length;
    }

    int holderOf(int row) {
        return holders[row];
    }

    Optional<String> obstacle() {
        return exchangeable.stream().anyMatch(group -> group.length > 1)
                ? Optional.empty()
                : Optional.of("no two patients can exchange their recorded classes");
    }

    /**
     * Shuffles patients within their groups (Fisher–Yates) and hands each the classes of another.
     *
     * @param permutation which of the seed's random streams shuffles
     * @param permuted receives the classes by holder
     */
    void permute(long seed, int permutation, byte[] permuted) {
        if (rows.length == 0) {
            permuteAll(seed, permutation, permuted);
            return;
        }
        SplittableRandom random = Streams.of(seed, permutation);
        int[] source = new int[rows.length];
        for (int[] group : exchangeable) {
            for (int i = 0; i < group.length; i++) {
                int j = Streams.below(random, i + 1);
                source[group[i]] = source[group[j]];
                source[group[j]] = group[i];
            }
        }
        for (int patient = 0; patient < rows.length; patient++) {
            int[] theirs = rows[source[patient]];
            int[] own = rows[patient];
            for (int i = 0; i < own.length; i++) {
                permuted[own[i]] = observed[theirs[i]];
            }
        }
    }

    private void permuteAll(long seed, int permutation, byte[] permuted) {
        int[] others = new int[Math.min(AT_ONCE, observed.length)];
        for (int first = 0; first < observed.length; first += AT_ONCE) {
            int count = Math.min(AT_ONCE, observed.length - first);
            Streams.below(seed, permutation, first, first + 1, 1, count, others);
            for (int i = 0; i < count; i++) {
                permuted[first + i] = permuted[others[i]];
                permuted[others[i]] = observed[first + i];
            }
        }
    }
}
