package org.subtext.volumes;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A series in order.
 *
 * @param stacks the stack of most slices first; several where a series holds several orientations, acquisitions or
 *     reconstructions
 * @param leftOut images in no stack, by reason
 */
public record SeriesOrder(List<Stack> stacks, Map<Reason, List<SliceRecord>> leftOut) {
    /** Why an image is in no stack. */
    public enum Reason {
        LOCALISER("localisers"),
        NO_GEOMETRY("images without position and orientation"),
        DUPLICATE("further images at the place of another");

        private final String plural;

        Reason(String plural) {
            this.plural = plural;
        }

        /** What such images are called. */
        public String plural() {
            return plural;
        }
    }

    public SeriesOrder {
        stacks = List.copyOf(stacks);
        leftOut = leftOut.isEmpty() ? Map.of() : java.util.Collections.unmodifiableMap(new EnumMap<>(leftOut));
    }

    /** How many images a reason left out. */
    public int count(Reason reason) {
        return leftOut.getOrDefault(reason, List.of()).size();
    }
}
