package org.subtext.harm.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * On whom thresholds are chosen, and who is judged by them.
 *
 * @param column that says it of each row; null where nothing does, so that patients are dealt into parts
 * @param choose its values of those on whom thresholds are chosen
 * @param judge its values of those who are judged; rows of other values are left out, and counted
 * @param parts in which patients are dealt, each judged by thresholds of all others; at least 2
 */
public record RolePlan(@Nullable String column, List<String> choose, List<String> judge, int parts) {
    /** As many as leave four fifths of the patients to choose on. */
    public static final RolePlan CROSS_FITTED = new RolePlan(null, List.of("choose"), List.of("judge"), 5);

    public RolePlan {
        choose = List.copyOf(choose);
        judge = List.copyOf(judge);
        if (parts < 2) {
            throw new IllegalArgumentException("patients are dealt into two parts at least, got " + parts);
        }
    }
}
