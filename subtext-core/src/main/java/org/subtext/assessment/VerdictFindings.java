package org.subtext.assessment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.predictions.Unit;
import org.subtext.statistics.Estimate;

/**
 * What a verdict stands on.
 *
 * @param unit what one case is
 * @param rows cases
 * @param patients clusters
 * @param tested one a class with enough patients, in score order, then the mean where it is tested; of two classes
 *     whose scores say the same, the first alone
 * @param uncovered classes with too few patients, or with scores that tell nobody apart: the verdict does not speak of
 *     them
 * @param isMeanApart whether classes that are not tested keep the mean over all classes from chance; false in runs
 *     stored before this was asked
 * @param sizes how many patients would do; null where nobody can be tested
 */
public record VerdictFindings(
        Unit unit,
        int rows,
        int patients,
        List<Tested> tested,
        List<Uncovered> uncovered,
        @Nullable Boolean isMeanApart,
        @Nullable SampleSizes sizes) {
    public VerdictFindings {
        tested = List.copyOf(tested);
        uncovered = List.copyOf(uncovered);
        isMeanApart = isMeanApart != null && isMeanApart;
    }

    @Override
    public Boolean isMeanApart() {
        return isMeanApart != null && isMeanApart;
    }

    /** Of what is tested, corrected; 1 where nothing is. */
    double smallestP() {
        return tested.stream()
                .mapToDouble(one -> one.adjustedP().valueOr(1))
                .min()
                .orElse(1);
    }

    /**
     * One AUC that was tested.
     *
     * @param className against the rest; null for the mean over classes
     * @param auc with its two-sided interval
     * @param equivalence the same with the interval of the two one-sided tests
     * @param adjustedP one-sided, corrected over all that is tested
     * @param belowP the same for an AUC below one half
     * @param says what the two of them say together
     */
    public record Tested(
            @Nullable String className,
            Estimate auc,
            Estimate equivalence,
            Estimate adjustedP,
            Estimate belowP,
            Says says) {
        /** The class, or what else is tested, as a sentence names it. */
        public String name() {
            return className == null ? "the mean over classes" : className;
        }

        public boolean isMean() {
            return className == null;
        }
    }

    /** What interval and test of one AUC say together. */
    public enum Says {
        ABOVE_CHANCE,
        BELOW_CHANCE,
        /** Within the margin, and the corrected test is not below alpha. */
        WITHIN_MARGIN,
        NOTHING
    }

    /** Why a class is not tested. */
    public record Uncovered(String className, Reason reason) {}

    /** Reasons not to test a class. */
    public enum Reason {
        TOO_FEW_PATIENTS,
        TOO_FEW_OTHERS,
        /** So many scores are equal that its AUC would lie within the margin whatever was recorded. */
        EQUAL_SCORES;

        /** Whether it tells of a number of patients. */
        public boolean isOfSize() {
            return this != EQUAL_SCORES;
        }
    }
}
