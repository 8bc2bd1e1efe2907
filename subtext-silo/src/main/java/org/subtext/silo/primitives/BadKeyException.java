package org.subtext.silo.primitives;

/** A public key that no honest party sends: with it, both ends would agree on what anybody knows. */
public final class BadKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadKeyException(String message) {
        super(message);
    }

    public BadKeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
