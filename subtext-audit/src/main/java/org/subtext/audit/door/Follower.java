package org.subtext.audit.door;

import org.subtext.sources.MadeTable;

/**
 * Hears how a work goes, one call at a time, on the threads that do the work: whoever is slow slows it, and nobody may
 * wait for the work here. One that throws is not told any more, and the work goes on.
 */
@FunctionalInterface
public interface Follower {
    /** Nobody. */
    Follower NONE = event -> {};

    void hears(ProgressEvent event);

    /** A source of the plan made a table of images, before the cohort is read from it. */
    default void made(MadeTable table) {}
}
