package org.subtext.silo.disclosure;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.subtext.report.disclosure.SmallCells;

/**
 * Counts by site and kind with the totals of both, of which no small one can be had from the others.
 *
 * <p>A hidden count could be anything within an interval at least k wide, all that is told taken together: rows,
 * columns and totals, and shares, which are counts over totals. What is told beside it of the same patients has to be
 * told here.
 */
public final class SiteTotals {
    private final List<String> sites;
    private final List<String> kinds;
    private final List<List<Integer>> counts;
    private final SmallCells told;

    private SiteTotals(List<String> sites, List<String> kinds, List<List<Integer>> counts, SmallCells told) {
        this.sites = sites;
        this.kinds = kinds;
        this.counts = counts;
        this.told = told;
    }

    /**
     * A table.
     *
     * @param counts by site and kind; kinds do not overlap, and a site's add up to its patients
     * @param limit k
     */
    public static SiteTotals of(List<String> sites, List<String> kinds, List<List<Integer>> counts, int limit) {
        if (counts.size() != sites.size() || counts.stream().anyMatch(row -> row.size() != kinds.size())) {
            throw new IllegalArgumentException("a table has a count for every site and kind");
        }
        return new SiteTotals(
                List.copyOf(sites),
                List.copyOf(kinds),
                counts.stream().map(List::copyOf).toList(),
                SmallCells.of(counts, limit));
    }

    public List<String> sites() {
        return sites;
    }

    public List<String> kinds() {
        return kinds;
    }

    /** A count; empty where it is not told. */
    public Optional<Integer> count(int site, int kind) {
        return told.isHidden(site, kind)
                ? Optional.empty()
                : Optional.of(counts.get(site).get(kind));
    }

    /** All of a site; empty where it is not told. */
    public Optional<Integer> ofSite(int site) {
        return told.isRowTotalHidden(site)
                ? Optional.empty()
                : Optional.of(
                        counts.get(site).stream().mapToInt(Integer::intValue).sum());
    }

    /** All of a kind; empty where it is not told. */
    public Optional<Integer> ofKind(int kind) {
        return told.isColumnTotalHidden(kind)
                ? Optional.empty()
                : Optional.of(counts.stream().mapToInt(row -> row.get(kind)).sum());
    }

    /** All; empty where it is not told. */
    public Optional<Integer> all() {
        return told.isTotalHidden()
                ? Optional.empty()
                : Optional.of(IntStream.range(0, sites.size())
                        .map(site -> counts.get(site).stream()
                                .mapToInt(Integer::intValue)
                                .sum())
                        .sum());
    }

    /** A kind's share of its site, from 0 to 1; empty where either count is not told. */
    public Optional<Double> share(int site, int kind) {
        return ofSite(site)
                .filter(all -> all > 0)
                .flatMap(all -> count(site, kind).map(count -> count / (double) all));
    }

    /** Whether anything is hidden. */
    public boolean hidesAnything() {
        return told.hidesAnything();
    }
}
