package org.subtext.web.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.provenance.Secret;

/**
 * A code that is good once, and the cookie that it is exchanged for. Thread-safe.
 *
 * <p>The code stands in a printed link, and so in the history of a terminal and of a browser; the cookie is seen by no
 * script and sent with no request that another site began.
 */
public final class Pass {
    /** From the exchange on. */
    public static final Duration LASTS = Duration.ofHours(12);

    private final Clock clock;
    private final Secret code = Secret.drawn();
    private final Secret token = Secret.drawn();
    private @Nullable Secret session;
    private Instant end = Instant.MIN;

    public Pass(Clock clock) {
        this.clock = clock;
    }

    /** What the link holds. */
    public String code() {
        return code.text();
    }

    /** What forms of this server's pages hold, and no other site's can. */
    public String token() {
        return token.text();
    }

    /** Whether a form was one of this server's pages. */
    public boolean isToken(@Nullable String given) {
        return token.is(given);
    }

    /** The cookie's value for the code; empty where it is another one or was exchanged before. */
    public synchronized Optional<String> exchange(@Nullable String given) {
        boolean isRight = code.is(given);
        if (!isRight || session != null) {
            return Optional.empty();
        }
        Secret begun = Secret.drawn();
        session = begun;
        end = clock.instant().plus(LASTS);
        return Optional.of(begun.text());
    }

    /** Whether a cookie was given for the code, and still holds. */
    public synchronized boolean admits(@Nullable String cookie) {
        return session != null && session.is(cookie) && clock.instant().isBefore(end);
    }
}
