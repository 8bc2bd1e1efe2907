package org.subtext.archive;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why an exchange with an archive failed. The message names no patient, no UID and no address with a query in it. */
public final class ArchiveException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What went wrong, and with it whether trying again can help and whether going on makes sense. */
    public enum Kind {
        /** No connection, or it broke. */
        UNREACHABLE(true, false),
        /** The name cannot be resolved or the address cannot be used at all. */
        NO_SUCH_HOST(false, true),
        /** Nothing came for longer than the time limit. */
        TIMEOUT(true, false),
        /** An answer came, but would not come to its end. */
        TOO_SLOW(false, false),
        /** 429 or 5xx: the archive is busy or broken for now. */
        BUSY(true, false),
        /** The answer ended before it was complete. */
        INCOMPLETE(true, false),
        /** 401: no or wrong credentials. */
        UNAUTHORISED(false, true),
        /** 403 or 404 or another refusal of this one request. */
        REFUSED(false, false),
        /** TLS could not be agreed on. */
        TLS(false, true),
        /** Something answers, but not DICOMweb. */
        NOT_DICOMWEB(false, true),
        /** What came is not what was asked for, or breaks the format. */
        WRONG_CONTENT(false, false),
        /** A bound on sizes was passed. */
        TOO_LARGE(false, false);

        private final boolean retryable;
        private final boolean fatal;

        Kind(boolean retryable, boolean fatal) {
            this.retryable = retryable;
            this.fatal = fatal;
        }

        /** Whether the same request may succeed a little later. */
        public boolean isRetryable() {
            return retryable;
        }

        /** Whether the archive as a whole seems ill, so that asking it for something else would cost as much time. */
        public boolean isIllness() {
            return retryable || this == TOO_SLOW;
        }

        /** Whether every other request would fail the same way. */
        public boolean isFatal() {
            return fatal;
        }
    }

    private final Kind kind;
    private final transient @Nullable Duration retryAfter;

    public ArchiveException(Kind kind, String message) {
        this(kind, message, null, null);
    }

    public ArchiveException(Kind kind, String message, @Nullable Throwable cause) {
        this(kind, message, null, cause);
    }

    ArchiveException(Kind kind, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    /** How long the archive asked to be left alone, null when it did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
