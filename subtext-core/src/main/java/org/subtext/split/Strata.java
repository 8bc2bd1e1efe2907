package org.subtext.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortImage;
import org.subtext.provenance.Seed;

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

    /** Fisher and Yates. */
    static List<String> shuffled(List<String> sorted, Seed seed) {
        List<String> patients = new ArrayList<>(sorted);
        SplittableRandom random = seed.random();
        for (int i = patients.size() - 1; i > 0; i--) {
            Collections.swap(patients, i, random.nextInt(i + 1));
        }
        return patients;
    }
}
