package org.subtext.problems;

/** Something outside the input is missing here: a native library, a device, a file lock. The message tells the mend. */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String message) {
        super(message);
    }

    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
