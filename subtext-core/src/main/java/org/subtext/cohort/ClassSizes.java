package org.subtext.cohort;

import java.util.List;
import org.subtext.problems.Problems;

/** Whether every class has enough patients to say anything about it. */
final class ClassSizes {
    private ClassSizes() {}

    static void check(Cohort cohort, Problems problems) {
        int fewest = cohort.plan().minimumPatients();
        List<RecordedClass> classes = cohort.classes();
        List<String> large = classes.stream()
                .filter(c -> c.patients() >= fewest)
                .map(RecordedClass::name)
                .toList();
        String mend = "A class needs at least " + fewest + " patients. "
                + (large.size() < 2
                        ? ""
                        : "Leave small classes out: --classes \"" + String.join(",", large) + "\", or ")
                + (large.size() < 2 ? "Lower" : "lower") + " the limit: --minimum-patients N.";
        for (RecordedClass c : classes) {
            if (c.patients() < fewest) {
                problems.add(
                        "small class",
                        "Class \"" + c.name() + "\" of " + cohort.attribute() + " has " + c.patients() + " "
                                + (c.patients() == 1 ? "patient" : "patients") + ".",
                        mend);
            }
        }
        if (classes.size() < 2) {
            problems.add(
                    "Only " + classes.size() + " class of " + cohort.attribute()
                            + " is left; an audit compares at least two. See the exclusions with: subtext cohort, and the same options.");
        }
    }
}
