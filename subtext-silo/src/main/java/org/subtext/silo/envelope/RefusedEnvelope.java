package org.subtext.silo.envelope;

/** An envelope that is not taken; the reason names nobody and quotes nothing of it. */
public final class RefusedEnvelope extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        NO_ENVELOPE("this is no envelope of this version"),
        FORGED("the party that it names as its sender did not sign it"),
        UNKNOWN_SENDER("nobody of its sender's name is enrolled, or no longer"),
        ANOTHER_RECIPIENT("it is for somebody else"),
        NOT_OPENED("it is not sealed for this party's key, or was changed"),
        REPLAYED("it was taken before"),
        STALE("its round or attempt is over"),
        ANOTHER_PLAN("its plan is not one that was approved here"),
        SEQUENCE_USED("another envelope had the same sequence number");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** In words that stand after "refused:". */
        public String words() {
            return words;
        }
    }

    private final Reason reason;

    public RefusedEnvelope(Reason reason) {
        super("The envelope is refused: " + reason.words() + ".");
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
