package org.subtext.silo.intersection;

/** The other party's message is not gone on with. What was kept so far stays as it is. */
public final class RefusedIntersectionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedIntersectionException(String found) {
        super("The intersection ends here: " + found + ".");
    }
}
