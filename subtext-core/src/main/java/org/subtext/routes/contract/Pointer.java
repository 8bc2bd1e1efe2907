package org.subtext.routes.contract;

import java.util.List;
import org.subtext.statistics.Estimate;

/**
 * One thing the battery points at: it alone suffices to reveal the attribute, and without it less is revealed.
 *
 * <p>Pointers are ordered by strength. There are none where unchanged images do not reveal the attribute, and none that
 * rest on a difference that did not survive correction.
 *
 * @param kind what sort of thing
 * @param what it is, for a reader: "10 to 25 cycles per image"
 * @param numbers that name it, in the order of its setting's label: radii, tiles in a row and the tile's
 *     ordinal from 0, grey values; may be empty
 * @param sentence what was found, no more than the intervals say
 * @param estimate AUC of it alone
 * @param change of the AUC without it; undefined where that was not run
 * @param strength the smaller of the shares of the unchanged AUC's excess over one half that it keeps alone and that
 *     goes with it, in [0, 1]
 */
public record Pointer(
        Kind kind,
        String what,
        List<Double> numbers,
        String sentence,
        Estimate estimate,
        Estimate change,
        double strength) {
    public Pointer {
        numbers = List.copyOf(numbers);
    }

    /** Sorts of things that can carry an attribute. */
    public enum Kind {
        BAND("spatial frequencies"),
        TILE("part of the image"),
        INTENSITY_RANGE("grey values"),
        REGION("region of a mask"),
        CONFOUNDER("recorded columns");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** In the words of a report. */
        public String words() {
            return words;
        }
    }
}
