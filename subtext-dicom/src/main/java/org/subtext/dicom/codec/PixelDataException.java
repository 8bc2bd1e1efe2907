package org.subtext.dicom.codec;

import java.io.IOException;

/** Pixel data that cannot be turned into samples: what was found, where in the stream, and what was expected. */
public final class PixelDataException extends IOException {
    private static final long serialVersionUID = 1L;

    public PixelDataException(String message) {
        super(message);
    }

    public PixelDataException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The message, never null. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
