package org.subtext.bench.routes;

import java.util.List;

/**
 * One thing that a battery pointed at, as far as a phantom can judge it.
 *
 * @param kind what sort of thing
 * @param what it is, for a reader: "11 to 16 cycles per image"; of a column its name
 * @param numbers of a band its edges in cycles an image; of a tile the tiles along an edge, its row and its column,
 *     counted from 0; of a range of grey values its ends as shares of white; otherwise empty
 */
record Pointed(Kind kind, String what, List<Double> numbers) {
    /** Sorts of things. */
    enum Kind {
        BAND,
        TILE,
        GREY_RANGE,
        COLUMN,
        /** Inside or outside a mask: phantoms plant nothing by mask. */
        REGION
    }

    Pointed {
        numbers = List.copyOf(numbers);
        int expected = switch (kind) {
            case BAND, GREY_RANGE -> 2;
            case TILE -> 3;
            case COLUMN, REGION -> numbers.size();
        };
        if (numbers.size() != expected) {
            throw new IllegalArgumentException(
                    kind + " \"" + what + "\" is named by " + expected + " numbers, got " + numbers.size());
        }
    }
}
