package org.subtext.sources.slices;

import java.util.ArrayList;
import java.util.List;

/**
 * Which slices of a stack are taken: of those within a range of relative positions the first, and every n-th after it.
 *
 * @param every 1 for all
 * @param from lowest relative position, 0 the first slice of the stack
 * @param to highest relative position, 1 the last
 */
public record SliceSelection(int every, double from, double to) {
    /** All slices. */
    public static final SliceSelection ALL = new SliceSelection(1, 0, 1);

    /** Half a slice of rounding must not lose the slice at a limit. */
    private static final double ROUNDING = 1e-9;

    public SliceSelection {
        if (every < 1) {
            throw new IllegalArgumentException("every n-th slice needs an n of at least 1, got " + every);
        }
        if (!(from >= 0 && from <= to && to <= 1)) {
            throw new IllegalArgumentException(
                    "relative positions lie in 0 to 1 and ascend, got " + from + " to " + to);
        }
    }

    /** The indices taken, from 0, of slices at these relative positions. */
    public List<Integer> of(List<Double> relativePositions) {
        List<Integer> taken = new ArrayList<>();
        int within = 0;
        for (int i = 0; i < relativePositions.size(); i++) {
            double position = relativePositions.get(i);
            if (position >= from - ROUNDING && position <= to + ROUNDING && within++ % every == 0) {
                taken.add(i);
            }
        }
        return taken;
    }
}
