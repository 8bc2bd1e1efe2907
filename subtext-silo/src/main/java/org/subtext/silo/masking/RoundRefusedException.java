package org.subtext.silo.masking;

/** A round, or a letter of it, that is not gone on with. What was kept so far stays as it is. */
public final class RoundRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    public RoundRefusedException(Refusal refusal, String found) {
        super(refusal.meaning() + ": " + found);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** Refuses where something does not hold. */
    public static void unless(boolean holds, Refusal refusal, String found) {
        if (!holds) {
            throw new RoundRefusedException(refusal, found);
        }
    }
}
