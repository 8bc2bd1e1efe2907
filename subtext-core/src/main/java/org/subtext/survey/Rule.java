package org.subtext.survey;

/**
 * How columns are judged.
 *
 * @param level the share of surveys without anything to see in which any column may be called detectable
 * @param permutations the most exchanges of a column's classes
 * @param fewestPatients of a class that is read
 */
public record Rule(double level, int permutations, int fewestPatients) {
    public Rule {
        if (!(level > 0 && level < 1) || permutations < 200 || fewestPatients < 2) {
            throw new IllegalArgumentException("a level in (0, 1), 200 permutations and 2 patients at least; got "
                    + level + ", " + permutations + " and " + fewestPatients);
        }
    }

    /** Enough exchanges that Holm's strictest threshold is several of their steps. */
    public static Rule of(int columns, int fewestPatients) {
        return new Rule(0.05, Math.max(999, 100 * columns - 1), fewestPatients);
    }
}
