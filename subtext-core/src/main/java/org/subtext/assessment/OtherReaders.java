package org.subtext.assessment;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.subtext.predictions.PredictionTable;

/**
 * What readers beside the network scored, on the same images and in the same folds.
 *
 * @param primary on whose intervals "no evidence" and "below chance" rest, fixed before numbers are seen; the network
 *     or one of the tables
 * @param tables one a reader, none of the network; each of one experiment at image level, its rows those of the
 *     network's table in their order
 */
public record OtherReaders(RungKind primary, Map<RungKind, PredictionTable> tables) {
    /** The network is the only reader. */
    public static final OtherReaders NONE = new OtherReaders(RungKind.NETWORK, Map.of());

    public OtherReaders {
        Map<RungKind, PredictionTable> sorted = new EnumMap<>(RungKind.class);
        sorted.putAll(tables);
        tables = Collections.unmodifiableMap(sorted);
        if (tables.containsKey(RungKind.NETWORK) || primary != RungKind.NETWORK && !tables.containsKey(primary)) {
            throw new IllegalArgumentException("the primary reader " + primary + " is none of " + tables.keySet());
        }
    }
}
