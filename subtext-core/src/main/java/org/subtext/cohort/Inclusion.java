package org.subtext.cohort;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.subtext.problems.PlanKey;
import org.subtext.problems.RefusedValueException;
import org.subtext.tables.ConflictPolicy;

/**
 * Who and what stays in a cohort.
 *
 * @param only rows to keep, by column: view to AP and PA, say; all rows by default
 * @param conflicts what is done with patients of several recorded classes
 * @param minimumPatients fewest patients a class may have, one at least
 * @param missingImages what is done when files are missing
 */
public record Inclusion(
        Map<String, List<String>> only,
        ConflictPolicy conflicts,
        int minimumPatients,
        MissingImagePolicy missingImages) {
    /** All rows; patients of several classes leave, small classes and missing files are refused. */
    public static final Inclusion USUAL =
            new Inclusion(Map.of(), ConflictPolicy.EXCLUDE, SmallestGroups.OF_A_CLASS, MissingImagePolicy.REFUSE);

    public Inclusion {
        only = WordsByColumn.of(only);
        Objects.requireNonNull(conflicts, "a cohort plan says what is done about conflicts");
        Objects.requireNonNull(missingImages, "a cohort plan says what is done about missing images");
        RefusedValueException.unlessAtLeastOne(PlanKey.COHORT_MINIMUM_PATIENTS, minimumPatients);
    }

    public Inclusion withOnly(Map<String, List<String>> value) {
        return new Inclusion(value, conflicts, minimumPatients, missingImages);
    }

    public Inclusion withConflicts(ConflictPolicy value) {
        return new Inclusion(only, value, minimumPatients, missingImages);
    }

    public Inclusion withMinimumPatients(int value) {
        return new Inclusion(only, conflicts, value, missingImages);
    }

    public Inclusion withMissingImages(MissingImagePolicy value) {
        return new Inclusion(only, conflicts, minimumPatients, value);
    }
}
