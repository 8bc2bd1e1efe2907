package org.subtext.statistics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cluster (patient) ordinals: one entry a row, from 0 without gaps. */
public final class Clusters {
    private Clusters() {}

    /** Renumbers any identifiers by first appearance, for instance after rows were left out. */
    public static int[] dense(int[] identifiers) {
        Map<Integer, Integer> ordinals = new HashMap<>();
        int[] dense = new int[identifiers.length];
        for (int row = 0; row < dense.length; row++) {
            dense[row] = ordinals.computeIfAbsent(identifiers[row], first -> ordinals.size());
        }
        return dense;
    }

    /** Numbers names of patients, or any other identifiers that {@code equals} tells apart, by first appearance. */
    public static int[] dense(List<?> identifiers) {
        Map<Object, Integer> ordinals = new HashMap<>();
        return identifiers.stream()
                .mapToInt(identifier -> ordinals.computeIfAbsent(identifier, first -> ordinals.size()))
                .toArray();
    }

    /** Every row its own cluster. */
    public static int[] oneEach(int rows) {
        int[] clusters = new int[rows];
        Arrays.setAll(clusters, row -> row);
        return clusters;
    }

    /** The number of clusters; refuses negative ordinals and gaps, which would be patients without rows. */
    public static int count(int[] clusters) {
        int count = 0;
        for (int row = 0; row < clusters.length; row++) {
            if (clusters[row] < 0 || clusters[row] >= clusters.length) {
                throw new IllegalArgumentException("cluster of row " + row + " is " + clusters[row]
                        + "; ordinals from 0 without gaps are expected, see Clusters.dense");
            }
            count = Math.max(count, clusters[row] + 1);
        }
        boolean[] seen = new boolean[count];
        for (int cluster : clusters) {
            seen[cluster] = true;
        }
        for (int cluster = 0; cluster < count; cluster++) {
            if (!seen[cluster]) {
                throw new IllegalArgumentException("cluster " + cluster + " of " + count
                        + " has no row; ordinals from 0 without gaps are expected, see Clusters.dense");
            }
        }
        return count;
    }
}
