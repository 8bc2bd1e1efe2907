package org.subtext.silo.transport;

/** A call that the coordinator refused, or that a proxy on the way did, in words for who runs the site. */
public final class RefusedCall extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedCall(int status, String words) {
        super(words);
        this.status = status;
    }

    /** Of HTTP. */
    public int status() {
        return status;
    }

    /** In words. */
    public String words() {
        return String.valueOf(getMessage());
    }
}
