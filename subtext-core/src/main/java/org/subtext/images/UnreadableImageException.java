package org.subtext.images;

import java.io.IOException;

/**
 * A file that holds no image we can use. The reason says what was found ("truncated", "zero bytes"), never where the
 * file lies: the caller knows the file, and a folder's name may identify a patient.
 */
public final class UnreadableImageException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnreadableImageException(String reason) {
        super(reason);
    }

    public UnreadableImageException(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** What was found, in a few words that fit after the file's name and a colon. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
