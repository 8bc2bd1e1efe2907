package org.subtext.learn.weights;

/**
 * What must be in a file of weights.
 *
 * @param head what is done with the head
 * @param part whether what the file lacks, or holds in another shape, may stay as it was
 */
public record ImportRules(HeadRule head, boolean part) {
    /** Of a finished model: everything must be there. */
    public static final ImportRules FINISHED = new ImportRules(HeadRule.NEEDED, false);

    /** Of the weights a training begins with, whose head belongs to other classes: everything but the head. */
    public static final ImportRules START = new ImportRules(HeadRule.NEW, false);

    /** What is done with the head. */
    public enum HeadRule {
        /** It must be there. */
        NEEDED,
        /** It is taken where it is there and has the right size. */
        WHERE_IT_FITS,
        /** It is left out: nobody knows whether its classes are those of the new one. */
        NEW
    }

    /** The same rules for a head of the same classes. */
    public ImportRules withHeadOfSameClasses() {
        return new ImportRules(HeadRule.WHERE_IT_FITS, part);
    }

    public ImportRules withPart(boolean value) {
        return new ImportRules(head, value);
    }
}
