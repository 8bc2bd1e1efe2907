package org.subtext.cohort;

/** How few patients are too few, by what is asked of them; whoever needs a limit takes it from here. */
public final class SmallestGroups {
    /** With fewer in a class an AUC gets no p-value: its draws say too little about its error. */
    public static final int TESTED = 5;

    /** With fewer in a class nothing is learnt or read of it, unless a plan says otherwise. */
    public static final int OF_A_CLASS = 10;

    /**
     * With fewer in a class, or outside it, the verdict does not answer about the class, whatever a plan says: the
     * least for which coverage and false alarms were simulated (docs/validation-statistics.md).
     */
    public static final int OF_A_VERDICT = 15;

    /** Fewer are not told of, unless a plan asks for more: the least cell of common rules of disclosure. */
    public static final int TOLD = 11;

    /** So many values of a column are assessed as groups. */
    public static final int MOST_OF_A_COLUMN = 30;

    private SmallestGroups() {}

    /** Whether so many are too few to be told of; nobody is not. */
    public static boolean isFew(double count) {
        return count > 0 && count < TOLD;
    }

    /** How many, at the head of a sentence that anybody may read: "12", or "Fewer than 11". */
    public static String many(long count) {
        return isFew(count) ? "Fewer than " + TOLD : Long.toString(count);
    }

    /**
     * The fewest that a result of their own may be about. A plan may ask for more patients, never for fewer: a result
     * that stands on a handful also says little.
     *
     * @param smallestCell of the plan
     */
    public static int told(int smallestCell) {
        return Math.max(TOLD, smallestCell);
    }
}
