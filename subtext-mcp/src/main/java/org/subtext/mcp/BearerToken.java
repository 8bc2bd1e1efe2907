package org.subtext.mcp;

import org.jspecify.annotations.Nullable;
import org.subtext.provenance.Secret;

/** A secret that a client shows with each request. */
final class BearerToken {
    private static final String SCHEME = "Bearer ";

    private final Secret secret = Secret.drawn();

    static BearerToken drawn() {
        return new BearerToken();
    }

    String text() {
        return secret.text();
    }

    /** Whether a header {@code Authorization} holds it. */
    boolean isIn(@Nullable String header) {
        return header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && secret.is(header.substring(SCHEME.length()).strip());
    }
}
