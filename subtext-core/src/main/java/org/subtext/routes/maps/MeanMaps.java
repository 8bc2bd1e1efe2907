package org.subtext.routes.maps;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Picture;
import org.subtext.routes.contract.PlannedAuc;
import org.subtext.statistics.ClusteredMean;
import org.subtext.statistics.Clusters;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Digits;

/**
 * What maps of importance show on the mean over the patients of each recorded class: pictures after alignment, and the
 * share of importance that falls on each tile of a 3 × 3 grid. Every map counts the same (its values add up to one);
 * empty ones are left out.
 */
final class MeanMaps {
    private static final int GRID = 3;
    private static final int MOST_NAMED = 3;
    private static final double EVEN = 1.0 / (GRID * GRID);

    private final FinishedAudit audit;
    private final ImportanceMaps maps;
    private final int[] labels;
    private final int side;

    MeanMaps(FinishedAudit audit, ImportanceMaps maps) {
        this.audit = audit;
        this.maps = maps;
        this.labels = maps.sample().labels(audit);
        this.side = maps.side();
    }

    /** Mean image and mean map of each class with enough patients, aligned. */
    Picture picture(String name, boolean passed) {
        float[][] images = images(audit, maps.sample());
        MomentAlignment alignment = new MomentAlignment(images, side);
        List<float[]> greys = new ArrayList<>();
        List<float[]> heats = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        for (int k = 0; k < audit.cohort().classNames().size(); k++) {
            int[] members = members(k);
            if (members.length >= audit.assessment().smallestCell()) {
                greys.add(mean(members, i -> alignment.aligned(i, images[i])));
                heats.add(mean(members, i -> alignment.aligned(i, maps.shares(i))));
                shown.add(audit.cohort().classNames().get(k) + " (" + members.length + " patients)");
            }
        }
        String caption = (passed ? "" : "NO EVIDENCE, the sanity checks failed. ") + name
                + ", means over the patients recorded as, from left to right, " + String.join(", ", shown)
                + ". Above the mean images, below the mean maps over them; more important from clear over red to"
                + " yellow, on one scale. Images and maps were moved and stretched until centre and spread of their"
                + " brightness agreed.";
        return new Picture(caption, shown.isEmpty() ? "" : HeatPicture.png(greys, heats, side), false);
    }

    private interface Layer {
        float[] of(int image);
    }

    private float[] mean(int[] members, Layer layer) {
        double[] sums = new double[side * side];
        for (int member : members) {
            float[] values = layer.of(member);
            for (int p = 0; p < sums.length; p++) {
                sums[p] += values[p];
            }
        }
        float[] mean = new float[sums.length];
        for (int p = 0; p < mean.length; p++) {
            mean[p] = (float) (sums[p] / members.length);
        }
        return mean;
    }

    /** First channel of each image of a sample. */
    static float[][] images(FinishedAudit audit, PatientSample sample) {
        int side = audit.pixels().layout().side();
        return Arrays.stream(sample.positions())
                .mapToObj(position -> {
                    float[] values = new float[audit.pixels().layout().valuesPerImage()];
                    audit.pixels().read(audit.rows()[position], FloatBuffer.wrap(values));
                    return Arrays.copyOf(values, side * side);
                })
                .toArray(float[][]::new);
    }

    /** Images of a class that have a map; −1 for all classes. */
    private int[] members(int classIndex) {
        return IntStream.range(0, labels.length)
                .filter(i -> (classIndex < 0 || labels[i] == classIndex) && !maps.isEmpty(i))
                .toArray();
    }

    /** Mean share of importance on a tile; undefined with too few patients to be shown. */
    private Estimate share(int tile, int classIndex) {
        int[] members = members(classIndex);
        if (members.length < Math.max(2, audit.assessment().smallestCell())) {
            return Estimate.undefined("too few patients");
        }
        double[] shares = Arrays.stream(members)
                .mapToDouble(i -> onTile(maps.shares(i), tile))
                .toArray();
        return ClusteredMean.of(
                shares,
                Clusters.oneEach(shares.length),
                shares.length,
                audit.assessment().level());
    }

    private double onTile(float[] shares, int tile) {
        double sum = 0;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                boolean inside = y * GRID / side == tile / GRID && x * GRID / side == tile % GRID;
                sum += inside ? shares[y * side + x] : 0;
            }
        }
        return sum;
    }

    private static String tileName(int tile) {
        return "row " + (tile / GRID + 1) + ", column " + (tile % GRID + 1);
    }

    EvidenceTable shares(String name, boolean passed) {
        List<String> columns = new ArrayList<>(List.of("Tile", "All"));
        columns.addAll(audit.cohort().classNames());
        List<List<String>> rows = new ArrayList<>();
        for (int tile = 0; tile < GRID * GRID; tile++) {
            List<String> row = new ArrayList<>(List.of(tileName(tile)));
            for (int k = -1; k < audit.cohort().classNames().size(); k++) {
                row.add(SanityCheck.words(share(tile, k)));
            }
            rows.add(row);
        }
        return new EvidenceTable(
                "Share of importance by tile: " + name,
                columns,
                rows,
                (passed ? "" : "No evidence: the sanity checks failed. ")
                        + "3 × 3 tiles of the image as it is, not aligned; " + Digits.fixed(EVEN, 2)
                        + " would be even. Means over patients by recorded class, intervals over patients.");
    }

    /** Which tiles are looked at more than evenly, where that can be said. */
    String sentence(String name) {
        String more = IntStream.range(0, GRID * GRID)
                .boxed()
                .filter(tile -> PlannedAuc.above(share(tile, -1), EVEN))
                .sorted(Comparator.comparingDouble(
                        (Integer tile) -> -share(tile, -1).valueOr(0)))
                .limit(MOST_NAMED)
                .map(tile -> tileName(tile) + ", " + SanityCheck.words(share(tile, -1)))
                .collect(Collectors.joining("; "));
        return more.isEmpty()
                ? name + " single out no tile of 3 × 3."
                : name + " put more than an even share (" + Digits.fixed(EVEN, 2)
                        + ") of importance on these tiles of 3 × 3, most first: " + more + ".";
    }
}
