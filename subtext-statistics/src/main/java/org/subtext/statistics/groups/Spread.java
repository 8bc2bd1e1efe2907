package org.subtext.statistics.groups;

import java.util.List;
import org.subtext.statistics.Estimate;

/**
 * How far apart a rate lies over groups.
 *
 * <p>The difference is above zero, and the ratio below one, also where all groups are equal: set it beside what chance
 * alone gives (the permutations of {@code statistics.gaps}).
 *
 * @param difference highest less lowest; undefined with fewer than two groups that have the rate
 * @param ratio lowest over highest; undefined also where the highest is 0
 * @param lowest groups with the lowest rate, by name; several where they are equal
 * @param highest groups with the highest rate
 * @param leftOut groups without the rate, which are not in the figures above
 */
public record Spread(
        Estimate difference, Estimate ratio, List<String> lowest, List<String> highest, List<String> leftOut) {
    public Spread {
        lowest = List.copyOf(lowest);
        highest = List.copyOf(highest);
        leftOut = List.copyOf(leftOut);
    }
}
