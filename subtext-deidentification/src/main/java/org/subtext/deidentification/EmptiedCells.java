package org.subtext.deidentification;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many cells with a value each column of the table lost, and why: what a rule takes from lawful ones shows here.
 */
final class EmptiedCells {
    private final Map<String, Count> byColumn = new LinkedHashMap<>();

    private static final class Count {
        private final ColumnTreatment treatment;
        private long values;
        private long emptied;

        Count(ColumnTreatment treatment) {
            this.treatment = treatment;
        }
    }

    /** Counts a cell that held a value. */
    void add(String column, ColumnTreatment treatment, boolean isEmptied) {
        Count count = byColumn.computeIfAbsent(column, key -> new Count(treatment));
        count.values++;
        count.emptied += isEmptied ? 1 : 0;
    }

    /** One a column that lost any; no value of a cell. */
    List<String> sentences() {
        List<String> said = new ArrayList<>();
        byColumn.forEach((column, count) -> {
            if (count.emptied > 0) {
                said.add("Column " + column + ": " + count.emptied + " of " + count.values
                        + " cells with a value were emptied; " + why(count.treatment));
            }
        });
        return said;
    }

    private static String why(ColumnTreatment treatment) {
        return switch (treatment) {
            case KEEP -> "they hold what identifies a patient, or look as if they did.";
            case PATIENT, ID -> "they stand for nobody.";
            case DATE -> "they hold no date, or stand in rows without a patient.";
            case AGE -> "they hold no age.";
            case PATH -> "they name no file that was written.";
            case DROP -> "the column goes.";
        };
    }
}
