package org.subtext.silo.plan;

import java.util.List;

/**
 * Whose patients are counted as what.
 *
 * @param attribute whose classes are counted
 * @param classes of the attribute, at least two, in the order of every vector
 * @param images what all images have in common, which each site's table of images is held against
 * @param rules in words, which each site applies to its own table before it maps it
 */
public record PlanCohort(String attribute, List<PlanClass> classes, PlanImages images, List<String> rules) {
    public PlanCohort {
        classes = List.copyOf(classes);
        rules = List.copyOf(rules);
        SiloPlan.requireText(attribute);
        rules.forEach(SiloPlan::requireText);
        if (classes.size() < 2
                || classes.stream().map(PlanClass::name).distinct().count() < classes.size()) {
            throw new IllegalArgumentException("A plan has at least two classes, each named once");
        }
    }

    /** Of which images nothing is asked. */
    public PlanCohort(String attribute, List<PlanClass> classes, List<String> rules) {
        this(attribute, classes, PlanImages.ANY, rules);
    }
}
