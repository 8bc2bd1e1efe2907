package org.subtext.volumes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.subtext.volumes.SeriesOrder.Reason;

/**
 * Puts the images of a series in order by where they lie, never by their number or file name.
 *
 * <p>Localisers and images without geometry are set apart. The rest is parted by size, orientation and reconstruction.
 * Where several images then lie at one place, acquisitions are parted too (a repeated scan); where they never do,
 * several acquisition numbers are one stack (a scan in steps). What still lies at one place is a duplicate: the lowest
 * number stays.
 */
public final class SeriesSorter {
    /** Closer than this is one place: a hundredth of a millimetre, far below any slice spacing and above rounding. */
    static final double SAME_PLACE_MM = 0.01;

    /** A step this many times the median is a gap. */
    private static final double GAP = 1.5;

    private final SliceGeometry.Vector normal;

    private SeriesSorter(SliceGeometry.Vector normal) {
        this.normal = normal;
    }

    /** The order of the images of one series. */
    public static SeriesOrder sort(List<SliceRecord> series) {
        Map<Reason, List<SliceRecord>> leftOut = new EnumMap<>(Reason.class);
        List<List<SliceRecord>> alike = new ArrayList<>();
        for (SliceRecord slice : series) {
            if (slice.isLocaliser()) {
                add(leftOut, Reason.LOCALISER, slice);
            } else if (slice.geometry() == null) {
                add(leftOut, Reason.NO_GEOMETRY, slice);
            } else {
                groupOf(slice, alike).add(slice);
            }
        }
        List<Stack> stacks = new ArrayList<>();
        for (List<SliceRecord> group : alike) {
            SeriesSorter sorter =
                    new SeriesSorter(group.get(0).place().orElseThrow().normal());
            for (List<SliceRecord> one : sorter.byAcquisition(group)) {
                List<SliceRecord> slices = sorter.withoutDuplicates(one, leftOut);
                stacks.add(new Stack(0, sorter.normal, slices, sorter.gaps(slices)));
            }
        }
        stacks.sort(Comparator.comparing((Stack stack) -> -stack.slices().size())
                .thenComparing(stack -> stack.slices().get(0).address().text()));
        List<Stack> numbered = new ArrayList<>();
        for (Stack stack : stacks) {
            numbered.add(new Stack(numbered.size() + 1, stack.normal(), stack.slices(), stack.gaps()));
        }
        return new SeriesOrder(numbered, leftOut);
    }

    private static List<SliceRecord> groupOf(SliceRecord slice, List<List<SliceRecord>> groups) {
        for (List<SliceRecord> group : groups) {
            SliceRecord first = group.get(0);
            if (first.rows() == slice.rows()
                    && first.columns() == slice.columns()
                    && first.reconstruction().isLike(slice.reconstruction())
                    && first.place().orElseThrow().isParallelTo(slice.place().orElseThrow())) {
                return group;
            }
        }
        List<SliceRecord> fresh = new ArrayList<>();
        groups.add(fresh);
        return fresh;
    }

    private List<List<SliceRecord>> byAcquisition(List<SliceRecord> group) {
        List<SliceRecord> ordered = ordered(group);
        boolean overlap = false;
        for (int i = 1; i < ordered.size(); i++) {
            overlap |= samePlace(ordered.get(i - 1), ordered.get(i));
        }
        if (!overlap) {
            return List.of(ordered);
        }
        Map<Integer, List<SliceRecord>> acquisitions = new LinkedHashMap<>();
        for (SliceRecord slice : ordered) {
            Integer number = slice.acquisition();
            acquisitions
                    .computeIfAbsent(number == null ? Integer.MIN_VALUE : number, n -> new ArrayList<>())
                    .add(slice);
        }
        return List.copyOf(acquisitions.values());
    }

    private List<SliceRecord> ordered(List<SliceRecord> slices) {
        return slices.stream()
                .sorted(Comparator.comparingDouble(this::position)
                        .thenComparing(SliceRecord::instance, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(slice -> slice.address().text()))
                .toList();
    }

    private List<SliceRecord> withoutDuplicates(List<SliceRecord> ordered, Map<Reason, List<SliceRecord>> leftOut) {
        List<SliceRecord> kept = new ArrayList<>();
        Comparator<SliceRecord> lowest =
                Comparator.comparing(SliceRecord::instance, Comparator.nullsLast(Comparator.naturalOrder()));
        for (SliceRecord slice : ordered) {
            int last = kept.size() - 1;
            if (last < 0 || !samePlace(kept.get(last), slice)) {
                kept.add(slice);
            } else if (lowest.compare(slice, kept.get(last)) < 0) {
                add(leftOut, Reason.DUPLICATE, kept.set(last, slice));
            } else {
                add(leftOut, Reason.DUPLICATE, slice);
            }
        }
        return kept;
    }

    private List<Stack.Gap> gaps(List<SliceRecord> stack) {
        if (stack.size() < 3) {
            return List.of();
        }
        double[] steps = new double[stack.size() - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = position(stack.get(i + 1)) - position(stack.get(i));
        }
        double[] sorted = steps.clone();
        Arrays.sort(sorted);
        double usual = sorted[sorted.length / 2];
        List<Stack.Gap> gaps = new ArrayList<>();
        for (int i = 0; i < steps.length; i++) {
            if (steps[i] > GAP * usual) {
                gaps.add(new Stack.Gap(i, (int) Math.min(Integer.MAX_VALUE, Math.round(steps[i] / usual) - 1)));
            }
        }
        return gaps;
    }

    private boolean samePlace(SliceRecord a, SliceRecord b) {
        return Math.abs(position(a) - position(b)) < SAME_PLACE_MM;
    }

    private double position(SliceRecord slice) {
        return slice.place().orElseThrow().positionMm(normal);
    }

    private static void add(Map<Reason, List<SliceRecord>> leftOut, Reason reason, SliceRecord slice) {
        leftOut.computeIfAbsent(reason, r -> new ArrayList<>()).add(slice);
    }
}
