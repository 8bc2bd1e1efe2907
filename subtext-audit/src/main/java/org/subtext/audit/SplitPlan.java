package org.subtext.audit;

import org.jspecify.annotations.Nullable;
import org.subtext.problems.PlanKey;
import org.subtext.problems.RefusedValueException;

/**
 * How patients are divided.
 *
 * @param kind which way
 * @param folds number of folds for cross-validation, at least 2
 * @param training share of patients to learn from
 * @param validation share that steers training; may be 0 when nothing steers it
 * @param test share that is assessed
 * @param file a split file (patient, part), for {@link Kind#GIVEN}; null to take the table's own split column
 */
public record SplitPlan(
        Kind kind,
        int folds,
        double training,
        double validation,
        double test,
        @Nullable String file) {
    /** Which way patients are divided. */
    public enum Kind {
        /** {@link #FOLDS} below {@value SplitPlan#SMALL_COHORT} patients, {@link #FRACTIONS} from there on. */
        AUTO,
        /** Cross-validation: every patient is assessed once, by a recogniser that never saw them. */
        FOLDS,
        /** One training, validation and test part, 60/10/30 as in the study. */
        FRACTIONS,
        /** Somebody's split, taken after proof that no patient is in two parts. */
        GIVEN
    }

    /** Cohorts with fewer patients are cross-validated unless the plan says otherwise. */
    public static final int SMALL_COHORT = 1_000;

    /** AUTO, five folds, 60/10/30. */
    public static final SplitPlan DEFAULT = new SplitPlan(Kind.AUTO, 5, 0.6, 0.1, 0.3, null);

    public SplitPlan {
        if (folds < 2) {
            throw new RefusedValueException(PlanKey.SPLIT_FOLDS, "must be at least 2, got " + folds);
        }
        if (!(training > 0) || !(validation >= 0) || !(test > 0) || Math.abs(training + validation + test - 1) > 1e-9) {
            throw new RefusedValueException(
                    PlanKey.SPLIT_TRAINING,
                    "and those of validation and test must be shares with sum 1, training and test above 0; got "
                            + training + ", " + validation + ", " + test);
        }
    }

    /** The way for a cohort of this size; never {@link Kind#AUTO}. */
    public Kind kindFor(int patients) {
        if (kind != Kind.AUTO) {
            return kind;
        }
        return patients < SMALL_COHORT ? Kind.FOLDS : Kind.FRACTIONS;
    }

    public SplitPlan with(Kind other) {
        return new SplitPlan(other, folds, training, validation, test, file);
    }
}
