package org.subtext.deidentification.streams;

import java.io.IOException;

/**
 * Pixel data that cannot be written anew, so that nobody can say what they hold: what was found, where, what was
 * expected and what to do. Never a value of the file.
 */
public final class NotCleanedException extends IOException {
    private static final long serialVersionUID = 1L;

    public NotCleanedException(String reason) {
        super(reason);
    }

    /** The message, never null. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
