package org.subtext.survey;

import java.util.List;

/**
 * A column as one class a patient.
 *
 * @param name in the table
 * @param kind how its cells became classes
 * @param classes names
 * @param labels index into {@code classes} of each patient; {@value #NONE} for whoever has none
 * @param unrecorded patients without a value
 * @param conflicting patients with several values, which the policy settles on none
 * @param ofSmallClasses patients of classes too small to be read
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
public record SurveyedColumn(
        String name,
        Kind kind,
        List<String> classes,
        int[] labels,
        int unrecorded,
        int conflicting,
        int ofSmallClasses) {
    /** Instead of a class. */
    public static final int NONE = -1;

    /** How cells became classes. */
    public enum Kind {
        /** Each wording is a class. */
        CLASSES("each class against the rest"),
        /** Numbers: a patient's median lies above that of all patients, or not. */
        ABOVE_MEDIAN("above its median against the rest");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** In the words of a table. */
        public String words() {
            return words;
        }
    }

    public SurveyedColumn {
        classes = List.copyOf(classes);
    }

    /** Patients with a class. */
    public int patients() {
        int count = 0;
        for (int label : labels) {
            count += label == NONE ? 0 : 1;
        }
        return count;
    }
}
