package org.subtext.routes.contract;

/** An experiment, or a whole route, that cannot be run here: no mask, no such column, one class left in a stratum. */
public final class NotRunException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String mend;

    /**
     * With what a reader should know.
     *
     * @param reason what was found and what was needed, a sentence
     * @param mend what to do about it, a sentence
     */
    public NotRunException(String reason, String mend) {
        super(reason + " " + mend);
        this.reason = reason;
        this.mend = mend;
    }

    public String reason() {
        return reason;
    }

    public String mend() {
        return mend;
    }
}
