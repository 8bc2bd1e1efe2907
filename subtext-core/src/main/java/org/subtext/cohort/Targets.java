package org.subtext.cohort;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.subtext.problems.PlanKey;
import org.subtext.problems.RefusedValueException;
import org.subtext.tables.Wording;

/**
 * The findings that a diagnostic model is taught, each recorded of an image and not of a patient; none where the
 * attribute is what is recognised.
 *
 * @param findings by name, the column of the truth
 * @param truth how its cells are read
 */
public record Targets(Map<String, String> findings, TruthReading truth) {
    /** No finding. */
    public static final Targets NONE = new Targets(Map.of(), TruthReading.USUAL);

    public Targets {
        findings = Collections.unmodifiableMap(new LinkedHashMap<>(findings));
        Objects.requireNonNull(truth, "targets say how a truth is read");
        requireEachOnce(findings);
    }

    private static void requireEachOnce(Map<String, String> findings) {
        Map<String, String> names = new HashMap<>();
        Map<String, String> columns = new HashMap<>();
        findings.forEach((name, column) -> {
            if (name.isBlank() || String.valueOf(column).isBlank()) {
                throw new RefusedValueException(
                        PlanKey.COHORT_TARGETS_FINDINGS, "need a name and a column each, one is blank");
            }
            String before = names.putIfAbsent(Wording.folded(name), name);
            String inColumn = columns.putIfAbsent(column, name);
            if (before != null || inColumn != null) {
                throw new RefusedValueException(
                        PlanKey.COHORT_TARGETS_FINDINGS,
                        before == null
                                ? "name each column once, got " + column + " for both " + inColumn + " and " + name
                                : "must differ in more than capitals and blanks, got " + before + " and " + name);
            }
        });
    }

    public boolean areNone() {
        return findings.isEmpty();
    }

    public Targets withTruth(TruthReading value) {
        return new Targets(findings, value);
    }
}
