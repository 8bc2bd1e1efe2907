package org.subtext.cohort;

import java.util.ArrayList;
import java.util.List;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problem;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;

/** Whether every class has enough patients to say anything about it. */
final class ClassSizes {
    private ClassSizes() {}

    static void check(Cohort cohort, Problems problems) {
        int fewest = cohort.plan().inclusion().minimumPatients();
        List<RecordedClass> classes = cohort.classes();
        if (cohort.attribute().isEmpty()) {
            requirePatients(cohort, classes.get(0).patients(), fewest, problems);
            return;
        }
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
            problems.add(tooFew(cohort, classes));
        }
    }

    private static void requirePatients(Cohort cohort, int patients, int fewest, Problems problems) {
        if (patients < fewest) {
            List<Sentence> found = new ArrayList<>();
            found.add(Sentence.of("Only " + patients + (patients == 1 ? " patient is" : " patients are") + " left of "
                    + cohort.plan().table() + ", at least " + fewest + " are needed."));
            found.addAll(leftOut(cohort));
            Sentence mend = Sentence.of("Correct the table, or lower the limit: ")
                    .set(PlanKey.COHORT_MINIMUM_PATIENTS, "N")
                    .and(".");
            problems.add(new Problem(found, 0, mend));
        }
    }

    private static List<Sentence> leftOut(Cohort cohort) {
        return cohort.flow().exclusions().stream()
                .map(step -> Sentence.of("Left out: " + step.label() + ", " + step.images() + " images of "
                        + step.patients() + " patients. " + step.reason()))
                .toList();
    }

    /** What is left, everyone who was left out and why, and the knobs that left them out. */
    private static Problem tooFew(Cohort cohort, List<RecordedClass> classes) {
        CohortPlan plan = cohort.plan();
        String left = classes.isEmpty()
                ? "No class of " + cohort.attribute() + " is left"
                : "Only 1 class of " + cohort.attribute() + " is left, \""
                        + classes.get(0).name() + "\"";
        List<Sentence> found = new ArrayList<>();
        found.add(Sentence.of(left + "; an audit compares at least two. Table: " + plan.table() + "."));
        found.addAll(leftOut(cohort));
        Sentence mend = Sentence.of("Correct the table, or name a column with more classes: ")
                .set(PlanKey.COHORT_ATTRIBUTE, "COLUMN")
                .and(".");
        if (!plan.classes().isEmpty()) {
            mend = mend.and(" Ask for more classes: ")
                    .and(PlanKey.COHORT_CLASSES)
                    .and(".");
        }
        if (!plan.inclusion().only().isEmpty()) {
            mend = mend.and(" Keep more rows: ").and(PlanKey.COHORT_ONLY).and(".");
        }
        return new Problem(found, 0, mend);
    }
}
