package org.subtext.split;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortImage;

/** Patients by class, in an order that depends on their ids and a seed only. */
final class Strata {
    private Strata() {}

    /** Sorted patient ids by class name. */
    static SortedMap<String, List<String>> of(Cohort cohort) {
        SortedMap<String, TreeSet<String>> strata = new TreeMap<>();
        for (CohortImage image : cohort.images()) {
            strata.computeIfAbsent(cohort.classNames().get(image.label()), name -> new TreeSet<>())
                    .add(image.patient());
        }
        SortedMap<String, List<String>> lists = new TreeMap<>();
        strata.forEach((name, patients) -> lists.put(name, List.copyOf(patients)));
        return lists;
    }
}
