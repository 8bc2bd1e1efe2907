package org.subtext.volumes;

import java.util.List;

/**
 * Slices of one series in order, from inferior to superior (from right to left, from anterior to posterior).
 *
 * @param number counted from 1 within the series, the stack of most slices first
 * @param normal unit vector that positions are measured along
 * @param slices no two at one place
 * @param gaps where a slice or more is missing; empty in a whole stack
 */
public record Stack(int number, SliceGeometry.Vector normal, List<SliceRecord> slices, List<Gap> gaps) {
    /**
     * A step much larger than the usual one.
     *
     * @param after index of the slice before it
     * @param missing how many slices of the usual step would fill it
     */
    public record Gap(int after, int missing) {}

    public Stack {
        slices = List.copyOf(slices);
        gaps = List.copyOf(gaps);
    }

    /** Millimetres along the normal of the slice at an index. */
    public double positionMm(int index) {
        return slices.get(index).place().orElseThrow().positionMm(normal);
    }

    /** Share of the stack's length at which a slice lies, 0 the first and 1 the last; one half of a single slice. */
    public double relativePosition(int index) {
        double first = positionMm(0);
        double length = positionMm(slices.size() - 1) - first;
        return length > 0 ? (positionMm(index) - first) / length : 0.5;
    }

    /** Slices that the gaps would hold. */
    public int missing() {
        return gaps.stream().mapToInt(Gap::missing).sum();
    }
}
