package org.subtext.silo.sums;

import java.util.Arrays;
import org.subtext.problems.InvalidInputException;
import org.subtext.silo.masking.Quorum;

/**
 * The sum of the answers of several sites, to be read by the names of its layout. Immutable.
 *
 * <p>Of fewer than {@value #FEWEST_SITES} sites there is no sum: two could each subtract their own.
 */
public final class Sums {
    /** Fewer sites are not added. */
    public static final int FEWEST_SITES = Quorum.FEWEST_SITES;

    private final Layout layout;
    private final long[] cells;
    private final int sites;

    private Sums(Layout layout, long[] cells, int sites) {
        this.layout = layout;
        this.cells = cells;
        this.sites = sites;
    }

    /**
     * A sum that a masked round opened.
     *
     * @param sites whose answers are in it
     */
    public static Sums of(Layout layout, long[] cells, int sites) {
        if (sites < FEWEST_SITES) {
            throw new InvalidInputException("A sum is of " + sites + (sites == 1 ? " site" : " sites")
                    + ". Expected at least "
                    + FEWEST_SITES + ", since of fewer a site could learn what another one answered. Wait for more"
                    + " sites, or invite more.");
        }
        if (cells.length != layout.size()) {
            throw new InvalidInputException("A sum has " + cells.length + " numbers where the plan has " + layout.size()
                    + ". Expected what the plan says. Close the round and ask again.");
        }
        int cell = 0;
        for (Layout.Block block : layout.blocks()) {
            for (int place = 0; place < block.places().size(); place++, cell++) {
                if (cells[cell] < block.lower() * sites || cells[cell] > block.upper() * sites) {
                    throw new InvalidInputException("The sum of \"" + layout.name(cell) + "\" over " + sites
                            + " sites is outside what so many sites can answer. Somebody sent what the plan forbids, or"
                            + " masks were not taken off. Close the round and ask again.");
                }
            }
        }
        return new Sums(layout, cells.clone(), sites);
    }

    /** Sites whose answers are in it. */
    public int sites() {
        return sites;
    }

    public Layout layout() {
        return layout;
    }

    /** Whole numbers of a block. */
    long[] counts(String name) {
        Layout.Block block = layout.block(name);
        int start = layout.start(name);
        return Arrays.copyOfRange(cells, start, start + block.places().size());
    }

    /** The whole number of a block that holds one. */
    long count(String name) {
        return counts(name)[0];
    }

    /** Numbers of a block with decimals. */
    double[] decimals(String name) {
        double scale = layout.block(name).scale();
        return Arrays.stream(counts(name)).mapToDouble(cell -> cell / scale).toArray();
    }
}
