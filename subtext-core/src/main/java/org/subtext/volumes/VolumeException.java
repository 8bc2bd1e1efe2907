package org.subtext.volumes;

import java.io.IOException;

/** A volume that cannot be read. The message says what was found and what was expected, never where the file lies. */
public final class VolumeException extends IOException {
    private static final long serialVersionUID = 1L;

    public VolumeException(String message) {
        super(message);
    }

    public VolumeException(String message, Throwable cause) {
        super(message, cause);
    }
}
