package org.subtext.archive;

import java.time.Duration;

/**
 * What an archive may cost: time and bytes. A hostile or broken peer is given up, never waited for or stored without
 * end.
 *
 * @param connectTimeout until a connection stands
 * @param idleTimeout longest wait for an answer's head, and between two pieces of its body; a body that took longer
 *     than this and came at less than {@link #SLOWEST_BYTES_PER_SECOND} is given up as well
 * @param retries how often a request that failed for now is sent again
 * @param firstPause before the first repetition; doubled each time, up to {@link #LONGEST_PAUSE}
 * @param instanceBytes largest instance, and the most that is read of instances nobody asked for
 * @param answerBytes largest answer to a search
 */
public record ArchiveLimits(
        Duration connectTimeout,
        Duration idleTimeout,
        int retries,
        Duration firstPause,
        long instanceBytes,
        int answerBytes) {
    /** Slower than this is not an archive but a hanging connection. */
    public static final int SLOWEST_BYTES_PER_SECOND = 256;

    /** A pause is never longer, whatever {@code Retry-After} says. */
    public static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    /** 10 s to connect, 60 s without a byte, five repetitions from 0.5 s on, 4 GiB an instance, 64 MiB an answer. */
    public static final ArchiveLimits STANDARD = new ArchiveLimits(
            Duration.ofSeconds(10), Duration.ofSeconds(60), 5, Duration.ofMillis(500), 4L << 30, 64 << 20);

    public ArchiveLimits {
        if (retries < 0 || retries > 100) {
            throw new IllegalArgumentException("retries must be 0 to 100, not " + retries);
        }
        if (idleTimeout.isNegative()
                || idleTimeout.isZero()
                || connectTimeout.isNegative()
                || connectTimeout.isZero()) {
            throw new IllegalArgumentException("time limits must be above zero");
        }
        if (instanceBytes <= 0 || answerBytes <= 0) {
            throw new IllegalArgumentException("size limits must be above zero");
        }
    }

    /** All pages of one list together, in bytes: 512 MiB by default. */
    long listBytes() {
        return 8L * answerBytes;
    }

    /** The longest that one answer to a search may take: ten minutes by default. */
    Duration longestSearch() {
        return idleTimeout.multipliedBy(10);
    }

    /** The longest that all pages of one list may take: an hour by default. */
    Duration longestList() {
        return idleTimeout.multipliedBy(60);
    }

    /**
     * The longest that one answer with instances may take: an hour by default. What came whole by then is kept and not
     * sent again, so that only an instance that takes this long alone cannot be had.
     */
    Duration longestRetrieval() {
        return idleTimeout.multipliedBy(60);
    }

    public ArchiveLimits withRetries(int count) {
        return new ArchiveLimits(connectTimeout, idleTimeout, count, firstPause, instanceBytes, answerBytes);
    }

    public ArchiveLimits withIdleTimeout(Duration timeout) {
        return new ArchiveLimits(connectTimeout, timeout, retries, firstPause, instanceBytes, answerBytes);
    }
}
