package org.subtext.statistics.sites;

import java.util.Optional;
import org.subtext.statistics.ClusteredShare;

/**
 * A rate over sites (images called among those that count), with what its patients' clustering needs: six sums.
 *
 * <p>With h a patient's hits and n a patient's rows, Σ(h − r·n)² = Σh² − 2rΣhn + r²Σn², so that the interval is that of
 * the pooled rows. Checked in {@code SummedSitesTest} against {@link ClusteredShare} of pooled rows.
 *
 * @param clusters patients with a row
 * @param hits rows called
 * @param rows that count
 * @param hitsSquared Σh²
 * @param products Σhn
 * @param rowsSquared Σn²
 */
public record RateSums(long clusters, long hits, long rows, long hitsSquared, long products, long rowsSquared) {
    /** Of no patient. */
    public static final RateSums NONE = new RateSums(0, 0, 0, 0, 0, 0);

    /** Of one patient; without rows of none. */
    public static RateSums ofPatient(long hits, long rows) {
        return rows == 0 ? NONE : new RateSums(1, hits, rows, hits * hits, hits * rows, rows * rows);
    }

    /** Of both. */
    public RateSums plus(RateSums other) {
        return new RateSums(
                clusters + other.clusters,
                hits + other.hits,
                rows + other.rows,
                hitsSquared + other.hitsSquared,
                products + other.products,
                rowsSquared + other.rowsSquared);
    }

    /** The rate; empty without rows. */
    public Optional<ClusteredShare> share() {
        if (rows == 0) {
            return Optional.empty();
        }
        double rate = hits / (double) rows;
        double squares = Math.max(0, hitsSquared - 2 * rate * products + rate * rate * rowsSquared);
        return Optional.of(ClusteredShare.ofSquares(hits, rows, (int) clusters, squares));
    }
}
