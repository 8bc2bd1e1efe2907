package org.subtext.problems;

/** A value that a plan cannot take; whoever takes it from a user says so in the face's words for the key. */
public final class RefusedValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient PlanKey key;
    private final String expected;

    /** @param expected what goes on after the key's name: "must lie in (0, 1), got 95" */
    public RefusedValueException(PlanKey key, String expected) {
        super(key.id() + " " + expected);
        this.key = key;
        this.expected = expected;
    }

    /** Refuses what does not lie in [0, 1). */
    public static void unlessShare(PlanKey key, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new RefusedValueException(key, "must lie in [0, 1), got " + value);
        }
    }

    /** Refuses what is below one. */
    public static void unlessAtLeastOne(PlanKey key, int value) {
        if (value < 1) {
            throw new RefusedValueException(key, "must be at least 1, got " + value);
        }
    }

    /** Refuses what is below zero, or no number. */
    public static void unlessNotNegative(PlanKey key, double value) {
        if (!(value >= 0)) {
            throw new RefusedValueException(key, "must not be negative, got " + value);
        }
    }

    /** Which key it is of. */
    public PlanKey key() {
        return key;
    }

    /** The problem, with the knob that was turned: the key, or an argument that stands for it. */
    public Sentence with(Knob knob) {
        return Sentence.of(knob).and(" " + expected + ".");
    }
}
