package org.subtext.archive;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** How to identify to an archive. Never printed: {@code toString} says the kind only. */
public sealed interface Credentials {
    /** The value of the HTTP header {@code Authorization}, if one is sent. */
    Optional<String> authorization();

    /** What is sent, in words. */
    String kind();

    /** No credentials. */
    record None() implements Credentials {
        @Override
        public Optional<String> authorization() {
            return Optional.empty();
        }

        @Override
        public String kind() {
            return "no credentials";
        }
    }

    /** A bearer token (RFC 6750), sent as it is. */
    record Bearer(String token) implements Credentials {
        public Bearer {
            if (token.isBlank() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
                throw new IllegalArgumentException("a bearer token is one line of printable ASCII without spaces");
            }
        }

        @Override
        public Optional<String> authorization() {
            return Optional.of("Bearer " + token);
        }

        @Override
        public String kind() {
            return "a bearer token";
        }

        @Override
        public String toString() {
            return kind();
        }
    }

    /** User and password (RFC 7617, UTF-8). */
    record Basic(String user, String password) implements Credentials {
        public Basic {
            if (user.isEmpty() || user.contains(":")) {
                throw new IllegalArgumentException(
                        "a user name for basic authentication is not empty and has no colon");
            }
        }

        @Override
        public Optional<String> authorization() {
            byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        }

        @Override
        public String kind() {
            return "user and password";
        }

        @Override
        public String toString() {
            return kind();
        }
    }
}
