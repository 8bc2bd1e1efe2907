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
     * @param permuted receives the classes by holder
     */
    void permute(SplittableRandom random, byte[] permuted) {
        if (rows.length == 0) {
            for (int patient = 0; patient < observed.length; patient++) {
                int other = Streams.below(random, patient + 1);
                permuted[patient] = permuted[other];
                permuted[other] = observed[patient];
            }
            return;
        }
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
}
