package org.subtext.silo.plan;

import java.util.List;

/**
 * A class that all sites count, or a view of their images, with the wordings of their sources that mean it.
 *
 * @param name as the report says it
 * @param wordings values of the sources; the name itself always counts
 */
public record PlanClass(String name, List<String> wordings) {
    private static final int LONGEST_NAME = 60;

    public PlanClass {
        wordings = List.copyOf(wordings);
        SiloPlan.requireText(name);
        wordings.forEach(SiloPlan::requireText);
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("A class has a name of at most 60 letters, got \"" + name + "\"");
        }
    }

    /** The name with its wordings. */
    public String named() {
        return wordings.isEmpty() ? name : name + " (also " + String.join(", ", wordings) + ")";
    }
}
