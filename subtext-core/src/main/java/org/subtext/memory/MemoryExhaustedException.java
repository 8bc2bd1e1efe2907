package org.subtext.memory;

import java.io.IOException;

/** A file that needs more memory than there is; the message says how much there was and what helps. */
public final class MemoryExhaustedException extends IOException {
    private static final long serialVersionUID = 1L;

    MemoryExhaustedException(String found) {
        super(found);
    }

    MemoryExhaustedException(String found, Error error) {
        super(found, error);
    }
}
