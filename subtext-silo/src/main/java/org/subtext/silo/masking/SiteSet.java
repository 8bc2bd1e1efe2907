package org.subtext.silo.masking;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some sites of a roster.
 *
 * @param positions from 1, each once, ascending
 */
public record SiteSet(List<Integer> positions) {
    public SiteSet {
        positions = List.copyOf(positions);
        for (int i = 0; i < positions.size(); i++) {
            RoundRefusedException.unless(
                    positions.get(i) > (i == 0 ? 0 : positions.get(i - 1)),
                    Refusal.SITE_TWICE,
                    "position " + positions.get(i));
        }
    }

    public static SiteSet of(int... positions) {
        return new SiteSet(IntStream.of(positions).boxed().toList());
    }

    /** From positions in whatever order. */
    public static SiteSet of(Collection<Integer> positions) {
        return new SiteSet(positions.stream().sorted().toList());
    }

    public int size() {
        return positions.size();
    }

    public boolean contains(int position) {
        return positions.contains(position);
    }

    public boolean containsAll(SiteSet others) {
        return positions.containsAll(others.positions);
    }

    public SiteSet without(SiteSet others) {
        return new SiteSet(
                positions.stream().filter(one -> !others.contains(one)).toList());
    }

    public SiteSet without(int position) {
        return without(of(position));
    }

    @Override
    public String toString() {
        return positions.toString();
    }
}
