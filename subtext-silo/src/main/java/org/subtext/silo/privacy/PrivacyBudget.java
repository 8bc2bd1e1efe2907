package org.subtext.silo.privacy;

import java.util.Locale;
import org.subtext.problems.InvalidInputException;

/**
 * What a site is ready to spend of its patients' privacy, over all plans together.
 *
 * @param epsilon above 0, at most {@value #MOST_EPSILON}
 * @param delta in (0, 1); a site refuses rounds on so many patients that a whole one could be given away by that chance
 */
public record PrivacyBudget(double epsilon, double delta) {
    /** exp(20) is half a billion: whatever is seen may then be certain. */
    static final double MOST_EPSILON = 20;

    public PrivacyBudget {
        if (!(epsilon > 0 && epsilon <= MOST_EPSILON)) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "A privacy budget of epsilon %s. Expected a number above 0, at most %.0f; 1 to 8 is usual.",
                    epsilon,
                    MOST_EPSILON));
        }
        if (!(delta > 0 && delta < 0.5)) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "A privacy budget of delta %s. Expected a number above 0, and below 1 over the number of patients.",
                    delta));
        }
    }
}
