package org.subtext.sources.dataset;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One of the study's inclusion rules.
 *
 * @param label what is left out
 * @param keeps whether a row stays
 */
record StudyRule(String label, Predicate<CommonRow> keeps) {
    static StudyRule keep(Field field, String... values) {
        Set<String> kept = Set.copyOf(List.of(values));
        return new StudyRule(field.column() + " is not " + String.join(" or ", values), row -> {
            String value = row.get(field);
            return value != null && kept.contains(value);
        });
    }
}
