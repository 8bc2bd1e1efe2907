package org.subtext.report;

import java.util.List;

/**
 * Who is in the cohort, by class. Exact counts: the report suppresses small cells when it renders.
 *
 * @param classes names in score order
 * @param patients one count a class
 * @param images one count a class
 * @param categorical covariates with named values
 * @param numeric covariates with numbers
 */
public record Characteristics(
        List<String> classes,
        List<Integer> patients,
        List<Integer> images,
        List<Categorical> categorical,
        List<Numeric> numeric) {
    public Characteristics {
        classes = List.copyOf(classes);
        patients = List.copyOf(patients);
        images = List.copyOf(images);
        categorical = List.copyOf(categorical);
        numeric = List.copyOf(numeric);
        if (patients.size() != classes.size() || images.size() != classes.size()) {
            throw new IllegalArgumentException("one count of patients and images a class, for " + classes);
        }
    }

    /**
     * A covariate with named values.
     *
     * @param column its name
     * @param values as recorded; "not recorded" is a value, so that columns sum to the class's patients
     * @param patients {@code patients[value][class]}
     */
    public record Categorical(String column, List<String> values, List<List<Integer>> patients) {
        public Categorical {
            values = List.copyOf(values);
            patients = patients.stream().map(List::copyOf).toList();
            if (patients.size() != values.size()) {
                throw new IllegalArgumentException("one row of counts a value, for column " + column);
            }
        }
    }

    /** A covariate with numbers: its unit may be empty; one summary a class. */
    public record Numeric(String column, String unit, List<Summary> byClass) {
        public Numeric {
            byClass = List.copyOf(byClass);
        }
    }

    /** Over the patients for whom the number is recorded; values are ignored when there are none. */
    public record Summary(
            int patients,
            int missing,
            double mean,
            double standardDeviation,
            double lowerQuartile,
            double median,
            double upperQuartile) {}
}
