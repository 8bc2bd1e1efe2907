package org.subtext.silo.sums;

import java.util.List;

/**
 * Something that a site counts, installed with Subtext and asked for by name: a plan is data and brings no code.
 *
 * <p>Implementations are immutable and depend on nothing but what they are given.
 */
public interface Operation {
    /** The name by which plans ask for it. */
    String name();

    /** What it is for, one sentence for who approves. */
    String purpose();

    /** What could be learnt from the sum, one sentence for who approves. */
    String inference();

    /** What the numbers of an answer are, from the plan alone: their number never depends on a site's patients. */
    Layout layout(Terms terms);

    /** Names of the operations whose sums have to be told before this one can be answered. */
    default List<String> needs() {
        return List.of();
    }

    /**
     * Whether an answer may be opened for one site alone. If not, only a sum of at least {@link Sums#FEWEST_SITES} may
     * be, so that answers travel masked.
     */
    default boolean isOfOneSite() {
        return false;
    }

    /**
     * How many of the sites that said what they have may be missing from the sum, so that at least
     * {@link Sums#FEWEST_SITES} with each thing that is open are left whichever they are; asked of operations that need
     * what {@link Presence} tells.
     */
    default int mostMissing(Told told) {
        return Presence.mostMissingOfGroups(told);
    }

    /**
     * A site's own numbers, as {@link #layout} names them.
     *
     * @param told what earlier sums came to
     */
    long[] answer(SiteTable table, Told told);

    /** What every site is told of the sum, for operations that need it. */
    default Told told(Terms terms, Sums sums) {
        return Told.NOTHING;
    }
}
