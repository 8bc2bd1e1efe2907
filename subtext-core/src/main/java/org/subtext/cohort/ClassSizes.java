package org.subtext.cohort;

import java.util.List;
import org.subtext.problems.Action;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;

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
        Sentence needed = Sentence.of("A class needs at least " + fewest + " patients. ");
        Sentence choice = large.size() < 2
                ? needed.and("Lower")
                : needed.and("Leave small classes out: ")
                        .set(PlanKey.COHORT_CLASSES, large)
                        .and(", or lower");
        Sentence mend = choice.and(" the limit: ")
                .set(PlanKey.COHORT_MINIMUM_PATIENTS, "N")
                .and(".");
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
            problems.add(Sentence.of("Only " + classes.size() + " class of " + cohort.attribute()
                            + " is left; an audit compares at least two. See the exclusions with: ")
                    .and(Action.SHOW_COHORT)
                    .and(", and the same settings."));
        }
    }
}
